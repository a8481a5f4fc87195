"""Tokens of HTML to the blocks of an article, with what is said of links and views that do not work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from storymap.errors import Problem
from storymap.limits import MOST_CONTAINERS
from storymap.model import Block
from storymap.reading.article.html.block_builder import BlockBuilder
from storymap.reading.article.html.tokens import HtmlToken
from storymap.reading.article.links import READ_SCHEMES
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.view_directives import ViewDirectives

_HREF_SCHEME = re.compile(r"\shref\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]{0,20}):", re.IGNORECASE)


def read_blocks(
    tokens: list[HtmlToken],
    schemes: set[str],
    name: str,
    media: MediaEmbedder,
    problems: list[Problem],
    *,
    views: ViewDirectives,
    soft_break: Literal[" ", "\n"] = " ",
) -> list[Block]:
    """Return the blocks of `tokens`; warn of links that are dropped, and of those of `schemes`, which were."""
    builder = BlockBuilder(media, views, soft_break)
    blocks = builder.read(tokens)
    for scheme in sorted(builder.dropped_schemes | schemes):
        if scheme in READ_SCHEMES:
            what = f"a link that begins with {scheme}: is not a complete address and becomes plain text"
        elif scheme:
            what = f"links that begin with {scheme}: become plain text"
        else:
            what = "links to a relative address become plain text"
        problems.append(Problem(name, what, "links may be https, http, mailto, place, view and layers", "warning"))
    if builder.flattened:
        nested = f"lists or quotations are nested more than {MOST_CONTAINERS} deep"
        what = f"{nested}, and the innermost are shown as paragraphs"
        problems.append(Problem(name, what, "nest them less", "warning"))
    return blocks


def view_problems(views: ViewDirectives, blocks: Sequence[Block], body: Sequence[Block]) -> list[Problem]:
    """Return what was wrong with the views of `blocks`, of which `body` are those without the title."""
    if sum(bool(block.views) for block in body) < sum(bool(block.views) for block in blocks):
        views.warn_of_title_view(next(block.line for block in blocks if block.views))
    return views.problems


def cleaned_schemes(source: str) -> set[str]:
    """Return the schemes of links in the HTML `source` that cleaning drops."""
    return {match[1].lower() for match in _HREF_SCHEME.finditer(source)} - READ_SCHEMES
