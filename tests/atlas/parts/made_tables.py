"""Tables of any size, each row a function of a seed and its number: the same arguments give the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np

from storymap.atlas.parts.tables import AtlasTables, DocumentRow, MentionRow, PlaceRow

_BLOCK = 4_096
_SYLLABLES = ("ba", "ki", "lo", "mer", "ta", "vin", "so", "ra", "del", "port", "gu", "hem", "ny", "stad", "pol", "é")
_KINDS = ("city", "city", "city", "town", "town", "state", "river", "country")
_START = np.datetime64("1995-01-01")
_DAYS = 30 * 365


@cache
def vocabulary(size: int = 20_000) -> tuple[str, ...]:
    """Words, the first of which are the frequent ones."""
    return tuple("".join(parts) for parts, _ in zip(product(_SYLLABLES, repeat=4), range(size), strict=False))


def made_tables(documents: int, places: int, *, seed: int = 1, mentions: int = 3) -> AtlasTables:
    """`documents` with up to `mentions` sentences each, about `places` of which a few are named most."""
    rows = _places(documents, places, seed, mentions)
    names = [row.name for row in rows]

    def read_documents() -> Iterator[DocumentRow]:
        for first, block in _blocks(documents, seed):
            for at, (day, words) in enumerate(zip(block.days, block.titles, strict=True)):
                number = first + at
                date = "" if number % 97 == 0 else str(_START + day)
                yield DocumentRow(number, _text(words).capitalize(), date, f"https://news.example/{number}")

    def read_mentions() -> Iterator[MentionRow]:
        for first, block in _blocks(documents, seed):
            of_block = _named(block, places, mentions)
            for at, (numbers, words) in enumerate(zip(of_block, block.sentences, strict=True)):
                for sentence, number in enumerate(numbers):
                    before = _text(words[sentence * 8 : sentence * 8 + 8]).capitalize() + " in "
                    text = f"{before}{names[number]} {_text(words[sentence * 8 + 3 : sentence * 8 + 7])}."
                    yield MentionRow(
                        first + at, f"geonames:{number + 1}", text, len(before), len(before) + len(names[number])
                    )

    return AtlasTables("Made archive", "en", read_documents, read_mentions, lambda: rows)


class _Block:
    def __init__(self, seed: int, number: int, size: int) -> None:
        rng = np.random.default_rng([seed, number])
        self.days = rng.integers(0, _DAYS, size)
        self.titles = _zipf(rng, (size, 6), len(vocabulary()))
        self.sentences = _zipf(rng, (size, 32), len(vocabulary()))
        self.chosen = rng.random((size, 8))
        self.counts = rng.integers(0, 8, size)


def _blocks(documents: int, seed: int) -> Iterator[tuple[int, _Block]]:
    for first in range(0, documents, _BLOCK):
        yield first, _Block(seed, first // _BLOCK, min(_BLOCK, documents - first))


def _zipf(rng: np.random.Generator, shape: tuple[int, int], size: int) -> np.ndarray:
    return (size ** rng.random(shape) - 1).astype(int)


def _named(block: _Block, places: int, mentions: int) -> list[list[int]]:
    numbers = (places**block.chosen - 1).astype(int)
    # From 1 to mentions sentences, on average a little more than half.
    return [row[: 1 + count % mentions].tolist() for row, count in zip(numbers, block.counts, strict=True)]


def _places(documents: int, places: int, seed: int, mentions: int) -> list[PlaceRow]:
    counts = np.zeros(places, int)
    years = np.zeros((places, 31), int)
    for first, block in _blocks(documents, seed):
        of = (_START + block.days).astype("datetime64[Y]").astype(int) - 25
        for at, (numbers, year) in enumerate(zip(_named(block, places, mentions), of, strict=True)):
            for number in set(numbers):
                counts[number] += 1
                if (first + at) % 97:
                    years[number, year] += 1
    rng = np.random.default_rng([seed, 0, places])
    centres = np.column_stack([rng.uniform(-120, 150, 200), rng.uniform(-35, 60, 200)])
    at = centres[rng.integers(0, 200, places)] + rng.normal(0, 2.0, (places, 2))
    names = [_name(number) for number in range(places)]
    return [
        PlaceRow(
            f"geonames:{number + 1}", names[number], "XY"[number % 2] * 2, _KINDS[number % len(_KINDS)], int(counts[number]),
            tuple((1995 + year, int(n)) for year, n in enumerate(years[number]) if n), float(lon), float(lat),
        )
        for number, (lon, lat) in enumerate(at)
    ]  # fmt: skip


def _name(number: int) -> str:
    words = vocabulary()
    first = words[number * 7919 % len(words)].capitalize()
    return first if number < len(words) else f"{first} {words[number * 31 % len(words)].capitalize()}"


def _text(words: np.ndarray) -> str:
    all_words = vocabulary()
    return " ".join(all_words[word] for word in words)
