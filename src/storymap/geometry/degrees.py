"""Degrees as text: as exact as they are, and never with an exponent, which other programs do not read."""

from __future__ import annotations

from decimal import Decimal


def degrees_text(number: float) -> str:
    """Return a number of degrees as the shortest text that is that number, such as "-106.4608"."""
    text = f"{Decimal(repr(float(number))):f}"
    return text.removesuffix(".0")


def pair_text(position: tuple[float, ...]) -> str:
    """Return longitude and latitude with a comma between them, as KML has it."""
    return f"{degrees_text(position[0])},{degrees_text(position[1])}"
