"""Near misses: what an article may have written for a place instead of its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from storymap.folding.for_matching import fold_name
from storymap.gazetteer.lexicon import COMMON_WORD, WORD, open_lexicon
from storymap.matching.near_misses.one_letter import OneLetterIndex, differs_in_one_letter
from storymap.matching.near_misses.other_endings import has_other_ending, may_have_endings
from storymap.matching.near_misses.other_names import OtherNames
from storymap.matching.near_misses.written_names import WrittenName, written_names
from storymap.model import Article, Mention

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from storymap.gazetteer.gazetteer import Gazetteer

MOST_PLACES = 1_000  # beyond these nothing is compared
_MOST_NAMES = 5_000
_MOST_FORMS = 5
_MOST_COMPARED = 100  # forms of a place
_MOST_COMPARISONS = 2_000_000  # of what is written with names that begin like it: some seconds
_LONGEST_NAME = 60
_AFTER_NAME = re.compile(r"\s*[,(]")  # "Laredo, Texas", "Chihuahua (state)"


def near_misses(
    article: Article,
    places: gpd.GeoDataFrame,
    mentions: Sequence[Mention],
    rows: Sequence[int],
    gazetteer: Gazetteer | None = None,
) -> dict[int, list[WrittenName]]:
    """Return what the article may have written for some places, by row: up to five forms each, in reading order.

    A near miss has another ending of a declined name, one letter that is wrong, or what stands before a comma in it;
    with a `gazetteer` also another name of the same place. What is a mention is none, and no phrase that is ignored.
    """
    if not rows or len(places) > MOST_PLACES:
        return {}
    whole, before_comma = _names(places, rows)
    known = OtherNames(_located(places, rows), gazetteer) if gazetteer is not None else None
    nearest = _Nearest(whole, before_comma, known, article.language)
    ignored = _ignored(places)
    found: dict[int, list[WrittenName]] = defaultdict(list)
    for folded, written in written_names(article, mentions).items():
        row = nearest.row_of(folded, written.text)
        if row is not None and (row, folded) not in ignored and len(found[row]) < _MOST_COMPARED:
            found[row].append(written)
    return {row: _longest(forms)[:_MOST_FORMS] for row, forms in found.items()}


def _longest(forms: Sequence[WrittenName]) -> list[WrittenName]:
    """Return the forms that are no part of a longer one: "States" stands in "United States"."""
    return [form for form in forms if not any(form.text in other.text for other in forms if other != form)]


def _names(places: gpd.GeoDataFrame, rows: Sequence[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the folded names and aliases of places, with their rows, and what stands before a comma in names."""
    whole: dict[str, int] = {}
    before_comma: dict[str, int] = {}
    some = places.iloc[list(rows)]
    for row, name, aliases in zip(rows, some["name"], some["aliases"], strict=True):
        for text in (name, *aliases):
            if len(text) <= _LONGEST_NAME and len(whole) < _MOST_NAMES:
                whole.setdefault(fold_name(text).strip(), row)
        before_comma.setdefault(fold_name(_AFTER_NAME.split(name[:_LONGEST_NAME], maxsplit=1)[0]).strip(), row)
    return whole, before_comma


def _ignored(places: gpd.GeoDataFrame) -> set[tuple[int, str]]:
    """Return the phrases of each row of which the author says that they do not mean the place, folded."""
    phrases = enumerate(places["ignore"].tolist())
    return {
        (row, fold_name(phrase).strip())
        for row, all_of_it in phrases
        for phrase in all_of_it
        if len(phrase) <= _LONGEST_NAME
    }


def _located(places: gpd.GeoDataFrame, rows: Sequence[int]) -> list[tuple[int, str, BaseGeometry | None]]:
    some = places.iloc[list(rows)]
    return list(zip(rows, some["name"], some.geometry, strict=True))


class _Nearest:
    """The place whose name is nearest to what an article writes. Names are folded, with the rows of their places."""

    def __init__(
        self, whole: dict[str, int], before_comma: dict[str, int], known: OtherNames | None, language: str
    ) -> None:
        self._whole = whole
        self._before_comma = before_comma
        self._known = known
        self._language = language
        self._one_letter = OneLetterIndex(whole)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name in whole if may_have_endings(language) else ():
            self._by_start[name[:3]].append(name)
        self._lexicon = open_lexicon()
        self._left = _MOST_COMPARISONS

    def row_of(self, folded: str, written: str) -> int | None:
        """Return the row of the place, None if what is written is near to no name, or to one of something else."""
        if not folded or folded in self._whole:
            return None  # it is ignored, or two places have it: that is told elsewhere
        if folded in self._before_comma:
            return self._before_comma[folded]
        if self._known is not None and (row := self._known.row_of(written)) is not None:
            is_name = self._known.is_house_name(written) or not self._is_word(folded, written)
            return row if is_name else None
        for name in self._within_limit(self._by_start.get(folded[:3], ())):
            if has_other_ending(name, folded, self._language):
                return self._whole[name]
        for name in self._within_limit(self._one_letter.candidates(folded)):
            if differs_in_one_letter(name, folded) and not self._is_another(folded, name, written):
                return self._whole[name]
        return None

    def _within_limit(self, names: Iterable[str]) -> Iterator[str]:
        """Yield names to compare, as long as not too many were: all may begin alike, and so may all that is written."""
        for name in names:
            if self._left <= 0:
                return
            self._left -= 1
            yield name

    def _is_word(self, folded: str, written: str) -> bool:
        """Say whether what is written is an ordinary word, with a capital for another reason: "States" are many."""
        return not written.isupper() and bool(self._lexicon.marks(folded) & (COMMON_WORD | WORD))

    def _is_another(self, folded: str, name: str, written: str) -> bool:
        """Say whether what is written is no mistake, but a word or a name of its own.

        Where the gazetteer does not know the place's name, the mistake may be in that.
        """
        if self._known is not None and not self._known.knows(name):
            return False
        # A name of several words is seldom another one by chance.
        if " " not in folded and " " not in name and self._lexicon.marks(folded):
            return True
        return self._known is not None and self._known.knows(written)
