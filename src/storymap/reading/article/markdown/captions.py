"""A line in italics right under a picture is its caption: Markdown has no other way to write one below it."""

from __future__ import annotations

from typing import Literal

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def join_captions(state: StateCore) -> None:
    """Make a figure of each paragraph that is a picture and a line in italics."""
    for opening, text, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type != "paragraph_open" or text.type != "inline":
            continue
        parts = [part for part in text.children or [] if part.type != "text" or part.content.strip()]
        if _is_picture_with_caption(parts):
            opening.tag = closing.tag = "figure"
            text.children = [parts[0], _figcaption(1), *parts[3:-1], _figcaption(-1)]


def _is_picture_with_caption(parts: list[Token]) -> bool:
    kinds = [part.type for part in parts]
    if len(kinds) < 5 or kinds[0] != "image" or kinds[1] not in ("softbreak", "hardbreak"):
        return False
    return (
        kinds[2] == "em_open" and kinds[-1] == "em_close" and kinds.count("em_open") == 1 and "image" not in kinds[1:]
    )


def _figcaption(nesting: Literal[1, -1]) -> Token:
    return Token("figcaption", "figcaption", nesting)
