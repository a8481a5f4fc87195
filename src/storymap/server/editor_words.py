"""The words of the editor: a catalogue a language in `locales/`, as those of the page are."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from storymap.rendering.contract.page import Text

_MOST_TAGS = 20
"""Of what a browser asks for: it sends a handful."""


@cache
def editor_languages() -> tuple[str, ...]:
    """Return the language tags for which there is a catalogue."""
    names = [entry.name for entry in files("storymap.server").joinpath("locales").iterdir()]
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def editor_texts(language: str) -> dict[str, Text]:
    """Return the texts of a language by key; where it lacks one, the English one."""
    texts = _catalogue("en")
    return texts if language == "en" else {**texts, **_catalogue(language)}


def chosen_language(accept_language: str) -> str:
    """Return the language among the editor's that a browser's Accept-Language header asks for first; "en" for none."""
    for tag in _wanted(accept_language):
        known = _nearest(tag)
        if known:
            return known
    return "en"


def _catalogue(language: str) -> dict[str, Text]:
    source = files("storymap.server").joinpath("locales", f"{language}.json")
    texts: dict[str, Text] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def _wanted(header: str) -> list[str]:
    """Return the tags of a header, the most wanted first; what has a quality of 0 is not wanted."""
    found = []
    for position, part in enumerate(header[:1000].split(",")[:_MOST_TAGS]):
        tag, _, parameters = part.strip().partition(";")
        quality = _quality(parameters)
        if tag.strip() and quality > 0:
            found.append((-quality, position, tag.strip()))
    return [tag for _, _, tag in sorted(found)]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, float(value))
    except ValueError:
        return 0.0


def _nearest(tag: str) -> str | None:
    """Return the catalogue for a tag: that of its script, where there is one (zh-TW is written as zh-Hant is)."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "zh" and {"tw", "hk", "mo", "hant"} & set(parts[1:]):
        parts = ["zh", "hant"]
    known = {language.lower(): language for language in editor_languages()}
    for end in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:end])):
            return found
    return None
