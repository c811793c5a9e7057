"""What the kiosk says of the answers that it was set up with: each of them, or one fault after another."""

from collections.abc import Iterator

from kiosk.core.content.packs import Library
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.setup import Setup, Told
from kiosk.core.state import State
from kiosk.core.units import LANGS, Words


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """What is said on the page that is shown."""
    setup, phrases = state.setup, library.staff
    if setup is None:
        return ()
    match setup.page, setup.told.outcome:
        case "sure", _:
            return (phrases.setup_sure,)
        case "off", _:
            return (phrases.doing_power_off,)
        case _, "none":
            return (phrases.setup_none, phrases.setup_none_remedy)
        case _, "wrong" if setup.told.faults:
            return tuple(_fault(phrases, setup))
    return tuple(_answers(phrases, setup.told))


def clock(minutes: int) -> str:
    """Minutes after midnight as they are read and said."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _fault(phrases: StaffPhrases, setup: Setup) -> Iterator[Words]:
    """Before the first, that there are some."""
    if not setup.at:
        yield phrases.setup_faulty
    fault = setup.told.faults[setup.at]
    yield from (fault.says, fault.remedy)


def _answers(phrases: StaffPhrases, told: Told) -> Iterator[Words]:
    yield _filled(phrases.setup_place, place=told.place)
    yield phrases.setup_speaks_vi if told.language == "vi" else phrases.setup_speaks_en
    if told.opens == told.closes:
        yield phrases.setup_always
    else:
        yield _filled(phrases.setup_hours, opens=clock(told.opens), closes=clock(told.closes))
    yield _filled(phrases.setup_number, number=told.help_number) if told.help_number else phrases.setup_no_number
    yield _filled(phrases.setup_wifi, wifi=told.wifi_name) if told.wifi_name else phrases.setup_no_wifi
    yield phrases.setup_sends if told.uploads else phrases.setup_sends_not
    yield phrases.setup_asks


def _filled(template: Words, **values: str) -> Words:
    # Not str.format: the name of a Wi-Fi may hold braces.
    words = dict(template)
    for place, value in values.items():
        words = {lang: words[lang].replace(f"{{{place}}}", value) for lang in LANGS}
    return words
