"""Contrast of two colours, as WCAG 2.2 defines it."""

from kiosk.scenes.values import Colour


def contrast(one: Colour, other: Colour) -> float:
    """Ratio of 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def veiled(under: Colour, veil: Colour, strength: int) -> Colour:
    """A colour seen through a veil."""
    parts = (
        (int(under[at : at + 2], 16) * (255 - strength) + int(veil[at : at + 2], 16) * strength) // 255
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
