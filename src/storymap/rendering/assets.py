"""The browser part as it was bundled into the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from storymap.errors import PageError, Problem


@cache
def read_asset(name: str) -> str:
    """Return the text of a file of `storymap/web/dist`, such as "storymap.css"."""
    asset = files("storymap").joinpath("web", "dist", name)
    try:
        text = asset.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PageError(
            Problem(
                where="storymap",
                what=f"the browser part is not built ({name} is missing)",
                remedy="install the package with pip, which builds it (in a checkout: make setup)",
            )
        ) from None
    if "</script" in text.lower() or "</style" in text.lower():
        raise PageError(Problem(where=name, what="holds a closing tag and cannot be put into a page"))
    return text
