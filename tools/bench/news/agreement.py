"""How far two readings of the same articles agree: `python -m tools.bench.news.agreement`, a table a set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.bench.news.labels import Label, LabelledArticle, LabelledPlace, read_labelled
from tools.bench.news.measure import KM, distance
from tools.bench.news.sets import SETS, NewsSet


@dataclass(frozen=True, slots=True)
class Agreement:
    """Names of two readings: those of each, and those that both have, of the same kind, and as the same place.

    `shared` names have the same first and last character, and both or neither are optional.
    """

    first: int
    second: int
    shared: int
    same_kind: int
    same_place: int

    @property
    def f1(self) -> float:
        """The harmonic mean of the shares of either reading that the other has, 0 to 1."""
        return 2 * self.shared / (self.first + self.second) if self.first + self.second else 1.0


def compare(first: Iterable[LabelledArticle], second: Iterable[LabelledArticle]) -> Agreement:
    """Return how far a second reading agrees with a first, on the articles that the second has.

    Raises ValueError where the texts differ.
    """
    articles = {article.article_id: article for article in first}
    counts = [0] * 5
    for again in second:
        article = articles[again.article_id]
        if article.text != again.text:
            message = f"{again.article_id}: the readings are not of the same text"
            raise ValueError(message)
        old, new = (_by_range(one.labels) for one in (article, again))
        pairs = [(old[key].place, new[key].place) for key in old.keys() & new.keys()]
        kinds = sum(a.kind == b.kind for a, b in pairs)
        places = sum(_is_same(a, b) for a, b in pairs)
        for column, number in enumerate((len(old), len(new), len(pairs), kinds, places)):
            counts[column] += number
    return Agreement(*counts)


def _by_range(labels: Iterable[Label]) -> dict[tuple[int, int, bool], Label]:
    return {(label.start, label.end, label.is_optional): label for label in labels}


def _is_same(a: LabelledPlace, b: LabelledPlace) -> bool:
    """Return whether two labels mean the same place: of one kind, and as near as that kind must be."""
    if a.kind != b.kind or a.point is None or b.point is None:
        return a.kind == b.kind and a.identity == b.identity
    return a.identity == b.identity if a.kind == "region" else distance(a.point, b.point) <= KM[a.kind]


def main() -> None:
    """Print a row for each language and one for all, set by set."""
    for name, news in SETS.items():
        print(f"{name}:\n")
        _print_table(news)
        print()


def _print_table(news: NewsSet) -> None:
    print("| | articles | names, first / second | span F1 | same kind | same place |\n|---|---|---|---|---|---|")
    every: list[tuple[list[LabelledArticle], list[LabelledArticle]]] = []
    for path in sorted(news.second_reading.glob("*.txt")):
        every.append((news.articles(path.stem), read_labelled(path)))
        print(_row(path.stem, *every[-1]))
    first, second = ([article for articles in column for article in articles] for column in zip(*every, strict=True))
    print(_row("all", first, second))


def _row(name: str, first: Sequence[LabelledArticle], second: Sequence[LabelledArticle]) -> str:
    a = compare(first, second)
    return (
        f"| {name} | {len(second)} | {a.first} / {a.second} | {100 * a.f1:.1f} "
        f"| {100 * a.same_kind / a.shared:.1f} | {100 * a.same_place / a.shared:.1f} |"
    )


if __name__ == "__main__":
    main()
