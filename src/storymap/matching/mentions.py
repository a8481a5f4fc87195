"""Mentions: which words of an article name which place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from storymap.errors import Problem
from storymap.folding.folded_text import FoldedText
from storymap.folding.for_matching import fold_for_matching
from storymap.matching.ambiguity import AmbiguousNames
from storymap.matching.manual_links import ManualLink, manual_links, manual_mentions
from storymap.matching.name_index.declined_forms import declined_forms, declines
from storymap.matching.name_index.index import NameIndex
from storymap.matching.name_index.possible_names import SEPARATOR, FoldedNames, words_of
from storymap.matching.name_index.prefixes import has_prefixes, prefixed
from storymap.matching.name_index.spellings import may_have_spellings, other_spellings
from storymap.matching.not_prose import NotProse
from storymap.matching.place_names import PlaceNames
from storymap.matching.searchable_text import is_searched, text_without_notes
from storymap.matching.unmentioned import unmentioned_places
from storymap.model import Article, Mention
from storymap.storage.memo import Memo

if TYPE_CHECKING:
    import geopandas as gpd

_BATCH = 200_000  # code points
# Fewer names are sooner looked for than looked at.
_MOST_UNFILTERED = 5_000


def find_mentions(
    article: Article,
    places: gpd.GeoDataFrame,
    *,
    problems: list[Problem] | None = None,
    warn_unmentioned: bool = True,
    memo: Memo[NameIndex | FoldedNames] | None = None,
) -> tuple[Mention, ...]:
    """Find every mention of every place, in reading order; no two overlap.

    `places` is indexed by place_id and has the columns of `Place`. Warnings (a name that two places share, an unknown
    id in a manual link, and with `warn_unmentioned` a place that is never mentioned) are appended to `problems`. `memo`
    keeps the names for the next text. Raises PlacesError when the names are nested in each other beyond all use.
    """
    found = [] if problems is None else problems
    mentions, ambiguous = _find(article, PlaceNames.of(places), found, memo)
    found.extend(ambiguous.problems())
    if problems is not None and warn_unmentioned:
        found.extend(unmentioned_places(article, places, mentions, ambiguous.place_ids))
    return tuple(mentions)


def mentions_of(
    article: Article,
    places: PlaceNames,
    *,
    problems: list[Problem] | None = None,
    memo: Memo[NameIndex | FoldedNames] | None = None,
) -> list[Mention]:
    """Find every mention of places that are no GeoDataFrame, as `find_mentions` does.

    `problems` hears of all but places that are never mentioned.
    """
    found = [] if problems is None else problems
    mentions, ambiguous = _find(article, places, found, memo)
    found.extend(ambiguous.problems())
    return mentions


def _find(
    article: Article,
    places: PlaceNames,
    found: list[Problem],
    memo: Memo[NameIndex | FoldedNames] | None = None,
) -> tuple[list[Mention], AmbiguousNames]:
    """Return the mentions in reading order, and the names that are none. What is wrong with links goes to `found`."""
    batches = list(_batches(article))
    index = _name_index(places, batches, article.language, memo)
    links = manual_links(article, places.ids, found)
    mentions = [mention for number, of_block in enumerate(links) for mention in manual_mentions(number, of_block)]
    is_sorted = not mentions
    ambiguous = AmbiguousNames(article, places)
    place_id = cache(places.ids.__getitem__)  # quick for an array, slow for a single row
    for batch in batches:
        for block, start, end, owners in _names_in(batch, index, links):
            if len(owners) == 1:
                mentions.append(Mention(block, start, end, place_id(owners[0])))
            else:
                ambiguous.add(block, start, end, owners)
    if not is_sorted:
        mentions.sort()
    return mentions, ambiguous


class _Batch(NamedTuple):
    """Blocks that are folded and searched together, as many short ones cost much more apart.

    `starts` says at which code point of the batch each block begins, `numbers` which blocks they are.
    """

    folded: FoldedText
    numbers: list[int]
    starts: list[int]


def _batches(article: Article) -> Iterator[_Batch]:
    texts: list[str] = []
    numbers: list[int] = []
    starts: list[int] = []
    length = 0
    for number, block in enumerate(article.blocks):
        if not is_searched(block) or not block.text:
            continue
        if texts and length + len(block.text) > _BATCH:
            yield _Batch(fold_for_matching(SEPARATOR.join(texts)), numbers, starts)
            texts, numbers, starts, length = [], [], [], 0
        texts.append(text_without_notes(block))
        numbers.append(number)
        starts.append(length)
        length += len(block.text) + len(SEPARATOR)
    if texts:
        yield _Batch(fold_for_matching(SEPARATOR.join(texts)), numbers, starts)


def _name_index(
    places: PlaceNames,
    batches: Sequence[_Batch],
    language: str,
    memo: Memo[NameIndex | FoldedNames] | None,
) -> NameIndex:
    """Return the index of the names that the batches may hold; places are numbered by their rows."""
    names, aliases, ignore = places.names, places.aliases, places.ignore
    is_large = len(names) > _MOST_UNFILTERED
    # Names have up to sixty forms: too many to be tried for every name of a gazetteer.
    has_forms = not is_large and (declines(language) or has_prefixes(language))
    words = words_of(batch.folded for batch in batches) if is_large or has_forms else None
    has_spellings = may_have_spellings(words)

    def written() -> Iterable[tuple[int, str]]:
        found = _names_and_aliases(names, aliases)
        if has_spellings:
            found = _with_spellings(found, language)
        return _with_forms(list(found), language) if has_forms else found

    if memo is None:
        return NameIndex(written(), _pairs(ignore), words)
    key = (*(tuple(names), *map(_as_key, (aliases, ignore))), language, has_spellings, has_forms)
    if words is None:
        return cast("NameIndex", memo.get(key, lambda: NameIndex(written(), _pairs(ignore))))
    return NameIndex(cast("FoldedNames", memo.get(key, lambda: FoldedNames(written()))), _pairs(ignore), words)


def _as_key(strings: Sequence[Sequence[str]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((row, tuple(of_row)) for row, of_row in enumerate(strings) if of_row)


def _with_spellings(names: Iterable[tuple[int, str]], language: str) -> Iterator[tuple[int, str]]:
    """Yield the names of places and their other spellings."""
    for row, name in names:
        yield row, name
        for spelling in other_spellings(name, language):
            yield row, spelling


def _with_forms(names: Sequence[tuple[int, str]], language: str) -> Iterator[tuple[int, str]]:
    """Yield names, and their declined and prefixed forms that are no other place's name."""
    yield from names
    own = {name.casefold() for _, name in names}
    for row, name in names:
        for form in chain(declined_forms(name, language), prefixed(name, language)):
            if form.casefold() not in own:
                yield row, form


