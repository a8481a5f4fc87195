"""Paragraphs of one line, as in documents where a line's end is the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def split_lines(state: StateCore) -> None:
    """Make a paragraph of each line of a paragraph that stands in no list.

    What follows the one line of a quotation is not of it, though Markdown lets a paragraph go on there.
    """
    lines = state.src.split("\n")
    tokens: list[Token] = []
    after_quote: list[Token] = []
    for token in state.tokens:
        is_paragraph = token.type == "inline" and tokens[-1].type == "paragraph_open" and "\n" in token.content
        if is_paragraph and token.level == 1:
            tokens += _paragraphs(tokens.pop(), token)[:-1]
        elif is_paragraph and token.level == 2 and tokens[-2].type == "blockquote_open" and _goes_on(token, lines):
            first, *others = _paragraphs(tokens.pop(), token)
            tokens += [first, others[0]]
            after_quote = others[2:]
        else:
            tokens.append(token)
        if token.type == "blockquote_close" and token.level == 0:
            tokens += after_quote
            after_quote = []
    state.tokens = tokens


def _goes_on(text: Token, lines: list[str]) -> bool:
    """Say whether a quotation of one line goes on in lines without its sign."""
    return not lines[(text.map or [0])[0] + 1].lstrip().startswith(">")


def _paragraphs(opening: Token, text: Token) -> list[Token]:
    """Return a paragraph for each line: three tokens, the last of which closes it."""
    lines = text.content.split("\n")
    return [part for at, line in enumerate(lines) for part in _paragraph(opening, text, line, at)]


def _paragraph(opening: Token, text: Token, content: str, at: int) -> Iterator[Token]:
    first = (text.map or [0])[0] + at
    start, line = copy(opening), copy(text)
    start.attrs, start.map = {}, [first, first + 1]
    line.map, line.content, line.children = [first, first + 1], content, []
    yield from (start, line, Token("paragraph_close", "p", -1, block=True))
