"""What a saved page says of its article in microdata: words of schema.org as `itemprop` on what it shows."""

from __future__ import annotations

from storymap.reading.article.html.tokens import HtmlToken, StartTag, element_ends, text_of
from storymap.reading.text import name_line

_PROPERTIES = {"headline", "author", "datepublished"}
_LONGEST = 200  # characters: what is longer is no headline and no name
_MOST_PARTS = 60  # tags and texts within


def microdata(tokens: list[HtmlToken]) -> dict[str, str]:
    """Return the first headline, author and date among `tokens`: "itemprop:headline" and so on."""
    found: dict[str, str] = {}
    ends = element_ends(tokens)
    for position, token in enumerate(tokens):
        if not isinstance(token, StartTag) or token.name == "meta" or ends[position] - position > _MOST_PARTS:
            continue
        for name in _properties(token) & _PROPERTIES - {key.removeprefix("itemprop:") for key in found}:
            value = token.attributes.get("datetime", "") or _name(tokens[position + 1 : ends[position]])
            if 0 < len(value) <= _LONGEST:
                found[f"itemprop:{name}"] = value
    return found


def _name(content: list[HtmlToken]) -> str:
    """Return the text of `content`, or of the part of it that is the name: beside it may be a role or a portrait."""
    ends = element_ends(content)
    for position, token in enumerate(content):
        if isinstance(token, StartTag) and "name" in _properties(token) and token.name != "meta":
            return name_line(text_of(content[position : ends[position]]))
    return name_line(text_of(content))


def _properties(tag: StartTag) -> set[str]:
    return set(tag.attributes.get("itemprop", "").lower().split())
