"""The kicker and the byline that a saved page shows around its headline, by the names that sites give them."""

from __future__ import annotations

import re
from dataclasses import replace

from storymap.model import Article
from storymap.reading.article.html.tokens import HtmlToken, StartTag, element_ends, text_of, without_elements
from storymap.reading.article.web_page.furniture import named_words
from storymap.reading.text import name_line, without_overrides

_LABELS = {"kicker", "byline"}
_LONGEST = 150  # characters: what is longer is a passage about the author, or the whole story
_MOST_PARTS = 30  # tags and texts within a label
_BY = re.compile(r"^by[: ]\s*", re.IGNORECASE)
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)(?!\d)")


def take_labels(tokens: list[HtmlToken], metadata: Article) -> tuple[list[HtmlToken], Article]:
    """Return the tokens without the first kicker and byline, and the article with them and the date beside it.

    What the page's head says goes before what it shows.
    """
    found: dict[str, tuple[StartTag, list[HtmlToken]]] = {}
    ends = element_ends(tokens)
    for position, token in enumerate(tokens):
        if not isinstance(token, StartTag) or ends[position] - position > _MOST_PARTS:
            continue
        for label in named_words(token) & (_LABELS - found.keys()):
            content = tokens[position + 1 : ends[position]]
            if 0 < len(text_of(content)) <= _LONGEST:
                found[label] = (token, content)
    taken = {id(tag) for tag, _ in found.values()}
    shown = {label: _without_time(content) for label, (_, content) in found.items()}
    article = replace(
        metadata,
        kicker=metadata.kicker or shown.get("kicker", ""),
        byline=metadata.byline or _BY.sub("", shown.get("byline", "")),
        date=metadata.date or _first_date(tokens),
    )
    return without_elements(tokens, lambda tag: id(tag) in taken), article


def _without_time(content: list[HtmlToken]) -> str:
    text = text_of(without_elements(content, lambda tag: tag.name == "time"))
    return name_line(without_overrides(text))


def _first_date(tokens: list[HtmlToken]) -> str:
    """Return the day of the first `time` that has one: pages put their own above that of others."""
    for token in tokens:
        if isinstance(token, StartTag) and token.name == "time":
            match = _DATE.match(token.attributes.get("datetime", ""))
            if match:
                return match[1]
    return ""
