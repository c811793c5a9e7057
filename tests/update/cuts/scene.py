"""A kiosk with two releases behind it and a third before it; and what must hold of it whenever it was cut."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.packs.shelf import open_library
from kiosk.update.releases import LIBRARY, RELEASES, Releases
from kiosk.update.trust.floor import Floor, read_floor
from tests.update.cuts.cycle import cycle, updated
from tests.update.depots import Office, tea

TEXTS = ("Bác chạm vào ô Con gái.", "Bác chạm ô Con gái nhé.", "Bác chạm vào ô có tên Con gái.")
LESSON = "tea/lessons/call-home.yaml"


class Scene(Struct, frozen=True):
    """`before` is never written to; every cut works on a copy of it."""

    before: Path
    depot: Path
    old: str
    new: str
    floor: Floor

    def copy(self, into: Path) -> Path:
        """The kiosk as it is before the update, links kept."""
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(self.before, into, copy_function=_copied_or_linked(), symlinks=True)
        return into

    def holds(self, data: Path) -> str:
        """What is there after a cut: the old release or the new one, whole. Which of them is in use."""
        update = data / "update"
        assert _not_lower(read_floor(update / "trust"), self.floor)
        whole = {place.name for place in (update / RELEASES).iterdir() if not place.name.startswith(".")}
        for name in whole & {self.old, self.new}:
            _whole(update / RELEASES / name)
        standing = Releases(update).standing()
        assert standing.active in (self.old, self.new)
        assert standing.kept <= whole, "what may be opened is there"
        assert standing.refused == ()
        return standing.active

    def starts(self, data: Path) -> None:
        """The kiosk has power again and shows a minute of pictures, before the next update comes."""
        releases = Releases(data / "update")
        opened = releases.opening()
        assert opened is not None
        for name in ("cards.json", "settings.toml"):
            assert (data / "update" / name).samefile(opened / name)
        releases.confirm()

    def ends(self, data: Path) -> None:
        """The next try, and everything is new."""
        update = data / "update"
        cycle(data, self.depot)
        standing = Releases(update).standing()
        assert (standing.active, standing.previous, standing.trial, standing.ready) == (self.new, self.old, None, "")
        assert {place.name for place in (update / RELEASES).iterdir()} == {self.old, self.new}
        assert _text(update / RELEASES / self.new) == TEXTS[2]
        floor = read_floor(update / "trust")
        assert floor.targets == self.floor.targets + 1
        assert not list(update.rglob("*.part"))


def prepared(folder: Path) -> Scene:
    """Two releases installed and confirmed, a third published."""
    office = Office(folder / "depot", tea(folder / "content"))
    data = folder / "before"
    data.mkdir()
    (data / "root.json").write_bytes(office.root)
    for number, text in enumerate(TEXTS):
        lesson = office.content / LESSON
        lesson.write_text(lesson.read_text("utf-8").replace(TEXTS[number - 1], text), "utf-8")
        office.publish(
            **{"staff/cards.json": f'{{"format":1,"cards":[],"n":{number}}}'.encode(), "settings/market.toml": b""}
        )
        if number < 2:
            cycle(data, office.folder)
    releases = Releases(data / "update")
    old = releases.standing().active
    after = folder / "after"
    shutil.copytree(data, after)
    updated(after, office.folder)
    new = Releases(after / "update").standing().ready
    return Scene(data, office.folder, old, new, read_floor(data / "update" / "trust"))


def _copied_or_linked() -> Callable[[str, str], str]:
    """Copies each file once and links it the other times, as it is linked in the original."""
    seen: dict[int, str] = {}

    def copy(source: str, target: str) -> str:
        inode = Path(source).stat().st_ino
        if inode in seen:
            Path(target).hardlink_to(seen[inode])
        else:
            shutil.copy2(source, target)
            seen[inode] = target
        return target

    return copy


def _not_lower(now: Floor, before: Floor) -> bool:
    return all(
        getattr(now, part) >= getattr(before, part) for part in ("root", "timestamp", "snapshot", "targets", "made")
    )


def _whole(release: Path) -> None:
    """Its library opens and says what its content says, and its content is what objects are made of."""
    assert _text(release) in TEXTS
    library = open_library(release / LIBRARY)
    assert _text(release) in {step.say["vi"] for step in library.lessons["call-home"].steps}
    objects = release.parent.parent / "objects"
    for file in (release / "content").rglob("*"):
        if file.is_file():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            assert (objects / digest).read_bytes() == file.read_bytes()
    assert msgspec.json.decode((release / "about.json").read_bytes())["version"] == int(release.name.split("-")[0])


def _text(release: Path) -> str:
    written = (release / "content" / LESSON).read_text("utf-8")
    return next((text for text in reversed(TEXTS) if text in written), "")
