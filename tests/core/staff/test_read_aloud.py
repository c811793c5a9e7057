"""What leaves the machine is spoken: every row that is shown, in sentences that belong together, page by page."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core import telling
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import READ_ALOUD, ROWS_A_PAGE
from kiosk.core.staff.rows import named, said, valued
from kiosk.core.state import Staff, State
from kiosk.core.units import LANGS, Lang
from kiosk.core.words.spoken import sentence, spoken
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Scene
from kiosk.voice.live import LONGEST
from tests.core.staff.person import Person
from tests.scenes.screens import LOOKS
from tests.small import library as small

SMALL = small()
NIGHT = (
    ("day", "22/11/2026"),
    ("quiet", "no"),
    ("left", "21/11/2026"),
    ("waits", "3"),
    ("visits/morning", "40"),
    ("visits/afternoon", "15"),
    ("lessons_finished/pay-by-qr/together", "20"),
    ("lessons_opened/pay-by-qr/together", "30"),
    ("lessons_left_at/pay-by-qr/other", "10"),
    ("codes_unreadable/glare", "15"),
    ("week", ""),
    ("machine", "2"),
    ("health/part_restarts_camera", "2"),
    ("health/update_last", "ok"),
)


def sentences(library: Library, lang: Lang = "vi") -> list[str]:
    return [words[lang] for words in said(library, NIGHT)]


def test_what_belongs_together_is_one_sentence(library: Library) -> None:
    title = library.lessons["pay-by-qr"].title["vi"]
    assert sentences(library) == [
        "Số liệu của: 22/11/2026.",
        "Ngày vắng: không.",
        "Lần gửi trước: 21/11/2026.",
        "Ngày còn chờ gửi: 3.",
        "Lượt dùng: sáng 40, chiều 15.",
        f"Bài “{title}”: học hết, làm cùng 20 lần; mở bài, làm cùng 30 lần; bỏ dở, khác 10 lần.",
        "Không đọc được: bị lóa 15.",
        "Gộp cả tuần.",
        "Mục nói về máy: 2.",
        "Phần phải chạy lại: camera, 2.",
        "Cập nhật gần nhất: tốt.",
    ]
    assert sentences(library, "en")[4:6] == [
        "Visits: morning 40, afternoon 15.",
        f"“{library.lessons['pay-by-qr'].title['en']}”: finished, together 20; begun, together 30; left at, other 10.",
    ]


def test_numbers_reach_the_voice_as_words(library: Library) -> None:
    heard = [sentence(spoken(text, "vi")) for text in sentences(library)]
    assert heard[4] == "Lượt dùng, sáng bốn mươi, chiều mười lăm."
    assert heard[0].startswith("Số liệu của, ngày hai mươi hai tháng mười một năm")
    assert not any(sign.isdigit() for text in heard for sign in text)


def test_every_number_that_is_shown_is_said(library: Library) -> None:
    """Page by page, in both languages: nothing leaves that somebody who cannot read does not hear of."""
    for lang in LANGS:
        for at in range(-(-len(NIGHT) // ROWS_A_PAGE)):
            shown = NIGHT[at * ROWS_A_PAGE :][:ROWS_A_PAGE]
            state = State(place="staff", lang=lang, staff=Staff(page="tonight", rows=NIGHT, at=at))
            told = " ".join(telling.lines(library, state))
            for name, value in shown:
                assert valued(library, value, lang) in told
                last = named(library, name, lang).split(" · ")[-1]
                assert last.lower() in told.lower()


@pytest.mark.parametrize("page", sorted(READ_ALOUD))
def test_rows_are_said_when_they_come_and_when_they_are_turned(page: str) -> None:
    person = Person(SMALL).opens_page("counts")
    for step in ("tonight", "sent"):
        if page not in {"counts", person.staff.page}:
            person.touches("open", step)
    tells = {"counts": "counts-today", "tonight": "counts-tonight", "sent": "counts-sent"}[page]
    person.does(e.StaffTold(tells, NIGHT))
    first = person.state.speaking
    assert first.lines == telling.lines(SMALL, person.state)
    assert len(first.lines) >= 2, "the title, and rows"
    person.touches("turn", "+")
    assert person.state.speaking.ticket > first.ticket
    assert person.state.speaking.lines == tuple(words["vi"] for words in said(SMALL, NIGHT[4:8]))
    person.orders.clear()
    person.does(e.AskedAgain())
    assert [one.lines for one in person.orders if isinstance(one, o.Say)] == [person.state.speaking.lines]


@pytest.mark.parametrize("look", LOOKS)
def test_the_caption_follows_the_voice(library: Library, look: str) -> None:
    state = State(place="staff", staff=Staff(page="tonight", rows=NIGHT, at=1))
    told = telling.lines(library, state)
    for line, text in enumerate(told):
        speaking = state.speaking.__class__(ticket=1, lines=told, line=line)
        now = State(place="staff", staff=state.staff, speaking=speaking)
        assert telling.caption(library, now) == text
        scene: Scene = picture(library, now, LOOKS[look])
        assert any(item.name == "caption" for item in scene.items)


def test_no_line_is_longer_than_the_live_voice_takes(library: Library) -> None:
    rows = tuple((f"lessons_finished/{lesson}/together", "123456") for lesson in library.lessons)
    longest = max(library.lessons.values(), key=lambda lesson: len(lesson.title["vi"])).lesson
    many = tuple((f"{name}/{longest}/together", "123456") for name in ("lessons_opened", "lessons_finished",
                 "lessons_left_at", "tests_passed"))  # fmt: skip
    heard = (sentence(spoken(words[lang], lang)) for words in said(library, (*rows, *many)) for lang in LANGS)
    assert max(map(len, heard)) <= LONGEST
