"""What fields are called in other programs and languages: one table, for reading and for hints."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from pathlib import Path

# Code points; a longer key is no name of a field.
LONGEST_KEY = 60
_APART = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def folded(key: str) -> str:
    """Return a field's name in lower case, without accents, blanks, hyphens and underscores."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", key.casefold()) if not unicodedata.combining(sign))
    return _APART.sub("", plain)


def words_of(key: str) -> set[str]:
    """Return the words of a field's name, folded: of "stop_name" and "shapeName" two each."""
    return {folded(word) for word in _APART.split(_HUMP.sub("_", key)) if word}


# For each member what it is called, by likelihood, a language a line; folded as `folded` does.
NAMES: dict[str, tuple[str, ...]] = {
    member: tuple(dict.fromkeys(map(folded, itertools.chain.from_iterable(by_language.values()))))
    for member, by_language in json.loads(
        Path(__file__).with_name("field_names.json").read_text(encoding="utf-8")
    ).items()
}
# Where nothing is called a name, what kind of place it is says it: "city", "country".
KINDS = NAMES.pop("name otherwise")
# The members of a place that a field may be.
MEMBERS = (*NAMES, "ignore", "zoom", "role", "weight")
# A word that is in the table for several members is what the first of them is.
_MEMBERS_BY_NAME = {name: member for member, names in reversed(NAMES.items()) for name in reversed(names)}


def member_of(key: str) -> str:
    """Return the member that a field of this name is likely to be, or ""."""
    return _MEMBERS_BY_NAME.get(folded(key), "")


def fields_of_pairs(written: str) -> dict[str, str] | None:
    """Return member to field, of pairs such as "name=NOM,layer=TYPE"; None where they are not understood."""
    fields: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in written.split(","))):
        member, equals, field = (part.strip() for part in pair.partition("="))
        if not equals or not field or member not in MEMBERS:
            return None
        fields[member] = field
    return fields
