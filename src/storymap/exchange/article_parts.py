"""The blocks that importers make an article of, from the texts and the HTML of other tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.embedded_pages import with_links
from storymap.exchange.keyless_texts import keyless_text
from storymap.exchange.report import Report
from storymap.exchange.tidy_marks import tidy_marks
from storymap.limits import MOST_SECTIONS
from storymap.model import Article, AuthorView, Block, Image, Recording, Span
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.article.view_directives import MAX_ZOOM
from storymap.reading.character_references import unescaped
from storymap.reading.places.html_notes import note_text
from storymap.reading.text import normalise, one_line

_SOURCE: Final = re.compile(r"""\bsrc\s*=\s*["']?([^"'<>\s][^"'<>]{0,2000})""", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,31});")


def article_of(
    title: str,
    blocks: Iterable[Block],
    *,
    subtitle: str = "",
    byline: str = "",
    date: str = "",
    language: str = "",
    source_url: str = "",
    credit: str = "",
) -> Article:
    """Return an article; fields are plain text on one line, with "" for what is not known."""
    article = Article(
        plain(title) or "Story",
        _with_own_keys(blocks),
        name="story.md",
        subtitle=plain(subtitle),
        byline=plain(byline),
        date=plain(date),
        language=language,
        source_url=source_url,
        credit=plain(credit),
        has_own_title=bool(plain(title)),
    )
    return with_leading_blocks(article)


def check_sections(count: int, name: str) -> None:
    """Raise StorymapError if a story of the file `name` would have too many sections: each takes a while."""
    if count > MOST_SECTIONS:
        raise StorymapError(Problem(name, f"it has more than {MOST_SECTIONS:,} sections", "import it in parts"))


def plain(html: str) -> str:
    """Return HTML or text as plain text on one line; character references in it are characters."""
    return one_line(normalise(note_text(html) if "<" in html else _unescaped(html)))


def blocks_of_html(
    html: str, report: Report, where: str, medium: Callable[[Image | Recording], tuple[Block, ...]] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of HTML from elsewhere, cleaned as that of any article; titles in it become headings.

    Pictures and recordings in it become what `medium` makes of them; without it they are lost. `where` names the text
    in the report.
    """
    text = with_links(normalise(keyless_text(html, report)), report)
    is_text = bool(note_text(text).strip())
    if not is_text and not _addresses(text):
        return ()
    if "<" not in text:
        return tuple(paragraph(part) for part in _unescaped(text).split("\n\n") if part.strip())
    try:
        # Those that no reader would show are there all the same, so that they can be told; alone they are no article.
        words = "" if is_text else "<p>a</p>"
        read = SourceRanges(f"<div>{words}{text}</div>", "part.html", _addresses(text)).article
    except StorymapError as error:
        report.changed("texts that cannot be read as HTML", f"as plain text: {error.problems[0].what}", example=where)
        return tuple(paragraph(part) for part in note_text(text).split("\n\n") if part.strip())
    blocks: list[Block] = []
    for block in read.blocks[0 if is_text else 1 :]:
        found = block.image or block.recording
        if found is None:
            blocks.append(_as_part(block))
        elif medium is None:
            report.lost("pictures and recordings within texts", "put them into the story", example=where)
        else:
            blocks += medium(found)
    return tuple(blocks)


def heading(text: str, view: AuthorView | None = None, level: int = 2, place_id: str = "") -> Block:
    """Return a heading, of a view of the map if there is one, tied to a place if it names one."""
    line = plain(text)
    spans = (Span(0, len(line), "place", place_id),) if place_id and line else ()
    return Block("heading", line, level=level, view=view, spans=spans)


def paragraph(text: str, spans: Sequence[Span] = (), view: AuthorView | None = None) -> Block:
    """Return a paragraph of plain text; spans are ranges of it, so that it has to be normalised already with any."""
    lines = text if spans else "\n".join(line.strip() for line in normalise(text).strip().split("\n"))
    return Block("paragraph", lines, spans=tuple(spans), view=view)


def picture(image: Image) -> Block:
    """Return a picture as a block of an article; its caption is the block's text."""
    caption = plain(image.caption)
    named = replace(image, alt=plain(image.alt), caption=caption, credit=plain(image.credit))
    return Block("image", caption, image=named)


def with_view(blocks: Sequence[Block], view: AuthorView | None) -> tuple[Block, ...]:
    """Return blocks with a view on the first of them that is text, else on the first that is a picture."""
    texts = [at for at, block in enumerate(blocks) if block.kind in ("paragraph", "heading")]
    pictures = [at for at, block in enumerate(blocks) if block.kind == "image"]
    at = next(iter(texts + pictures), None)
    if view is None or at is None:
        return tuple(blocks)
    return (*blocks[:at], replace(blocks[at], view=view), *blocks[at + 1 :])


def point_view(longitude: float, latitude: float, zoom: float) -> AuthorView:
    """Return a view of the map around a point in degrees; zooms are those of tiles of 256 pixels."""
    return AuthorView(centre=(longitude, latitude), zoom=round(min(max(zoom, 1), MAX_ZOOM), 2))


def _addresses(html: str) -> frozenset[str]:
    return frozenset(normalise(unescaped(found)).strip() for found in _SOURCE.findall(html))


def _with_own_keys(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks of several texts whose lists, quotations and tables have keys of their own in the whole article."""
    made: list[Block] = []
    keys: dict[int, int] = {}
    count = 0
    for block in blocks:
        # A list ends before the first block that is not in it: the same key behind that is of another text.
        keys = {box.key: keys[box.key] for box in block.within if box.key in keys}
        for box in block.within:
            if box.key not in keys:
                keys[box.key] = count
                count += 1
        made.append(replace(block, within=tuple(replace(box, key=keys[box.key]) for box in block.within)))
    return tuple(made)


def _unescaped(text: str) -> str:
    # A bare "&copy" in an address is no reference.
    return _REFERENCE.sub(lambda found: unescaped(found[0]), text) if "&" in text else text


def _as_part(block: Block) -> Block:
    block = replace(block, spans=tidy_marks(block.text, block.spans))
    if block.is_leading:
        return replace(block, kind="heading", level=2, line=None)
    return replace(block, line=None)
