"""What fields are called in other programs and languages: one table, for reading and for hints."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_APART = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEVEL = re.compile(r"(?:adm|admin)([0-9])(?:name|en|nameen|nm|fr|es|pt|ar|zh)?")
_NAME_WORDS = frozenset(
    {"name", "nom", "nombre", "nome", "naam", "namn", "navn", "nazwa", "nazev", "naziv", "nimi", "ad", "adi"}
)
# A name of something else, or not the one that people say.
_OTHER_NAMES = frozenset(
    {"first", "last", "user", "file", "owner", "author", "contact", "path", "layer", "street", "operator", "brand",
     "iso", "old", "alt", "other", "short", "code", "id", "type", "color", "admin", "parent", "sci", "scientific"}
)  # fmt: skip


def folded(key: str) -> str:
    """Return a field's name in lower case, without accents, blanks, hyphens and underscores."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", key.casefold()) if not unicodedata.combining(sign))
    return _APART.sub("", plain)


# For each member what it is called, by likelihood, a language a line; folded as `folded` does.
NAMES: dict[str, tuple[str, ...]] = {
    member: tuple(dict.fromkeys(map(folded, itertools.chain.from_iterable(by_language.values()))))
    for member, by_language in json.loads(
        Path(__file__).with_name("field_names.json").read_text(encoding="utf-8")
    ).items()
}
# Where nothing is called a name, what kind of place it is says it: "city", "country".
_KINDS = NAMES.pop("name otherwise")
# The members of a place that a field may be.
MEMBERS = (*NAMES, "ignore", "zoom", "role", "weight")
# A word that is in the table for several members is what the first of them is.
_MEMBERS_BY_NAME = {name: member for member, names in reversed(NAMES.items()) for name in reversed(names)}


def member_of(key: str) -> str:
    """Return the member that a field of this name is likely to be, or ""."""
    return _MEMBERS_BY_NAME.get(folded(key), "")


def name_among(keys: Iterable[str]) -> str:
    """Return the key, in its order, that is the name of a feature though no word of the table is it, or "".

    One of its words is a name ("stop_name", "shapeName", "GM_NAAM"), or it is one of the levels of a country's
    administration ("ADM1_EN", of which the last is the feature's own), or a kind of place ("city").
    """
    listed = list(keys)
    by_words = [
        (len(words), key) for key in listed if (words := _words(key)) & _NAME_WORDS and not words & _OTHER_NAMES
    ]
    if by_words:
        return min(by_words, key=lambda found: found[0])[1]
    levels = [(found[1], key) for key in listed if (found := _LEVEL.fullmatch(folded(key)))]
    if levels:
        return max(levels, key=lambda found: found[0])[1]
    by_folded = {folded(key): key for key in reversed(listed)}
    return next((by_folded[kind] for kind in _KINDS if kind in by_folded), "")


def _words(key: str) -> set[str]:
    """Return the words of a key, folded: of "stop_name" and "shapeName" two each."""
    return {folded(word) for word in _APART.split(_HUMP.sub("_", key)) if word}


def fields_of_pairs(written: str) -> dict[str, str] | None:
    """Return member to field, of pairs such as "name=NOM,layer=TYPE"; None where they are not understood."""
    fields: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in written.split(","))):
        member, equals, field = (part.strip() for part in pair.partition("="))
        if not equals or not field or member not in MEMBERS:
            return None
        fields[member] = field
    return fields
