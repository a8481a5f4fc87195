"""A saved web page: what its metadata says about the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storymap.model import Article
from storymap.reading.article.front_matter.author_names import join_names
from storymap.reading.article.html.tokens import HtmlToken, StartTag, content_of, text_of
from storymap.reading.article.language.tags import is_language
from storymap.reading.article.web_page.linked_data import linked_data
from storymap.reading.article.web_page.microdata import microdata
from storymap.reading.text import is_blank, without_overrides
from storymap.urls import is_web_address

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z0-9_-]{1,35})", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s+(?:and\s+)?")
_TITLES = ("jsonld:headline", "og:title", "twitter:title", "itemprop:headline")
_LANGUAGES = ("jsonld:inlanguage", "og:locale")
_AUTHORS = ("jsonld:author", "author", "article:author", "dc.creator", "parsely-author", "itemprop:author")
_DATES = (
    "jsonld:datepublished",
    "article:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "itemprop:datepublished",
)
_DESCRIPTIONS = ("jsonld:description", "og:description", "twitter:description", "description", "dc.description")
_PICTURES = ("jsonld:image", "og:image:secure_url", "og:image", "twitter:image")
_OF_ARTICLES = ("jsonld:headline", "article:published_time", "datepublished", "itemprop:headline")


@dataclass(frozen=True, slots=True)
class PageDescription:
    """What a page says of its article: an `article` without blocks; a `summary`; and the address of its `picture`.

    `heading` is its first of level 1, wherever it stands, and `name` what a browser calls the page.
    """

    article: Article
    heading: str = ""
    name: str = ""
    summary: str = ""
    picture: str = ""
    picture_alt: str = ""


def page_title(page: PageDescription, headings: list[str]) -> str:
    """Return the title of a page whose article has these `headings` of level 1, or "" if the first of them is it.

    That is not so where it is another than the page's own, as that of an answer in a forum.
    """
    if not headings or not page.heading:
        return ""
    first = headings[0].casefold()
    named = (page.heading.casefold(), page.article.title.casefold(), page.name.casefold())
    return "" if any(first in name for name in named) else page.article.title


def is_page(source: str) -> bool:
    """Say whether `source` is a whole page and not the body that a CMS gives."""
    return _PAGE.search(source, 0, 1 << 16) is not None


def describe_page(source: str, tokens: list[HtmlToken]) -> PageDescription:
    """Return what the page says of its article: title, author, date, language, address, summary and picture.

    Without a title in the head that is the first `h1` anywhere, or else the page's `title`.
    """
    metadata = linked_data(source) | microdata(tokens)
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
    article = Article(
        title=without_overrides(next((t for t in (_first(metadata, _TITLES), heading, title) if not is_blank(t)), "")),
        blocks=(),
        byline=without_overrides(join_names(_authors(_first(metadata, _AUTHORS)), language)),
        date=re.sub(r"^(\d{4}-\d\d-\d\d)[T ].*$", r"\1", _first(metadata, _DATES)),
        language=language if is_language(language) else "",
        source_url=address if is_web_address(address) else "",
    )
    # Of other pages it says what the site is about.
    is_of_article = bool(_first(metadata, _OF_ARTICLES)) or metadata.get("og:type", "").lower() == "article"
    return PageDescription(
        article,
        heading,
        title,
        _first(metadata, _DESCRIPTIONS) if is_of_article else "",
        _first(metadata, _PICTURES),
        metadata.get("og:image:alt", ""),
    )


def _first(metadata: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((metadata[key] for key in keys if not is_blank(metadata.get(key, ""))), "")


def _authors(written: str) -> list[str]:
    """Return the names of authors, each on a line, or several on one with commas between them: "A. Roe, B. Doe"."""
    names = [name for name in written.split("\n") if name and not is_web_address(name)]
    parts = _BETWEEN_NAMES.split(names[0]) if len(names) == 1 else []
    return parts if all(" " in part for part in parts) and parts else names
