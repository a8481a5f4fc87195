"""Text in one form: what normalising does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.reading.text import is_blank, normalise, without_overrides


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


@pytest.mark.parametrize("text", ["", " \u00a0\u2007\u202f\u3000", "\u200b\u2060\ufeff\u00ad", "\ufe0f\U000e0100", "\u115f\u1160\u3164\uffa0", "\u2800", "\u0301\u20dd", "\u200d\u200c\u200e\u200f\u061c", "\u202e\u2066\u2069", "\u180e\u034f\U000e0041"])  # fmt: skip
def test_names_of_nothing_are_blank(text: str) -> None:
    assert is_blank(text)
    assert is_blank(text * 3 + " " + text)
    assert not is_blank(text + "a")


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "👩‍👩‍👧", "\u200fעברית\u200e", "ا\u061c", "é", "e\u0301", "—", "\ue000", "\u2067עכו\u2069 (Akko)"])  # fmt: skip
def test_joiners_marks_and_balanced_isolates_stay(text: str) -> None:
    assert not is_blank(text)
    assert without_overrides(text) == text


@pytest.mark.parametrize(
    "text", ["\u202eab", "a\u202ab\u202c", "\u2066ab", "a\u2069b", "a\u2069\u2066b", "\u202da\u2067b"]
)
def test_what_turns_the_text_around_it_is_dropped(text: str) -> None:
    assert without_overrides(text) == "ab"
