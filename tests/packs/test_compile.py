"""Compiling: broken packs stay out, old or new and never half, nothing done twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.durable import keep
from kiosk.packs.compile import NotCompiled, compile, compiled
from kiosk.packs.shelf import MAGIC, NoContent, open_library, packed, unpacked
from tests.packs.contents import GOOD, TODAY, bent, copied


def second_pack(content: Path) -> None:
    """A pack beside the first: the same under other names."""
    for file in sorted((content / "market").rglob("*.*")):
        name = file.relative_to(content / "market").as_posix().replace("fish.svg", "carp.svg")
        text = file.read_text("utf-8")
        for old, new in (
            ("pack: market", "pack: harbour"),
            ("topic: pay", "topic: buy"),
            ("picture: fish", "picture: carp"),
            ("[fish]", "[carp]"),
            ("lesson: fish", "lesson: carp"),
            ("app: bank", "app: purse"),
            ("card: stall", "card: boat"),
            ("card: link", "card: leaflet"),
            ("others: [link]", "others: [leaflet]"),
        ):
            text = text.replace(old, new)
        bent(content, f"harbour/{name}", "", text)


def test_good_content_becomes_a_library(tmp_path: Path) -> None:
    report = compile(GOOD, tmp_path / "library", TODAY)
    assert (report.good, report.written, report.problems, report.refused) == (True, True, (), ())
    library = open_library(tmp_path / "library")
    assert list(library.lessons) == ["fish"]
    assert list(library.apps) == ["bank"]
    assert list(library.cards) == ["stall", "link"]
    assert library.lessons["fish"].title["en"] == "Pay for a fish"
    assert library.apps["bank"].variables["told"].start == "no"
    assert library.pictures["fish"].startswith("<svg")


def test_packs_keep_the_order_of_their_folders(tmp_path: Path) -> None:
    content = copied(tmp_path)
    second_pack(content)
    library, report = compiled(content, TODAY)
    assert library is not None
    assert report.problems == ()
    assert [topic.topic for topic in library.topics] == ["buy", "pay"]


def test_a_broken_pack_is_refused_whole_and_the_other_goes_on(tmp_path: Path) -> None:
    content = copied(tmp_path)
    second_pack(content)
    bent(content, "harbour/lessons/fish.yaml", "target: scan", "target: scam")
    report = compile(content, tmp_path / "library", TODAY, "en")
    library = open_library(tmp_path / "library")
    assert not report.good
    assert report.refused == ("harbour",)
    assert list(library.lessons) == ["fish"]
    file = content / "harbour/lessons/fish.yaml"
    assert library.refused == (f"harbour: {file}:20: the app has no target `scam`; did you mean `scan`?",)


def test_names_of_a_refused_pack_are_free_for_others(tmp_path: Path) -> None:
    content = copied(tmp_path)
    second_pack(content)
    bent(content, "harbour/lessons/fish.yaml", "lesson: carp", "lesson: fish")
    bent(content, "harbour/pack.yaml", "[carp]", "[fish]")
    report = compile(content, tmp_path / "library", TODAY, "en")
    assert report.refused == ("market",)
    assert [problem.text for problem in report.problems] == [
        f"the name `fish` is taken at {content}/harbour/lessons/fish.yaml:1; choose another"
    ]


def test_a_reminder_refuses_nothing(tmp_path: Path) -> None:
    content = copied(tmp_path)
    bent(content, "market/lessons/fish.yaml", "checked_on: 2026", "checked_on: 2024")
    report = compile(content, tmp_path / "library", TODAY, "en")
    assert (report.good, report.refused, len(report.problems)) == (True, (), 1)


def test_broken_words_of_the_kiosk_leave_the_old_file(tmp_path: Path) -> None:
    content, out = copied(tmp_path), tmp_path / "library"
    compile(content, out, TODAY)
    before = out.read_bytes()
    bent(content, "words.yaml", "again: {", "agian: {")
    report = compile(content, out, TODAY)
    assert (report.written, report.good) == (False, False)
    assert out.read_bytes() == before


def test_without_any_content_the_fault_is_named(tmp_path: Path) -> None:
    report = compile(tmp_path / "nowhere", tmp_path / "library", TODAY, "en")
    assert [problem.file for problem in report.problems] == [
        str(tmp_path / "nowhere" / "skills.yaml"),
        str(tmp_path / "nowhere" / "staff.yaml"),
        str(tmp_path / "nowhere" / "stick.yaml"),
        str(tmp_path / "nowhere" / "words.yaml"),
    ]


def test_nothing_changed_nothing_done_but_told_again(tmp_path: Path) -> None:
    content, out = copied(tmp_path), tmp_path / "library"
    bent(content, "market/lessons/fish.yaml", "checked_on: 2026", "checked_on: 2024")
    first = compile(content, out, TODAY)
    second = compile(content, out, TODAY)
    assert (second.unchanged, second.written, second.problems) == (True, False, first.problems)


@pytest.mark.parametrize("file", ["market/lessons/fish.yaml", "market/pictures/fish.svg", "words.yaml", "skills.yaml"])
def test_any_change_compiles_again(tmp_path: Path, file: str) -> None:
    content, out = copied(tmp_path), tmp_path / "library"
    compile(content, out, TODAY)
    with (content / file).open("a", encoding="utf-8") as end:
        end.write("\n")
    assert compile(content, out, TODAY).written


def test_a_removed_or_changed_library_is_made_again(tmp_path: Path) -> None:
    out = tmp_path / "library"
    compile(GOOD, out, TODAY)
    out.write_bytes(b"")
    assert compile(GOOD, out, TODAY).written
    out.unlink()
    assert compile(GOOD, out, TODAY).written
    out.with_suffix(".stamp").write_bytes(b"{")
    assert compile(GOOD, out, TODAY).written


def test_neither_the_second_compile_nor_the_shelf_knows_yaml(tmp_path: Path) -> None:
    compile(GOOD, tmp_path / "library", TODAY)
    program = f"""
