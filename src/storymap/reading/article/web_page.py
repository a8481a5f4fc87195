"""A saved web page: which part of it is the article, and what it says about the article."""

from __future__ import annotations

import re

from storymap.model import Article
from storymap.reading.article.front_matter import is_language
from storymap.reading.article.html_tokens import Part, Start, has_class, inside, text_of, without
from storymap.urls import is_web_address

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z0-9_-]{1,35})", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_READER_ONLY = ("sr-only", "visually-hidden", "screen-reader-text")
_FURNITURE = {"aside", "footer", "nav", "title"}
_TITLES = ("og:title", "twitter:title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_DATES = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "pubdate")


def is_page(source: str) -> bool:
    """Say whether `source` is a whole page and not the body that a CMS gives."""
    return _PAGE.search(source, 0, 1 << 16) is not None


def article_parts(parts: list[Part], whole_page: bool) -> list[Part]:
    """Return the parts that are the article's: what is hidden, and what is around an article, left out.

    In a whole page that is what the only `article`, or else the only `main`, holds, or else all of it.
    """
    parts = without(parts, _is_hidden)
    if not whole_page:
        return without(parts, lambda tag: tag.name in ("form", "nav", "title"))
    for name in ("article", "main"):
        found = [i for i, part in enumerate(parts) if isinstance(part, Start) and part.name == name]
        if len(found) == 1:
            return without(inside(parts, found[0]), lambda tag: tag.name in _FURNITURE or tag.name == "form")
    parts = without(parts, lambda tag: tag.name in _FURNITURE or tag.name == "header")
    # Some servers wrap the whole page into one form.
    return parts if _form_holds_heading(parts) else without(parts, lambda tag: tag.name == "form")


def describe_page(source: str, parts: list[Part]) -> Article:
    """Return an article without blocks: what the page says of its title, author, date, language and address.

    Without a title in the head that is the first `h1` anywhere, or else the page's `title`.
    """
    said: dict[str, str] = {}
    title = heading = ""
    for position, part in enumerate(parts):
        if not isinstance(part, Start):
            continue
        if part.name == "meta":
            key = (part.attributes.get("property") or part.attributes.get("name", "")).lower()
            said.setdefault(key, " ".join(part.attributes.get("content", "").split()))
        elif part.name == "link" and "canonical" in part.attributes.get("rel", "").lower().split():
            said.setdefault("canonical", part.attributes.get("href", "").strip())
        elif part.name == "title" and not title:
            title = text_of(inside(parts, position))
        elif part.name == "h1" and not heading:
            heading = text_of(inside(parts, position))
    lang = _LANG.search(source, 0, 1 << 16)
    language = lang[1].replace("_", "-") if lang else ""
    address = _first(said, ("canonical", "og:url"))
    return Article(
        title=_first(said, _TITLES) or heading or title,
        blocks=(),
        byline=_without_address(_first(said, _AUTHORS)),
        date=re.sub(r"^(\d{4}-\d\d-\d\d)T.*$", r"\1", _first(said, _DATES)),
        language=language if is_language(language) else "en",
        source_url=address if is_web_address(address) else "",
    )


def _form_holds_heading(parts: list[Part]) -> bool:
    forms = [i for i, part in enumerate(parts) if isinstance(part, Start) and part.name == "form"]
    held = [part for i in forms for part in inside(parts, i)]
    return any(isinstance(part, Start) and part.name == "h1" for part in held)


def _is_hidden(tag: Start) -> bool:
    if "hidden" in tag.attributes or has_class(tag, *_READER_ONLY):
        return True
    return _HIDDEN.search(tag.attributes.get("style", "")) is not None


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")


def _without_address(author: str) -> str:
    return "" if is_web_address(author) else author
