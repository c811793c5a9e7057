"""Reading YAML without its traps."""

from pathlib import Path

import pytest

from kiosk.packs.reading.nodes import LONGEST, Fields, Items, Scalar, Unreadable, nodes, parse

HERE = Path("f.yaml")


def code(raw: bytes) -> tuple[str, int]:
    with pytest.raises(Unreadable) as caught:
        parse(raw, HERE)
    return caught.value.finding.code, caught.value.finding.line


def test_every_value_keeps_its_line_and_stays_text() -> None:
    tree = parse(b"a: no\nb:\n  - 0123\n  - 'yes'\n", HERE)
    assert tree == Fields(
        (
            (Scalar("a", True, 1), Scalar("no", True, 1)),
            (Scalar("b", True, 2), Items((Scalar("0123", True, 3), Scalar("yes", False, 4)), 3)),
        ),
        1,
    )


def test_letters_are_composed() -> None:
    tree = parse("a: Hue\u0302\u0301".encode(), HERE)
    assert isinstance(tree, Fields)
    assert tree.fields[0][1] == Scalar("Huế", True, 1)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused_at_once(opening: str) -> None:
    assert code(opening.encode() * 100_000) == ("too-deep", 1)


def test_laughing_aliases_are_refused() -> None:
    assert code(b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]") == ("alias", 1)


def test_merge_keys_are_no_secret_door() -> None:
    assert code(b"a: 1\n<<: *b") == ("alias", 2)


def test_what_is_not_text_is_told_at_its_line() -> None:
    assert code(b"a: 1\nb: \xff") == ("not-utf8", 2)
    assert code(b"a: 1\nb: \x07") == ("control", 2)
    assert code(b'a: 1\nb: "\\0"') == ("control", 2)


def test_a_file_beyond_all_measure_is_not_parsed(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_bytes(b"#" * (LONGEST + 1))
    with pytest.raises(Unreadable) as caught:
        nodes(file)
    assert caught.value.finding.code == "too-long"


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        nodes(tmp_path)
    assert caught.value.finding.code == "no-file"
