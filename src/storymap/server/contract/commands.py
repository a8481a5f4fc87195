"""What the editor asks for: a body of POST /api/command. Each is one step of the history."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Command(TypedDict):
    """What all commands have. `base` are the digests of the files that the command was made from."""

    base: dict[str, str]


class AddPlace(Command):
    """A new place: one of the gazetteer, or at a geometry (GeoJSON), or without a location."""

    command: Literal["add-place"]
    name: str
    aliases: list[str]
    layer: str
    entry: int | None
    geometry: dict[str, Any] | None


class ChangePlace(Command):
    """Members of a place: name, aliases, ignore, layer, note, url, zoom, role, weight, image, alt, caption, credit.

    None takes a member out.
    """

    command: Literal["change-place"]
    place_id: str
    changes: dict[str, Any]


class MovePlace(Command):
    """A place's geometry, as GeoJSON."""

    command: Literal["move-place"]
    place_id: str
    geometry: dict[str, Any]


class LocatePlace(Command):
    """A place of the file is this one of the gazetteer."""

    command: Literal["locate-place"]
    place_id: str
    entry: int


class DeletePlace(Command):
    """A place is none; it is not suggested again."""

    command: Literal["delete-place"]
    place_id: str


class TakeSuggestion(Command):
    """What was suggested is a place: this candidate, else the likeliest, or none (`entry` of None: not located)."""

    command: Literal["take-suggestion"]
    key: str
    entry: NotRequired[int | None]
    name: NotRequired[str]
    geometry: NotRequired[dict[str, Any]]


class RefuseSuggestion(Command):
    """What was suggested is no place."""

    command: Literal["refuse-suggestion"]
    key: str


class TakeSure(Command):
    """All suggestions that are sure."""

    command: Literal["take-sure"]


class RenameLayer(Command):
    """A layer gets another name."""

    command: Literal["rename-layer"]
    layer: str
    name: str


class ArrangeLayers(Command):
    """The order of the layers, and the colours (1 to 8) of those that have one of their own."""

    command: Literal["arrange-layers"]
    layers: list[str]
    colours: dict[str, int]


class MarkWords(Command):
    """Words of a block are a place; "" says that they are none."""

    command: Literal["mark-words"]
    block: int
    start: int
    end: int
    place_id: str


class IgnoreWords(Command):
    """A phrase holds a place's name and does not mean it."""

    command: Literal["ignore-words"]
    place_id: str
    phrase: str


class ActionWords(Command):
    """Words of a block show a view while they are pressed, written as in `{view="..."}`."""

    command: Literal["action-words"]
    block: int
    start: int
    end: int
    view: str


class SetView(Command):
    """The view of a block, written as in `{view="..."}`; "" takes it out. `show` and `hide` are names of layers."""

    command: Literal["set-view"]
    block: int
    view: str
    show: NotRequired[list[str]]
    hide: NotRequired[list[str]]


class SetBlock(Command):
    """The source of a block; `before` is what it was made from. "" takes the block out."""

    command: Literal["set-block"]
    block: int
    before: str
    source: str
    sitting: NotRequired[int]
    """Those of one number, one after the other, are one step of the history: a text is saved while it is written."""


class SetField(Command):
    """What stands above the article: a member of `FieldsState`."""

    command: Literal["set-field"]
    field: str
    value: str


class AddPicture(Command):
    """A picture that was dropped, after a block."""

    command: Literal["add-picture"]
    dropped: int
    block: int
    alt: str
    caption: str
    credit: str
    decorative: bool


class PlacePicture(Command):
    """A picture that was dropped is a place's."""

    command: Literal["place-picture"]
    dropped: int
    place_id: str
    alt: str
    caption: str
    credit: str


class AddLayerFile(Command):
    """A file that was dropped becomes the story's context or its street tiles."""

    command: Literal["add-context", "add-tiles"]
    dropped: int


class MakeMarkdown(Command):
    """The article becomes a Markdown file beside the one that it was, which stays."""

    command: Literal["make-markdown"]


class CopyPlaces(Command):
    """The places become a GeoJSON file beside the one that they were in, which stays."""

    command: Literal["copy-places"]


class History(Command):
    """Undo, redo, or back to a change of the history."""

    command: Literal["undo", "redo", "undo-to"]
    number: NotRequired[int]


class Retry(Command):
    """The change that could not be written (`EditorState.trouble`) is tried again."""

    command: Literal["retry"]


class Resolve(Command):
    """Of the two versions of a conflict, which one stays."""

    command: Literal["resolve"]
    choice: Literal["mine", "theirs"]
