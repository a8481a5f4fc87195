"""The title of an article: its first heading, or its file's name made readable."""

from __future__ import annotations

import re
from dataclasses import replace

from storymap.model import Block
from storymap.reading.text import is_blank, one_line, without_overrides


def take_title(blocks: list[Block], given: str) -> tuple[str, tuple[Block, ...]]:
    """Return the title and the blocks, its heading first as the headline; other headings of level 1 become level 2.

    The heading that is the title is the only one of level 1, or the first of all when it is of level 1. When
    a title is `given`, a heading is taken only if it says the same. A headline has no view of the map.
    """
    headings = [i for i, block in enumerate(blocks) if block.kind == "heading" and not is_blank(block.text)]
    highest = [i for i in headings if blocks[i].level == 1]
    at = highest[0] if highest and (len(highest) == 1 or highest[0] == headings[0]) else None
    title = given
    if at is not None:
        heading = without_overrides(one_line(blocks[at].text))
        if not given:
            title = heading
        elif heading.casefold() != given.casefold():
            at = None
    body = (
        replace(block, level=2) if block.kind == "heading" and block.level == 1 else block
        for i, block in enumerate(blocks)
        if i != at
    )
    return title, (*(() if at is None else (_headline(blocks[at]),)), *body)


def _headline(heading: Block) -> Block:
    spans = tuple(span for span in heading.spans if span.kind != "action")
    return Block("headline", heading.text, spans=spans, line=heading.line)


def title_from_stem(stem: str) -> str:
    """Return the name of a file as a title: "seed-article" becomes "Seed article"."""
    words = re.sub(r"[\s_-]+", " ", without_overrides(stem)).strip()
    return "Untitled" if is_blank(words) else words[:1].upper() + words[1:]
