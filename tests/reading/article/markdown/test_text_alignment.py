"""The text of a block laid along its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from storymap.reading.article.markdown import text_alignment
from storymap.reading.article.markdown.text_alignment import align


def written(text: str, source: str) -> list[str | None]:
    return [None if place is None else source[slice(*place)] for place in align(text, source)]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("a*b", "*a\\*b*", ["a", "\\*", "b"]),
        ("2 * 3", "2 * 3", ["2", " ", "*", " ", "3"]),
        ("&amp;", "`&amp;`", ["&", "a", "m", "p", ";"]),
        ("& b", "&amp;   b", ["&amp;", "   ", "b"]),
        ("é", "e&#x301;", ["e&#x301;"]),
        ("[a]", "[[a]](x)", ["[", "a", "]"]),
        ("x12", "x[^n12]", ["x", "[^n12]", "[^n12]"]),
        ("“a”", "<q>a</q>", ["<q>", "a", "</q>"]),
        ("a\nb", "a<br>b", ["a", "<br>", "b"]),
        ("a", "![a](a.png)a", ["a"]),
        ("xa", "x{{< a >}}a", ["x", "a"]),
    ],
)
def test_each_character_is_found_in_the_source(text: str, source: str, expected: list[str]) -> None:
    assert written(text, source) == expected
    first = align(text, source)[0]
    assert first is not None


def test_of_two_ways_the_one_that_fits_all_of_the_text_is_found() -> None:
    assert align("a", "![a](a.png)a") == [(11, 12)]
    assert align("[a]", "[[a]](x)") == [(1, 2), (2, 3), (3, 4)]


def test_where_nothing_fits_what_is_alike_is_found() -> None:
    assert align("Zürich", "Züri ch?x") == [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6), (6, 7)]
    assert align("aXb", "a_b") == [(0, 1), None, (2, 3)]


def test_a_source_made_to_take_long_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def counted(*args: Any) -> Iterator[Any]:
        nonlocal tried
        tried += 1
        return steps(*args)

    steps = text_alignment._steps
    monkeypatch.setattr(text_alignment, "_steps", counted)
    align("a" * 3_000 + "b", "*" * 3_000 + "a" * 3_000)
    assert tried <= 20 * 9_001
