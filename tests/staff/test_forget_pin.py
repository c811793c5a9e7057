from pathlib import Path

from click.testing import CliRunner, Result

from kiosk.cli import commands, kiosk
from kiosk.staff.pin import PinKeeper

assert "staff" in commands.__all__


def call(folder: Path, *words: str, typed: str = "") -> Result:
    environ = {"KIOSK_DATA_FOLDER": str(folder), "KIOSK_CONFIG": None}
    return CliRunner().invoke(kiosk, ["staff", "forget-pin", *words], env=environ, input=typed)


def with_pin(folder: Path) -> PinKeeper:
    keeper = PinKeeper(folder / "staff", cost=2**4)
    keeper.judge("271828", new=True)
    return keeper


def test_it_asks_and_forgets(tmp_path: Path) -> None:
    keeper = with_pin(tmp_path)
    kept = call(tmp_path, typed="n\n")
    assert (kept.exit_code, "The PIN was kept." in kept.output, keeper.is_set) == (1, True, True)
    gone = call(tmp_path, typed="y\n")
    assert (gone.exit_code, "The PIN is forgotten." in gone.output, keeper.is_set) == (0, True, False)


def test_it_can_be_told_not_to_ask(tmp_path: Path) -> None:
    with_pin(tmp_path)
    assert call(tmp_path, "--yes").output == "The PIN is forgotten.\n"
    assert call(tmp_path, "--yes").output == "No PIN is set; there is nothing to forget.\n"


def test_a_pin_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / "staff/pin.json").mkdir(parents=True)
    told = call(tmp_path, "--yes")
    assert (told.exit_code, "the PIN cannot be removed" in told.output) == (1, True)
