"""HTML to an article: the body that a CMS gives, or a saved page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.block_builder import FragmentReader
from storymap.reading.article.embedded_media import Pictures
from storymap.reading.article.front_matter import FrontMatter
from storymap.reading.article.html_tokens import Part, read_markup
from storymap.reading.article.title import take_title
from storymap.reading.article.view_directives import Views
from storymap.reading.article.web_page import article_parts, describe_page, is_page

_HREF_SCHEME = re.compile(r"\shref\s*=\s*[\"']?\s*([A-Za-z][A-Za-z0-9+.-]{0,20}):", re.IGNORECASE)
_KEPT_SCHEMES = {"http", "https", "mailto", "place"}


def read_html(source: str, front: FrontMatter, name: str, pictures: Pictures, problems: list[Problem]) -> Article:
    """Return the article in the HTML `source`, with what a saved page says about it.

    `source` stands after `front` in the file `name`. Raises StorymapError when there is far more markup than
    in an article.
    """
    parts = read_markup(source, name)
    whole_page = is_page(source)
    said = describe_page(source, parts) if whole_page else Article("", ())
    # A page is full of links around the article that are not the author's concern.
    schemes = set() if whole_page else refused_schemes(source)
    views = Views(name)
    blocks = read_blocks(article_parts(parts, whole_page), schemes, name, pictures, problems, views=views)
    title, kept = take_title(blocks, front.title)
    problems += views_problems(views, blocks, kept)
    return replace(said, title=title or said.title, blocks=kept)


def read_blocks(
    parts: list[Part],
    schemes: set[str],
    name: str,
    pictures: Pictures,
    problems: list[Problem],
    *,
    views: Views,
    soft_break: Literal[" ", "\n"] = " ",
) -> list[Block]:
    """Return the blocks of `parts`; warn of links that are dropped, and of those of `schemes`, which were."""
    reader = FragmentReader(pictures, views, soft_break)
    blocks = reader.read(parts)
    for scheme in sorted(reader.refused | schemes):
        if scheme in _KEPT_SCHEMES:
            what = f"a link that begins with {scheme}: is not a complete address and becomes plain text"
        elif scheme:
            what = f"links that begin with {scheme}: become plain text"
        else:
            what = "links to a relative address become plain text"
        problems.append(Problem(name, what, "links may be https, http, mailto and place", "warning"))
    if reader.flattened:
        what = "lists or quotations are nested more than 20 deep, and the innermost are shown as paragraphs"
        problems.append(Problem(name, what, "nest them less", "warning"))
    return blocks


def views_problems(views: Views, blocks: Sequence[Block], kept: Sequence[Block]) -> list[Problem]:
    """Return what was wrong with the views of `blocks`, of which those that are `kept` come after the title."""
    if sum(block.view is not None for block in kept) < sum(block.view is not None for block in blocks):
        views.lost(next(block.line for block in blocks if block.view is not None))
    return views.problems


def refused_schemes(source: str) -> set[str]:
    """Return the schemes of links in the HTML `source` that cleaning takes away."""
    return {match[1].lower() for match in _HREF_SCHEME.finditer(source)} - _KEPT_SCHEMES
