"""What is found in short texts: every marked place and nothing else, and which place is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.toponyms import find_toponyms

LINES = [
    line
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "=="))
]


def unmark(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, places = "", []
    for piece in re.split(r"(\[[^\]]*\])", line):
        name, _, meant = piece[1:-1].partition("|") if piece.startswith("[") else (piece, "", "")
        if piece.startswith("["):
            places.append((len(text), len(text) + len(name), meant))
        text += name
    return text, places


def test_there_are_at_least_200_sentences() -> None:
    assert len(set(LINES)) == len(LINES) >= 200


@pytest.mark.parametrize("line", LINES)
def test_a_sentence(line: str) -> None:
    text, places = unmark(line)
    gazetteer = open_gazetteer()
    found = {
        (t.start, t.end): gazetteer.full_name(t.places[0]) if t.places else ""
        for t in find_toponyms(text, gazetteer)
        if t.score >= 0.5
    }
    assert [text[start:end] for start, end in found] == [text[start:end] for start, end, _ in places]
    for start, end, meant in places:
        assert found[start, end].startswith(meant), f"{text[start:end]} is {found[start, end]}"
