"""Reads what English words and people's names there are: evidence that a name in a text is not a place."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

from storymap.gazetteer.lexicon import (
    COMMON_FIRST,
    COMMON_SURNAME,
    COMMON_WORD,
    FIRST,
    RARE_WORD,
    SURNAME,
    VERY_COMMON_SURNAME,
    WORD,
)
from storymap.gazetteer.name_keys import fold_word

_WORD_LEVELS = {10: COMMON_WORD, 20: COMMON_WORD, 35: WORD, 40: WORD, 50: RARE_WORD, 55: RARE_WORD, 60: RARE_WORD}
_COMMON_FIRST_PERCENT = 0.02
_COMMON_SURNAMES, _SURNAMES = 1500, 12_000
# First names that are common in the news and not in the US census of 1990.
_MORE_FIRST = """
mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein hussain abdul abdullah omar ibrahim yusuf mustafa
mahmoud bashar recep mehmet fatima aisha khalid karim rashid tariq vladimir sergei sergey dmitry dmitri igor ivan boris
andrei alexei mikhail nikolai yuri oleg viktor svetlana natalia olga juan jose luis carlos pedro jorge miguel francisco
javier felipe andres alejandro guillermo rafael enrique joaquin hugo evo luiz joao jean pierre jacques francois nicolas
michel alain laurent marine emmanuel hans klaus jurgen wolfgang angela helmut gerhard matteo silvio giuseppe luigi marco
mario wei xi jintao jiabao kim park shinzo junichiro hiroshi kenji yukio narendra rahul sonia manmohan rajiv sanjay
anil vijay amit priya benazir nawaz imran pervez hamid asif benjamin ehud ariel shimon avigdor yitzhak kofi nelson thabo
robert jacob goodluck olusegun kwame desmond tony gordon nigel ian graham alistair fiona gareth
"""


def read_lexicon(words: Path, people: Path) -> list[tuple[str, int]]:
    """Return folded words with their marks, see `storymap.gazetteer.lexicon`."""
    marks: dict[str, int] = {}
    with tarfile.open(words) as archive:
        for level, mark in _WORD_LEVELS.items():
            for variety in ("english", "american"):
                file = archive.extractfile(f"package/{variety}-words-{level}.json")
                assert file is not None  # noqa: S101 - the archive's sha256 is pinned
                for word in json.load(file):
                    # A word that SCOWL writes with a capital is a name, not a word.
                    if word.islower() and word.isalpha():
                        marks.setdefault(word, mark)
    with tarfile.open(people) as archive:
        for sex in ("female", "male"):
            for name, percent, *_ in _rows(archive, f"dist.{sex}.first"):
                mark = FIRST | (COMMON_FIRST if float(percent) >= _COMMON_FIRST_PERCENT else 0)
                marks[name.lower()] = marks.get(name.lower(), 0) | mark
        for rank, (name, *_) in enumerate(_rows(archive, "dist.all.last")):
            mark = SURNAME | (COMMON_SURNAME if rank < _SURNAMES else 0)
            mark |= VERY_COMMON_SURNAME if rank < _COMMON_SURNAMES else 0
            marks[name.lower()] = marks.get(name.lower(), 0) | mark
    for name in _MORE_FIRST.split():
        marks[name] = marks.get(name, 0) | FIRST | COMMON_FIRST
    return sorted((fold_word(word), mark) for word, mark in marks.items())


def _rows(archive: tarfile.TarFile, name: str) -> list[list[str]]:
    file = archive.extractfile(f"names-0.3.0/names/{name}")
    assert file is not None  # noqa: S101 - the archive's sha256 is pinned
    return [line.split() for line in file.read().decode().splitlines() if line.strip()]
