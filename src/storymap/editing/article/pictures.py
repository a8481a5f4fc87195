"""Pictures, sounds and films that are put into an article."""

from __future__ import annotations

import re

from storymap.editing.article.cannot_write import cannot_write
from storymap.editing.article.checked import (
    Meant,
    Shown,
    block_at,
    comparable,
    edit_of,
    first_that_fits,
    read_source,
    where,
)
from storymap.editing.article.kinds import can_mark
from storymap.editing.edit import Edit
from storymap.reading.article.source_ranges import SourceRanges
from storymap.reading.text import one_line

_IN_BRACES = re.compile(r"[^\"“”{}]{1,200}")


def add_picture(
    source: str,
    article_name: str,
    block: int,
    src: str,
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    decorative: bool = False,
    shown: Shown = None,
) -> Edit:
    """Return the edit that puts a picture, sound or film after a block, or after the list or quotation around it.

    `src` is its path as seen from the article's folder. Raises CannotWrite.
    """
    if not can_mark(article_name):
        raise cannot_write(article_name, "pictures can be put into Markdown alone", "turn the article into Markdown")
    ranges = read_source(source, article_name, shown)
    written = block_at(ranges, block)
    alt, caption, credit = one_line(alt), one_line(caption), one_line(credit)
    line, after = _line_after(ranges, block)
    text = markdown_picture(src, alt, caption, credit, decorative=decorative and not alt)
    at = ranges.line_start(line) if line < ranges.line_count else len(ranges.written.body)
    before = ranges.written.body[:at]
    lead = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    rest = ranges.written.body[at:]
    tail = "\n\n" if rest and not rest.startswith("\n") else "\n"
    known = None if shown is None else shown | {src}
    edit = edit_of(ranges, [(at, at, f"{lead}{text}{tail}")])
    found = first_that_fits(ranges, [edit], _has_picture(ranges, after, src, alt, caption, credit), known)
    if found is None:
        place = where(ranges, block) if not written.is_leading else ranges.name
        raise cannot_write(place, "a picture cannot be put here", "put it after another paragraph")
    return found


def markdown_picture(src: str, alt: str, caption: str, credit: str, *, decorative: bool = False) -> str:
    """Return a picture in Markdown; a credit that its braces cannot hold is not in it."""
    address = f"<{src}>" if re.search(r"[\s()]", src) else src
    escaped = re.sub(r"([\\`*_\[\]<>&~^={}$|!])", r"\\\1", alt)
    title = ' "' + re.sub(r'([\\"&`{}$\[@])', r"\\\1", caption) + '"' if caption else ""
    braces = [f'credit="{credit}"'] if _IN_BRACES.fullmatch(credit) else []
    braces += ["decorative"] if decorative else []
    return f"![{escaped}]({address}{title})" + (f"{{{' '.join(braces)}}}" if braces else "")


def _line_after(ranges: SourceRanges, block: int) -> tuple[int, int]:
    """Return the line of the body at which what follows a block begins, and how many blocks are before it."""
    blocks = ranges.article.blocks
    last, part = block, ranges.part(block)
    while last + 1 < len(blocks) and (
        (blocks[block].within and blocks[last + 1].within[:1] == blocks[block].within[:1])
        or (part is not None and part.is_same(ranges.part(last + 1)))
    ):
        last += 1
    parts = [part for at in range(block, last + 1) if (part := ranges.part(at)) is not None]
    return max((part.last + 1 for part in parts), default=0), last + 1


def _has_picture(ranges: SourceRanges, at: int, src: str, alt: str, caption: str, credit: str) -> Meant:
    before = comparable(ranges.article.blocks[:at])
    after = comparable(ranges.article.blocks[at:])

    def meant(changed: SourceRanges) -> bool:
        blocks = changed.article.blocks
        medium = (blocks[at].image or blocks[at].recording) if len(blocks) == len(before) + len(after) + 1 else None
        return (
            medium is not None
            and (medium.src, medium.alt, medium.caption, medium.credit) == (src, alt, caption, credit)
            and comparable(blocks[:at]) == before
            and comparable(blocks[at + 1 :]) == after
        )

    return meant
