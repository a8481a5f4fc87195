"""What stands among the paragraphs of a saved page and is not of the story, by the names that sites give it."""

from __future__ import annotations

import re

from storymap.reading.article.html_tokens import HtmlToken, StartTag, content_of, text_of, without_elements

# Words of class names and ids. A word counts only as a whole: "ad-label" is an advertisement, "header" is none.
_FURNITURE = frozenset(
    ("ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comment", "comments", "consent", "cookie")
    + ("cookies", "disqus", "newsletter", "outbrain", "pagination", "paywall", "promo", "recirc", "related", "share")
    + ("sharing", "sharetools", "signup", "social", "sponsor", "sponsored", "subscribe", "subscription", "taboola")
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Sites write on the element around everything what its page has: <div class="has-comments share-on">.
_LEAST_LEFT = 0.1


def without_furniture(tokens: list[HtmlToken]) -> list[HtmlToken]:
    """Return `tokens` without share lists, related links, comments, newsletter boxes, notices and advertisements.

    An element that holds the page's heading, or nearly all of its text, is none of these, whatever it is called.
    """
    total = len(text_of(tokens))
    unwanted: set[int] = set()
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if isinstance(token, StartTag) and named_words(token) & _FURNITURE:
            content = content_of(tokens, position)
            if _is_furniture(content, total):
                unwanted.add(id(token))
                position += len(content)
        position += 1
    return without_elements(tokens, lambda tag: id(tag) in unwanted)


def named_words(tag: StartTag) -> set[str]:
    """Return the words of an element's class names and its id, in lower case: "shareTools" has two."""
    names = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}"
    return {word.lower() for word in _WORD.findall(names)}


def _is_furniture(content: list[HtmlToken], total: int) -> bool:
    if any(isinstance(token, StartTag) and token.name == "h1" for token in content):
        return False
    return len(text_of(content)) <= total * (1 - _LEAST_LEFT)
