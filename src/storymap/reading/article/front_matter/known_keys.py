"""The entries of front matter: which fields of an article they are for, under which names, and which are for others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import yaml

from storymap.errors import Problem, printable
from storymap.reading.article.front_matter.yaml_source import line_of
from storymap.reading.problem_log import at_line
from storymap.reading.text import one_line
from storymap.shipped_files import shipped_text

# Each field with its names: where several are given, the first of these goes before the others.
TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline", "hed"),
    "subtitle": (
        *("subtitle", "standfirst", "dek", "deck", "subhead", "lede", "custom_excerpt", "excerpt"),
        *("description", "summary", "meta_description"),
    ),
    "byline": ("byline", "author", "authors", "by", "writer", "writers"),
    "kicker": ("kicker",),
    "date": (
        *("date", "published", "date_published", "published_at", "publish_date", "publishdate", "published_date"),
        *("published_time", "publication_date", "pubdate", "pub_date", "post_date"),
    ),
    "language": ("language", "lang"),
    "source_url": ("source", "source_url"),
    "credit": ("credit",),
}
FILES: Final = {
    "places": "places.geojson",
    "context": "context.geojson",
    "theme": "theme.css",
    "tiles": "streets.pmtiles",
}
FIELDS: Final = (*TEXTS, *FILES, "media", "inset", "autoplay", "selector", "fields")
_FIELD_OF = {key: name for name, keys in TEXTS.items() for key in keys} | {name: name for name in FIELDS}
# Hugo puts what its own fields have no room for into this one.
_NESTED = "params"


class Entry(NamedTuple):
    """An entry for `field`, under the name `key`."""

    field: str
    key: str
    node: yaml.Node


def known_entries(
    pairs: Iterable[tuple[yaml.Node, yaml.Node]], name: str, problems: list[Problem]
) -> dict[str, list[Entry]]:
    """Return the entries for each field, those first that go before the others.

    Names that no tool is known to have are one warning, and a name that comes twice is an error.
    """
    entries: dict[str, list[Entry]] = {}
    seen: set[str] = set()
    unknown: list[str] = []
    nested: list[tuple[yaml.Node, yaml.Node]] = []
    for key_node, node in pairs:
        written = _written(key_node)
        key = plain_key(written)
        field = _FIELD_OF.get(key)
        if field is not None and key in seen:
            what = f"{field.replace('_', ' ')} is given twice"
            problems.append(Problem(at_line(name, line_of(key_node)), what, "keep one of them"))
        elif field is not None:
            entries.setdefault(field, []).append(Entry(field, key, node))
        elif key == _NESTED and isinstance(node, yaml.MappingNode):
            nested += node.value
        elif key not in _other_tools():
            unknown.append(_with_likely_key(written))
        seen.add(key)
    if unknown:
        what = f"front matter that means nothing here: {', '.join(unknown)}"
        problems.append(Problem(name, what, f"known are {', '.join(FIELDS).replace('_url', '')}", "warning"))
    for field, found in _nested_entries(nested).items():
        entries.setdefault(field, found)
    return {field: sorted(found, key=_rank) for field, found in entries.items()}


def plain_key(written: str) -> str:
    """Return the name of an entry as it is looked up: "Publish-Date" is "publish_date"."""
    return written.lower().replace("-", "_")


def _nested_entries(pairs: Iterable[tuple[yaml.Node, yaml.Node]]) -> dict[str, list[Entry]]:
    """Return the texts about the article among the parameters of a site; others are of its own."""
    entries: dict[str, list[Entry]] = {}
    for key_node, node in pairs:
        key = plain_key(_written(key_node))
        field = _FIELD_OF.get(key, "")
        if field in TEXTS:
            entries.setdefault(field, []).append(Entry(field, key, node))
    return entries


def _rank(entry: Entry) -> int:
    return TEXTS[entry.field].index(entry.key) if entry.field in TEXTS and entry.key in TEXTS[entry.field] else 0


def _written(node: yaml.Node) -> str:
    return one_line(str(node.value)) if isinstance(node, yaml.ScalarNode) else ""


@cache
def _other_tools() -> frozenset[str]:
    """Return the names of entries that other tools have for themselves."""
    text = shipped_text(__package__, "other_tools.txt")
    lines = (line for line in text.splitlines() if line and not line.startswith("#") and not line.endswith(":"))
    return frozenset(plain_key(word) for line in lines for word in line.split())


def _with_likely_key(written: str) -> str:
    import difflib

    likely = difflib.get_close_matches(written.lower()[:40], [*_FIELD_OF], n=1, cutoff=0.75)
    shown = printable(written, 40) or "(not a word)"
    return f'{shown} (did you mean "{likely[0]}"?)' if likely else shown
