"""Footnotes, definition lists and task lists in Markdown, for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

_TASK = re.compile(r"\A\[([ xX])\](?=[ \t])")


def add_notes_and_lists(parser: MarkdownIt) -> None:
    """Let `parser` read notes, which follow the text as a list after a rule, and the lists.

    The number of a note is small and raised: no name is looked for in it.
    """
    footnote_plugin(parser)
    deflist_plugin(parser)
    parser.core.ruler.before("inline", "tasks", _mark_tasks)
    for name, markup in (
        ("footnote_block_open", "<hr>\n<ol>\n"),
        ("footnote_block_close", "</ol>\n"),
        ("footnote_close", "</li>\n"),
        ("footnote_anchor", ""),
    ):
        parser.add_render_rule(name, _rule(markup))
    parser.add_render_rule("footnote_ref", _reference)
    parser.add_render_rule("footnote_open", _note)


def _rule(markup: str) -> Any:
    return lambda *_: markup


def _reference(_renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number = tokens[index].meta["id"] + 1
    return f'<sup data-note="{number}">{number}</sup>'


def _note(_renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<li data-note="{tokens[index].meta["id"] + 1}">'


def _mark_tasks(state: StateCore) -> None:
    for item, paragraph, text in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            text.content = _TASK.sub(lambda task: "☐" if task[1] == " " else "☑", text.content, count=1)
