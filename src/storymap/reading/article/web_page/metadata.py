"""A saved web page: which part of it is the article, and what its metadata says about the article."""

from __future__ import annotations

import re

from storymap.model import Article
from storymap.reading.article.html.tokens import HtmlToken, StartTag, content_of, has_class, text_of, without_elements
from storymap.reading.article.language.tags import is_language
from storymap.reading.article.web_page.linked_data import linked_data
from storymap.reading.text import is_blank, without_overrides
from storymap.urls import is_web_address

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z0-9_-]{1,35})", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SCREEN_READER_CLASSES = ("sr-only", "visually-hidden", "screen-reader-text")
_AROUND_ARTICLE = {"aside", "footer", "nav", "title"}
_TITLES = ("jsonld:headline", "og:title", "twitter:title")
_LANGUAGES = ("jsonld:inlanguage", "og:locale")
_AUTHORS = ("jsonld:author", "author", "article:author", "dc.creator", "parsely-author")
_DATES = (
    "jsonld:datepublished",
    "article:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "pubdate",
)


def is_page(source: str) -> bool:
    """Say whether `source` is a whole page and not the body that a CMS gives."""
    return _PAGE.search(source, 0, 1 << 16) is not None


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


def describe_page(source: str, tokens: list[HtmlToken]) -> Article:
    """Return an article without blocks: what the page says of its title, author, date, language and address.

    Without a title in the head that is the first `h1` anywhere, or else the page's `title`.
    """
    metadata = linked_data(source)
    title = heading = ""
    for position, token in enumerate(tokens):
        if not isinstance(token, StartTag):
            continue
        if token.name == "meta":
            for attribute in ("property", "name", "itemprop"):
                key = token.attributes.get(attribute, "").lower()
                metadata.setdefault(key, " ".join(token.attributes.get("content", "").split()))
        elif token.name == "link" and "canonical" in token.attributes.get("rel", "").lower().split():
            metadata.setdefault("canonical", token.attributes.get("href", "").strip())
        elif token.name == "title" and not title:
            title = text_of(content_of(tokens, position))
        elif token.name == "h1" and not heading:
            heading = text_of(content_of(tokens, position))
    lang = _LANG.search(source, 0, 1 << 16)
    language = (lang[1] if lang else _first(metadata, _LANGUAGES)).replace("_", "-")
    address = _first(metadata, ("canonical", "og:url", "jsonld:url"))
    return Article(
        title=without_overrides(next((t for t in (_first(metadata, _TITLES), heading, title) if not is_blank(t)), "")),
        blocks=(),
        byline=without_overrides(_without_address(_first(metadata, _AUTHORS))),
        date=re.sub(r"^(\d{4}-\d\d-\d\d)T.*$", r"\1", _first(metadata, _DATES)),
        language=language if is_language(language) else "",
        source_url=address if is_web_address(address) else "",
    )


def _form_holds_heading(tokens: list[HtmlToken]) -> bool:
    forms = [i for i, token in enumerate(tokens) if isinstance(token, StartTag) and token.name == "form"]
    content = [token for i in forms for token in content_of(tokens, i)]
    return any(isinstance(token, StartTag) and token.name == "h1" for token in content)


def is_hidden(tag: StartTag) -> bool:
    """Say whether a browser shows nothing of an element, or only a screen reader meets it."""
    if "hidden" in tag.attributes or has_class(tag, *_SCREEN_READER_CLASSES):
        return True
    return _HIDDEN.search(tag.attributes.get("style", "")) is not None


def _first(metadata: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((metadata[key] for key in keys if not is_blank(metadata.get(key, ""))), "")


def _without_address(author: str) -> str:
    return "" if is_web_address(author) else author
