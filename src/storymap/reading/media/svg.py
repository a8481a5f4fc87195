"""SVG pictures, which go into a page as they are, for an `img`: there no script of theirs runs and nothing loads."""

from __future__ import annotations

import re
from typing import NamedTuple

from storymap.reading.media.policy import refusal

LARGEST_SVG = 1 << 19
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")
_MOST_PIXELS_WIDE = 10_000


class SvgSize(NamedTuple):
    """The width and height of an SVG picture in pixels; both are 0 where it does not say them."""

    width: int
    height: int


def svg_size(data: bytes) -> SvgSize:
    """Return the size of the SVG picture `data`, after checking it.

    Raises StorymapError, with words that follow the picture's name, when it is larger than `LARGEST_SVG`, is not
    well-formed, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > LARGEST_SVG:
        raise refusal(f"is SVG of more than {LARGEST_SVG >> 10} kB", "export it as PNG")
    try:
        root = fromstring(data)
    except DefusedXmlException:
        raise refusal("is SVG that declares entities", "export it as plain SVG or PNG") from None
    except (ParseError, ValueError, LookupError):
        raise refusal("is SVG that is not well-formed", "export it again") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise refusal("is XML, but no SVG picture", "export it as SVG or PNG")
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if not width or not height:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        width, height = (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0, 0)
    return SvgSize(width, height) if width and height else SvgSize(0, 0)


def is_svg(data: bytes) -> bool:
    """Say whether `data` begins like SVG."""
    return b"<svg" in data[:4096].lower()


def _pixels(length: str | None) -> int:
    match = _LENGTH.fullmatch(length or "")
    return round(float(match[1])) if match and 0.5 <= float(match[1]) <= _MOST_PIXELS_WIDE else 0
