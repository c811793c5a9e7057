"""Where values stand in a file, and that changing one changes nothing else."""

import tempfile
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.packs.translation.spots import rewritten, spots
from kiosk.packs.translation.translate import export, import_, sentences_of
from tests.packs.contents import GOOD, copied
from tests.packs.translation.odd import SENTENCES

FILES = sorted(GOOD.rglob("*.yaml"))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), SENTENCES, min_size=1), st.sampled_from("\"'>| "), SENTENCES)
def test_any_words_can_be_written_over_any_style(words: dict[str, str], style: str, new: str) -> None:
    """Comments, order and everything else stay as they were, letter by letter."""
    old = {'"': '"cũ, {x}"', "'": "'cũ ''x'''", ">": ">-\n  cũ\n  x\n", "|": "|\n  cũ\n", " ": "cũ x"}[style]
    text = f"# trên\nkeep: [1,  'hai']   # bên\nmine: {old}\n# dưới\nflow: {{vi: một, en: two}}\n"
    made = rewritten(text, {("mine",): new, **({("flow", "vi"): words["a"]} if "a" in words else {})})
    values = {steps: spot.text for steps, spot in spots(made).items()}
    assert values["mine",] == new
    assert values["flow", "vi"] == words.get("a", "một")
    assert made.startswith("# trên\nkeep: [1,  'hai']   # bên\nmine: ") and "\n# dưới\nflow: {vi: " in made


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
def test_every_value_stands_where_it_is_said_to(file: Path, ends: str, mark: str) -> None:
    text = mark + file.read_text("utf-8").replace("\n", ends)
    for spot in spots(text).values():
        raw = text[spot.start : spot.end]
        assert yaml.safe_load(f"[{raw}]") is not None and (spot.style in raw)
        assert spot.style or raw == spot.text
    assert rewritten(text, {}) == text


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        rewritten("a: b\n", {("a",): "not composed: e\u0301"})


@settings(deadline=None, max_examples=10)
@given(st.lists(SENTENCES, min_size=1, max_size=9), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans())
def test_odd_sentences_there_and_back_change_no_byte(words: list[str], style: str | None, wide: bool) -> None:
    """However they are written."""
    with tempfile.TemporaryDirectory() as folder:
        content = copied(Path(folder))
        skills = yaml.safe_load((content / "skills.yaml").read_text("utf-8"))
        more = [deepcopy(skills[0]) for _ in words]
        for text, one in zip(words, more, strict=True):
            one["title"] = {"vi": text, "en": text}
        for one in (*skills, *more):
            one["checked_on"] = "2026-11-01"
        made = yaml.safe_dump([*skills, *more], allow_unicode=True, default_style=style, width=40 if wide else 9999)
        (content / "skills.yaml").write_text(made, "utf-8", newline="")
        before = (content / "skills.yaml").read_bytes()
        told = [one.words["vi"] for one in sentences_of(content) if one.address.startswith("skills.yaml")]
        assert told[len(skills) :] == words
        export(content, Path(folder) / "t.csv")
        assert import_(content, Path(folder) / "t.csv").files == ()
        assert (content / "skills.yaml").read_bytes() == before
