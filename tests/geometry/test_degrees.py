"""Degrees as text."""

from __future__ import annotations

import pytest

from storymap.geometry.degrees import degrees_text


@pytest.mark.parametrize(
    ("number", "text"), [(-106.4608, "-106.4608"), (31.0, "31"), (1e-7, "0.0000001"), (-180, "-180")]
)
def test_degrees_are_short_and_have_no_exponent(number: float, text: str) -> None:
    assert degrees_text(number) == text
