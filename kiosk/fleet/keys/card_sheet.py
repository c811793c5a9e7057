"""A staff card on paper, the size of a bank card, to be cut out and laminated."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from kiosk.fleet.refusing import NotPublished

CARD_MM = (85.6, 54.0)
"""ISO/IEC 7810 ID-1."""
CODE_MM = 46.0
"""With its quiet margin; modules of 0.9 mm."""
_LEFT, _TOP = 20.0, 20.0


def sheet(label: str, png: bytes, font: Path) -> bytes:
    """One card on a sheet of A4."""
    try:
        from fpdf import FPDF  # noqa: PLC0415 - an office prints cards; a kiosk does not have it
    except ImportError as error:
        raise NotPublished("Printing needs fpdf2. Run: pip install 'kiosk[office]'") from error
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_creation_date(datetime.fromtimestamp(0, UTC))
    pdf.add_page()
    pdf.add_font("card", "", font)
    pdf.rect(_LEFT, _TOP, *CARD_MM)
    pdf.image(BytesIO(png), _LEFT + 4, _TOP + 4, CODE_MM, CODE_MM)
    top = _TOP + 8
    for points, text in (
        (12, "Thẻ người phụ trách"),
        (8, "Staff card"),
        (10, label),
        (7, "Mất thẻ: báo ngay cho văn phòng."),
    ):
        pdf.set_xy(_LEFT + CODE_MM + 5, top)
        pdf.set_font("card", "", points)
        pdf.multi_cell(CARD_MM[0] - CODE_MM - 8, points * 0.5, text, align="L", new_x="LEFT", new_y="NEXT")
        top = pdf.get_y() + 2
    return bytes(pdf.output())
