"""What the running interface reads: its lessons, their drawings, what people have recorded. Exchanged while it rests.

    case = Bookcase(settings.content.library, Releases(settings.update.folder))     # before the first picture
    exchange = Exchange(case, show, clock)
    exchange.switch()        # the core has ordered it: nobody is learning
    exchange.turn()          # each round of the loop

New content is on trial. A minute of pictures without a stumble confirms it; a stumble within that minute brings the old
back by itself, at once, and the new one is refused from then on. So does a start at which it cannot be opened.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from kiosk.core.content.packs import Library
from kiosk.core.units import DurationMs
from kiosk.packs.shelf import NoContent, OtherVersion, open_library
from kiosk.update.releases import LIBRARY, Releases

RECORDED = "recorded"
"""Beside a library, clips that people have spoken; the voice looks there first."""

TRIAL = DurationMs(60_000)
"""So long new content must show pictures without a stumble."""

TRIAL_ROUNDS = 60
"""And so often: a loop that stood still for a minute has proven nothing. At rest it goes round twice a second."""

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """Nobody reads the log."""


class Bookcase:
    """The content in use. Everybody asks it anew each time, so exchanging it is one assignment."""

    def __init__(self, provisioned: Path, releases: Releases, say: Say = _silent) -> None:
        """Opens what this start shall show. Raises `NoContent` when not even the provisioned content can be opened."""
        self._provisioned, self._releases, self._say = provisioned, releases, say
        self.release = ""
        """Its name; empty for the content that the machine was provisioned with."""
        if why := releases.trouble():
            say(f"content: {why}")
        self.library, self.recorded = self._opened(releases.opening())

    @property
    def on_trial(self) -> bool:
        """Whether nobody has confirmed yet that it holds."""
        return self._releases.standing().trial is not None

    def picture(self, name: str) -> str | None:
        """The SVG text of a drawing."""
        return self.library.pictures.get(name)

    def take(self) -> bool:
        """Take the release that is ready, or what staff went back to; whether something else is in use now."""
        try:
            return self._use(self._releases.take_ready())
        except NoContent as error:
            self._say(f"content: the new release cannot be opened: {error}.")
            return self.go_back()
        except OSError as error:
            self._say(f"content: no release can be taken ({error.strerror}): see how the data partition is mounted.")
            return False

    def go_back(self) -> bool:
        """Leave the release in use for the one before, for good; whether something else is in use now."""
        try:
            return self._use(self._releases.roll_back())
        except (NoContent, OSError) as error:
            self._say(f"content: the release before cannot be opened either: {error}.")
            return False

    def confirm(self) -> None:
        """It holds."""
        try:
            self._releases.confirm()
        except OSError as error:
            self._say(f"content: release {self.release} holds, but that cannot be written down ({error.strerror}).")

    def _use(self, folder: Path | None) -> bool:
        if _name(folder) == self.release:
            return False
        self.library, self.recorded = self._read(folder)
        return True

    def _opened(self, folder: Path | None) -> tuple[Library, Path | None]:
        """At a start something has to open: a release that does not is left for the one before, in the end for none."""
        try:
            return self._read(folder)
        except NoContent as error:
            if folder is None:
                raise
            self._say(f"content: release {folder.name} cannot be opened: {error}.")
            if isinstance(error, OtherVersion):
                return self._read(None)  # the program was renewed: no fault of the release, so nothing is refused
        before = self._before(folder)
        return self._read(None) if before == folder else self._opened_before(before)

    def _before(self, folder: Path) -> Path | None:
        try:
            return self._releases.roll_back()
        except OSError:
            return folder

    def _opened_before(self, folder: Path | None) -> tuple[Library, Path | None]:
        try:
            return self._read(folder)
        except NoContent as error:
            if folder is None:
                raise
            self._say(f"content: release {folder.name} cannot be opened either: {error}.")
            return self._read(None)

    def _read(self, folder: Path | None) -> tuple[Library, Path | None]:
        library = self._provisioned if folder is None else folder / LIBRARY
        read, recorded = open_library(library), library.parent / RECORDED
        self.release = _name(folder)
        return read, recorded if recorded.is_dir() else None


def _name(folder: Path | None) -> str:
    return folder.name if folder else ""


def _said(release: str) -> str:
    return f"release {release}" if release else "what the machine came with"


def _beside(deed: Callable[[], None]) -> None:
    """In a thread of its own: a memory card may take half a second to sync, and somebody may be touching."""
    Thread(target=deed, name="confirm", daemon=True).start()


class Exchange:
    """Who exchanges the content and watches over the new one. All methods are called by the thread of the loop."""

    def __init__(
        self,
        case: Bookcase,
        show: Callable[[str], None],
        clock: Callable[[], DurationMs],
        say: Say = _silent,
        beside: Callable[[Callable[[], None]], None] = _beside,
    ) -> None:
        """`show` has everybody read from the case anew and is told the name of the release; it may raise."""
        self._case, self._show, self._clock, self._say, self._beside = case, show, clock, say, beside
        self._begun: DurationMs | None = None
        self._rounds = 0
        self._stumbled = False
        if case.on_trial:
            self._begin()

    def switch(self) -> None:
        """Take the release that is ready, and show it."""
        if self._case.take():
            self._say(f"content: {_said(self._case.release)} is in use.")
            self._begun = None
            if self._case.on_trial:  # not when staff have gone back: that content has proven itself before
                self._begin()
            self._shown()

    def stumbled(self) -> None:
        """Something went wrong somewhere. While new content is on trial, it is its fault."""
        self._stumbled = self._begun is not None

    def turn(self) -> None:
        """A round of the loop is over, its picture painted."""
        if self._stumbled:
            self._go_back()
        elif self._begun is not None:
            self._rounds += 1
            if self._rounds >= TRIAL_ROUNDS and self._clock() - self._begun >= TRIAL:
                self._begun = None
                self._beside(self._case.confirm)

    def _begin(self) -> None:
        self._begun, self._rounds, self._stumbled = self._clock(), 0, False

    def _go_back(self) -> None:
        self._begun, self._stumbled = None, False
        left = self._case.release
        if self._case.go_back():
            self._say(f"content: release {left} stumbled while on trial; {_said(self._case.release)} is back.")
            self._shown()

    def _shown(self) -> None:
        try:
            self._show(self._case.release)
        except Exception as error:  # noqa: BLE001 - the border: whatever new content breaks, the old comes back
            self._say(f"content: release {self._case.release} cannot be shown ({type(error).__name__}).")
            self._stumbled = self._begun is not None
