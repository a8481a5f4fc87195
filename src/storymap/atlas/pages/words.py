"""The words of an atlas' pages: texts that a story's page has none of, or has otherwise.

A file a language in `locales/`, with the same languages as the pages of stories, and the same rules.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from storymap.rendering.contract.page import Text
from storymap.rendering.i18n import Catalogue, find_catalogue


@cache
def atlas_texts(language: str) -> dict[str, Text]:
    """Return the texts of the catalogue for a BCP 47 tag, the English ones if its language has none."""
    return catalogue_of(find_catalogue(language).language)


@cache
def catalogue_of(language: str) -> dict[str, Text]:
    """Return the texts of a catalogue by key."""
    source = files("storymap.atlas.pages").joinpath("locales", f"{language}.json")
    texts: dict[str, Text] = json.loads(source.read_text(encoding="utf-8"))
    return texts


def atlas_words(language: str) -> Catalogue:
    """Return the words of an atlas in the language of a tag, with those of any page."""
    return find_catalogue(language).with_texts(atlas_texts(language))
