"""`kiosk-firstboot [--root TREE]`: takes the answers of whoever sets this kiosk up.

Runs before the kiosk, and only when the answer file is another than the one taken last (the unit asks `settled`).
Whatever comes of it, the kiosk starts, and shows and says it. Every line here is for the journal, with a code; no line
holds a password, a key or a card.
"""

import errno
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.core.setup import AnswerFault
from kiosk.setup import deeds
from kiosk.setup.answers import Answers, Faults, understood
from kiosk.setup.fault import FILE, Wrong, fault
from kiosk.setup.home import Home
from kiosk.setup.lines import MOST_BYTES


def main() -> int:
    """What the unit starts."""
    return run(sys.argv[1:], _say)


def run(words: Sequence[str], say: Callable[[str], None]) -> int:
    """0: the kiosk knows what to say. 1: the card could not be read or written as it should; the line says where."""
    if words and (len(words) != 2 or words[0] != "--root"):
        say("setup.usage: kiosk-firstboot [--root TREE]")
        return 2
    home = Home(Path(words[1])) if words else Home()
    try:
        return _taken(home, say)
    except OSError as error:
        say(f"setup.{_kind(error)}: {_what(error)}; it is tried again at the next start.")
        return 1


def _taken(home: Home, say: Callable[[str], None]) -> int:
    others = home.misnamed()
    if not home.answers.exists() and others:
        return _tells_wrong(Faults((fault("", 0, Wrong("file.named", others[0].name)),), Answers()), home, say)
    for other in others:
        say(f"setup.beside: {other.name!a} lies there too, and is not read: only {FILE} is.")
    if not home.answers.exists():
        deeds.tell_none(home)
        say(f"setup.none: there is no {FILE} on the boot partition; the kiosk stays as it is.")
        return 0
    match _understood(home):
        case Answers() as answers:
            deeds.take(answers, home, say)
            say(f"setup.right: all answers of {FILE} were taken; this is {answers.site}.")
        case Faults() as faults:
            _tells_wrong(faults, home, say)
    return 0


def _tells_wrong(faults: Faults, home: Home, say: Callable[[str], None]) -> int:
    deeds.tell_wrong(faults, home)
    for one in faults.faults:
        say(_line(one))
    return 0


def _understood(home: Home) -> Answers | Faults:
    try:
        with home.answers.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except IsADirectoryError:
        return Faults((fault("", 0, Wrong("file.folder")),), Answers())
    except OSError:
        return Faults((fault("", 0, Wrong("file.unread")),), Answers())
    return understood(raw, home.boot, deeds.known(home))


def _line(one: AnswerFault) -> str:
    return f"{one.code} {one.where}: {one.says['en']} {one.remedy['en']}"


def _kind(error: OSError) -> str:
    return {errno.EROFS: "readonly", errno.ENOSPC: "full", errno.EIO: "damaged"}.get(error.errno or 0, "failed")


def _what(error: OSError) -> str:
    return f"{error.filename or 'the card'}: {(error.strerror or type(error).__name__).lower()}"


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
