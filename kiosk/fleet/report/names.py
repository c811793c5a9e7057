"""What stands behind a key: from closed lists of the program, and from the office's own lessons when it gives them."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import Library
from kiosk.core.judge import REAL_NUMBER
from kiosk.core.units import Lang, Words
from kiosk.fleet.report.answers import OTHER
from kiosk.fleet.report.words import TEXTS, of
from kiosk.stats.health_names import PART_WORDS

NAMES: dict[str, Words] = {
    # ways
    "watch": {"vi": "Xem mẫu", "en": "Watch"},
    "together": {"vi": "Làm cùng", "en": "Together"},
    "alone": {"vi": "Tự làm", "en": "Alone"},
    "test": {"vi": "Kiểm tra", "en": "Test"},
    # hints
    "again": {"vi": "nói lại", "en": "said again"},
    "glow": {"vi": "chỉ chỗ", "en": "the place glows"},
    "done": {"vi": "làm giúp", "en": "done for the visitor"},
    # parts of the day
    "morning": {"vi": "buổi sáng", "en": "in the morning"},
    "midday": {"vi": "buổi trưa", "en": "at midday"},
    "afternoon": {"vi": "buổi chiều", "en": "in the afternoon"},
    # choices
    "vi": {"vi": "Tiếng Việt", "en": "Vietnamese"},
    "en": {"vi": "Tiếng Anh", "en": "English"},
    "central": {"vi": "giọng Huế", "en": "central (Huế)"},
    "northern": {"vi": "giọng Bắc", "en": "northern"},
    "southern": {"vi": "giọng Nam", "en": "southern"},
    "large": {"vi": "chữ to", "en": "large"},
    "normal": {"vi": "chữ vừa", "en": "normal"},
    "pace/normal": {"vi": "nói vừa", "en": "normal"},
    "slow": {"vi": "nói chậm", "en": "slow"},
    # kinds of codes
    "vietqr": {"vi": "mã chuyển tiền (VietQR)", "en": "bank transfer (VietQR)"},
    "vnpay": {"vi": "mã trả tiền (VNPAY)", "en": "payment (VNPAY)"},
    "emv": {"vi": "mã trả tiền khác", "en": "another payment code"},
    "cccd": {"vi": "thẻ căn cước", "en": "identity card"},
    "bhyt": {"vi": "thẻ bảo hiểm y tế", "en": "health insurance card"},
    "link": {"vi": "đường dẫn", "en": "link"},
    "wifi": {"vi": "mạng không dây", "en": "wireless network"},
    "phone": {"vi": "số điện thoại", "en": "telephone number"},
    "contact": {"vi": "danh thiếp", "en": "contact"},
    "product": {"vi": "mã hàng hóa", "en": "product"},
    "staff": {"vi": "thẻ nhân viên", "en": "staff card"},
    "text": {"vi": "chữ thường", "en": "plain text"},
    # why a code could not be read
    "dark": {"vi": "tối quá", "en": "it was too dark"},
    "glare": {"vi": "thẻ bị lóa", "en": "the card had glare"},
    "far": {"vi": "giơ xa quá", "en": "it was too far away"},
    "near": {"vi": "giơ gần quá", "en": "it was too near"},
    "shaking": {"vi": "tay bị rung", "en": "the hand was shaking"},
    "cut": {"vi": "mã bị che hoặc bị cắt", "en": "part of the code was hidden"},
    "unclear": {"vi": "nhìn không rõ", "en": "it could not be made out"},
    "several": {"vi": "có nhiều mã cùng lúc", "en": "there were several codes"},
    "nothing": {"vi": "không thấy mã nào", "en": "no code was seen"},
    # kinds of places
    "market": {"vi": "chợ", "en": "market"},
    "hall": {"vi": "nhà văn hóa", "en": "hall"},
}
"""Names of keys of the program's closed lists; of a key that is in two lists, the second list's stands before it."""


class Names:
    """Keys as people call them, in one language."""

    def __init__(self, lang: Lang, library: Library | None = None) -> None:
        self.lang: Lang = lang
        self.lessons: Mapping[str, Lesson] = library.lessons if library else {}
        self._topics = {topic.topic: topic.title for topic in library.topics} if library else {}
        self._refused = library.phrases.real_number_refused if library else {}

    def word(self, key: str) -> str:
        """Of a closed list of the program; a key that is not known is its own name."""
        return self._other(key) or of(NAMES.get(key, {}), self.lang) or key

    def choice(self, what: str, key: str) -> str:
        """Something that visitors choose."""
        return of(NAMES.get(f"{what}/{key}", {}), self.lang) or self.word(key)

    def part(self, key: str) -> str:
        """A part of the machine."""
        words: Mapping[str, Words] = {str(part): words for part, words in PART_WORDS.items()}
        return self._other(key) or of(words.get(key, {}), self.lang).removeprefix("the ") or key

    def topic(self, key: str) -> str:
        """The title of a topic."""
        return self._other(key) or of(self._topics.get(key, {}), self.lang) or key

    def lesson(self, key: str) -> str:
        """The title of a lesson."""
        lesson = self.lessons.get(key)
        return self._other(key) or (of(lesson.title, self.lang) if lesson else key)

    def steps(self, lesson: str) -> dict[str, tuple[int, str]]:
        """Name of a step → its place, from 1, and what the kiosk says at it; empty for an unknown lesson."""
        known = self.lessons.get(lesson)
        steps = enumerate(known.steps, start=1) if known else ()
        return {step.id: (place, of(step.say, self.lang)) for place, step in steps}

    def mistake(self, name: str) -> str:
        """What the kiosk says to a mistake; its bare name when no lesson of the library knows it."""
        said = self._said.get(name)
        return self._other(name) or (of(said, self.lang) if said else name)

    def mistakes_of(self, lesson: str) -> tuple[str, ...]:
        """The names of all mistakes that a lesson knows, in the order of its steps."""
        known = self.lessons.get(lesson)
        return tuple(dict.fromkeys(name for name, _ in _mistakes(known))) if known else ()

    def lessons_with(self, mistake: str) -> tuple[str, ...]:
        """Which lessons know a mistake."""
        return tuple(key for key in self.lessons if mistake in self.mistakes_of(key))

    @cached_property
    def _said(self) -> dict[str, Words]:
        said = {REAL_NUMBER: self._refused} if self._refused else {}
        for lesson in self.lessons.values():
            for name, words in _mistakes(lesson):
                said.setdefault(name, words)
        return said

    def _other(self, key: str) -> str:
        return TEXTS["other"][self.lang] if key == OTHER else ""


def _mistakes(lesson: Lesson) -> Iterator[tuple[str, Words]]:
    for step in lesson.steps:
        for mistake in getattr(step, "mistakes", ()):
            yield mistake.name, mistake.say
