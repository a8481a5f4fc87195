"""Paragraphs and headings without any markup become tokens of HTML directly: of a long text nearly all are such.

All else is written as HTML, cleaned and read again. There a run of plain blocks is one empty element, which holds its
place and cannot be written in Markdown: a text with HTML of its own has no runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from storymap.limits import MOST_HTML_ELEMENTS, MOST_HTML_REFERENCES
from storymap.reading.article.html.tokens import EndTag, HtmlToken, StartTag

_PLACE_HELD = {"class": "plain-run"}
_OPENING = frozenset(("paragraph_open", "heading_open"))
_PLAIN = frozenset(("text", "softbreak"))


class PlainRuns:
    """The runs of plain blocks in the `tokens` of one text; `others` are all other tokens, with a run as one of them.

    The tokens say on which line of the file a block began.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.others: list[Token] = []
        self._runs: list[list[HtmlToken]] = []
        self._escaped = 0  # characters of plain text that would be references in HTML
        at = 0
        while at < len(tokens):
            text = _plain_text(tokens, at)
            if text is None:
                self.others.append(tokens[at])
                at += 1
                continue
            if not (self.others and self.others[-1].type == "plain_run"):
                self.others.append(Token("plain_run", "hr", 0, attrs=dict(_PLACE_HELD), block=True))
                self._runs.append([])
            opening = tokens[at]
            attributes = {name: str(value) for name, value in opening.attrs.items()}
            self._runs[-1] += (StartTag(opening.tag, attributes), text, EndTag(opening.tag))
            self._escaped += sum(map(text.count, '"<>'))
            at += 3

    def may_be_apart(self, page: str) -> bool:
        """Say whether all of the text would be far from the limits of HTML; `page` is that of the other tokens."""
        elements = page.count("<") + sum(map(len, self._runs)) // 3
        return elements <= MOST_HTML_ELEMENTS and page.count("&") + self._escaped <= MOST_HTML_REFERENCES

    def put_back(self, tokens: list[HtmlToken]) -> list[HtmlToken]:
        """Return the `tokens` of the page with the runs in their places."""
        runs, whole = iter(self._runs), []
        for token in tokens:
            is_place = isinstance(token, StartTag) and token.attributes == _PLACE_HELD
            whole += next(runs) if self._runs and is_place else [token]
        return whole


def _plain_text(tokens: Sequence[Token], at: int) -> str | None:
    """Return the text of a block that begins with `tokens[at]` where it is plain and stands in no other."""
    opening = tokens[at]
    if opening.level or opening.type not in _OPENING or opening.tag == "figure":
        return None
    if opening.attrs.keys() != {"data-line"}:
        return None
    inline = tokens[at + 1]
    children = inline.children or []
    # A character reference may be anything, and what looks like an address is looked through for its scheme.
    if "&" in inline.content or "href" in inline.content.lower():
        return None
    if any(child.type not in _PLAIN for child in children):
        return None
    return "".join(["\n" if child.type == "softbreak" else child.content for child in children])
