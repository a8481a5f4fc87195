"""What of a page has changed: what the window passes on to the framed page, so that it stays where it is."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class PagePatch(TypedDict):
    """The parts of a page that differ between two revisions. Where more differs, the page is loaded."""

    do: str
    """ "patch"."""
    base: int
    """The revision that it changes."""
    revision: int
    blocks: dict[str, str]
    """The HTML of elements of the article, by their id."""
    head: NotRequired[str]
    """The HTML of what stands above the body."""
    entries: dict[str, str]
    """The HTML of entries in the list of places, by place_id."""
    points: dict[str, tuple[float, float]]
    """Latitude and longitude of places that have moved, by place_id."""
    data: dict[str, Any]
    """The page's data block, the members that differ."""


class PreviewProblem(TypedDict):
    """A problem that the overlay shows."""

    where: str
    what: str
    remedy: str
    severity: str


class PreviewEvent(TypedDict):
    """What the preview hears when files have changed."""

    revision: int
    """Of the last good page."""
    patch: NotRequired[PagePatch]
    """Without it the page is loaded."""
    errors: list[PreviewProblem]
    """Why there is no newer page; none when the page is true."""
    warnings: list[PreviewProblem]
