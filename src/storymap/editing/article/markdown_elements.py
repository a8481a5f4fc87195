"""Blocks as HTML within Markdown: what Markdown itself has no signs for."""

from __future__ import annotations

import html
from collections.abc import Sequence

from storymap.editing.article.markdown_inline import ELEMENTS, address_of, view_members
from storymap.model import Block, Recording


def figure(block: Block) -> str:
    """Return a picture as HTML, whose caption may have markup."""
    medium = block.image or block.recording
    if medium is None:
        return ""
    src = html.escape(medium.src)
    if isinstance(medium, Recording):
        poster = f' poster="{html.escape(medium.poster.src)}"' if medium.poster is not None else ""
        element = f'<{medium.kind} src="{src}" title="{html.escape(medium.alt)}"{poster}></{medium.kind}>'
    else:
        missing = "" if medium.alt or medium.decorative else ' data-alt="missing"'
        element = f'<img src="{src}" alt="{html.escape(medium.alt)}"{missing}>'
    caption = f"<figcaption>{_inline_html(block)}</figcaption>" if block.text else ""
    credit = f"<cite>{html.escape(medium.credit)}</cite>" if medium.credit else ""
    return f"<figure{_view_attributes(block)}>{element}{caption}{credit}</figure>"


def html_table(rows: list[list[list[tuple[int, Block]]]], tags: Sequence[Sequence[str]]) -> str:
    """Return a table as HTML; what is in a list or quotation within a cell becomes a paragraph of the cell."""
    lines = ["<table>"]
    for row, kinds in zip(rows, tags, strict=True):
        cells = []
        for cell, tag in zip(row, [*kinds, *["td"] * (len(row) - len(kinds))], strict=True):
            blocks = [block for _, block in cell]
            inner = "".join(_html_block(block) for block in blocks) if len(blocks) > 1 else _html_block(blocks[0])
            cells.append(f"<{tag}>{inner}</{tag}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def _html_block(block: Block) -> str:
    if block.image is not None or block.recording is not None:
        return figure(block)
    if block.kind == "rule":
        return "<hr>"
    name = f"h{block.level}" if block.kind == "heading" else "pre" if block.kind == "code" else "p"
    return f"<{name}{_view_attributes(block)}>{_inline_html(block)}</{name}>"


def _view_attributes(block: Block) -> str:
    if block.view is None:
        return ""
    return "".join(f' data-{name}="{html.escape(value)}"' for name, value in view_members(block.view))


def _inline_html(block: Block) -> str:
    """Return the text of a block with its spans as HTML on one line."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    breaks = {span.start for span in block.spans if span.kind == "break"}
    for span in block.spans:
        if span.kind == "break":
            continue
        if span.kind in ("link", "place"):
            tag, first = "a", f'<a href="{html.escape(address_of(span))}">'
        elif span.view is not None:
            attributes = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in view_members(span.view))
            tag, first = "a", f"<a {attributes}>"
        else:
            tag = ELEMENTS.get(span.kind, "span")
            first = f"<{tag}>"
        opening.setdefault(span.start, []).append(first)
        closing.setdefault(span.end, []).insert(0, f"</{tag}>")
    pieces = []
    for at, sign in enumerate([*block.text, ""]):
        pieces += [*closing.get(at, []), *opening.get(at, [])]
        pieces.append("<br>" if at in breaks else "&#10;" if sign == "\n" else html.escape(sign))
    return "".join(pieces)
