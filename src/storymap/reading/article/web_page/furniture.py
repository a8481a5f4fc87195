"""What stands among the paragraphs of a saved page and is not of the story, by the names that sites give it."""

from __future__ import annotations

import re
from itertools import accumulate

from storymap.reading.article.html.tokens import HtmlToken, StartTag, element_ends, without_elements

# Words of class names and ids. A word counts only as a whole: "ad-label" is an advertisement, "header" is none.
_FURNITURE = frozenset(
    ("ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comment", "comments", "consent", "cookie")
    + ("cookies", "disqus", "newsletter", "outbrain", "pagination", "promo", "recirc", "related", "share")
    + ("sharing", "sharetools", "signup", "social", "sponsor", "sponsored", "subscribe", "subscription", "taboola")
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Sites write on the element around the story what its page has: <div class="has-comments share-on">.
_LEAST_LEFT = 0.5
_MOST_WORDS = 3


def without_furniture(tokens: list[HtmlToken]) -> list[HtmlToken]:
    """Return `tokens` without share lists, related links, comments, newsletter boxes, notices and advertisements.

    An element that holds the page's heading, or most of its text, is none of these, whatever it is called.
    """
    ends = element_ends(tokens)
    letters = [0, *accumulate(len(token.strip()) if isinstance(token, str) else 0 for token in tokens)]
    headings = [0, *accumulate(isinstance(token, StartTag) and token.name == "h1" for token in tokens)]
    most = letters[-1] * (1 - _LEAST_LEFT)
    unwanted = {
        id(token)
        for position, token in enumerate(tokens)
        if isinstance(token, StartTag)
        and letters[ends[position]] - letters[position] <= most
        and headings[ends[position]] == headings[position]
        and named_words(token) & _FURNITURE
    }
    return without_elements(tokens, lambda tag: id(tag) in unwanted)


def named_words(tag: StartTag) -> set[str]:
    """Return the words of an element's class names and its id, in lower case: "shareTools" has two.

    A long name is a heading or a file made into a name, "sharing-with-a-friend", and says nothing.
    """
    names = [(name, _MOST_WORDS) for name in tag.attributes.get("class", "").split()]
    names.append((tag.attributes.get("id", ""), _MOST_WORDS - 1))
    found: set[str] = set()
    for name, most in names:
        words = _WORD.findall(name)
        if len(words) <= most:
            found.update(word.lower() for word in words)
    return found
