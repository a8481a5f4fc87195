"""Pictures and recordings in HTML, and figures: those with a caption and a credit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, NamedTuple

from storymap.model import Image, Recording, Span
from storymap.reading.article.html_tokens import Part, Start, has_class, inside, text_of
from storymap.reading.article.inline_markup import InlineReader
from storymap.reading.article.span_text import Prose
from storymap.reading.media.audio_video import recording_kind
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
    """A figure's pictures and recordings, the first with caption and credit; the caption's spans; the other parts."""

    media: list[Image | Recording]
    spans: tuple[Span, ...]
    rest: list[Part]


def read_image(tag: Start) -> Image | Recording | None:
    """Return the picture of an `img` tag, or None for the invisible kind that counts readers.

    A file that sounds or moves by its name is a recording: Markdown has no other way to write one.
    """
    attributes = tag.attributes
    if {attributes.get("width", ""), attributes.get("height", "")} & {"0", "1", "0px", "1px"}:
        return None
    alt, caption, credit = (_line(attributes.get(name, "")) for name in ("alt", "data-caption", "data-credit"))
    src = attributes.get("src", "").strip()
    if not (src or alt or caption):
        return None
    kind = recording_kind(src)
    if kind is not None:
        return Recording(src, kind, alt, caption, credit)
    decorative = not alt and "alt" in attributes and attributes.get("data-alt") != "missing"
    return Image(src, alt, caption, credit, decorative=decorative)


def read_recording(tag: Start, held: list[Part]) -> Recording | None:
    """Return the recording of an `audio` or `video` tag that holds `held`, or None if it names no file."""
    sources = [part for part in held if isinstance(part, Start) and part.name == "source"]
    src = next((found for each in (tag, *sources) if (found := each.attributes.get("src", "").strip())), "")
    if not src:
        return None
    alt = _line(tag.attributes.get("aria-label", "") or tag.attributes.get("title", ""))
    poster = tag.attributes.get("poster", "").strip()
    kind: Literal["audio", "video"] = "audio" if tag.name == "audio" else "video"
    return Recording(src, kind, alt, poster=Image(poster, decorative=True) if poster else None)


def read_figure(held: list[Part], refused: set[str]) -> Figure | None:
    """Read what a figure holds, or return None when there is no picture or recording in it.

    The credit is the first `cite`, or element with a class such as "credit".
    """
    media, others = _take_media(held)
    if not media:
        return None
    credit, rest = _take(others, _is_credit)
    caption, rest = _take(rest, _is_caption)
    text, spans = _read_caption(caption, refused)
    # A picture in its caption is a picture all the same, so a caption never holds one here.
    first = media[0]
    media[0] = replace(first, caption=text or first.caption, credit=text_of(credit) or first.credit)
    return Figure(media, spans, rest)


def _take_media(held: list[Part]) -> tuple[list[Image | Recording], list[Part]]:
    """Return the pictures and recordings among `held`, and the other parts."""
    media: list[Image | Recording | None] = []
    others: list[Part] = []
    position = 0
    while position < len(held):
        part = held[position]
        position += 1
        if isinstance(part, Start) and part.name == "img":
            media.append(read_image(part))
        elif isinstance(part, Start) and part.name in ("audio", "video"):
            within = inside(held, position - 1)
            media.append(read_recording(part, within))
            position += len(within) + 1
        else:
            others.append(part)
    return [item for item in media if item is not None], others


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
