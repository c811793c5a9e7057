"""Which machines need a visit, and why: a closed list of rules over what machines tell of themselves.

    concerns = needs_visit(machines, places)
    as_json(concerns, until)          for other systems; described in docs/health.md

A rule looks at the last seven nights of one machine. Its sentence says what was seen, with the name of the place, as
somebody would say it on the telephone.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from kiosk.core.units import Words
from kiosk.stats.health_names import PART_WORDS

NIGHTS_LOOKED_AT = 7
BAD_WORDS = {"under_voltage": ("seen", "now"), "clock": ("none",)}
"""Words that count into `Reading.bad`, by the name under which they are told."""

SILENT_NIGHTS = 3
"""One night without power and one without network are ordinary."""

Severity = Literal["urgent", "soon"]


class Reading(Struct, frozen=True, kw_only=True):
    """What was told under one name on the last nights."""

    told: str
    """On the last of these nights: a word, or a number as text."""
    most: int | None
    total: int | None
    nights: int
    bad: int
    """On how many nights it was one of `BAD_WORDS`."""

    @property
    def last(self) -> int:
        """The last number told. A band tells its lower end; a word is 0."""
        digits = self.told.partition("-")[0]
        return int(digits) if digits.isdecimal() else 0


NOTHING = Reading(told="", most=None, total=None, nights=0, bad=0)


class Machine(Struct, frozen=True, kw_only=True):
    """What is known of one kiosk. `silent`: nights since it was last heard."""

    kiosk: str
    site: str
    silent: int
    readings: Mapping[str, Reading]

    def tells(self, name: str) -> Reading:
        """The reading of a name; an empty one when nothing was told."""
        return self.readings.get(name, NOTHING)


class Concern(Struct, frozen=True, kw_only=True):
    """One reason to visit one machine."""

    severity: Severity
    rule: str
    site: str
    kiosk: str
    value: str
    """What was seen: a number or a word of the closed list."""
    says: Words


class Rule(Struct, frozen=True, kw_only=True):
    """`seen` returns what is wrong as a text, or nothing. `{value}` in a sentence is that text."""

    rule: str
    severity: Severity
    seen: Callable[[Machine], str]
    says: Words


def _at_least(name: str, least: int, of: Literal["last", "most", "total"] = "last") -> Callable[[Machine], str]:
    def seen(machine: Machine) -> str:
        value = getattr(machine.tells(name), of) or 0
        return str(value) if value >= least else ""

    return seen


def _bad_nights(name: str, *, every: bool = False) -> Callable[[Machine], str]:
    def seen(machine: Machine) -> str:
        reading = machine.tells(name)
        enough = reading.bad == reading.nights if every else True
        return reading.told if reading.bad and enough else ""

    return seen


def _now_bad(name: str, *words: str) -> Callable[[Machine], str]:
    return lambda machine: machine.tells(name).told if machine.tells(name).told in words else ""


def _little_space(machine: Machine) -> str:
    free = machine.tells("free_mb")
    return free.told if free.nights and free.last < 500 else ""


def _silent(machine: Machine) -> str:
    return str(machine.silent) if machine.silent >= SILENT_NIGHTS else ""


def _restarting(part: str) -> Callable[[Machine], str]:
    return _at_least(f"part_restarts_{part}", 10, "total")


def _rule(rule: str, severity: Severity, seen: Callable[[Machine], str], vi: str, en: str) -> Rule:
    return Rule(rule=rule, severity=severity, seen=seen, says={"vi": vi, "en": en})


RULES: tuple[Rule, ...] = (
    _rule("sd_errors", "urgent", _at_least("sd_errors", 1, "total"),
          "thẻ nhớ đang lỗi ({value} lỗi trong tuần), cần thay ngay",
          "the memory card has faults ({value} this week); replace it now"),
    _rule("write_test", "urgent", _now_bad("write_test", "full", "readonly", "damaged"),
          "không ghi được vào thẻ nhớ, cần thay thẻ", "the memory card cannot be written; look at it and change it"),
    _rule("touchscreens", "urgent", _now_bad("touchscreens", "0"),
          "máy không thấy màn cảm ứng, cần xem dây", "the machine sees no touchscreen; look at its cable"),
    _rule("silent", "urgent", _silent,
          "đã {value} đêm không có tin", "nothing heard for {value} nights"),
    _rule("camera", "urgent", _now_bad("camera", "bad"),
          "camera không chạy", "the camera does not work"),
    _rule("sound", "urgent", _now_bad("sound", "bad"),
          "loa không kêu", "there is no sound"),
    _rule("free_mb", "urgent", _little_space,
          "thẻ nhớ chỉ còn trống {value} MB", "only {value} MB are free on the memory card"),
    _rule("sd_wear", "soon", _at_least("sd_wear", 80),
          "thẻ nhớ sắp hỏng (đã mòn {value} %)", "the memory card is nearly worn out ({value} %)"),
    _rule("under_voltage", "soon", _bad_nights("under_voltage"),
          "nguồn điện yếu, cần xem bộ nguồn và dây", "too little voltage; look at the power supply and its cable"),
    _rule("temperature_max", "soon", _at_least("temperature_max", 80, "most"),
          "máy quá nóng (từ {value} °C), cần xem chỗ đặt và quạt",
          "the machine is too hot ({value} °C and more); look at its place and its fan"),
    _rule("watchdog_restarts", "soon", _at_least("watchdog_restarts", 3, "total"),
          "máy bị treo {value} lần trong tuần", "the machine hung {value} times this week"),
    *(_rule(f"part_restarts_{part}", "soon", _restarting(part),
            f"{words['vi']} phải chạy lại {{value}} lần trong tuần",
            f"{words['en']} had to start again {{value}} times this week")
      for part, words in PART_WORDS.items()),
    _rule("panel", "soon", _now_bad("panel", "bad"),
          "bàn nút không chạy", "the buttons do not work"),
    _rule("clock", "soon", _bad_nights("clock", every=True),
          "đồng hồ chưa được đặt giờ", "the clock was never set"),
    _rule("expired", "soon", _now_bad("update_last", "expired"),
          "bài học mới đã quá hạn ký, cần bản vừa ký", "the update it met has expired; bring one that was just signed"),
    _rule("release_age_days", "soon", _at_least("release_age_days", 180),
          "bài học đã cũ {value} ngày", "its lessons are {value} days old"),
    _rule("update_failures", "soon", _at_least("update_failures", 3),
          "cập nhật hỏng {value} lần liên tiếp", "{value} updates failed, one after another"),
)  # fmt: skip
"""The gravest first: a visit for the first reason may as well settle those below."""


def needs_visit(machines: Iterable[Machine], names: Mapping[str, Words]) -> tuple[Concern, ...]:
    """Every rule that a machine meets: the gravest first, then by place. `names` are those of the sites."""
    known = sorted(machines, key=lambda machine: (machine.site, machine.kiosk))
    shared = {site for site, n in _machines_at(known).items() if n > 1}
    return tuple(
        Concern(
            severity=rule.severity, rule=rule.rule, site=machine.site, kiosk=machine.kiosk, value=value,
            says=_sentence(rule, value, machine, names, machine.site in shared),
        )
        for rule in RULES for machine in known if (value := rule.seen(machine))
    )  # fmt: skip


def _machines_at(machines: Iterable[Machine]) -> dict[str, int]:
    at: dict[str, int] = {}
    for machine in machines:
        at[machine.site] = at.get(machine.site, 0) + 1
    return at


def _sentence(rule: Rule, value: str, machine: Machine, names: Mapping[str, Words], shared: bool) -> Words:
    name = names.get(machine.site, {"vi": machine.site, "en": machine.site})
    vi = f" (máy {machine.kiosk[:4]})" if shared else ""
    en = f" (kiosk {machine.kiosk[:4]})" if shared else ""
    return {
        "vi": f"{name['vi']}{vi}: {rule.says['vi'].format(value=value)}",
        "en": f"{name['en']}{en}: {rule.says['en'].format(value=value)}",
    }


class Concerns(Struct, frozen=True, kw_only=True, tag_field="schema", tag=1):
    """The file for other systems."""

    until: str
    """The last day that was looked at."""
    concerns: tuple[Concern, ...]


def as_json(concerns: tuple[Concern, ...], until: str) -> bytes:
    """For other systems: one object, indented, in the order of the list."""
    return msgspec.json.format(msgspec.json.encode(Concerns(until=until, concerns=concerns)), indent=1) + b"\n"
