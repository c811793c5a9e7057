"""Data: the one place that is written to, what lies there from the first day, and where the settings lead."""

from collections.abc import Iterator

from provision import places
from provision.change import Change, Entry, laid, refused, shell
from provision.device import Device
from provision.lessons import COMPILED, made
from provision.step import FILES, Step
from provision.steps.units import enabled

HOME = "/var/lib/kiosk"
MOUNT = (
    "usr/lib/systemd/system/var-lib-kiosk.mount",
    r"etc/systemd/system/dev-disk-by\x2dlabel-kiosk\x2ddata.device.d/kiosk.conf",
)
THEIRS = "usr/lib/tmpfiles.d/kiosk.conf"
OURS = "usr/lib/tmpfiles.d/kiosk-device.conf"
FIRST_DAY = "/opt/kiosk/first-day"
"""Whence `kiosk-device.conf` takes them for a data partition that is new, or was made anew after a card had lost it."""


def partition(device: Device) -> Iterator[Change]:
    """Mounted where there is one; without it the folder on the card is the place, and the root stays writable."""
    if not device.has_data_partition:
        return
    entries = [Entry(f"/{name}", (FILES / name).read_bytes()) for name in MOUNT]
    yield from laid(entries, device.there(entries), "partition")
    if enabled(device, ["var-lib-kiosk.mount"]) != ["enabled"]:
        yield Change(
            ("The data partition is not mounted at start.",), (shell("systemctl enable var-lib-kiosk.mount 2>&1"),)
        )


def folders(device: Device) -> Iterator[Change]:
    """As both lists of systemd-tmpfiles want them; at each start it makes them, on an empty partition too."""
    lists = [places.places()[THEIRS].read_text("utf-8"), (FILES / OURS).read_text("utf-8")]
    entries = [
        Entry(path, folder=True, mode=int(mode, 8), user=user, group=group)
        for text in lists
        for kind, path, mode, user, group in (line.split()[:5] for line in text.splitlines() if line[:2] == "d ")
        if path.startswith(HOME)
    ]
    wrong = [entry for entry in entries if device.there([entry]).get(entry.path) != entry.seen()]
    if wrong:
        yield Change(
            tuple(f"The folder {entry.path} is missing, or another's." for entry in wrong),
            (shell(f"systemd-tmpfiles --create --prefix={HOME}"),),
        )


def content(device: Device) -> Iterator[Change]:
    """Lessons and counters, compiled, and every clip that was rendered; what the device has rendered itself stays."""
    build = device.wanted.checkout / "build"
    if not made(device.wanted.checkout):
        yield refused(f"There are no lessons in {build}. Remedy: make lessons, then again.")
        return
    compiled = {name: (build / name).read_bytes() for name in COMPILED}
    files = [Entry(f"{folder}/{name}", data) for folder in (HOME, FIRST_DAY) for name, data in compiled.items()]
    yield from laid(files, device.there(files), "data")
    voice = build / "voice"
    inside = [
        Entry(f"{HOME}/voice/{folder.relative_to(voice)}", folder=True, mode=0o2750, user="kiosk-update", group="kiosk")
        for folder in sorted(voice.rglob("*"))
        if folder.is_dir()
    ]
    yield from laid(inside, device.there(inside), "voice-folders")
    clips = [
        Entry(f"{HOME}/voice/{clip.relative_to(voice)}", clip.read_bytes(), mode=0o640, group="kiosk")
        for clip in sorted(voice.rglob("*"))
        if clip.is_file()
    ]
    there = {f"{HOME}/voice/{path}": seen for path, seen in device.folder(f"{HOME}/voice").items()}
    for change in laid(clips, there, "voice"):
        first, *rest = change.what
        yield Change((f"{first} So it is with {len(rest)} more clips." if rest else first,), change.commands)


def link(device: Device) -> Iterator[Change]:
    """Settings live where they can be written."""
    entry = Entry("/etc/kiosk", link=f"{HOME}/etc")
    if device.there([entry]).get(entry.path, "").startswith("folder"):
        # Settings that somebody has made by hand come along; what is there already is newer.
        yield Change(
            ("/etc/kiosk is a folder of its own, and would be read-only.",),
            (shell(f"cp -an /etc/kiosk/. {HOME}/etc/ && rm -rf /etc/kiosk && ln -s {entry.link} /etc/kiosk"),),
        )
    yield from laid([entry], device.there([entry]), "etc")


def more(device: Device) -> Iterator[Change]:
    """Folders, then what lies in them."""
    lists = [Entry(f"/{THEIRS}", places.places()[THEIRS].read_bytes())]
    yield from laid(lists, device.there(lists), "lists")
    yield from folders(device)
    yield from content(device)
    yield from link(device)


STEP = Step(
    name="data",
    what="The data partition, lessons and voice",
    files=(OURS,),
    before=partition,
    more=more,
)