def _names_and_aliases(names: Sequence[str], aliases: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield the name and the aliases of each place with the number of its row."""
    for row, (name, others) in enumerate(zip(names, aliases, strict=True)):
        yield row, name
        for alias in others:
            yield row, alias


def _pairs(strings: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield each string of each row with the number of the row."""
    return ((row, string) for row, of_row in enumerate(strings) for string in of_row)


def _names_in(
    batch: _Batch, index: NameIndex, links: Sequence[Sequence[ManualLink]]
) -> Iterator[tuple[int, int, int, tuple[int, ...]]]:
    """Yield block, start, end and owners of a batch's leftmost-longest names that overlap no manual link."""

    def position(first: int) -> int:
        return bisect_right(batch.starts, first) - 1

    not_prose = NotProse(batch.folded.original)

    def is_free(first: int, stop: int) -> bool:
        if not_prose.overlaps(first, stop):
            return False
        block = position(first)
        start = batch.starts[block]
        return not _overlaps(links[batch.numbers[block]], first - start, stop - start)

    has_links = any(links[number] for number in batch.numbers)
    for first, stop, owners in index.search(batch.folded, is_free if has_links or not_prose else None):
        block = position(first)
        start = batch.starts[block]
        yield batch.numbers[block], first - start, stop - start, owners


def _overlaps(links: Sequence[ManualLink], start: int, end: int) -> bool:
    place = bisect_right(links, start, key=lambda link: link.start)
    return (place > 0 and links[place - 1].end > start) or (place < len(links) and links[place].start < end)
