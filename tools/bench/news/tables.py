"""The tables of the labelled news: a row a language with 95 % intervals, or a row for each kind of place."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from storymap.gazetteer.in_language import in_language
from tools.bench.news.found import Finder, find_apart, find_located, located, name_bearer
from tools.bench.news.labels import KINDS
from tools.bench.news.measure import ApartCounts, Counts, answered, count, count_apart, is_right, total
from tools.bench.news.sets import LANGUAGES, NewsSet

_SAMPLES = 1000
GROUPS = (("es", "fr", "de", "pt"), ("ru", "uk", "ar", "zh", "ja", "hi"))
_Share = Callable[[Counts], float]
# Each column of a table: its head, the figure, and the digits after the point.
_COLUMNS: tuple[tuple[str, _Share, int], ...] = (
    ("located recall", lambda c: 100 * c.located / max(1, c.names), 0),
    ("precision", lambda c: 100 * c.places / max(1, c.shown), 0),
    ("right", lambda c: 100 * c.right / max(1, c.names), 0),
    ("of located", lambda c: 100 * c.right / max(1, c.located), 0),
    ("apart from streets", lambda c: 100 * c.right_scenes / max(1, c.scenes), 0),
    ("mends an article", lambda c: c.mends / max(1, c.articles), 1),
    ("apart from streets", lambda c: (c.mends - c.unlocated) / max(1, c.articles), 1),
)


def table(
    news: NewsSet, languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None
) -> Iterator[str]:
    """Yield the lines of a table: a row for each language, for groups of them that are judged together, and for all."""
    finder = finder or Finder()
    bears_name = name_bearer(finder.gazetteer)
    yield f"| language | articles | names | {' | '.join(head for head, _, _ in _COLUMNS)} |"
    yield "|---" * (3 + len(_COLUMNS)) + "|"
    every: dict[str, list[Counts]] = {}
    for language in languages:
        articles = news.articles(language, half)
        every[language] = [count(article, find_located(article.text, finder), bears_name) for article in articles]
        yield _row(language, every[language])
    for group in (group for group in GROUPS if every.keys() >= set(group)):
        yield _row(f"**{', '.join(group)}**", [one for language in group for one in every[language]])
    yield _row("**all**", [one for counts in every.values() for one in counts])


def kinds_table(
    news: NewsSet, languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None
) -> Iterator[str]:
    """Yield the lines of a table, a row for each kind of place; "known": it has that name in the gazetteer."""
    finder = finder or Finder()
    bears_name = name_bearer(finder.gazetteer)
    rows = {kind: [0, 0, 0, 0] for kind in KINDS}
    for article in (article for language in languages for article in news.articles(language, half)):
        names = in_language(finder.gazetteer, article.language)
        for label, found in answered(article, find_located(article.text, finder)):
            name = article.text[label.start : label.end]
            known = (located(label.start, label.end, match.entry) for match in names.lookup(name))
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


def apart_table(
    news: NewsSet, languages: Sequence[str] = LANGUAGES, half: str | None = None, finder: Finder | None = None
) -> Iterator[str]:
    """Yield the lines of a table, a row for each language: how streets and landmarks are found."""
    finder = finder or Finder()
    yield "| language | streets, landmarks | located | apart | named apart | of them labelled |"
    yield "|---|---|---|---|---|---|"
    rows = {
        language: [
            count_apart(article, find_located(article.text, finder), find_apart(article.text, finder))
            for article in news.articles(language, half)
        ]
        for language in languages
    }
    rows["**all**"] = [count for counts in rows.values() for count in counts]
    for name, counts in rows.items():
        c = ApartCounts(*map(sum, zip(*counts, strict=True)))
        shares = (100 * c.located / max(1, c.names), 100 * c.apart / max(1, c.names), 100 * c.places / max(1, c.shown))
        yield f"| {name} | {c.names} | {shares[0]:.0f} | {shares[1]:.0f} | {c.shown} | {shares[2]:.0f} |"


def _row(name: str, counts: Sequence[Counts]) -> str:
    sums = total(counts)
    cells = (_with_interval(counts, figure, digits) for _, figure, digits in _COLUMNS)
    return f"| {name} | {sums.articles} | {sums.names} | {' | '.join(cells)} |"


def _with_interval(counts: Sequence[Counts], figure: _Share, digits: int) -> str:
    """Return a figure with its 95 % interval, articles resampled (bootstrap, percentiles)."""
    low, high = interval(counts, figure)
    return f"{figure(total(counts)):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def interval(counts: Sequence[Counts], figure: _Share) -> tuple[float, float]:
    """Return the 2.5th and the 97.5th percentile of a figure over samples of the articles; the same in every run."""
    source = random.Random(1)  # noqa: S311 - no secret
    values = sorted(figure(total(source.choices(counts, k=len(counts)))) for _ in range(_SAMPLES))
    return values[_SAMPLES * 25 // 1000], values[_SAMPLES * 975 // 1000 - 1]
