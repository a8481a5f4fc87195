"""Which field is the name of a feature where none is called a name: by its words, its values, or the feature's id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from storymap.reading.places.field_table import KINDS, LONGEST_KEY, folded, words_of
from storymap.reading.places.formats.feature import Feature

# Countries' administration has levels: "ADM1_EN".
_LEVEL = re.compile(r"(?:adm|admin)([0-9])(?:name|en|nameen|nm|fr|es|pt|ar|zh)?")
# Grown together with another word: "KTNAME", "statnaam", "NOMBDEP", "lad21nm".
_FUSED = re.compile(r"(?:name|nomb|nazwa).{2,12}|.{2,12}(?:name|naam|navn|namn|label|[0-9]{2}nm)")
_NAME_WORDS = frozenset(
    {"name", "nom", "nombre", "nome", "naam", "namn", "navn", "nazwa", "nazev", "naziv", "nimi", "nm"}
)
# A name of something else, or not the one that people say.
_OTHER_NAMES = frozenset(
    {"first", "last", "user", "file", "owner", "author", "contact", "path", "layer", "street", "operator", "brand",
     "iso", "old", "alt", "other", "short", "code", "id", "type", "color", "admin", "parent", "sci", "scientific",
     "username", "filename", "layername", "surname", "nickname", "typename", "pathname", "hostname", "codename"}
)  # fmt: skip
_KINDS = frozenset(KINDS)
_WORDY_ID = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'’()-]){3,60}")


def likely_name(features: Sequence[Feature], keys: Iterable[str]) -> str:
    """Return which of `keys` is the name of `features`, though no word of the table is it, or "".

    One of its words is a name ("stop_name", "GM_NAAM"), it is a level of administration, or a kind of place ("city");
    and it tells most features apart. Of several kinds the one does that tells most apart: a town is in a country.
    """
    listed = [key for key in keys if len(key) <= LONGEST_KEY]
    kinds = {folded(key): key for key in reversed(listed)}
    levels = {key: found[1] for key in listed if (found := _LEVEL.fullmatch(folded(key)))}
    groups = [
        sorted((key for key in listed if _is_name(key)), key=lambda key: len(words_of(key))),
        sorted(levels, key=lambda key: levels[key], reverse=True),
        [kinds[kind] for kind in KINDS if kind in kinds],
        [key for key in listed if words_of(key) & _KINDS and not words_of(key) & _OTHER_NAMES],
    ]
    for group in groups:
        apart = {key: count for key in group if (count := _told_apart(features, key))}
        if apart:
            return max(apart, key=lambda key: apart[key]) if group is groups[2] else next(iter(apart))
    return ""


def ids_are_names(features: Sequence[Feature]) -> bool:
    """Say whether the features' own ids are words, as "Maryland" is one."""
    ids = [feature.value.get("id") for feature in features if isinstance(feature.value, dict)]
    wordy = {found for found in ids if isinstance(found, str) and _WORDY_ID.fullmatch(found)}
    return 2 * len(wordy) > len(features)


def nested_name(features: Sequence[Feature]) -> str:
    """Return the property that is an object with a name in most features, as "location" of Google's saved places."""
    found = Counter(
        key
        for feature in features
        for key, value in feature.properties.items()
        if isinstance(value, dict) and isinstance(value.get("name"), str)
    )
    key, count = next(iter(found.most_common(1)), ("", 0))
    return key if 2 * count > len(features) else ""


def _is_name(key: str) -> bool:
    words = words_of(key)
    return not words & _OTHER_NAMES and bool(words & _NAME_WORDS or any(map(_FUSED.fullmatch, words)))


def _told_apart(features: Sequence[Feature], key: str) -> int:
    """Return how many texts a field has, 0 if they are not more than half as many as the features that have one."""
    found = [value for feature in features if isinstance(value := feature.properties.get(key), str) and value.strip()]
    different = len(set(found))
    return different if 2 * different > len(found) else 0