import sys
from datetime import date
from pathlib import Path
from kiosk.packs.compile import compile
from kiosk.packs.shelf import open_library
assert compile(Path({str(GOOD)!r}), Path({str(tmp_path / "library")!r}), date(2026, 11, 21)).unchanged
open_library(Path({str(tmp_path / "library")!r}))
print(sorted({{"yaml", "kiosk.packs.reading.nodes", "difflib", "xml"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd())  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotCompiled, match="cannot write"):
        compile(GOOD, tmp_path / "file" / "library", TODAY)


def test_keeping_leaves_the_old_file_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    keep(path, b"old")
    (tmp_path / ".kept.new").mkdir()  # stands in the way of the new one
    with pytest.raises(OSError, match="kept"):
        keep(path, b"new")
    assert path.read_bytes() == b"old"


def test_no_library_no_content(tmp_path: Path) -> None:
    with pytest.raises(NoContent, match=r"no compiled content at .* run `kiosk packs compile`"):
        open_library(tmp_path / "library")


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NoContent, match=r"cannot read .*check the disk"):
        open_library(tmp_path)


def test_a_wrong_file_is_no_library(tmp_path: Path) -> None:
    for raw in (b"", b"PNG", MAGIC, MAGIC + bytes(4), MAGIC + bytes(4) + b"\x80"):
        (tmp_path / "library").write_bytes(raw)
        with pytest.raises(NoContent, match="run `kiosk packs compile` to make it anew"):
            open_library(tmp_path / "library")


def test_every_damage_is_seen() -> None:
    library, _ = compiled(GOOD, TODAY)
    assert library is not None
    raw = packed(library)
    assert unpacked(raw) == library
    for place in range(0, len(raw), 97):
        damaged = bytearray(raw)
        damaged[place] ^= 1
        with pytest.raises(ValueError, match=r"is damaged|of this version"):
            unpacked(bytes(damaged))
    with pytest.raises(ValueError, match="is damaged"):
        unpacked(raw[:-1])


def test_a_library_of_another_version_is_refused() -> None:
    import zlib

    import msgspec

    library, _ = compiled(GOOD, TODAY)
    plain = msgspec.to_builtins(library)
    plain["colour_of_the_year"] = "jade"
    body = msgspec.msgpack.encode(plain)
    with pytest.raises(ValueError, match="another version"):
        unpacked(MAGIC + zlib.crc32(body).to_bytes(4) + body)
