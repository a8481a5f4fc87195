"""HTML as a list of tags and texts, after cleaning."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

from storymap.reading.article.html.cleaning import VIEW_ATTRIBUTES, VOID_ELEMENTS, clean_html
from storymap.reading.text import normalise, one_line


class StartTag(NamedTuple):
    """A start tag, or the whole of an element without content such as `<br>`."""

    name: str
    attributes: dict[str, str]


class EndTag(NamedTuple):
    """An end tag."""

    name: str


HtmlToken = StartTag | EndTag | str


def read_markup(source: str, where: str) -> list[HtmlToken]:
    """Return the tokens of the HTML `source`: a well-formed sequence of tags and normalised texts.

    Only what `clean_html` lets in is there. Raises StorymapError when there is far more markup than in an article.
    """
    reader = _TokenReader()
    reader.feed(normalise(clean_html(source, where)))
    reader.close()
    return without_elements(reader.tokens, _is_plain_button)


def without_elements(tokens: list[HtmlToken], unwanted: Callable[[StartTag], bool]) -> list[HtmlToken]:
    """Return `tokens` without the elements whose start tag is `unwanted`, and without their content."""
    remaining: list[HtmlToken] = []
    depth = 0
    for token in tokens:
        if depth:
            depth += _step(token)
        elif isinstance(token, StartTag) and unwanted(token):
            depth = _step(token)
        else:
            remaining.append(token)
    return remaining


def content_of(tokens: list[HtmlToken], begin: int) -> list[HtmlToken]:
    """Return the content of the element whose start tag is `tokens[begin]`."""
    depth = 0
    for position in range(begin, len(tokens)):
        depth += _step(tokens[position])
        if depth == 0:
            return tokens[begin + 1 : position]
    return tokens[begin + 1 :]


def element_ends(tokens: list[HtmlToken]) -> list[int]:
    """Return, by position of a start tag, that of its end tag: its own where it has none, 0 for other tokens."""
    ends = [0] * len(tokens)
    opened: list[int] = []
    for position, token in enumerate(tokens):
        step = _step(token)
        if step > 0:
            opened.append(position)
            ends[position] = len(tokens)
        elif step < 0 and opened:
            ends[opened.pop()] = position
        elif isinstance(token, StartTag):
            ends[position] = position
    return ends


def text_of(tokens: list[HtmlToken]) -> str:
    """Return the text of `tokens` on one line."""
    return one_line("".join(token for token in tokens if isinstance(token, str)))


def has_class(tag: StartTag, *names: str) -> bool:
    """Say whether `tag` has one of the class `names`."""
    return not set(names).isdisjoint(tag.attributes.get("class", "").lower().split())


class _TokenReader(HTMLParser):
    """Turns cleaned HTML into tokens. It is well-formed, so the parser's leniency does not matter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[HtmlToken] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tokens.append(StartTag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(EndTag(tag))

    def handle_data(self, data: str) -> None:
        self.tokens.append(data)


def _is_plain_button(tag: StartTag) -> bool:
    """Say whether a button does nothing on the map: it shares, prints or sends the page that it was made for."""
    return tag.name == "button" and VIEW_ATTRIBUTES.isdisjoint(tag.attributes)


def _step(token: HtmlToken) -> int:
    if isinstance(token, EndTag):
        return -1
    return 1 if isinstance(token, StartTag) and token.name not in VOID_ELEMENTS else 0
