"""Whole numbers of thousands of digits in JSON, which Python refuses to read: one number is bad, not the text."""

from __future__ import annotations

LONG_NUMBER = "a number here has thousands of digits"


def is_long_number(error: Exception) -> bool:
    """Say whether reading JSON failed with `error` because of such a number."""
    return isinstance(error, ValueError) and str(error).startswith("Exceeds the limit")
