"""What the editor shows: everything that the window needs to know of an open story."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class CandidateState(TypedDict):
    """A place of the gazetteer that a name can mean."""

    entry: int
    """Its number in the gazetteer of this sitting."""
    name: str
    """With what it lies in: "El Paso, Texas, United States"."""
    kind: str
    """In English, as the gazetteer has it: "town"."""
    population: int
    """0 where it is not known."""
    lat: float
    lon: float
    probability: float | None
    """How likely it is this one, 0 to 1; None where nobody asked the text."""
    why: ReasonState
    place_id: NotRequired[str]
    """In a search: it is a place of the story already, and no entry (-1)."""


class ReasonState(TypedDict):
    """Why a place was suggested."""

    id: str
    """The editor's words have it under `why.` and this; "" where it is a text of the places file, or nothing."""
    values: dict[str, str | int | list[str]]
    """What the words have in braces. `kind` is a kind of place in English, `why` the id of another reason."""
    text: str
    """The same in English."""


class SentenceState(TypedDict):
    """A sentence of the article around a name."""

    block: int
    """The block's position in the article."""
    start: int
    """Where the name begins in the block's text, in code points."""
    end: int
    before: str
    name: str
    after: str


class DecisionState(TypedDict):
    """A place that the editor is asked about, the most urgent first."""

    key: str
    """Names it in commands."""
    name: str
    reason: Literal["close", "unlocated", "doubtful", "apart"]
    """A close race of candidates; in the places file without a location; perhaps no place; a street or building."""
    place_id: str | None
    """Where it is in the places file already."""
    score: float
    candidates: list[CandidateState]
    """At most three, the likeliest first."""
    why: list[ReasonState]
    sentences: list[SentenceState]
    mentions: int


class PlaceState(TypedDict):
    """A place of the story."""

    place_id: str
    name: str
    aliases: list[str]
    ignore: list[str]
    layer: str
    note: str
    url: str
    image: str
    alt: str
    caption: str
    credit: str
    zoom: float | None
    role: Literal["scene", "setting", "passing"] | None
    """What the author says, None if nothing."""
    weight: float | None
    shown_role: Literal["scene", "setting", "passing"]
    geometry: dict[str, Any] | None
    """As GeoJSON; None without a location. Of more than 2,000 positions only its box, as a Polygon."""
    is_whole: bool
    """Whether `geometry` is all of it."""
    number: int
    """Its number on the map; 0 for none."""
    colour: int
    shape: str
    sentences: list[SentenceState]
    mentions: int
    is_editable: bool
    """Whether it stands in the places file that the editor writes."""
    why: str


class LayerState(TypedDict):
    """A layer of places, in the order of the legend."""

    name: str
    colour: int
    """1 to 8."""
    shape: str
    count: int


class BlockState(TypedDict):
    """A block of the article."""

    block: int
    element: str
    """The id of its element in the page; "" for a leading block."""
    kind: str
    line: int | None
    is_editable: bool
    """Whether its source can be edited by itself."""
    view: str
    """The author's view as it is written, "" for none."""
    show: list[str]
    """The layers that are shown here, and hidden, as the author says."""
    hide: list[str]


class MendState(TypedDict):
    """A way to mend a problem by a button."""

    label: str
    """A key of the editor's words."""
    values: dict[str, str]
    """What the words have in braces."""
    command: dict[str, Any]
    """The command that mends it; empty where `open` says what to open instead."""
    open: NotRequired[str]
    """A place_id, or "block:3", "field:title" (a member of `FieldsState`), "part:decide" (what is to be decided)."""


class ProblemState(TypedDict):
    """A problem of the story, as `check` has it."""

    where: str
    what: str
    remedy: str
    severity: Literal["error", "warning", "note"]
    block: int | None
    place_id: str | None
    mends: list[MendState]


class ChangeState(TypedDict):
    """A change of this sitting, for the history."""

    number: int
    label: str
    """A key of the editor's words."""
    values: dict[str, str]
    is_undone: bool
    is_outside: bool
    """Whether another program made it."""


class ConflictState(TypedDict):
    """Two versions of one passage: somebody else changed what a command touches."""

    file: str
    """The file's name."""
    mine: str
    theirs: str


class FieldsState(TypedDict):
    """What stands above the article, as it is written."""

    title: str
    standfirst: str
    kicker: str
    byline: str
    date: str
    credit: str
    source: str
    language: str


