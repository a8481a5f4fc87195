"""Places that the article never mentions, and what it may have written instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from storymap.errors import Problem
from storymap.folding.for_matching import fold_for_matching, fold_name
from storymap.matching.searchable_text import is_searched
from storymap.model import Article, Mention

if TYPE_CHECKING:
    import geopandas as gpd

_MOST_WARNINGS = 20
_MOST_PLACES_COMPARED = 1_000
_MOST_TEXT_COMPARED = 300_000
_MOST_RUNS = 5_000
_MOST_WORDS = 4
_LONGEST_COMPARED = 60
_SIMILAR = 0.8
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def unmentioned_places(
    article: Article, places: gpd.GeoDataFrame, mentions: Sequence[Mention], spared: Collection[str] = ()
) -> list[Problem]:
    """Return a warning for each of the first 20 places without a mention, and one for the rest.

    `spared` are ids of places that another warning already speaks of.
    """
    known = {mention.place_id for mention in mentions}.union(spared)
    missing = len(places) - len(known)
    if missing <= 0:
        return []
    # There may be a million of them, and only the first of them are looked at.
    first = list(islice((n for n, place_id in enumerate(places.index) if place_id not in known), _MOST_WARNINGS))
    records = (places[column].iloc[first].tolist() for column in ("name", "aliases", "where"))
    written = _capitalised_runs(article, mentions) if len(places) <= _MOST_PLACES_COMPARED else {}
    file_title = "" if article.has_own_title else fold_for_matching(article.title).text
    warnings = []
    for name, aliases, where in zip(*records, strict=True):
        what, remedy = _in_words(name, (name, *aliases), file_title, written)
        warnings.append(Problem(where or article.name, what, remedy, "warning"))
    if missing > _MOST_WARNINGS:
        rest = f"{missing - _MOST_WARNINGS} more places are never mentioned"
        warnings.append(Problem(article.name, rest, "add aliases as the article writes them", "warning"))
    return warnings


def _in_words(name: str, names: Sequence[str], file_title: str, written: dict[str, str]) -> tuple[str, str]:
    """Return what is said of a place that is not mentioned, and the remedy."""
    if any((folded := fold_name(each[:_LONGEST_COMPARED])) and folded in file_title for each in names):
        what = f'only the title names "{name}", and that was made from the file\'s name, which is not tied'
        return what, "give the article a title that names it"
    what = f'the article never mentions "{name}"'
    if near := _near_miss(names, written):
        return f'{what}; it writes "{near}"', "correct the article, or add this as an alias"
    return what, "add an alias as the article writes it"


def _near_miss(names: Iterable[str], written: dict[str, str]) -> str:
    """Return what the article writes that is nearly, but not quite, one of the names; empty if nothing."""
    for name in names:
        folded = fold_name(name[:_LONGEST_COMPARED]).strip()
        candidates = [key for key in written if key != folded and abs(len(key) - len(folded)) <= 2]
        near = get_close_matches(folded, candidates, n=1, cutoff=_SIMILAR) if folded else []
        if near:
            return written[near[0]]
    return ""


def _capitalised_runs(article: Article, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return runs of one to four words with capitals outside all mentions, by their folded form."""
    taken: dict[int, list[Mention]] = {}
    for mention in mentions:
        taken.setdefault(mention.block, []).append(mention)
    found: dict[str, str] = {}
    seen: set[str] = set()
    left = _MOST_TEXT_COMPARED
    for number, block in enumerate(article.blocks):
        if not is_searched(block) or left <= 0:
            continue
        text = block.text[:left]
        left -= len(text)
        begin = 0
        for mention in [*taken.get(number, ()), None]:
            for run in _capital_runs(text[begin : mention.start if mention else None]):
                if run not in seen:
                    seen.add(run)
                    found.setdefault(fold_name(run).strip(), " ".join(run.split()))
                if len(seen) >= _MOST_RUNS:
                    return found
            begin = mention.end if mention else 0
    return found


def _capital_runs(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    for i, first in enumerate(words):
        if not first[0][0].isupper():
            continue
        for last in words[i : i + _MOST_WORDS]:
            run = text[first.start() : last.end()]
            if len(run) > _LONGEST_COMPARED or re.search(r"[^\w\s’'-]", run):
                break
            if last[0][0].isupper():
                yield run
