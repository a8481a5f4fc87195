"""The names of authors, in the shapes that tools give them: a text, a list, records with a name or its parts."""

from __future__ import annotations

import re

import yaml

from storymap.reading.article.front_matter.nodes import is_null

_WHOLE = ("name", "literal", "fullname", "displayname")
_PARTS = (
    ("given", "givenname", "givennames", "first", "firstname", "forename"),
    ("nondroppingparticle", "droppingparticle", "particle"),
    ("family", "familyname", "last", "lastname", "surname"),
)
# A note of R Markdown, and an address: neither is part of a name.
_NOTE = re.compile(r"\^\[[^\]\n]{0,300}\]")
_ADDRESS = re.compile(r"(?<!\s)\s*<[^<>\s]{1,200}@[^<>\s]{1,200}>")
# A list may hold lists, as where two affiliations have their authors.
_DEEPEST = 4


def author_names(node: yaml.Node, depth: int = 0) -> list[str]:
    """Return the names that an entry gives, in order; none where it gives none."""
    if isinstance(node, yaml.ScalarNode):
        return [] if is_null(node) else [_ADDRESS.sub("", _NOTE.sub("", node.value))]
    if depth == _DEEPEST:
        return []
    if isinstance(node, yaml.SequenceNode):
        return [name for item in node.value for name in author_names(item, depth + 1)]
    members = {_without_separators(key.value): value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    whole = next((names for key in _WHOLE if key in members and (names := author_names(members[key], depth + 1))), [])
    if whole:
        return [" ".join(whole)]
    parts = [_text(members, keys) for keys in _PARTS]
    return [" ".join(filter(None, parts))] if any(parts) else []


def _text(members: dict[str, yaml.Node], keys: tuple[str, ...]) -> str:
    nodes = (members[key] for key in keys if key in members)
    return next((node.value for node in nodes if isinstance(node, yaml.ScalarNode) and not is_null(node)), "")


def _without_separators(key: str) -> str:
    return re.sub(r"[-_ ]", "", key).lower()
