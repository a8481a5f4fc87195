"""Where the pages of an atlas stand. Links name files, not folders: a disk shows a folder as a list."""

from __future__ import annotations

INDEX = "index.html"


def place_path(slug: str, up: str = "") -> str:
    """Return the path to the page of a place; `up` leads to the atlas' folder."""
    return f"{up}place/{slug}/{INDEX}"
