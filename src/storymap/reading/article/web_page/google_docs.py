"""HTML that Google Docs exports: its title and subtitle, and emphasis that only its style sheet knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storymap.reading.article.html.tokens import (
    EndTag,
    HtmlToken,
    StartTag,
    content_of,
    element_ends,
    has_class,
    text_of,
)
from storymap.reading.text import name_line

# The class is new; style sheets have begun so for many years.
_EXPORT = re.compile(
    r"<(?:body|div)\b[^<>]{0,500}?\bclass\s*=\s*[\"'][^\"'<>]{0,500}\bdoc-content\b"
    r"|\.title\{padding-top:[^{}]{0,500}\}\.subtitle\{padding-top:"
)
_EXPORT_WITHIN = 1 << 19
_CLASS = re.compile(r"\.(c[0-9]{1,5})\{([^{}]{0,2000})\}")
_STYLES = {
    "em": re.compile(r"\bfont-style:\s*italic\b"),
    "strong": re.compile(r"\bfont-weight:\s*(?:[6-9]00|bold)\b"),
    "s": re.compile(r"\btext-decoration:\s*line-through\b"),
    "sub": re.compile(r"\bvertical-align:\s*sub\b"),
    "sup": re.compile(r"\bvertical-align:\s*super\b"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def is_google_docs(source: str) -> bool:
    """Say whether Google Docs wrote the HTML `source`, as an export or as a published page."""
    return _EXPORT.search(source, 0, _EXPORT_WITHIN) is not None


def read_google_docs(source: str, tokens: list[HtmlToken]) -> tuple[list[HtmlToken], str]:
    """Return the tokens of a document as other HTML would have them, and its subtitle.

    `tokens` are those of the HTML `source`. Of a published page only the document is there.
    """
    published = (i for i, token in enumerate(tokens) if isinstance(token, StartTag) and has_class(token, "doc-content"))
    at = next(published, None)
    if at is not None:
        tokens = content_of(tokens, at)
    tokens, subtitle = _take_subtitle(list(_with_title(tokens)))
    return list(_with_emphasis(tokens, _class_styles(source))), subtitle


def _with_title(tokens: list[HtmlToken]) -> Iterator[HtmlToken]:
    """Yield the tokens with the paragraph that is the title as a heading."""
    is_within = is_over = False
    for token in tokens:
        if isinstance(token, StartTag) and token.name == "p" and has_class(token, "title") and not is_over:
            is_within = is_over = True
            yield StartTag("h1", token.attributes)
        elif is_within and isinstance(token, EndTag) and token.name == "p":
            is_within = False
            yield EndTag("h1")
        else:
            yield token


def _take_subtitle(tokens: list[HtmlToken]) -> tuple[list[HtmlToken], str]:
    for position, token in enumerate(tokens):
        if isinstance(token, StartTag) and token.name == "p" and has_class(token, "subtitle"):
            subtitle = name_line(text_of(content_of(tokens, position)))
            return tokens[:position] + tokens[element_ends(tokens)[position] + 1 :], subtitle
    return tokens, ""


def _class_styles(source: str) -> dict[str, list[str]]:
    return {match[1]: _elements(match[2]) for match in _CLASS.finditer(source)}


def _elements(style: str) -> list[str]:
    return [name for name, pattern in _STYLES.items() if pattern.search(style)]


def _with_emphasis(tokens: list[HtmlToken], styles: dict[str, list[str]]) -> Iterator[HtmlToken]:
    """Yield the tokens with elements in place of styles. A heading is bold anyway."""
    opened: list[list[str]] = []
    headings = 0
    for token in tokens:
        is_heading = not isinstance(token, str) and token.name in _HEADINGS
        if isinstance(token, StartTag):
            headings += is_heading
            yield token
            if token.name == "span":
                names = {name for key in token.attributes.get("class", "").split() for name in styles.get(key, ())}
                names.update(_elements(token.attributes.get("style", "")))
                opened.append(sorted(names - {"strong"} if headings else names))
                yield from (StartTag(name, {}) for name in opened[-1])
        elif isinstance(token, EndTag):
            headings -= is_heading
            if token.name == "span" and opened:
                yield from (EndTag(name) for name in reversed(opened.pop()))
            yield token
        else:
            yield token
