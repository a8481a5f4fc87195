"""Blocks as matching sees them: which are searched, what of their text counts, and where they stand."""

from __future__ import annotations

from storymap.model import Article, Block

_NOTE = "\ufffc"


def is_searched(block: Block) -> bool:
    """Say whether a block's text may mention places."""
    return block.kind not in ("code", "rule")


def text_without_notes(block: Block) -> str:
    """Return the block's text, of the same length, with raised and lowered figures, and code, made part of no word."""
    if not block.spans:
        return block.text
    notes = sorted((s.start, s.end) for s in block.spans if s.kind in ("superscript", "subscript", "code"))
    if not notes:
        return block.text
    parts: list[str] = []
    done = 0
    for start, end in [*notes, (len(block.text), len(block.text))]:
        begin, stop = max(start, done), min(max(end, done), len(block.text))
        parts += [block.text[done:begin], _NOTE * (stop - begin)]
        done = max(done, stop)
    return "".join(parts)


def position(article: Article, number: int, offset: int = 0) -> str:
    """Say where a block stands, or what of its text begins at the code point `offset`, for messages."""
    return f"{article.name}, {place_in_text(article, number, offset)}"


def place_in_text(article: Article, number: int, offset: int = 0) -> str:
    """Return the line, the name of a leading block, or the number of a block of the body, from 1."""
    block = article.blocks[number]
    line = block.line_at(offset)
    if line is not None:
        return f"line {line}"
    if block.is_leading:
        return block.kind
    return f"block {number + 1 - sum(other.is_leading for other in article.blocks[:3])}"
