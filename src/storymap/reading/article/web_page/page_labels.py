"""The kicker, standfirst and byline that a saved page shows around its headline, by the names that sites give them."""

from __future__ import annotations

import re
from dataclasses import replace

from storymap.model import Article
from storymap.reading.article.html.tokens import HtmlToken, StartTag, element_ends, text_of, without_elements
from storymap.reading.article.web_page.furniture import named_words
from storymap.reading.text import name_line, without_overrides

_STANDFIRSTS = ("standfirst", "dek", "deck", "subheadline", "subtitle", "bajada", "chapo", "entradilla", "ingress")
_LABELS = {"kicker": "kicker", "byline": "byline"} | dict.fromkeys(_STANDFIRSTS, "subtitle")
# Characters: what is longer is a passage about the author, or the whole story.
_LONGEST = {"kicker": 150, "byline": 150, "subtitle": 400}
_SHORTEST_STANDFIRST = 20
_FAR_BELOW = 600  # letters below the beginning of the headline: there the story has begun
_MOST_PARTS = 30  # tags and texts within a label
_BY = re.compile(r"^by[: ]\s*", re.IGNORECASE)
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)(?!\d)")


def take_labels(tokens: list[HtmlToken], metadata: Article) -> tuple[list[HtmlToken], Article]:
    """Return the tokens without the first kicker, standfirst and byline, and the article with these.

    The date beside them goes with it. What the page's head says goes before what it shows.
    """
    found: dict[str, tuple[StartTag, list[HtmlToken]]] = {}
    ends = element_ends(tokens)
    below_headline = 0  # 1 from the headline on, and the letters after it
    for position, token in enumerate(tokens):
        if isinstance(token, StartTag) and ends[position] - position <= _MOST_PARTS:
            content = tokens[position + 1 : ends[position]]
            for label in _labels(token, content, 0 < below_headline < _FAR_BELOW) - found.keys():
                found[label] = (token, content)
        if isinstance(token, StartTag) and token.name == "h1":
            below_headline = below_headline or 1
        elif isinstance(token, str) and below_headline:
            below_headline += len(token.strip())
    taken = {id(tag) for tag, _ in found.values()}
    shown = {label: _without_time(content) for label, (_, content) in found.items()}
    article = replace(
        metadata,
        kicker=metadata.kicker or shown.get("kicker", ""),
        subtitle=metadata.subtitle or shown.get("subtitle", ""),
        byline=metadata.byline or _BY.sub("", shown.get("byline", "")),
        date=metadata.date or _first_date(tokens),
    )
    return without_elements(tokens, lambda tag: id(tag) in taken), article


def _labels(tag: StartTag, content: list[HtmlToken], may_be_standfirst: bool) -> set[str]:
    """Return what an element with this `content` is labelled as."""
    labels = {_LABELS[word] for word in named_words(tag) & _LABELS.keys()}
    if not labels:
        return labels
    length = len(text_of(content))
    if not may_be_standfirst or tag.name == "h1" or length < _SHORTEST_STANDFIRST:
        labels.discard("subtitle")
    return {label for label in labels if 0 < length <= _LONGEST[label]}


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
