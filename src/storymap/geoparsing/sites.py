"""Sites: streets, squares, numbered roads, bridges, schools, stations and other buildings, recognised by their noun.

No gazetteer of ours has them, so they have no location, and the town in the name of one is not what is meant: "rue de
Lyon" lies in another town, and "aeropuerto de Cancún" is a part of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.local_names import UNDIVIDED
from storymap.geoparsing.cue_words import CueWords
from storymap.geoparsing.numbered_roads import numbered_roads
from storymap.geoparsing.site_compounds import kind_of_compound, start_of_compound
from storymap.geoparsing.site_names_after import end_of_name, is_of_town, kind_of_noun, without_prefix
from storymap.geoparsing.site_names_before import start_of_name, start_of_ordinal
from storymap.geoparsing.site_nouns import SiteNouns
from storymap.geoparsing.tokens import Tokens
from storymap.geoparsing.undivided_sites import undivided_sites


class Site(NamedTuple):
    """The words `first` to `last` (half-open) of a text, code points `start` to `end`, and STREET or BUILDING."""

    first: int
    last: int
    start: int
    end: int
    kind: str


def find_sites(tokens: Tokens, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> list[Site]:
    """Return the sites of a text in order. No two of them overlap: the longest wins."""
    found = [
        Site(*_words_of(tokens, start, end), start, end, kind)
        for start, end, kind in _ranges(tokens, nouns)
        if not _ends_with_name(tokens, start, end)
    ]
    found += _named(tokens, gazetteer, cues, nouns)
    kept: list[Site] = []
    for site in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or site.start >= kept[-1].end:
            kept.append(site)
        elif site.end > kept[-1].end:  # "Park Hill" and "Hill Road"
            kept[-1] = Site(kept[-1].first, site.last, kept[-1].start, site.end, site.kind)
    return kept


def _ends_with_name(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether a shorter known name ends where a range does: "老街" in "缅甸老街" is a town."""
    last = bisect_left(tokens.starts, end) - 1
    return start < tokens.starts[last] and tokens.ends[last] == end and tokens.capitalized[last]


def _words_of(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the words that a range of code points touches, half-open."""
    return bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)


def _ranges(tokens: Tokens, nouns: SiteNouns) -> Iterator[tuple[int, int, str]]:
    yield from numbered_roads(tokens, nouns)
    if tokens.language in UNDIVIDED:
        yield from undivided_sites(tokens.text, nouns)


def _named(tokens: Tokens, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns) -> Iterator[Site]:
    endings = tuple(nouns.endings) + tuple(nouns.endings_after_preposition)
    known = nouns.nouns
    for number in [
        number
        for number, word in enumerate(tokens.folded)
        if word in known or (endings and tokens.capitalized[number] and word.endswith(endings))
    ]:
        word = tokens.folded[number]
        if word in nouns.beginnings and (kind := kind_of_noun(tokens, number, nouns)):
            last = end_of_name(tokens, number, kind, gazetteer, cues, nouns)
            if last and not is_of_town(tokens, number, last, gazetteer, nouns):
                prefix = len(word) - len(without_prefix(tokens, number, nouns))
                yield Site(number, last, tokens.starts[number] + prefix, tokens.ends[last - 1], kind)
        if (kind := nouns.after.get(word, "")) and (tokens.capitalized[number] or word in nouns.after_in_small):
            yield from _named_before(tokens, number, kind, gazetteer, cues, nouns)
        elif (
            endings
            and tokens.capitalized[number]
            and word.endswith(endings)
            and (kind := kind_of_compound(tokens, number, gazetteer, nouns))
        ):
            yield _site(tokens, start_of_compound(tokens, number), number + 1, kind)


def _named_before(
    tokens: Tokens, noun: int, kind: str, gazetteer: Gazetteer, cues: CueWords, nouns: SiteNouns
) -> Iterator[Site]:
    """Yield the site whose name stands before a noun, if one does."""
    first = start_of_name(tokens, noun, gazetteer, cues, nouns)
    if first is not None:
        yield _site(tokens, first, noun + 1, kind)
    elif tokens.language == "en" and (start := start_of_ordinal(tokens, noun)) is not None:
        yield Site(*_words_of(tokens, start, tokens.ends[noun]), start, tokens.ends[noun], kind)


def _site(tokens: Tokens, first: int, last: int, kind: str) -> Site:
    return Site(first, last, tokens.starts[first], tokens.ends[last - 1], kind)
