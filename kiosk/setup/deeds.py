"""Taking the answers, step by step. Each step finds out by itself whether it is done, so a plug pulled anywhere costs
nothing: at the next start all of them are done again, and the mark that everything is settled comes last.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.core.setup import Told
from kiosk.setup import beside, scrub, writing
from kiosk.setup.answers import Answers, Faults, Known
from kiosk.setup.home import SECRET, Home, drop, put
from kiosk.staff import private

Say = Callable[[str], None]


def known(home: Home) -> Known:
    """What was taken before."""
    wifi, cards = private.read(home.wifi), private.read(home.cards)
    return Known(writing.wifi_name(wifi) if wifi else "", writing.card_name(cards) if cards else "")


def take(answers: Answers, home: Home, say: Say) -> None:
    """Everything is right: take it all."""
    for step in STEPS:
        step(answers, home, say)


def tell_wrong(faults: Faults, home: Home) -> None:
    """Something is wrong. A kiosk that was set up before stays as it is; a new one takes of the settings what is right,
    so that its letters have the right size and it speaks the right language when it says what is wrong."""
    drop(home.settled)
    if not _whole(home):
        _settings(faults.half, home, whole=False)
    _tell(writing.told_wrong(faults.faults, faults.half), home)


def tell_none(home: Home) -> None:
    """There is no answer file. After a first time that is as it may be: what was right stays right."""
    last = private.read(home.last_right)
    if last is not None:
        put(home.told, last)
    else:
        _tell(Told(outcome="none"), home)


# --- the steps --------------------------------------------------------------------------------------------------------


def _unsettle(_answers: Answers, home: Home, _say: Say) -> None:
    drop(home.settled)


def _root(answers: Answers, home: Home, say: Say) -> None:
    if answers.root and put(home.trusted, beside.root(home.boot / answers.root)):
        say(f"setup.root: the keys of the fleet are those of {answers.root} now.")


def _card(answers: Answers, home: Home, say: Say) -> None:
    """Only its digest is kept. Where the card is gone already, it was taken before a plug was pulled."""
    file = home.boot / answers.staff_card
    if answers.staff_card and file.exists():
        put(home.cards, writing.card(beside.card(file), answers.staff_card))
        say("setup.card: a staff card was taken; it counts until the office's own list comes.")


def _ssh(answers: Answers, home: Home, say: Say) -> None:
    if answers.ssh_key:
        put(home.keys, f"{answers.ssh_key}\n".encode(), SECRET)
        say("setup.ssh: one key may come over SSH.")
    else:
        drop(home.keys)


def _wifi(answers: Answers, home: Home, say: Say) -> None:
    if not answers.wifi_name:
        drop(home.wifi)
    elif answers.wifi_password:
        put(home.wifi, writing.wifi(answers), SECRET)
        say("setup.wifi: a Wi-Fi was written down for the network.")
    put(home.country, writing.country(answers))


def _house(answers: Answers, home: Home, say: Say) -> None:
    """Other answers are newer than what staff have set in their menu before: that begins anew."""
    if private.read(home.settings) != writing.settings(answers, whole=True) and home.house.exists():
        drop(home.house)
        say("setup.house: the answers are new; what staff had set in their menu begins anew.")


def _settings_whole(answers: Answers, home: Home, _say: Say) -> None:
    _settings(answers, home, whole=True)


def _told(answers: Answers, home: Home, _say: Say) -> None:
    told = writing.told(answers)
    put(home.last_right, msgspec.json.encode(told))
    _tell(told, home)


def _clear_card(answers: Answers, home: Home, _say: Say) -> None:
    if answers.staff_card:
        scrub.destroy(home.boot / answers.staff_card)


def _clear_answers(_answers: Answers, home: Home, say: Say) -> None:
    raw = home.answers.read_bytes()
    clean = scrub.scrubbed(raw)
    if clean != raw:
        scrub.rewrite(home.answers, clean)
        say("setup.scrubbed: password and card were removed from the boot partition.")


def _settle(answers: Answers, home: Home, _say: Say) -> None:
    files = (home.answers, *((home.boot / answers.root,) if answers.root else ()))
    put(home.settled, "".join(_sum(file, home) for file in files).encode())


STEPS: tuple[Callable[[Answers, Home, Say], None], ...] = (
    _unsettle, _root, _card, _ssh, _wifi, _house, _settings_whole, _told, _clear_card, _clear_answers, _settle,
)  # fmt: skip
"""In this order: nothing secret is removed before it is kept, and the mark comes last."""


def _settings(answers: Answers, home: Home, *, whole: bool) -> None:
    """What somebody wrote there by hand is kept beside it, once."""
    before = private.read(home.settings)
    if before and not before.startswith((writing.WHOLE.encode(), writing.HALF.encode())):
        put(home.settings.with_name("kiosk.toml.by-hand"), before)
    put(home.settings, writing.settings(answers, whole=whole))


def _whole(home: Home) -> bool:
    return (private.read(home.settings) or b"").startswith(writing.WHOLE.encode())


def _tell(told: Told, home: Home) -> None:
    put(home.told, msgspec.json.encode(told))


def _sum(file: Path, home: Home) -> str:
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()}  /{file.relative_to(home.root)}\n"
