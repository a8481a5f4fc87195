"""Which part of a page is the article: what is hidden, and what stands around it, are not."""

from __future__ import annotations

import re

from storymap.reading.article.html.tokens import HtmlToken, StartTag, content_of, has_class, without_elements

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SCREEN_READER_CLASSES = ("sr-only", "visually-hidden", "screen-reader-text")
_AROUND_ARTICLE = {"aside", "footer", "nav", "title"}


def article_tokens(tokens: list[HtmlToken], whole_page: bool) -> list[HtmlToken]:
    """Return the tokens of the article, without what is hidden and what stands around an article.

    In a whole page that is the content of the only `article`, or else of the only `main`, or else all of it.
    """
    tokens = without_elements(tokens, is_hidden)
    if not whole_page:
        return without_elements(tokens, lambda tag: tag.name in ("form", "nav", "title"))
    at = _declared(tokens)
    if at is not None:
        return without_elements(content_of(tokens, at), lambda tag: tag.name in {*_AROUND_ARTICLE, "form"})
    tokens = without_elements(tokens, lambda tag: tag.name in _AROUND_ARTICLE or tag.name == "header")
    # Some servers wrap the whole page into one form.
    return tokens if _form_holds_heading(tokens) else without_elements(tokens, lambda tag: tag.name == "form")


def declares_article(tokens: list[HtmlToken]) -> bool:
    """Say whether there is an only `article`, or else an only `main`."""
    return _declared(tokens) is not None


def _declared(tokens: list[HtmlToken]) -> int | None:
    for name in ("article", "main"):
        found = [i for i, token in enumerate(tokens) if isinstance(token, StartTag) and token.name == name]
        if len(found) == 1:
            return found[0]
    return None


def _form_holds_heading(tokens: list[HtmlToken]) -> bool:
    forms = [i for i, token in enumerate(tokens) if isinstance(token, StartTag) and token.name == "form"]
    content = [token for i in forms for token in content_of(tokens, i)]
    return any(isinstance(token, StartTag) and token.name == "h1" for token in content)


def is_hidden(tag: StartTag) -> bool:
    """Say whether a browser shows nothing of an element, or only a screen reader meets it."""
    if "hidden" in tag.attributes or has_class(tag, *_SCREEN_READER_CLASSES):
        return True
    return _HIDDEN.search(tag.attributes.get("style", "")) is not None
