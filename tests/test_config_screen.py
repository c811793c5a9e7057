"""Settings of the screen: how it is turned, what is touched, and six numbers that somebody typed."""

from pathlib import Path

import pytest

from kiosk.config import BadSettingsError, Settings, load_settings


def given(tmp_path: Path, toml: str) -> Settings:
    file = tmp_path / "kiosk.toml"
    file.write_text(f"[screen]\n{toml}\n", encoding="utf-8")
    return load_settings({}, system_file=file, checkout=tmp_path)


def test_six_numbers_are_six_numbers(tmp_path: Path) -> None:
    assert given(tmp_path, 'touch_matrix = "-1 0 1  0 1.5 -0.25"').screen.matrix == (-1, 0, 1, 0, 1.5, -0.25)
    assert given(tmp_path, "").screen.matrix == ()


@pytest.mark.parametrize("text", ["1 0 0 0 1", "1 0 0 0 1 0 0", "a b c d e f", "1,0,0,0,1,0", "1 0 0 0 1 1e9"])
def test_what_is_not_six_numbers_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettingsError, match=r"kiosk.toml:2: screen.touch_matrix cannot be"):
        given(tmp_path, f'touch_matrix = "{text}"')


@pytest.mark.parametrize("text", ["0 0 0 0 0 0", "1 1 0 1 1 0", "1 0 5 0 1 0", "1 0 0 0 1 -2"])
def test_a_matrix_that_leads_off_the_screen_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettingsError, match=r"kiosk.toml:2: screen.touch_matrix leads touches off the screen"):
        given(tmp_path, f'touch_matrix = "{text}"')


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_quarters_are_turned(tmp_path: Path, degrees: int) -> None:
    assert given(tmp_path, f"rotation = {degrees}").screen.rotation == degrees
    from_environ = load_settings({"KIOSK_SCREEN_ROTATION": str(degrees)}, system_file=tmp_path / "none")
    assert from_environ.screen.rotation == degrees


@pytest.mark.parametrize("degrees", ["45", "360", "-90"])
def test_nothing_between_quarters(tmp_path: Path, degrees: str) -> None:
    with pytest.raises(BadSettingsError, match=r"use one of 0, 90, 180, 270"):
        given(tmp_path, f"rotation = {degrees}")


def test_pixels_that_are_not_square_are_told_by_the_height_of_the_glass(tmp_path: Path) -> None:
    screen = given(tmp_path, "width = 800\nheight = 480\ndiagonal_mm = 176.4\nheight_mm = 85.92").screen
    assert screen.px_per_mm == pytest.approx(5.29, abs=0.01)
    assert screen.finger_px_per_mm == pytest.approx(480 / 85.92)
    assert given(tmp_path, "").screen.finger_px_per_mm == given(tmp_path, "").screen.px_per_mm


@pytest.mark.parametrize("height", ["256.5", "300.0", "80.0", "250.0"])
def test_a_height_that_this_glass_cannot_have_is_refused(tmp_path: Path, height: str) -> None:
    with pytest.raises(BadSettingsError, match=r"kiosk.toml:2: screen.height_mm does not fit screen.diagonal_mm"):
        given(tmp_path, f"height_mm = {height}")
