"""Pictures in HTML, and figures: pictures with a caption and a credit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from storymap.model import Image, Span
from storymap.reading.inline import InlineReader
from storymap.reading.markup import Part, Start, has_class, inside, text_of
from storymap.reading.prose import Prose
from storymap.reading.text import normalise

_RUNNING = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
    ),
    *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
}
_CREDIT_CLASSES = ("credit", "photo-credit", "image-credit", "media-credit", "photographer", "copyright")


class Figure(NamedTuple):
    """A figure's pictures, the first with caption and credit; the caption's spans; and the other parts."""

    images: list[Image]
    spans: tuple[Span, ...]
    rest: list[Part]


def read_image(tag: Start) -> Image | None:
    """Return the picture of an `img` tag, or None for the invisible kind that counts readers."""
    attributes = tag.attributes
    if {attributes.get("width", ""), attributes.get("height", "")} & {"0", "1", "0px", "1px"}:
        return None
    alt, caption = (_line(attributes.get(name, "")) for name in ("alt", "data-caption"))
    src = attributes.get("src", "").strip()
    return Image(src, alt, caption) if src or alt or caption else None


def read_figure(held: list[Part], refused: set[str]) -> Figure | None:
    """Read what a figure holds, or return None when there is no picture in it.

    The credit is the first `cite`, or element with a class such as "credit".
    """
    tags = [part for part in held if isinstance(part, Start) and part.name == "img"]
    images = [image for image in map(read_image, tags) if image is not None]
    if not images:
        return None
    credit, rest = _take(held, _is_credit)
    caption, rest = _take(rest, _is_caption)
    text, spans = _read_caption(caption, refused)
    # A picture in its caption is a picture all the same, so a caption never holds one here.
    images[0] = replace(images[0], caption=text or images[0].caption, credit=text_of(credit))
    return Figure(images, spans, [part for part in rest if part not in tags])


def _take(parts: list[Part], wanted: Callable[[Start], bool]) -> tuple[list[Part], list[Part]]:
    """Return what the first wanted element holds, and the parts around it."""
    for position, part in enumerate(parts):
        if isinstance(part, Start) and wanted(part):
            held = inside(parts, position)
            return held, parts[:position] + parts[position + len(held) + 2 :]
    return [], parts


def _is_credit(tag: Start) -> bool:
    return tag.name == "cite" or has_class(tag, *_CREDIT_CLASSES)


def _is_caption(tag: Start) -> bool:
    return tag.name == "figcaption"


def _read_caption(parts: list[Part], refused: set[str]) -> tuple[str, tuple[Span, ...]]:
    prose = Prose()
    inline = InlineReader(prose, refused)
    for part in parts:
        if isinstance(part, str):
            prose.write(part)
        elif part.name not in _RUNNING:
            prose.write(" ")  # a caption is one block, whatever stands in it
        elif isinstance(part, Start):
            inline.start(part)
        else:
            inline.end(part.name)
    return prose.finish()


def _line(text: str) -> str:
    return " ".join(normalise(text).split())
