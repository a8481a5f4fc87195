from __future__ import annotations

from storymap.rendering.static_map.text_width import text_width


def test_wide_letters_are_wider_and_accents_cost_nothing() -> None:
    assert text_width("Ciudad Juárez", 10) == text_width("Ciudad Juarez", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("MMMM", 10) > text_width("iiii", 10) * 3
    assert text_width("東京", 10) >= 20
    assert text_width("", 10) == 0


def test_letter_spacing_counts_for_every_letter_and_for_no_accent() -> None:
    assert text_width("abc", 10, 2) == text_width("abc", 10) + 6
    assert text_width("e\u0301", 10, 2) == text_width("é", 10, 2)
