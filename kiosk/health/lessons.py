"""Lessons, speech, letters, counters: what the kiosk teaches with."""

from collections.abc import Mapping

from kiosk.config import Settings
from kiosk.core.content.packs import Library
from kiosk.core.units import LANGS
from kiosk.health.finding import Finding, Place


def content(settings: Settings, place: Place) -> Finding:
    """The compiled lessons, those in use."""
    from kiosk.packs.shelf import NoContent  # noqa: PLC0415 - each look loads only what it needs

    try:
        library = _library(settings)
    except NoContent as error:
        return Finding(part="content", state="broken", says=f"{error}.", remedy="Run: kiosk packs compile content")
    says = f"{len(library.lessons)} lessons in {len(library.topics)} topics."
    if library.refused:
        says = f"{says} Refused: {'; '.join(library.refused)}."
        return Finding(part="content", state="degraded", says=says, remedy="Mend the pack and compile again.")
    return Finding(part="content", state="ok", says=says)


def _library(settings: Settings) -> Library:
    from kiosk.packs.shelf import open_library  # noqa: PLC0415
    from kiosk.update.releases import LIBRARY, Releases  # noqa: PLC0415

    releases = Releases(settings.update.folder)
    active = releases.standing().active
    fetched = releases.path(active) / LIBRARY
    return open_library(fetched if active and fetched.is_file() else settings.content.library)


def voice(settings: Settings, place: Place) -> Finding:
    """The spoken sentences."""
    if not settings.voice.on:
        return Finding(part="voice", state="ok", says="Switched off in the settings: captions only.")
    folder = settings.voice.folder
    clips = {lang: sum(1 for _ in (folder / lang).glob("*.ogg")) for lang in LANGS}
    told = ", ".join(f"{lang} {number}" for lang, number in clips.items())
    if not all(clips.values()):
        says = f"Spoken sentences are missing in {folder} ({told}): the kiosk shows captions and stays silent."
        return Finding(part="voice", state="degraded", says=says, remedy="Run: kiosk packs voice content")
    return Finding(part="voice", state="ok", says=f"Spoken sentences: {told}.")


def fonts(settings: Settings, place: Place) -> Finding:
    """Letters and icons."""
    from kiosk.screen.faces import FOLDERS, ICONS, family, find  # noqa: PLC0415

    folders = [place.root / folder.relative_to("/") for folder in FOLDERS]
    missing = [] if family(folders) else ["fonts-open-sans"]
    missing += [] if find(ICONS, folders) else ["fonts-material-design-icons-iconfont"]
    if missing:
        says = "Text or icons are drawn more plainly than they should be: a font is missing."
        remedy = f"Run: sudo apt-get install {' '.join(missing)}"
        return Finding(part="fonts", state="degraded", says=says, remedy=remedy)
    return Finding(part="fonts", state="ok", says="Text and icons are installed.")


def failures(settings: Settings, place: Place) -> Finding:
    """Which parts have failed today, and come back; a camera with a loose cable shows here first."""
    from datetime import date  # noqa: PLC0415 - each look loads only what it needs

    from kiosk.stats.store import StoreError, read_cells  # noqa: PLC0415

    try:
        cells = read_cells(settings.stats.path, date.today().isoformat()) if settings.stats.on else {}
    except StoreError:
        cells = {}  # what is wrong with the counters is told by their own line
    failed, back = (_summed(cells, metric) for metric in ("part_failures", "part_recoveries"))
    if not failed:
        return Finding(part="failures", state="ok", says="No part is known to have failed today.")
    told = ", ".join(f"{part} {n} times, back {back.get(part, 0)} times" for part, n in sorted(failed.items()))
    if all(n <= back.get(part, 0) for part, n in failed.items()):
        return Finding(part="failures", state="ok", says=f"Failed today: {told}.")
    remedy = "See journalctl -u kiosk for the reason; if it comes back, look at plugs and cables."
    return Finding(part="failures", state="degraded", says=f"Failed today: {told}.", remedy=remedy)


def _summed(cells: Mapping[tuple[str, str, str, str], int], metric: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (_, _, counted, part), n in cells.items():
        if counted == metric:
            sums[part] = sums.get(part, 0) + n
    return sums


def counters(settings: Settings, place: Place) -> Finding:
    """The database of counters."""
    from kiosk.stats.aside import moved_aside  # noqa: PLC0415
    from kiosk.stats.store import StoreError, UnwritableStoreError, check  # noqa: PLC0415

    if not settings.stats.on:
        return Finding(part="counters", state="ok", says="Switched off in the settings: nothing is counted.")
    try:
        check(settings.stats.path)
    except StoreError as error:
        says, remedy = f"{error}.", "Nothing to do: the kiosk moves the file aside at its next start."
        if isinstance(error, UnwritableStoreError):
            remedy = "Look as root: sudo kiosk doctor. If it stays: see free space below, and whose the file is."
        return Finding(part="counters", state="degraded", says=says, remedy=remedy)
    aside = moved_aside(settings.stats.path)
    if aside:
        says = "Counting goes on in a fresh file. Moved aside: " + "; ".join(f"{file} ({why})" for file, why in aside)
        remedy = "If this comes back, change the memory card. Delete the files named to silence this line."
        return Finding(part="counters", state="degraded", says=says, remedy=remedy)
    return Finding(part="counters", state="ok", says=f"{settings.stats.path}, whole.")
