"""Inline markup: emphasis, links and quotation marks become spans and characters of running text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from storymap.model import AuthorView, SpanKind
from storymap.reading.article.html.cleaning import ACTION_ELEMENTS
from storymap.reading.article.html.text_builder import TextBuilder
from storymap.reading.article.html.tokens import StartTag
from storymap.reading.article.links import link_scheme, read_link
from storymap.reading.article.view_directives import ViewDirectives, data_attributes

_SPANS: Final[dict[str, SpanKind]] = {
    **dict.fromkeys(("b", "strong", "dt"), "strong"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    "sub": "subscript",
    "sup": "superscript",
}


def note_number(tag: StartTag) -> str:
    """Return the number of the note that a tag stands for or begins, or ""."""
    written = tag.attributes.get("data-note", "")
    return written if re.fullmatch("[1-9][0-9]{0,4}", written) else ""


class InlineReader:
    """Writes inline elements into a text. `dropped_schemes` gathers the schemes of links that were dropped.

    `views` reads what the map shows when words are pressed, and `line` says where the block begins, if that is known.
    """

    def __init__(
        self, text: TextBuilder, dropped_schemes: set[str], views: ViewDirectives, line: Callable[[], int | None]
    ) -> None:
        self._text = text
        self._dropped_schemes = dropped_schemes
        self._views = views
        self._line = line
        self._opened: list[SpanKind | None] = []  # of each open element that may have an address or a view

    def start(self, tag: StartTag) -> None:
        """Take a start tag; one that is not inline does nothing."""
        if tag.name in _SPANS:
            self._text.open(_SPANS[tag.name], note_number(tag))
        elif tag.name == "q":
            self._text.write_verbatim("“")
        elif tag.name in ACTION_ELEMENTS:
            written = data_attributes(tag.attributes)
            self._opened.append(self._action(self._views.read(written, self._here)) if written else self._link(tag))

    def end(self, name: str) -> None:
        """Take an end tag; one that is not inline does nothing."""
        if name in _SPANS:
            self._text.close(_SPANS[name])
        elif name == "q":
            self._text.write_verbatim("”")
        elif name in ACTION_ELEMENTS and self._opened:
            kind = self._opened.pop()
            if kind is not None:
                self._text.close(kind)

    @property
    def _here(self) -> int | None:
        first = self._line()
        return None if first is None else first + self._text.lines

    def _link(self, tag: StartTag) -> SpanKind | None:
        address = tag.attributes.get("href")
        if address is None:
            return None
        link = read_link(address)
        if link is None:
            self._dropped_schemes.add(link_scheme(address))
            return None
        if link.kind == "action":
            name, _, value = link.value.partition(":")
            return self._action(self._views.read_link(name, value, self._here))
        self._text.open(link.kind, link.value)
        return link.kind

    def _action(self, view: AuthorView | None) -> SpanKind | None:
        if view is None or not self._views.admits_action(self._here):
            return None
        self._text.open("action", view=view)
        return "action"
