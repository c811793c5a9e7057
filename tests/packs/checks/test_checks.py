"""Checks that a table of breakages cannot show: what is handed in, what is long, what is counted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.core.content.packs import Library
from kiosk.core.content.phrases import Phrases
from kiosk.core.state import State
from kiosk.packs.check import check
from kiosk.packs.checks.pictures import BIGGEST, drawing
from kiosk.packs.checks.words import drawable
from kiosk.packs.compile import compiled
from kiosk.packs.pacing import spoken_ms
from kiosk.packs.schema import FILES, schema
from kiosk.packs.sentences import sentences
from tests.packs.contents import GOOD, TODAY, bent, copied, line_of, told

LESSON = "market/lessons/fish.yaml"


def test_every_scene_of_every_step_is_looked_at() -> None:
    seen = set()

    def faults(_library: Library, state: State) -> Iterator[str]:
        lesson = state.lesson
        seen.add((state.place, state.lang, state.size, lesson.way if lesson else "", lesson.step if lesson else -1))
        return iter(())

    assert check(GOOD, TODAY, "en", faults) == ()
    for lang in ("vi", "en"):
        for size in ("large", "normal"):
            assert ("topic", lang, size, "", -1) in seen
            for way in ("watch", "together", "alone", "test"):
                assert ("done", lang, size, way, 7) in seen
                assert {("lesson", lang, size, way, n) for n in range(way == "test", 8)} <= seen


def test_the_longest_moment_of_a_step_is_looked_at() -> None:
    amounts, replies, without_camera = set(), set(), set()

    def faults(_library: Library, state: State) -> Iterator[str]:
        if state.lesson is not None:
            amounts.add(state.lesson.phone.variables["amount"])
            replies.add(state.lesson.reply["en"] if state.lesson.reply else "")
            without_camera.add("camera" in state.broken)
        return iter(())

    assert check(GOOD, TODAY, "en", faults) == ()
    assert 120_000 in amounts
    assert "A zero is missing." in replies
    assert without_camera == {True, False}


def test_a_fault_is_told_once_at_its_step() -> None:
    def faults(_library: Library, state: State) -> Iterator[str]:
        if state.lesson is not None and state.lesson.step == 1 and state.lang == "vi":
            yield "“Bác chạm Quét mã.” stands out of its box"

    problems = check(GOOD, TODAY, "en", faults)
    assert [str(problem) for problem in problems] == [
        f"{GOOD}/{LESSON}:16: scene in `vi`: “Bác chạm Quét mã.” stands out of its box; "
        "write a shorter sentence or fewer entries"
    ]


def test_nothing_is_laid_out_that_cannot_be_played(tmp_path: Path) -> None:
    content = copied(tmp_path)
    bent(content, LESSON, "target: scan", "target: out")

    def faults(_library: Library, _state: State) -> Iterator[str]:
        raise AssertionError("asked about a broken lesson")

    assert len(check(content, TODAY, "en", faults)) == 1


def test_a_lesson_longer_than_four_minutes(tmp_path: Path) -> None:
    content = copied(tmp_path)
    many = "".join(
        f"  - {{kind: tell, id: t{n}, picture: fish, say: {{vi: {'Dạ ' * 20}, en: {'Yes ' * 20}}}}}\n"
        for n in range(40)
    )
    path = bent(content, LESSON, "steps:\n", "steps:\n" + many)
    line = line_of(path, "steps:")
    whole = [problem for problem in told(content) if "whole lesson" in problem]
    assert [problem.split(" takes about ")[0] for problem in whole] == [
        f"{LESSON}:{line}: reminder: listening to the whole lesson in `{lang}`" for lang in ("en", "vi")
    ]
    assert all(problem.endswith("better at most 240: make it two lessons") for problem in whole)


def test_facts_grow_old_by_the_date_that_is_handed_in() -> None:
    assert check(GOOD, date(2027, 12, 6), "en") == ()
    assert [problem.grave for problem in check(GOOD, date(2027, 12, 7), "en")] == [False]


def test_a_drawing_beyond_all_measure(tmp_path: Path) -> None:
    file = tmp_path / "big.svg"
    file.write_bytes(b"<svg viewBox='0 0 1 1'>" + b" " * BIGGEST + b"</svg>")
    assert [(finding.code, finding.line) for finding in drawing(file)] == [("svg-big", 1)]


def test_a_drawing_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "odd.svg"
    file.write_bytes(b"<svg viewBox='0 0 1 1'>\n\xff</svg>")
    assert [(finding.code, finding.line) for finding in drawing(file)] == [("not-utf8", 2)]


@pytest.mark.parametrize(
    ("fill", "refused"),
    [
        ("url(#shade)", False), ("url(https://far/a.svg)", True), ("URL(https://far/a.svg)", True),
        ("url(#shade) url(https://far/a.svg)", True),
    ],
)  # fmt: skip
def test_a_drawing_points_only_into_itself(tmp_path: Path, fill: str, refused: bool) -> None:
    file = tmp_path / "pointing.svg"
    file.write_text(f'<svg viewBox="0 0 1 1"><rect fill="{fill}"/></svg>')
    assert [finding.code for finding in drawing(file)] == ["svg-attribute"] * refused


@pytest.mark.parametrize("text", ["Ưỡ ẫ ệ ổ Đ đ – — “Huế” 120.000 đ …", "ĂẮẰẲẴẶ ăắằẳẵặ", "It’s fine: 100 %"])
def test_vietnamese_and_english_are_drawable(text: str) -> None:
    assert all(map(drawable, text))


@pytest.mark.parametrize("letter", ["😀", "✓", "漢", "\u0301", "\u200b", "\t", "\ufffd"])
def test_what_fonts_lack_is_not(letter: str) -> None:
    assert not drawable(letter)


def test_an_estimate_of_speech() -> None:
    assert spoken_ms("Bác chạm Quét mã.", "vi") == 4 * 300 + 350
    assert spoken_ms("", "en") == 0


def test_every_sentence_of_the_content_has_its_place_in_the_list() -> None:
    library, _ = compiled(GOOD, TODAY)
    assert library is not None
    listed = list(sentences(library))
    assert len(listed) == len(set(listed))
    assert {lang for _, lang in listed} == {"vi", "en"}
    for said in ("Bác mở chỗ quét mã.", "Đó là trang mạng.", "welcome vi", "Bác nhớ đọc tên người nhận."):
        assert (said, "vi") in listed


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "recorded"])  # which lies in the folder of one
def test_schemas_are_json_and_name_every_language(kind: str) -> None:
    drawn = schema(kind)
    assert '"required":["vi","en"]' in msgspec.json.encode(drawn).decode()


def test_schemas_follow_the_model() -> None:
    assert {*schema("words")["$defs"]["Phrases"]["properties"]} == {*Phrases.__struct_fields__}
    assert schema("lesson")["$defs"]["Lesson"]["additionalProperties"] is False


def test_the_kiosks_own_content_is_good() -> None:
    assert check(Path(__file__).parents[3] / "content", TODAY, "en") == ()
