"""Every page of the staff menu, and what it looks like when it has something to tell."""

from collections.abc import Iterator

from msgspec.structs import replace

from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import BUTTONS, ERRANDS, PAGES, PARTS, SQUARES
from kiosk.core.state import House, SelfTest, Staff, State
from kiosk.core.units import LANGS, DurationMs, Lang

OUTCOMES = ("good", "bad", "absent", "ask")

CONTENT = (("release", "12-0a2b3c4d"), ("age", "days:41"), ("last", "nothing_new"), ("before", "11-99ffab01"))
NETWORK = (
    ("online", "yes"),
    ("sync", "hours_ago:7"),
    ("source", "https://bai-hoc.hue.example/k"),
    ("megabytes", "megabytes:18"),
)
COUNTS = (
    ("visits", "37"),
    ("topics_opened/pay", "12"),
    ("lessons_opened/pay-by-qr/together", "9"),
    ("lessons_left_at/pay-by-qr/4", "2"),
    ("mistakes/one-zero-short", "3"),
    ("codes_unreadable/glare", "5"),
    ("something-newer-than-this-table/with-a-long-key", "123456"),
)


WELL = (
    ("power", "good"), ("heat", "degrees:55"), ("card", "good"), ("space", "megabytes:11934"),
    ("memory", "megabytes:1210"), ("clock", "by_net"), ("touch", "good"), ("camera", "good"), ("sound", "good"),
    ("panel", "none"), ("board", "Raspberry Pi 4 Model B Rev 1.4"),
)  # fmt: skip
ILL = (
    ("power", "weak_before"), ("heat", "degrees:85"), ("card", "failing"), ("space", "megabytes:12"),
    ("memory", "megabytes:40"), ("clock", "unset"), ("touch", "several"), ("camera", "failed"), ("sound", "failed"),
    ("panel", "failed"), ("board", "strange"),
)  # fmt: skip


def staff(page: str, **more: object) -> Staff:
    """Somebody on a page."""
    return replace(Staff(page=page), **more)


def pages() -> Iterator[Staff]:
    """Each page as it looks with nothing, something, and much on it."""
    for page in PAGES:
        if page in ("sure", "doing"):
            yield from (staff(page, errand=errand) for errand in ERRANDS if page == "doing" or errand != "update")
        else:
            yield staff(page)
    yield from _typed()
    yield staff("locked", locked_minutes=15)
    yield staff("menu", note="pin_kept")
    yield staff("choose", note="pin_change", pin_set=False)
    yield staff("sound", note="volume_sample")
    yield staff("languages", note="languages_kept")
    yield staff("content", rows=CONTENT)
    yield staff("content", rows=CONTENT * 2, at=1)
    yield staff("network", rows=NETWORK)
    for rows in (WELL, ILL, (("power", "weak"), ("card", "worn"), ("touch", "none"), ("clock", "by_battery"))):
        yield from (staff("machine", rows=rows, at=at) for at in range(-(-len(rows) // 4)))
    yield from (staff("aim", aimed=((0.1, 0.1),) * touched, note="aim_next") for touched in range(1, 5))
    yield staff("aim", note="aim_bad")
    yield staff("tests", note="aim_good")
    for page in ("counts", "tonight", "sent"):
        yield from (staff(page, rows=COUNTS, at=at) for at in (0, 1))
    yield from _tests()


def _typed() -> Iterator[Staff]:
    for typed in ("25", "258036", "258036914725"):
        yield staff("pin", typed=typed, tries_left=3, note="pin_wrong_3")
        yield staff("phone", typed=typed)
    for note in ("pin_weak", "pin_short", "pin_differs", "pin_twice"):
        yield staff("choose", note=note, pin_set=False)
    yield from (staff("pin", note=f"pin_wrong_{left}") for left in (1, 2, 4))
    yield from (staff("phone", note=note) for note in ("phone_kept", "phone_none"))


def _tests() -> Iterator[Staff]:
    every = dict(zip((part.part for part in PARTS), (*OUTCOMES, "good", "bad"), strict=True))
    for outcome in OUTCOMES:
        yield staff("tests", tests=every, note=f"result_{outcome}")
    yield staff("summary", tests=every, note="summary_bad")
    yield staff("summary", tests=dict.fromkeys(every, "ask"), note="summary_ask")
    yield staff("test-printer", note="test_printer_asks")
    yield staff("test-touch", felt=frozenset(SQUARES[:5]), last="5")
    yield staff("test-buttons", felt=frozenset(list(BUTTONS)[:2]), last="again")
    zero = DurationMs(0)
    for n, part in enumerate(PARTS):
        outcome = OUTCOMES[n % 4]
        done = dict.fromkeys((one.part for one in PARTS[:n]), "good")
        yield staff("self-test", tests=done, self_test=SelfTest(zero, zero, "names", n))
        yield staff("self-test", tests={**done, part.part: outcome}, self_test=SelfTest(zero, zero, "tells", n))


def houses(lang: Lang) -> Iterator[House]:
    """Ways in which a kiosk may be set up, as far as pages show them."""
    yield House(lang=lang, opens=330, closes=1230, volume=0, help_number="0234 3 000 000")
    yield House(lang=lang, langs=(lang,), volume=3, help_number="0" * 20, sends=True)


def states(_library: Library) -> Iterator[State]:
    """Every page in both languages and sizes; a few in another house, and the resting screen at night."""
    for lang in LANGS:
        for size in ("large", "normal"):
            blank = State(house=House(lang=lang), lang=lang, size=size, place="staff", now=DurationMs(60_000))
            yield from (replace(blank, staff=one) for one in pages())
            yield replace(blank, staff=staff("pin"), broken=frozenset({"staff"}))
            yield replace(blank, staff=staff("menu"), sheet="help")
            for house in houses(lang):
                there = replace(blank, house=house)
                pages_of_it = ("menu", "sound", "languages", "phone", "tonight")
                yield from (replace(there, staff=staff(page)) for page in pages_of_it)
                yield from (replace(there, place="home"), replace(there, place="home", sheet="help"))
            yield replace(blank, place="attract", dark=True)
