"""Pictures, sounds and films in HTML, and figures: where a caption and a credit come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, NamedTuple

from storymap.model import Image, Recording, Span
from storymap.reading.article.html.cleaning import MARKED_TEXT
from storymap.reading.article.html.inline_markup import InlineReader
from storymap.reading.article.html.text_builder import TextBuilder
from storymap.reading.article.html.tokens import HtmlToken, StartTag, content_of, has_class, text_of
from storymap.reading.media.kinds import recording_kind
from storymap.reading.text import normalise

_CREDIT_CLASSES = ("credit", "photo-credit", "image-credit", "media-credit", "photographer", "copyright")


class Figure(NamedTuple):
    """A figure's pictures and recordings, the first with caption and credit; the caption's spans; the other tokens."""

    media: list[Image | Recording]
    spans: tuple[Span, ...]
    rest: list[HtmlToken]


def read_image(tag: StartTag) -> Image | Recording | None:
    """Return the picture of an `img` tag, or None for an invisible one that counts readers.

    A file with the ending of a sound or film is a recording: Markdown has no other way to write one.
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


def read_recording(tag: StartTag, content: list[HtmlToken]) -> Recording | None:
    """Return the recording of an `audio` or `video` tag with this `content`, or None if it names no file."""
    sources = [token for token in content if isinstance(token, StartTag) and token.name == "source"]
    src = next((found for each in (tag, *sources) if (found := each.attributes.get("src", "").strip())), "")
    if not src:
        return None
    alt = _line(tag.attributes.get("aria-label", "") or tag.attributes.get("title", ""))
    poster = tag.attributes.get("poster", "").strip()
    kind: Literal["audio", "video"] = "audio" if tag.name == "audio" else "video"
    return Recording(src, kind, alt, poster=Image(poster, decorative=True) if poster else None)


def read_figure(content: list[HtmlToken], reader: Callable[[TextBuilder], InlineReader]) -> Figure | None:
    """Read the content of a figure, or return None when there is no picture or recording in it.

    `reader` makes what reads the caption's markup. The credit is the first `cite`, or element with a class such as
    "credit".
    """
    media, others = _take_media(content)
    if not media:
        return None
    credit, rest = _take(others, _is_credit)
    caption, rest = _take(rest, _is_caption)
    text, spans = _read_caption(caption, reader)
    # A picture in its caption is a picture all the same, so a caption never holds one here.
    first = media[0]
    media[0] = replace(first, caption=text or first.caption, credit=text_of(credit) or first.credit)
    return Figure(media, spans, rest)


def _take_media(content: list[HtmlToken]) -> tuple[list[Image | Recording], list[HtmlToken]]:
    """Return the pictures and recordings in `content`, and the other tokens."""
    media: list[Image | Recording | None] = []
    others: list[HtmlToken] = []
    position = 0
    while position < len(content):
        token = content[position]
        position += 1
        if isinstance(token, StartTag) and token.name == "img":
            media.append(read_image(token))
        elif isinstance(token, StartTag) and token.name in ("audio", "video"):
            within = content_of(content, position - 1)
            media.append(read_recording(token, within))
            position += len(within) + 1
        else:
            others.append(token)
    return [item for item in media if item is not None], others


def _take(tokens: list[HtmlToken], wanted: Callable[[StartTag], bool]) -> tuple[list[HtmlToken], list[HtmlToken]]:
    """Return the content of the first wanted element, and the tokens around it."""
    for position, token in enumerate(tokens):
        if isinstance(token, StartTag) and wanted(token):
            content = content_of(tokens, position)
            return content, tokens[:position] + tokens[position + len(content) + 2 :]
    return [], tokens


def _is_credit(tag: StartTag) -> bool:
    return tag.name == "cite" or has_class(tag, *_CREDIT_CLASSES)


def _is_caption(tag: StartTag) -> bool:
    return tag.name == "figcaption"


def _read_caption(
    tokens: list[HtmlToken], reader: Callable[[TextBuilder], InlineReader]
) -> tuple[str, tuple[Span, ...]]:
    text = TextBuilder()
    inline = reader(text)
    for token in tokens:
        if isinstance(token, str):
            text.write(token)
        elif token.name not in MARKED_TEXT:
            text.write(" ")  # a caption is one block, whatever stands in it
        elif isinstance(token, StartTag):
            inline.start(token)
        else:
            inline.end(token.name)
    return text.finish()


def _line(text: str) -> str:
    return " ".join(normalise(text).split())
