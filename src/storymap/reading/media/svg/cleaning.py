"""Drawings are read, cleaned to what they draw, and written anew.

An allow-list decides (`allowed.py`): no scripts, no links, no addresses but `#id`, no metadata, no titles, no names of
layers and files, no animation, nothing that is hidden. Pictures within are decoded and encoded again like any other.
"""

from __future__ import annotations

import base64
import re
from typing import Any, NamedTuple

from storymap.errors import StorymapError
from storymap.limits import LARGEST_DECODED_WITHIN, LARGEST_SVG, LONGEST_SVG_SIDE
from storymap.reading.media.policy import refusal
from storymap.reading.media.reencode import WIDEST_IN_ARTICLE, reencode
from storymap.reading.media.svg.cost import DrawingCost
from storymap.reading.media.svg.text_visibility import TextVisibility
from storymap.reading.media.svg.tree import Tree
from storymap.reading.media.svg.writer import write_svg
from storymap.reading.media.svg.xml_encoding import as_utf8

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")


class CleanSvg(NamedTuple):
    """A drawing as it goes into a page, its size in pixels, and whether it moved.

    Width and height are both 0 where the drawing does not say them.
    """

    data: bytes
    width: int
    height: int
    was_animated: bool


def clean_svg(data: bytes) -> CleanSvg:
    """Return the SVG picture `data`, cleaned to what it draws. The same bytes in give the same bytes out.

    Raises StorymapError, with words that follow the picture's name, when it is larger than `LARGEST_SVG`, is not
    well-formed, declares entities, holds what cannot be cleaned, or costs too much to draw.
    """
    root = _parse(data)
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    if not width or not height:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        width, height = (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0, 0)
    if not width or not height:
        width = height = 0
    tree = Tree(root, _encode_picture)
    cost = DrawingCost(tree)
    texts = TextVisibility(tree, cost.drawn)
    return CleanSvg(write_svg(tree, cost.drawn, texts.seen), width, height, tree.is_animated)


def is_svg(data: bytes) -> bool:
    """Say whether `data` begins like SVG."""
    # In UTF-16 and UTF-32, letters have zeros beside them.
    return b"<svg" in data[:8192].replace(b"\0", b"").lower()


def _parse(data: bytes) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > LARGEST_SVG:
        raise refusal(f"is SVG of more than {LARGEST_SVG >> 10} kB", "export it as PNG")
    try:
        root = fromstring(as_utf8(data))
    except DefusedXmlException:
        raise refusal("is SVG that declares entities", "export it as plain SVG or PNG") from None
    except (ParseError, ValueError, LookupError):
        raise refusal("is SVG that is not well-formed", "export it again") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise refusal("is XML, but no SVG picture", "export it as SVG or PNG")
    return root


def _encode_picture(picture: bytes) -> tuple[str, int]:
    if is_svg(picture):
        raise refusal("is SVG with another SVG in it", "export it as PNG")
    try:
        encoded = reencode(picture, WIDEST_IN_ARTICLE, LARGEST_DECODED_WITHIN)
    except StorymapError as error:
        first = error.problems[0]
        raise refusal(f"is SVG with a picture in it that {first.what}", first.remedy) from None
    text = base64.b64encode(encoded.data).decode("ascii")
    return f"data:{encoded.media_type};base64,{text}", encoded.width * encoded.height


def _pixels(length: str | None) -> int:
    match = _LENGTH.fullmatch(length or "")
    return round(float(match[1])) if match and 0.5 <= float(match[1]) <= LONGEST_SVG_SIDE else 0
