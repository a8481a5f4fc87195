"""Signs within a line that CommonMark does not know: `==marked==`, `H~2~O`, `m^2^`, for markdown-it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_SIGNS = re.compile(
    r"==(?P<mark>(?=\S)[^=\n]{1,300}(?<=\S))==(?!=)|(?<!~)~(?P<sub>[^\s~]{1,40})~(?!~)|(?<!\^)\^(?P<sup>[^\s^\[\]]{1,40})\^"
)


def add_inline_signs(parser: MarkdownIt) -> None:
    """Let `parser` read the signs. Each looks a bounded way ahead, so that many of them cost no more than one."""
    parser.inline.ruler.before("strikethrough", "signs", _read_signs)


def _read_signs(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "=~^":
        return False
    match = _SIGNS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        tag = match.lastgroup or ""
        state.push(f"{tag}_open", tag, 1)
        begin, end, most = match.start(tag), match.end(tag), state.posMax
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push(f"{tag}_close", tag, -1)
    state.pos = match.end()
    return True
