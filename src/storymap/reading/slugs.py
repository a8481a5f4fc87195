"""Slugs: short names of lower-case Latin letters, digits and hyphens, safe in any language of the page.

A slug is an address and no folding by which texts are compared: published links hold it, so that its letters stay as
they are, whatever matching and searching do.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_SLUG = 64
_AT_ONCE = 200
_SLUG = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into a base letter and an accent.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
    | dict.fromkeys("'’ʼʻ`´", "")
)


def is_slug(text: str) -> bool:
    """Say whether `text` matches `[a-z0-9-]+` and is at most `LONGEST_SLUG` long."""
    return _SLUG.fullmatch(text) is not None


def slugify(text: str) -> str:
    """Return `text` as a slug, accents folded: "Ciudad Juárez" becomes "ciudad-juarez".

    A text without Latin letters, such as "東京", becomes "place-" and eight digits of its SHA-256.
    """
    cut = text[:1000].lower()
    # As most names of a gazetteer are: a few words with a space between them.
    if len(cut) <= LONGEST_SLUG and cut.isascii() and cut.replace(" ", "").isalnum() and "  " not in cut:
        return cut.strip(" ").replace(" ", "-")
    base = cut = cut.translate(_FOLDED)
    if not cut.isascii():
        folded = unicodedata.normalize("NFKD", cut)
        base = "".join(character for character in folded if not unicodedata.combining(character))
    slug = _NOT_IN_SLUG.sub("-", base).strip("-")[:LONGEST_SLUG].rstrip("-")
    # Of "東京 2" only "2" would be left, which says nothing.
    if slug and (text.isascii() or not slug.replace("-", "").isdigit()):
        return slug
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"place-{digest[:8]}"


def slugs_of(texts: Sequence[str]) -> list[str]:
    """Return the slug of each text. Those of a few plain words, as most names of a gazetteer, are made many at once."""
    slugs: list[str] = []
    for begin in range(0, len(texts), _AT_ONCE):
        some = texts[begin : begin + _AT_ONCE]
        joined = "\n".join(some)
        if _are_plain(joined) and joined.count("\n") == len(some) - 1 and max(map(len, some)) <= LONGEST_SLUG:
            slugs += joined.lower().replace(" ", "-").split("\n")
        else:
            slugs += map(slugify, some)
    return slugs


def _are_plain(lines: str) -> bool:
    """Say whether each of some lines is words of ASCII letters and digits with a space between them."""
    words = lines.replace("\n", " ")
    return words.isascii() and "  " not in words and words == words.strip(" ") and words.replace(" ", "").isalnum()


class UniqueSlugs:
    """Makes slugs unique: the second "juarez" becomes "juarez-2"."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def take(self, slug: str) -> str:
        """Return `slug`, or the first of `slug-2`, `slug-3` ... that was not yet given out."""
        if slug not in self._taken:
            self._taken.add(slug)
            return slug
        candidate = slug
        number = self._numbers.get(slug, 1)
        while candidate in self._taken:
            number += 1
            ending = f"-{number}"
            candidate = slug[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
        # Without this, many places of one name would take time that grows with the square of their number.
        self._numbers[slug] = number
        self._taken.add(candidate)
        return candidate
