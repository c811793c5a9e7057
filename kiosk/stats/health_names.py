"""What a kiosk may tell of itself: a closed list, shared by the machine that tells it and the office that reads it.

Exact, because it is about a machine. Restarts and faults are those of the day that a document is about; what has a
state (wear, free space, clock) tells the state at the end of that day.
"""

from msgspec import Struct

from kiosk.core.units import Part, Words


class HealthName(Struct, frozen=True, kw_only=True):
    """One thing that may be told."""

    meaning: Words
    unit: str = ""
    """Of a number; empty for a plain count."""
    words: tuple[str, ...] = ()
    """The only words it takes; none: it is a number."""


HEALS = ("good", "bad", "absent")

PART_WORDS: dict[Part, Words] = {
    "voice": {"vi": "tiếng nói", "en": "the voice"},
    "camera": {"vi": "camera", "en": "the camera"},
    "panel": {"vi": "bàn nút", "en": "the buttons"},
    "stats": {"vi": "phần đếm", "en": "counting"},
    "screen": {"vi": "màn hình", "en": "the screen"},
    "content": {"vi": "bài học", "en": "the lessons"},
    "staff": {"vi": "mục nhân viên", "en": "the staff pages"},
}
"""Every part as it is called within a sentence."""


def _told(vi: str, en: str, unit: str = "", words: tuple[str, ...] = ()) -> HealthName:
    return HealthName(meaning={"vi": vi, "en": en}, unit=unit, words=words)


UPDATE_WORDS = (
    "ok", "none", "empty", "foreign", "group", "unsigned", "old", "expired", "mixed", "damaged", "names", "big", "full",
    "readonly", "gone", "budget", "newer", "broken", "failed", "refused",
)  # fmt: skip
"""Rooms do not know one another, so the refusals of `kiosk.update` are written again; a test holds both together."""

HEALTH: dict[str, HealthName] = {
    "boots": _told("Số lần máy khởi động.", "Times the machine was started."),
    "watchdog_restarts": _told(
        "Số lần máy bị treo và tự khởi động lại.", "Times the machine hung and was started again by its watchdog."
    ),
    **{
        f"part_restarts_{part}": _told(f"Số lần {words['vi']} chạy lại.", f"Times {words['en']} had to start again.")
        for part, words in PART_WORDS.items()
    },
    "temperature_max": _told("Nhiệt độ cao nhất, theo nấc 5 độ.", "The highest temperature, in steps of five.", "°C"),
    "under_voltage": _told(
        "Nguồn điện yếu: chưa, đã có lúc, hay đang yếu.", "Too little voltage: never, at some time, or now.",
        words=("none", "seen", "now"),
    ),
    "throttled": _told("Số lần máy phải chạy chậm lại.", "Times the machine had to slow down."),
    "sd_wear": _told("Thẻ nhớ đã mòn bao nhiêu, theo nấc 10.", "How worn the memory card is, in steps of ten.", "%"),
    "sd_errors": _told("Số lỗi đọc, ghi của thẻ nhớ.", "Errors of reading or writing the memory card."),
    "write_test": _told(
        "Ghi thử vào thẻ nhớ: được, đầy, bị khóa, hay hỏng.", "A trial write to the memory card: what came of it.",
        words=("good", "full", "readonly", "damaged"),
    ),
    "free_mb": _told("Chỗ còn trống trên thẻ nhớ.", "Free space on the memory card.", "MB"),
    "memory_mb": _told("Bộ nhớ còn dùng được.", "Memory that could still be used.", "MB"),
    "clock": _told(
        "Đồng hồ: theo mạng, theo pin, hay chưa đặt.", "The clock: set by the network, by its battery, or never.",
        words=("synchronised", "rtc", "none"),
    ),
    "release_age_days": _told("Bài học đang dùng đã bao nhiêu ngày.", "Days since the lessons in use were made.", "d"),
    "update_last": _told(
        "Lần cập nhật gần nhất ra sao.", "How the last update went: ok, none yet, or why it was refused.",
        words=UPDATE_WORDS,
    ),
    "update_failures": _told("Số lần cập nhật hỏng liên tiếp.", "Updates that failed, one after another."),
    "uptime_days": _told("Máy chạy liền bao nhiêu ngày.", "Days the machine has been running.", "d"),
    "touchscreens": _told("Số màn cảm ứng mà máy thấy.", "Touchscreens that the machine sees."),
    "board": _told("Bo mạch: quen hay lạ.", "Whether the board is one that is known.", words=("known", "unknown")),
    "camera": _told("Camera.", "The camera.", words=HEALS),
    "sound": _told("Loa.", "The loudspeaker.", words=HEALS),
    "panel": _told("Bàn nút.", "The buttons.", words=HEALS),
    "dropped_days": _told(
        "Số ngày không gửi được và đã bỏ.", "Days that could not be sent in time and were dropped.", "d"
    ),
    "dropped_cells": _told(
        "Số ô phải bỏ vì bản gửi quá dài.", "Numbers left out because the document would have been too long."
    ),
}  # fmt: skip
"""Every name that may stand in `health` of a nightly document."""


def fits(name: str, value: int | str) -> bool:
    """Whether this may be told."""
    known = HEALTH.get(name)
    if known is None:
        return False
    return value in known.words if isinstance(value, str) else not known.words and value >= 0
