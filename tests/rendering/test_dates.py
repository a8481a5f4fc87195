"""Dates as a story's language writes them."""

from __future__ import annotations

import pytest

from storymap.rendering.dates import shown_date


@pytest.mark.parametrize(
    ("written", "language", "shown"),
    [
        ("2024-03-05", "en", "March 5, 2024"),
        ("2024-03-05", "en-GB", "5 March 2024"),
        ("2024-03-05", "fr", "5 mars 2024"),
        ("2024-03-05", "ja", "2024年3月5日"),
        ("2024-03-05", "fa", "۵ مارس ۲۰۲۴"),
        ("2024-03-05", "tlh", "2024-03-05"),
        ("2009, retold", "fr", "2009, retold"),
        ("2024-02-30", "fr", "2024-02-30"),
    ],
)
def test_a_date_is_shown_in_its_language(written: str, language: str, shown: str) -> None:
    assert shown_date(written, language) == shown
