"""`python -m tools.bench.news`: how well `suggest` finds the places of the labelled news, a row a language.

`--half development` or `--half kept` takes one half of each language, `--languages es,fr` some of them. `--kinds` has a
row for each kind of place instead, `--apart` counts the streets and landmarks that are named and not located.
`--errors` lists what is wrong in the development half; there is no such list of the half that is kept. `--added` uses
the gazetteers that you added, `--model spacy:NAME` a model that is installed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from storymap.editing.added_gazetteers import open_added
from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.recognisers import NamedRecogniser, open_recogniser
from storymap.geoparsing.suggestions import IN, collect_suggestions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.labels import HALVES, KINDS, TEXTS, LabelledArticle, read_labelled
from tools.bench.news.measure import (
    ApartCounts,
    BearsName,
    Counts,
    Found,
    Range,
    answered,
    count,
    count_apart,
    errors,
    is_right,
    total,
)

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "uk", "ar", "zh", "ja", "hi")
_SAMPLES = 1000
_NO_NAME = place_types.SETTLEMENTS | {place_types.COUNTRY, place_types.CUSTOM}
_Share = Callable[[Counts], float]


def main() -> None:
    """Print the table, or the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--added", action="store_true")
    parser.add_argument("--model")
    given = parser.parse_args()
    languages = given.languages.split(",")
    lines = kinds_table if given.kinds else apart_table if given.apart else table
    finder = _finder(given.model, added=given.added)
    print("\n".join(_error_lines(languages, finder) if given.errors else lines(languages, given.half, finder)))


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds places: a gazetteer, and a model if there is one."""

    gazetteer: Gazetteer = field(default_factory=open_gazetteer)
    recogniser: NamedRecogniser | None = None


def _finder(model: str | None, *, added: bool) -> Finder:
    gazetteer = open_gazetteer().with_added(open_added([])) if added else open_gazetteer()
    return Finder(gazetteer, None if model is None else open_recogniser(model))


def table(languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None) -> Iterator[str]:
    """Yield the lines of a table, a row for each language and one for all; of one half or of both."""
    finder = finder or Finder()
    bears_name = _name_bearer(finder.gazetteer)
    yield "| language | articles | names | located recall | precision | right | mends an article | streets, landmarks |"
    yield "|---|---|---|---|---|---|---|---|"
    every: list[Counts] = []
    for language in languages:
        articles = _articles(language, half)
        counts = [count(article, find_located(article.text, finder), bears_name) for article in articles]
        every += counts
        yield _row(language, counts)
    yield _row("**all**", every)


def find_located(text: str, finder: Finder) -> list[Found]:
    """Return the names of a text that `suggest` would write to a places file, with the place that it takes first."""
    language = recognise_language([text]).language
    return [
        _located(one.start, one.end, one.places[0])
        for one in find_toponyms(text, finder.gazetteer, language=language, recogniser=finder.recogniser)
        if one.score >= IN and one.places
    ]


def find_apart(text: str, finder: Finder) -> list[Range]:
    """Return the names of a text that `suggest` lists apart: streets, buildings and the like, without a location."""
    language = recognise_language([text]).language
    toponyms = find_toponyms(text, finder.gazetteer, language=language, recogniser=finder.recogniser)
    apart = (one for one in collect_suggestions(text, toponyms, finder.gazetteer, language) if one.status == "apart")
    return [Range(*mention) for one in apart for mention in one.mentions]


def apart_table(
    languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None
) -> Iterator[str]:
    """Yield the lines of a table, a row for each language: how streets and landmarks are found."""
    finder = finder or Finder()
    yield "| language | streets, landmarks | located | apart | named apart | of them labelled |"
    yield "|---|---|---|---|---|---|"
    rows = {
        language: [
            count_apart(article, find_located(article.text, finder), find_apart(article.text, finder))
            for article in _articles(language, half)
        ]
        for language in languages
    }
    rows["**all**"] = [count for counts in rows.values() for count in counts]
    for name, counts in rows.items():
        c = ApartCounts(*map(sum, zip(*counts, strict=True)))
        shares = (100 * c.located / max(1, c.names), 100 * c.apart / max(1, c.names), 100 * c.places / max(1, c.shown))
        yield f"| {name} | {c.names} | {shares[0]:.0f} | {shares[1]:.0f} | {c.shown} | {shares[2]:.0f} |"


def _located(start: int, end: int, entry: GazetteerEntry) -> Found:
    is_country = entry.kind == place_types.COUNTRY
    return Found(start, end, entry.number, (entry.lat, entry.lon), entry.country, is_country)


def kinds_table(
    languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None
) -> Iterator[str]:
    """Yield the lines of a table, a row for each kind of place; "known": it has that name in the gazetteer."""
    finder = finder or Finder()
    gazetteer = finder.gazetteer
    bears_name = _name_bearer(gazetteer)
    rows = {kind: [0, 0, 0, 0] for kind in KINDS}
    for article in (article for language in languages for article in _articles(language, half)):
        for label, found in answered(article, find_located(article.text, finder)):
            name = article.text[label.start : label.end]
            known = (_located(label.start, label.end, match.entry) for match in gazetteer.lookup(name))
            facts = (
                True,
                any(is_right(label.place, one, bears_name) for one in known),
                found is not None,
                found is not None and is_right(label.place, found, bears_name),
            )
            rows[label.place.kind] = [old + new for old, new in zip(rows[label.place.kind], facts, strict=True)]
    yield "| kind | names | known | located | right |"
    yield "|---|---|---|---|---|"
    for kind, row in (*rows.items(), ("**all**", [sum(column) for column in zip(*rows.values(), strict=True)])):
        yield f"| {kind} | {row[0]} | {' | '.join(f'{100 * number / max(1, row[0]):.0f}' for number in row[1:])} |"


def _articles(language: str, half: str | None = None) -> list[LabelledArticle]:
    return [one for one in read_labelled(TEXTS / f"{language}.txt") if half in (None, one.half)]


def _name_bearer(gazetteer: Gazetteer) -> BearsName:
    @cache
    def numbers(name: str) -> frozenset[int]:
        found = (match.entry for match in gazetteer.lookup(name))
        return frozenset(entry.number for entry in found if entry.kind not in _NO_NAME)

    return lambda number, name: number in numbers(name)


def _row(name: str, counts: Sequence[Counts]) -> str:
    c = total(counts)
    shares: tuple[_Share, ...] = (
        lambda c: 100 * c.located / max(1, c.names),
        lambda c: 100 * c.places / max(1, c.shown),
        lambda c: 100 * c.right / max(1, c.names),
    )
    cells = [_with_interval(counts, share, 0) for share in shares]
    if not c.shown:
        cells[1] = "–"
    cells += [
        _with_interval(counts, lambda c: c.mends / max(1, c.articles), 1),
        f"{c.unlocated / max(1, c.articles):.1f}",
    ]
    return f"| {name} | {c.articles} | {c.names} | {' | '.join(cells)} |"


def _with_interval(counts: Sequence[Counts], share: _Share, digits: int) -> str:
    """Return a figure with its 95 % interval, articles resampled (bootstrap, percentiles)."""
    low, high = interval(counts, share)
    return f"{share(total(counts)):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def interval(counts: Sequence[Counts], share: _Share) -> tuple[float, float]:
    """Return the 2.5th and the 97.5th percentile of a figure over samples of the articles; the same in every run."""
    source = random.Random(1)  # noqa: S311 - no secret
    values = sorted(share(total(source.choices(counts, k=len(counts)))) for _ in range(_SAMPLES))
    return values[_SAMPLES * 25 // 1000], values[_SAMPLES * 975 // 1000 - 1]


def _error_lines(languages: Sequence[str], finder: Finder) -> Iterator[str]:
    gazetteer = finder.gazetteer
    bears_name = _name_bearer(gazetteer)
    for article in (article for language in languages for article in _articles(language, HALVES[0])):
        for kind, start, end, what, one in errors(article, find_located(article.text, finder), bears_name):
            where = gazetteer.full_name(gazetteer.entry(one.number)) if one else ""
            around = article.text[max(0, start - 30) : end + 20].replace("\n", " ")
            yield f"{article.article_id}\t{kind}\t{article.text[start:end]}\t{what}\t{where}\t{around}"


if __name__ == "__main__":
    main()
