"""`docs/attacks.md` names tests; they are there, and what it says runs everywhere does."""

import re
from pathlib import Path

TABLE = Path(__file__).parents[3] / "docs" / "attacks.md"
TESTS = Path(__file__).parents[2]
EVERYWHERE = ("test_roots.py", "test_timestamps.py", "test_snapshots.py", "test_targets.py", "test_attacks.py")


def _found(files: list[Path]) -> set[str]:
    return {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)}


def test_every_test_that_the_table_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", TABLE.read_text(encoding="utf-8")))
    assert len(named) > 70
    assert named - _found(sorted(TESTS.rglob("test_*.py"))) == set()


def test_what_the_table_says_runs_everywhere_does() -> None:
    attacks, situations = TABLE.read_text(encoding="utf-8").split("## The situations")
    everywhere = set(re.findall(r"`(test_\w+)`, everywhere", attacks)) | set(re.findall(r"`(test_\w+)`", situations))
    assert everywhere - _found([Path(__file__).with_name(name) for name in EVERYWHERE]) == set()


def test_all_36_situations_have_a_test() -> None:
    rows = re.findall(r"^\| (\d+) \|.*`test_\w+`", TABLE.read_text(encoding="utf-8"), re.M)
    assert [int(row) for row in rows] == list(range(1, 37))


def test_every_attack_of_ours_is_in_the_table() -> None:
    text = TABLE.read_text(encoding="utf-8")
    attacks = _found([Path(__file__).with_name(name) for name in (*EVERYWHERE, "test_bad_metadata.py")])
    assert {name for name in attacks if f"`{name}`" not in text} == set()
