"""A city's answers, made by hand: as many places as wanted, the same every time."""

from kiosk.core.content.packs import Library
from kiosk.core.units import Words
from kiosk.fleet.health_rules import Concern
from kiosk.fleet.report.answers import (
    Answers,
    Choices,
    Count,
    Figures,
    Kiosk,
    Lesson,
    Nights,
    Release,
    Scans,
    Site,
    Ward,
    Way,
    Week,
)

WAYS = ("watch", "together", "alone", "test", "other")


def both(text: str) -> Words:
    return {"vi": text, "en": text}


def figures(size: int) -> Figures:
    return Figures(
        visits=size * 10,
        lessons_opened=size * 8,
        lessons_finished=size * 5,
        lessons_unassisted=size * 2,
        lessons_helped=size * 3,
        helper_called=size,
        help_opened=size * 2,
        codes_read=size * 4,
        codes_unreadable=size,
        tests_passed=size * 3,
        tests_failed=size,
    )


def counts(*keys: str) -> tuple[Count, ...]:
    """From large to small."""
    return tuple(Count(key, 5 * (7 + 13 * (len(keys) - place))) for place, key in enumerate(keys))


def site(number: int, name: str = "", *, across: int = 7) -> Site:
    named = name or f"Chợ Mẫu {number}"
    return Site(
        site=f"cho-{number}",
        name=both(named),
        ward=both(f"Phường {number // 5}"),
        kind="market",
        row=number // 5 // across,
        column=number // 5 % across,
        kiosks=1 + number % 3,
        silent=number % 2,
        last="2026-11-21",
        nights=Nights(heard=60 + number % 9, quiet=number % 4),
        figures=figures(5 * (11 + number % 17)),
        topics=counts("pay", "scan"),
        lessons=counts("pay-by-qr", "scan-qr"),
        unreadable=counts("dark"),
        concerns=number % 2,
    )


def ward(number: int, across: int = 7) -> Ward:
    return Ward(
        name=both(f"Phường {number}"),
        row=number // across,
        column=number % across,
        sites=5,
        kiosks=9,
        silent=1,
        nights=Nights(heard=300, quiet=11),
        figures=figures(35 * (3 + number % 11)),
        topics=counts("pay"),
        concerns=2,
    )


def week(number: int, *, days: int = 7) -> Week:
    month, day = 8 + number // 4, 1 + 7 * (number % 4)
    return Week(
        monday=f"2026-{month:02}-{day:02}",
        days=days,
        kiosks=9,
        nights=Nights(heard=63, quiet=2),
        figures=figures(5 * (40 + number * number % 23)),
    )


def lesson(name: str, steps: tuple[str, ...], size: int) -> Lesson:
    left = tuple(Count(step, 5 * (3 + 17 * place % 11)) for place, step in enumerate(steps) if place % 2)
    return Lesson(
        lesson=name,
        opened=size * 8,
        finished=size * 5,
        helped=size,
        unassisted=size * 2,
        passed=size,
        failed=size // 5 * 5,
        ways=tuple(Way(way, size * 2, size) for way in WAYS),
        left_at=(*left, Count("other", 35)) if left else (),
    )


def concern(number: int, name: str = "Chợ Mẫu") -> Concern:
    return Concern(
        severity="urgent" if number < 3 else "soon",
        rule="sd_wear",
        site=f"cho-{number}",
        kiosk=f"{number:016x}",
        value="80",
        says={"vi": f"{name}: thẻ nhớ sắp hỏng (đã mòn 80 %)", "en": f"{name}: the memory card is nearly worn out"},
    )


def kiosk(number: int) -> Kiosk:
    return Kiosk(
        kiosk=f"{number:016x}",
        site=f"cho-{number}",
        first="2026-09-01",
        last="2026-11-21",
        silent=number % 5,
        replaced=False,
        nights=Nights(heard=70, quiet=3),
        release="2026.11.01",
        app="0.4.0",
    )


def city(sites: int = 12, *, weeks: int = 11, library: Library | None = None, name: str = "") -> Answers:
    """`name`: what the first place and ward, a release and a key are called."""
    known = library.lessons if library else {}
    lessons = tuple(
        lesson(key, tuple(step.id for step in one.steps), 40 + n) for n, (key, one) in enumerate(known.items())
    )
    mistakes = dict.fromkeys(
        m.name for one in known.values() for step in one.steps for m in getattr(step, "mistakes", ())
    )
    every = tuple(site(number, name if not number else "") for number in range(sites))
    wards = tuple(ward(number) for number in range(-(-sites // 5)))
    return Answers(
        since="2026-09-01",
        until="2026-11-21",
        figures=figures(5 * 1234),
        nights=Nights(heard=2345, quiet=123),
        kiosks=tuple(kiosk(number) for number in range(sites)),
        parts_of_day=counts("morning", "midday", "afternoon"),
        weeks=tuple(week(n, days=7 if 0 < n < weeks - 1 else 3) for n in range(weeks)),
        wards=wards,
        sites=every,
        topics=counts("pay", "scan", name or "own", "other"),
        lessons=(*(lessons or (lesson("pay-by-qr", ("1", "2", "3"), 41),)), Lesson(lesson="other", opened=25)),
        mistakes=counts(*mistakes, name or "swapped", "other"),
        hints=counts("again", "glow", "done"),
        choices=Choices(
            language=counts("vi", "en"), text_size=counts("normal", "large"), pace=counts("slow", "normal")
        ),
        scans=Scans(read=counts("vietqr", "link", "other"), unreadable=counts("glare", "far", "unclear")),
        part_failures=counts("camera", "voice"),
        part_recoveries=counts("camera"),
        releases=(Release(name or "2026.11.01", "0.4.0", sites), Release("", "0.3.9", 2)),
        concerns=tuple(concern(number, name or "Chợ Mẫu") for number in range(sites // 2)),
    )


def silence() -> Answers:
    """Days of which nothing was told."""
    return Answers(
        since="2026-10-01",
        until="2026-10-31",
        figures=Figures(),
        nights=Nights(),
        kiosks=(),
        parts_of_day=counts()[:0],
        weeks=(),
        wards=(),
        sites=(),
        topics=(),
        lessons=(),
        mistakes=(),
        hints=(),
        choices=Choices(),
        scans=Scans(),
        part_failures=(),
        part_recoveries=(),
        releases=(),
        concerns=(),
    )
