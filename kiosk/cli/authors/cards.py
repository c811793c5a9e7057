"""`kiosk packs cards`: practice cards for the printer, from an office; a kiosk does not have the library for it."""

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import click

from kiosk.cli import say_and_stop
from kiosk.cli.authors.packs import packs


@packs.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default="content")
@click.option("--out", default="cards.pdf", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
def cards(path: Path, out: Path) -> None:
    """Practice cards of the content as sheets of A4, to be printed and cut."""
    from kiosk.camera.cards import modules  # noqa: PLC0415
    from kiosk.packs.compile import compiled  # noqa: PLC0415
    from kiosk.packs.print_cards import CardsNotPrinted, cards_pdf, module_mm  # noqa: PLC0415

    library, report = compiled(path, date.today(), "en")
    if library is None:
        say_and_stop("\n".join(str(problem) for problem in report.problems))
    printed = tuple(library.cards.values())
    try:
        pdf = cards_pdf(printed, modules=modules, painted=painting(library.pictures), fonts=_fonts())
        out.write_bytes(pdf)
    except CardsNotPrinted as error:
        say_and_stop(str(error))
    except OSError as error:
        say_and_stop(f"{out} cannot be written ({error.strerror}); make room, or choose another --out.")
    smallest = min(module_mm(modules(card.payload)) for card in printed)
    click.echo(f"{len(printed)} cards on {-(-len(printed) // 4)} sheets of A4: {out} (modules of {smallest:.1f} mm).")
    click.echo("Print at 100 %, not fitted to the page, on stiff paper; cut along the marks.")


def _fonts() -> Mapping[str, Path]:
    from kiosk.screen.faces import FOLDERS, family  # noqa: PLC0415

    found = family(FOLDERS)
    if not found:
        say_and_stop("No font for the cards was found. Run: sudo apt-get install fonts-open-sans")
    return {"regular": found["regular"], "bold": found["extrabold"]}


def painting(pictures: Mapping[str, str]) -> Callable[[str, int, int], bytes]:
    """Drawings as the kiosk itself paints them, so that a card looks like what is on the screen."""

    def painted(name: str, width: int, height: int) -> bytes:
        import pygame  # noqa: PLC0415

        from kiosk.screen.pictures import blank, draw  # noqa: PLC0415

        svg, png = pictures.get(name), BytesIO()
        pygame.image.save(draw(svg, width, height) if svg else blank(width, height), png, "card.png")
        return png.getvalue()

    return painted
