"""What a saved page says of its article in JSON-LD, the words of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from storymap.limits import LARGEST_LINKED_DATA
from storymap.reading.character_references import unescaped
from storymap.reading.text import name_line

_SCRIPT = re.compile(
    r"<script\b[^>]{0,500}?\btype\s*=\s*[\"']?application/ld\+json\b[^>]{0,500}>(.*?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_OPENING = "application/ld+json"
_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_TEXTS = ("headline", "description", "datePublished", "inLanguage", "url")
_DEEPEST = 4
_MOST_AUTHORS = 20


def linked_data(source: str) -> dict[str, str]:
    """Return what the HTML `source` says of its first article: "jsonld:headline", "jsonld:author" and others.

    Several authors have a line each. Data that is no JSON, or larger than any page has, says nothing.
    """
    if _OPENING not in source.lower():
        return {}
    size = 0
    for match in _SCRIPT.finditer(source):
        size += len(match[1])
        if size > LARGEST_LINKED_DATA:
            break
        try:
            data = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        for article in _articles(data, 0):
            return _described(article)
    return {}


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            isinstance(kind, str) and kind.endswith(_TYPES) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
        yield from _articles(data.get("@graph"), depth + 1)


def _described(article: dict[str, Any]) -> dict[str, str]:
    found = {f"jsonld:{key.lower()}": _text(article.get(key)) for key in _TEXTS}
    authors = article.get("author")
    names = [_text(author.get("name") if isinstance(author, dict) else author) for author in _as_list(authors)]
    found["jsonld:author"] = "\n".join(dict.fromkeys(filter(None, names[:_MOST_AUTHORS])))
    picture = next(iter(_as_list(article.get("image"))), "")
    found["jsonld:image"] = _text(picture.get("url") if isinstance(picture, dict) else picture)
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return name_line(unescaped(value)) if isinstance(value, str) else ""
