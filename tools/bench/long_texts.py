"""Long texts that name many places, the same in every run: a report of a region's villages, and a book."""

from __future__ import annotations

import random
from collections.abc import Iterator

import geopandas as gpd

from storymap import Article, Block
from tools.bench.matching import name_list
from tools.bench.places import many_places, place_name, towns

_PROSE = """
the a of and to in that was for on with as by at from had were which their would been after one two people
said more when last year government water police company about into over some time during first new could many
before family through between under while where house since against how found life small city most another men
children off state work three much say until both days long night used number made came school still own market
morning street bridge river border train bread letter window paper story quiet heavy summer winter engine
"""
_WORDS = _PROSE.split()
_SENTENCES = 6


def report(count: int) -> tuple[Article, gpd.GeoDataFrame]:
    """Return a report of `count` paragraphs and as many places: each is named once, and every second one twice."""
    chance = random.Random(3)  # noqa: S311 - the same text each time
    blocks = []
    for number in range(count):
        names = [place_name(number), *([place_name(number - 1)] if number % 2 else [])]
        blocks.append(Block("paragraph", " ".join(sentence(chance, name) for name in names)))
    return Article(title="A report of many places", blocks=tuple(blocks), language="en"), many_places(count)


def book(size: int, count: int) -> tuple[str, gpd.GeoDataFrame]:
    """Return a book in Markdown of about `size` bytes, and `count` places; one word of sixty is the name of one.

    The places are towns of the gazetteer. A few are named in every chapter and most hardly ever.
    """
    chance = random.Random(11)  # noqa: S311 - the same text each time
    names = name_list(count)
    return "\n\n".join(_paragraphs(chance, names, size)) + "\n", towns(names)


def _paragraphs(chance: random.Random, names: list[str], size: int) -> Iterator[str]:
    yield "# A book"
    number = 0
    while size > 0:
        if number % 200 == 0:
            yield f"## Chapter {number // 200 + 1}"
        # The square makes the first names frequent.
        named = [names[int(len(names) * chance.random() ** 2)] for _ in range(2)]
        sentences = [sentence(chance) for _ in range(_SENTENCES - 2)] + [sentence(chance, name) for name in named]
        chance.shuffle(sentences)
        paragraph = " ".join(sentences)
        yield paragraph
        size -= len(paragraph.encode())
        number += 1


def sentence(chance: random.Random, name: str = "") -> str:
    """Return a sentence of plain words, with a name in it if one is given."""
    words = chance.choices(_WORDS, k=chance.randint(8, 25))
    if name:
        words.insert(chance.randrange(1, len(words)), name)
    words[chance.randrange(len(words))] += ","
    return f"{words[0][:1].upper()}{words[0][1:]} {' '.join(words[1:])}."
