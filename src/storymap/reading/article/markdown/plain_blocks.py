"""What has no sign of markup is found at a glance, for markdown-it, which else tries each of its rules."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Beside letters: nothing but a paragraph begins with them.
_BEGINS_TEXT = frozenset("\"'(«»¿¡–—‘’‚“”„‹›")


def add_plain_blocks(parser: MarkdownIt) -> None:
    """Let `parser` read a paragraph of one line, and text without a sign, before it tries its rules on them."""
    parser.block.ruler.before("table", "plain paragraph", _read_paragraph)
    parser.core.ruler.at("inline", _read_inline)


def _read_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a line that begins with text and has an empty one below it, unless it is the term of a definition."""
    begin, after = state.bMarks[start_line], start_line + 1
    first = state.src[begin : begin + 1]
    if state.level or not (first.isalpha() or first in _BEGINS_TEXT):
        return False
    if after < end_line and not state.isEmpty(after):
        return False
    if after + 1 < end_line and state.src[state.bMarks[after + 1] + state.tShift[after + 1]] in ":~":
        return False
    return paragraph(state, start_line, end_line, silent)


def _read_inline(state: StateCore) -> None:
    signs, inline = state.md.inline.terminator_re, state.md.inline
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        if token.content and not signs.search(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            inline.parse(token.content, state.md, state.env, token.children)
