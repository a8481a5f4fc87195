"""What of a page has changed: what the window passes on to the framed page, so that it stays where it is."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class PagePatch(TypedDict):
    """The parts of a page that differ between two revisions. Where more differs there is no patch: the page is loaded.

    HTML is what the page itself has; it is read as the page's own is, and no script in it would run.
    """

    do: Literal["patch"]
    base: int
    """The revision that it changes."""
    revision: int
    blocks: dict[str, str]
    """The HTML of blocks of the article, by the id of their element."""
    outline: NotRequired[str]
    """The HTML of the article where it has other blocks than before.

    An empty element with the block's id is in the place of each block. One that is on the page already has its id there
    as `data-was`; the others are in `blocks`.
    """
    head: NotRequired[str]
    """The HTML of what stands above the body."""
    title: NotRequired[str]
    entries: dict[str, str]
    """The HTML of entries in the list of places, by place_id."""
    shapes: dict[str, list[dict[str, Any]]]
    """What is drawn of places that have moved, by place_id: GeoJSON geometries in the order of their layers."""
    data: dict[str, Any]
    """The page's data block: the members that differ, and of its places those that do."""
    basemap: NotRequired[str]
    """The page's basemap block, as JSON. It takes longer, and comes later, for a revision that is shown already."""
    picture: NotRequired[str]
    """The map as SVG, which is printed; it comes with the basemap."""


class PreviewProblem(TypedDict):
    """A problem that the overlay shows."""

    where: str
    what: str
    remedy: str
    severity: str


class PreviewEvent(TypedDict):
    """What the preview hears when files have changed."""

    article: str
    """The name of its file."""
    revision: int
    """Of the last good page."""
    patch: NotRequired[PagePatch]
    """Without it the page is loaded."""
    errors: list[PreviewProblem]
    """Why there is no newer page; none when the page is true."""
    warnings: list[PreviewProblem]


class PageState(TypedDict):
    """Where the reader of a framed page is: a newer page takes it over, so that nothing jumps."""

    block: str
    """The id of the block at the upper edge of the window, "" above the first."""
    text: str
    """How the block's text begins: its number may have changed."""
    top: float
    """Pixels from the upper edge of the window to that of the block; without a block how far the page is scrolled."""
    map: tuple[float, float, float] | None
    """Latitude, longitude and zoom; None where there was nothing to look at."""
    is_moved: bool
    """Whether the reader has moved the map away from what is read."""
    hidden: list[int]
    """The layers that the reader has hidden, by their position in `PageData.layers`."""
    place_id: str
    """The place whose card is open, "" for none."""
    passage: int
    """Which of its passages the card shows, from 1."""
    focus: str
    """The id of the element with the focus, "" for none."""


class HandOver(TypedDict):
    """Asks the framed page where its reader is."""

    do: Literal["hand-over"]


class TakeOver(TypedDict):
    """Tells a newer page where its reader is."""

    do: Literal["take-over"]
    state: PageState


class HandedOver(TypedDict):
    """The answer to `HandOver`."""

    say: Literal["handed-over"]
    state: PageState


class TakenOver(TypedDict):
    """The answer to `TakeOver`: the newer page can be seen."""

    say: Literal["taken-over"]


class Patched(TypedDict):
    """The answer to a `PagePatch`; where it could not be applied, the page has to be loaded."""

    say: Literal["patched"]
    revision: int
    is_done: bool
