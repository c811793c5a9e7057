"use strict";
// Narrowing and the language of the page are kept in its address, so that they last when it loads again.
const kept = new URLSearchParams(location.hash.slice(1));
const root = document.documentElement;
const selects = [...document.querySelectorAll("nav select")];

function narrow() {
  for (const select of selects) kept.set(select.name, select.value);
  const [group, lang, screen] = ["group", "lang", "screen"].map(name => kept.get(name) || "");
  for (const section of document.querySelectorAll(".group")) section.hidden = group && section.dataset.group !== group;
  for (const figure of document.querySelectorAll("figure"))
    figure.hidden = (lang && figure.dataset.lang !== lang) || (screen && figure.dataset.screen !== screen);
  history.replaceState(null, "", "#" + kept);
}

function speak(lang) {
  kept.set("ui", lang);
  root.dataset.ui = root.lang = lang;
  for (const option of document.querySelectorAll("option")) option.textContent = option.dataset[lang];
  history.replaceState(null, "", "#" + kept);
}

for (const select of selects) {
  if ([...select.options].some(option => option.value === kept.get(select.name))) select.value = kept.get(select.name);
  select.addEventListener("change", narrow);
}
document.getElementById("ui").addEventListener("click", () => speak(root.dataset.ui === "vi" ? "en" : "vi"));
speak(kept.get("ui") || (navigator.language.startsWith("vi") ? "vi" : "en"));
narrow();

// Served by `--watch` the page changes by itself; opened from the disk it stays as it is.
if (location.protocol === "http:" && root.dataset.revision !== undefined) {
  const live = document.getElementById("live");
  const changes = new EventSource("changes?since=" + root.dataset.revision);
  changes.onopen = () => { live.textContent = "●"; };
  changes.onerror = () => { live.textContent = "○"; };
  changes.addEventListener("again", () => location.reload());
  changes.addEventListener("block", event => {
    const {id, html} = JSON.parse(event.data);
    const old = document.getElementById(id);
    if (old === null) { location.reload(); return; }
    const made = document.createElement("template");
    made.innerHTML = html;
    const block = made.content.firstElementChild;
    old.replaceWith(block);
    block.classList.add("new");
    narrow();
    root.dataset.changed = Number(root.dataset.changed || 0) + 1;
  });
}
