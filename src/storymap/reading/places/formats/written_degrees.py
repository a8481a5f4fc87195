"""Degrees as people write them into a cell: 31.75, 31,75 or 31°45'2"N."""

from __future__ import annotations

import re

LONGEST_DEGREES = 40  # characters
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]{1,3},[0-9]+")
_HEMISPHERES = {"N": 1, "S": -1, "E": 1, "W": -1}
_SEXAGESIMAL = re.compile(
    r"""([NSEW])?\s*([+-]?[0-9]{1,3}(?:[.,][0-9]+)?)\s*(?:°|º|d|deg\b)?
    (?:\s*([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′m])?
    (?:\s*([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:"|”|″|''|’’|′′|s))?\s*([NSEW])?""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+")


def degrees(cell: str) -> float | None:
    """Return the number of degrees that `cell` says, or None if it says none."""
    text = cell.strip()
    if len(text) > LONGEST_DEGREES:
        return None
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return _sexagesimal(text)


def _sexagesimal(text: str) -> float | None:
    found = _SEXAGESIMAL.fullmatch(text)
    if found is None or (found[1] and found[5]) or not (found[1] or found[5] or "°" in text or "º" in text):
        return None
    whole, minutes, seconds = (float(part.replace(",", ".")) if part else 0.0 for part in found.group(2, 3, 4))
    if minutes >= 60 or seconds >= 60:
        return None
    size = abs(whole) + minutes / 60 + seconds / 3600
    is_negative = found[2].startswith("-")
    hemisphere = (found[1] or found[5] or "").upper()
    if hemisphere:
        return None if is_negative else _HEMISPHERES[hemisphere] * size
    return -size if is_negative else size


def plain_number(cell: str) -> float | str:
    """Return the number in `cell`; any other text as it is, to be refused with all other errors."""
    return float(cell) if _NUMBER.fullmatch(cell) else cell


def has_decimal_comma(cell: str) -> bool:
    """Say whether `cell` is a number with a decimal comma."""
    return _DECIMAL_COMMA.fullmatch(cell.strip()) is not None


def latitude_and_longitude(cell: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a cell such as "31.75, -106.49", latitude first; None if it is no such pair.

    Letters of the hemispheres say which is which, whatever their order.
    """
    text = cell.strip().strip("()[]").strip()
    if len(text) > 100:
        return None
    pairs = {(text[: gap.start()], text[gap.end() :]) for gap in _BETWEEN.finditer(text)}
    for first, second in sorted(pairs, key=lambda pair: abs(len(pair[0]) - len(pair[1]))):
        north, east = degrees(first), degrees(second)
        if north is None or east is None:
            continue
        is_turned = re.search("[EW]", first, re.IGNORECASE) and re.search("[NS]", second, re.IGNORECASE)
        return (east, north) if is_turned else (north, east)
    return None
