"""Text in one form: what normalising does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.text import normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("Jua\u0301rez", "Juárez"),
        ("\ufeffa\ufeffb\x00\x07\x1b[31m\x7f\x9f", "ab[31m"),
        ("tab\tand no-break\u00a0space, soft\u00adhyphen", "tab\tand no-break\u00a0space, soft\u00adhyphen"),
        ("\ud800x", "\ufffdx"),
        ("Laredo,Texas “quoted” – 한국", "Laredo,Texas “quoted” – 한국"),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0344", "\u0316\u0301\u0345"])
def test_a_letter_under_a_million_marks_keeps_thirty(marks: str) -> None:
    normal = normalise("e" + marks * 500_000 + "x")
    assert len(normal) <= 32
    assert normal.endswith("x")
    assert normalise(normal) == normal


@given(
    st.text(st.characters(codec=None, categories=None), max_size=60)
    | st.text("e\u0301\u0316\u0344\u0345ǖ\r\n\x85", max_size=90)
)
def test_normalising_twice_changes_nothing(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert normal.encode().decode() == normal
    assert not {c for c in normal if c != "\n" and c != "\t" and unicodedata.category(c) == "Cc"}
