"""Admonitions of Python-Markdown and MkDocs (`!!! note "Title"`), for markdown-it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.admon.index import admonition

from storymap.reading.article.markdown.directive_kinds import TITLED

# Those of MkDocs that directives do not have.
_KINDS = TITLED | {"abstract", "summary", "tldr", "todo", "check", "done", "help", "faq", "failure", "fail", "missing"}
_KINDS |= {"bug", "example", "quote", "cite"}


def add_admonitions(parser: MarkdownIt) -> None:
    """Let `parser` read admonitions: their text, below the title in bold if the author wrote one."""
    admon_plugin(parser)
    parser.add_render_rule("admonition_title_open", _open_title)
    parser.add_render_rule("admonition_title_close", lambda *_: "</strong></p>\n")
    parser.block.ruler.at("admonition", _read, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.after("block", "admonition titles", _drop_titles_nobody_wrote)


def _read(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    kind = first.lstrip("!?+").split(maxsplit=1)[:1]
    # "!!! What a day" is what somebody says.
    return bool(kind) and kind[0].lower() in _KINDS and admonition(state, start_line, end_line, silent)


def _open_title(renderer: Any, tokens: Sequence[Token], index: int, options: Any, _env: Any) -> str:
    return f"{renderer.renderToken(tokens, index, options, _env)}<strong>"


def _drop_titles_nobody_wrote(state: StateCore) -> None:
    """Drop "Note" over a note: it is made from the kind, in English."""
    tokens, kept, at = state.tokens, [], 0
    while at < len(tokens):
        kept.append(tokens[at])
        is_made = tokens[at].type == "admonition_open" and len(tokens[at].info.split()) == 1
        at += 4 if is_made and tokens[at + 1].type == "admonition_title_open" else 1
    state.tokens = kept