class StoryState(TypedDict):
    """The files of the open story."""

    article: str
    """The file's name."""
    places: str
    folder: str
    """The folder's name, without its path."""
    kind: Literal["markdown", "text", "other"]
    can_mark: bool
    """Whether marks and views can be written into the article: in Markdown alone."""
    can_edit: bool
    """Whether the text can be edited."""
    can_place: bool
    """Whether the places file can be changed; else they are copied into places.geojson first."""
    can_be_markdown: bool
    language: str


class TargetState(TypedDict):
    """A folder that the story can be published into: GET /api/publish offers them, the likeliest first."""

    number: int
    """Names it in requests."""
    name: str
    folder: str
    """The folder that it is in, without its path; "" for the story's own."""
    is_published: bool
    """Whether a story is published there already, which another would take the place of."""
    url: str
    """The address that was given then, "" for none."""


class PublicationState(TypedDict):
    """A folder that was published in this sitting, or is there from before."""

    folder: str
    """The folder's name."""
    page: str
    """The file's name."""
    bytes: int
    snippet: str
    """HTML to paste into a CMS; "" without an address."""
    url: str


class FormatState(TypedDict):
    """A format in which a story is given away: GET /api/export offers them."""

    name: str
    """Names it in requests."""
    label: str
    """What it is called, in English."""
    is_own: bool
    """False for the archive, which is no format of another tool and holds the originals."""


class ReportLineState(TypedDict):
    """What became of something on the way from one format to another, in English."""

    fate: Literal["kept", "changed", "lost"]
    text: str


class ExportState(TypedDict):
    """A file that was written for other tools: what POST /api/export answers."""

    file: str
    """Its name."""
    folder: str
    """The folder that it is in, without its path."""
    bytes: int
    is_original: bool
    """Whether it holds what is not for publishing."""
    lines: list[ReportLineState]


class EditorState(TypedDict):
    """Everything that the editor shows."""

    revision: int
    """Grows with each change of what is shown."""
    page: int
    """The revision of the newest page, 0 for none: /page/3 and /read/3."""
    story: StoryState | None
    """None while the sheet of paper is shown."""
    digests: dict[str, str]
    """Of the files "article" and "places", as they are: what a command is made from."""
    fields: FieldsState | None
    blocks: list[BlockState]
    places: list[PlaceState]
    """At most 2,000; those that the text names first."""
    place_count: int
    layers: list[LayerState]
    decisions: list[DecisionState]
    sure: int
    """How many suggestions are sure, and not yet in the file."""
    is_asked: bool
    """Whether the gazetteer was asked about the text: until then nobody knows what is to decide."""
    problems: list[ProblemState]
    history: list[ChangeState]
    """The newest last, at most 200."""
    can_undo: bool
    can_redo: bool
    conflict: ConflictState | None
    trouble: ProblemState | None
    """Why the last change is not on disk."""
    publication: PublicationState | None


class ShelfItem(TypedDict):
    """A folder or a story that the editor offers; `number` names it in requests."""

    number: int
    name: str
    folder: str


class ShelfState(TypedDict):
    """What the sheet of paper offers."""

    folders: list[ShelfItem]
    """Where a new story can be kept."""
    recents: list[ShelfItem]


class DroppedState(TypedDict):
    """A file that was dropped, as the server keeps it."""

    number: int
    name: str
    kind: Literal["article", "places", "picture", "tiles", "context", "recording", "tool"]
    """A "tool" file is one that another tool wrote, and nothing else."""
    bytes: int


class OpenedState(TypedDict):
    """What became of a file that a story was to begin with: what POST /api/open answers for one that was dropped."""

    is_story: bool
    """Whether it is an article, or a story of another tool; nothing is opened for what is neither."""
    tool: str
    """What wrote it, such as "a StoryMapJS file", in English; "" for an article, which is kept as it is."""
    lines: list[ReportLineState]


class WebChange(TypedDict):
    """What would change on the web."""

    kind: Literal["added", "removed", "changed"]
    what: Literal["text", "place", "view", "picture", "title", "file"]
    name: str
    """The place's name, the words before a picture, or "": what it is, to those who cannot see before and after."""
    member: str
    """What of it: a member of `FieldsState`, of `PlaceState`, "alt", "frame"; "" for all of it."""
    before: str
    after: str


class Answer(TypedDict):
    """What a command is answered with."""

    ok: bool
    revision: int
    problem: NotRequired[ProblemState]
    conflict: NotRequired[bool]
