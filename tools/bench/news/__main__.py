"""`python -m tools.bench.news`: how well `suggest` finds the places of the labelled news, a row a language.

`--half development` or `--half kept` takes one half of each language, `--languages es,fr` some of them. `--errors`
lists what is wrong in the development half; there is no such list of the half that is kept.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.labels import HALVES, TEXTS, LabelledArticle, read_labelled
from tools.bench.news.measure import BearsName, Counts, Found, count, errors, total

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "uk", "ar", "zh", "ja", "hi")
_SAMPLES = 1000
_NO_NAME = place_types.SETTLEMENTS | {place_types.COUNTRY, place_types.CUSTOM}
_Share = Callable[[Counts], float]


def main() -> None:
    """Print the table, or the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    languages = given.languages.split(",")
    print("\n".join(_error_lines(languages) if given.errors else table(languages, given.half)))


def table(languages: Sequence[str] = LANGUAGES, half: str | None = None) -> Iterator[str]:
    """Yield the lines of a table, a row for each language and one for all; of one half or of both."""
    gazetteer = open_gazetteer()
    bears_name = _name_bearer(gazetteer)
    yield "| language | articles | names | located recall | precision | right | mends an article | streets, landmarks |"
    yield "|---|---|---|---|---|---|---|---|"
    every: list[Counts] = []
    for language in languages:
        articles = [one for one in _articles(language) if half in (None, one.half)]
        counts = [count(article, find_located(article.text, gazetteer), bears_name) for article in articles]
        every += counts
        yield _row(language, counts)
    yield _row("**all**", every)


def find_located(text: str, gazetteer: Gazetteer) -> list[Found]:
    """Return the names of a text that `suggest` would write to a places file, with the place that it takes first."""
    language = recognise_language([text]).language
    return [
        Found(
            one.start, one.end, one.places[0].number, (one.places[0].lat, one.places[0].lon),
            one.places[0].country, one.places[0].kind == place_types.COUNTRY,
        )
        for one in find_toponyms(text, gazetteer, language=language)
        if one.score >= IN and one.places
    ]  # fmt: skip


def _articles(language: str) -> list[LabelledArticle]:
    return read_labelled(TEXTS / f"{language}.txt")


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
        lambda c: 100 * c.places / c.shown if c.shown else 100.0,
        lambda c: 100 * c.right / max(1, c.names),
    )
    cells = [_with_interval(counts, share, 0) for share in shares]
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


def _error_lines(languages: Sequence[str]) -> Iterator[str]:
    gazetteer = open_gazetteer()
    bears_name = _name_bearer(gazetteer)
    for language in languages:
        for article in _articles(language):
            if article.half == HALVES[0]:
                found = find_located(article.text, gazetteer)
                for kind, start, end, what, one in errors(article, found, bears_name):
                    where = gazetteer.full_name(gazetteer.entry(one.number)) if one else ""
                    around = article.text[max(0, start - 30) : end + 20].replace("\n", " ")
                    yield f"{article.article_id}\t{kind}\t{article.text[start:end]}\t{what}\t{where}\t{around}"


if __name__ == "__main__":
    main()
