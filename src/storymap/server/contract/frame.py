"""What the framed page and the window around it say to each other: ids, offsets and numbers; no HTML and no paths.

The page is in a frame without an origin. It may mark, move and select; it may not publish, take many at once, or name a
file. The window checks every message.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class FrameReady(TypedDict):
    """The page can be worked on."""

    say: Literal["ready"]
    revision: int


class WordsSelected(TypedDict):
    """Words of one block were selected; an `end` of `start` takes the selection back. Offsets are code points."""

    say: Literal["words"]
    block: int
    start: int
    end: int
    text: str
    box: tuple[float, float, float, float]
    """Left, top, right, bottom in the frame's window, pixels."""
    by_key: NotRequired[bool]
    """The words were taken by the keyboard: the focus goes on to what can be done with them."""


class MarkPicked(TypedDict):
    """A mark in the text, a symbol of the map or an entry of the list was picked."""

    say: Literal["picked"]
    place_id: str
    block: int | None
    start: int
    end: int
    box: tuple[float, float, float, float] | None
    by_key: NotRequired[bool]
    """It was picked by the keyboard: the focus goes on to the place."""


class PlaceMoved(TypedDict):
    """A place was dragged, or its shape edited."""

    say: Literal["moved"]
    place_id: str
    geometry: dict[str, Any]


class ShapeDrawn(TypedDict):
    """What was asked for by `Draw` is drawn."""

    say: Literal["drawn"]
    geometry: dict[str, Any] | None
    """None where it was given up."""


class GhostPicked(TypedDict):
    """One of the candidates that `ShowGhosts` showed was picked."""

    say: Literal["ghost"]
    entry: int


class BlockPicked(TypedDict):
    """A block is to be edited, or its view is."""

    say: Literal["block"]
    block: int
    what: Literal["text", "view", "title", "standfirst", "byline"]
    box: tuple[float, float, float, float]


class BlockAt(TypedDict):
    """Where the block is now that `FollowBlock` asked for: said at once, and whenever it has moved."""

    say: Literal["at"]
    block: int
    box: tuple[float, float, float, float]


class BlockAtPoint(TypedDict):
    """The block that `AskPoint` asked for, None where there is none."""

    say: Literal["point"]
    block: int | None


class FilesOver(TypedDict):
    """A file is being dragged over the page, which cannot take it: the window can."""

    say: Literal["files"]


class ViewTaken(TypedDict):
    """What the map shows now, asked for by `TakeView`: latitude, longitude, zoom."""

    say: Literal["view"]
    lat: float
    lon: float
    zoom: float


class MapPlaced(TypedDict):
    """Where the map is in the frame's window, and its buttons for zooming: the window's tools stand below them."""

    say: Literal["map"]
    box: tuple[float, float, float, float]
    zoom: tuple[float, float, float, float]


class KeyPressed(TypedDict):
    """A key of the window's own was pressed in the page."""

    say: Literal["key"]
    key: Literal["undo", "redo", "search", "escape", "next", "previous"]


class ShowPlace(TypedDict):
    """Look at a place, and mark it as the one that is worked on; "" for none. `edit` makes its shape editable."""

    do: Literal["place"]
    place_id: str
    edit: bool
    geometry: NotRequired[dict[str, Any] | None]
    """As it is in the file: the page has rounded it. Without it a line or an area cannot be edited."""


class ShowBlock(TypedDict):
    """Scroll a block into sight, and mark words of it."""

    do: Literal["block"]
    block: int
    start: NotRequired[int]
    end: NotRequired[int]


class FollowBlock(TypedDict):
    """Say where a block is for as long as something lies over it; None ends that."""

    do: Literal["follow"]
    block: int | None
    height: int
    """Of what lies over it, in pixels: the page makes as much room."""


class AskPoint(TypedDict):
    """Say which block of the article is at a point of the frame's window, or the nearest above it."""

    do: Literal["point"]
    x: float
    y: float


class ShowGhosts(TypedDict):
    """Show candidates on the map; none takes them away."""

    do: Literal["ghosts"]
    candidates: list[tuple[int, float, float, str]]
    """Entry, latitude, longitude, name: the first has the number 1."""


class Draw(TypedDict):
    """Begin to draw; "" gives it up, "done" ends it."""

    do: Literal["draw"]
    shape: Literal["Point", "LineString", "Polygon", "", "done"]


class TakeView(TypedDict):
    """Say what the map shows."""

    do: Literal["view"]
    of_block: NotRequired[bool]
    """Say instead that the view of the block that is being read is to be set: a `BlockPicked`."""


class ShowPart(TypedDict):
    """Show the article or the map alone, as on a phone, or both."""

    do: Literal["part"]
    part: Literal["article", "map", "both"]


class SetLeading(TypedDict):
    """Which of the blocks stand above the body, in their order: there they have no ids."""

    do: Literal["leading"]
    kinds: list[Literal["kicker", "headline", "standfirst"]]


class SetWords(TypedDict):
    """The words of the tools in the page, in the editor's language, by key."""

    do: Literal["words"]
    words: dict[str, str]
