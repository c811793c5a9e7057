"""Practice cards on paper, measured and read as a printer and a camera would: from the page."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from kiosk.camera.cards import QUIET_ZONE, modules
from kiosk.camera.decoder import Decoder
from kiosk.camera.pictures import load
from kiosk.camera.pixels import Pixels
from kiosk.cli.authors import cards as command
from kiosk.core import codes
from kiosk.core.content.packs import Library, PracticeCard
from kiosk.packs.print_cards import CARD_MM, SMALLEST_MODULE_MM, CardsNotPrinted, cards_pdf, module_mm
from kiosk.screen.faces import FOLDERS, family

DPI = 150
TRUE_CODE = "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"
"""An example of NAPAS' own guide: a true bank's number."""

FONTS = family(FOLDERS)
pytestmark = pytest.mark.skipif(not FONTS, reason="no font for the cards is installed: fonts-open-sans")
with_renderer = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler-utils) is not installed")


def pdf_of(*cards: PracticeCard, painted: Callable[[str, int, int], bytes] = lambda *_: b"") -> bytes:
    fonts = {"regular": FONTS["regular"], "bold": FONTS["extrabold"]}
    return cards_pdf(cards, modules=modules, painted=painted, fonts=fonts)


@pytest.fixture(scope="module")
def card(library: Library) -> PracticeCard:
    """Without a drawing, which this room cannot paint."""
    return replace(next(iter(library.cards.values())), picture="")


@pytest.fixture(scope="module")
def pages(library: Library, tmp_path_factory: pytest.TempPathFactory) -> list[Pixels]:
    """The sheets of the whole content, as the command writes them, seen at so many dots an inch."""
    folder = tmp_path_factory.mktemp("cards")
    pdf = folder / "cards.pdf"
    result = CliRunner().invoke(command.cards, ["content", "--out", str(pdf)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert f"{len(library.cards)} cards on {-(-len(library.cards) // 4)} sheets of A4" in result.output
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(folder / "page")], check=True)  # noqa: S603, S607
    return [load(page).gray() for page in sorted(folder.glob("page*.png"))]


@with_renderer
def test_every_card_of_the_content_is_read_back_from_its_quarter_of_the_sheet(
    library: Library, pages: list[Pixels]
) -> None:
    assert len(pages) == -(-len(library.cards) // 4)
    assert {payload for _, payload in read(pages)} == {card.payload for card in library.cards.values()}
    assert [payload for _, payload in read(pages)] == [card.payload for card in library.cards.values()], (
        "in their order"
    )


@with_renderer
def test_modules_are_as_wide_on_the_page_as_they_must_be(pages: list[Pixels]) -> None:
    for quarter, payload in read(pages):
        rows = modules(payload)
        dark = quarter[quarter.shape[0] // 3 : -quarter.shape[0] // 10] < 80
        columns = np.flatnonzero(dark.sum(axis=0) > 5)
        wide = (columns[-1] - columns[0] + 1) / DPI * 25.4 / (len(rows) - 2 * QUIET_ZONE)
        assert wide == pytest.approx(module_mm(rows), abs=0.03)
        assert wide >= SMALLEST_MODULE_MM
        margin = min(columns[0], quarter.shape[1] - columns[-1]) / DPI * 25.4
        assert margin >= QUIET_ZONE * wide, "four modules of quiet, even when cut along the mark"


def read(pages: list[Pixels]) -> list[tuple[Pixels, str]]:
    """The quarters of all sheets that have a code, and what it says."""
    decoder, found = Decoder(), []
    for page in pages:
        height, width = page.shape[0] // 2, page.shape[1] // 2
        for n in range(4):
            quarter = page[n // 2 * height : (n // 2 + 1) * height, n % 2 * width : (n % 2 + 1) * width]
            if (payload := decoder.decode_still(np.ascontiguousarray(quarter))) is not None:
                found.append((quarter, payload.decode()))
    return found


def test_the_same_cards_give_the_same_bytes(card: PracticeCard) -> None:
    assert pdf_of(card) == pdf_of(card)
    assert pdf_of(card, card, card, card).count(b"/Type /Page\n") == 1
    assert pdf_of(*[card] * 5).count(b"/Type /Page\n") == 2


def test_a_code_that_could_pay_is_never_printed_whatever_the_author_calls_it(card: PracticeCard) -> None:
    assert not codes.read(TRUE_CODE.encode()).practice
    for kind in ("vietqr", "text"):
        bad = replace(card, card="my-shop", kind=kind, payload=TRUE_CODE)
        with pytest.raises(CardsNotPrinted, match=r"`my-shop` is not printed: .*could move money.*999999"):
            pdf_of(card, bad)


def test_letters_that_readers_garble_and_codes_too_fine_for_cheap_cameras_are_refused(card: PracticeCard) -> None:
    with pytest.raises(CardsNotPrinted, match="beyond ASCII"):
        pdf_of(replace(card, payload="Thẻ tập"))
    with pytest.raises(CardsNotPrinted, match=r"modules a side, each 0\.\d\d mm; shorten the payload"):
        pdf_of(replace(card, payload="bai tap " * 90))
    with pytest.raises(CardsNotPrinted, match="no practice cards"):
        pdf_of()


def test_every_card_carries_its_drawing_and_a_module_is_at_least_as_wide_as_promised(library: Library) -> None:
    asked: list[tuple[str, int, int]] = []
    pictures: Mapping[str, str] = library.pictures

    def painted(name: str, width: int, height: int) -> bytes:
        asked.append((name, width, height))
        return command.painting(pictures)(name, width, height)

    pdf_of(*library.cards.values(), painted=painted)
    assert [name for name, _, _ in asked] == [card.picture for card in library.cards.values() if card.picture]
    assert min(width for _, width, _ in asked) >= 300, "as fine as a printer shows"
    assert CARD_MM[0] * 2 == 210
    assert min(module_mm(modules(card.payload)) for card in library.cards.values()) >= SMALLEST_MODULE_MM


def test_where_nothing_can_be_written_it_is_said_in_a_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(command.cards, ["content", "--out", str(tmp_path / "no" / "cards.pdf")])
    assert result.exit_code == 1
    assert "No such file or directory" in result.output
