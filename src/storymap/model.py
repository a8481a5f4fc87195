"""The nouns of storymap: plain, frozen data. No I/O and no HTML here.

Offsets are half-open ranges of code points (Python string indices) into the text of one block. Coordinates are degrees,
longitude first, in EPSG:4326 (WGS 84).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from storymap.errors import Problem

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

SpanKind = Literal[
    "emphasis", "strong", "code", "strike", "subscript", "superscript", "break", "link", "place", "action"
]
BlockKind = Literal[
    "kicker", "headline", "standfirst", "paragraph", "heading", "dateline", "image", "recording", "code", "rule"
]
MediaDelivery = Literal["inline", "link"]
ContextKind = Literal["river", "water", "road", "rail", "border", "barrier", "built", "green", "area", "town", ""]
Role = Literal["scene", "setting", "passing"]
ContainerTag = Literal["blockquote", "ul", "ol", "li", "table", "tr", "th", "td"]

# The layer of places without one; the page says it in its own language.
DEFAULT_LAYER = "Places"
LAYER_COLOURS = 8  # how many colours a layer can choose from
PLACE_CREDIT = "place_credit"  # the property of a feature that says whom to credit for the place


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup kept beside the text: `text[start:end]` is of this `kind`.

    `value` is the address of a "link" (http, https or mailto; of what was not read but made, also a path from the page,
    which begins with a dot or a slash). Of a "place", which is a manual link, it is the place_id
    that the author gave the words (`[the bridge](place:santa-fe-bridge)`), or empty where the author forbade a mention
    (`[Juarez](place:)`). Of a "superscript" it is the number of the note that it stands for. A "break" covers the
    newline of a hard line break. An "action" is words that a reader may press (`[bridges](view:31.75,-106.48,13)`):
    while they are pressed, the map shows their `view`.
    """

    start: int
    end: int
    kind: SpanKind
    value: str = ""
    view: AuthorView | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """An element that holds blocks: a list, an item, a quotation, a table and its rows and cells.

    `key` tells two neighbours of the same tag apart; it is unique within an article. `start` is the first number of an
    "ol".
    """

    tag: ContainerTag
    key: int
    start: int = 1


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `src` is what the author wrote; `data` is the picture as a `data:` URI, empty if it is not shown.

    For a picture on a server that the author allowed, `data` is its https address. `width` and `height` are in pixels,
    0 where they are not known. The author says of a `decorative` picture that it has no meaning: it needs no `alt`.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    data: str = ""
    width: int = 0
    height: int = 0
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a film. `src`, `alt`, `caption`, `credit` and `data` are as those of an Image.

    `subtitles` is what is spoken, as WebVTT in a `data:` URI, or "". `poster` is the picture before a film is played.
    """

    src: str
    kind: Literal["audio", "video"]
    alt: str = ""
    caption: str = ""
    credit: str = ""
    data: str = ""
    subtitles: str = ""
    poster: Image | None = None


@dataclass(frozen=True, slots=True)
class MediaChoice:
    """How pictures and recordings go with a page: "inline", in it, or "link", as files beside it.

    `hosts` are the servers, by name, that the page may ask for more over https.
    """

    delivery: MediaDelivery = "inline"
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorView:
    """What the author wants the map to show: at a block, or while words of it are pressed.

    Either the places with these `place_ids`, or the `centre` (longitude, latitude in degrees) at this `zoom`, or
    neither: then the map frames the places that the block names, and for words that are pressed those of `layers`.
    `show` and `hide` are names of layers; `layers` are those that are shown alone.
    """

    place_ids: tuple[str, ...] = ()
    centre: tuple[float, float] | None = None
    zoom: float | None = None
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its plain normalised `text`, and markup as `spans` into it.

    `level` is 2 to 6 for a heading. `within` lists the containers around the block, outermost first. The text of an
    "image" or "recording" is its caption. `line` is the first line in the source, from 1, where it is known. `view` is
    what the author set for the map here. `note` is the number of the note that begins here, 0 for none.
    """

    kind: BlockKind
    text: str
    level: int = 0
    spans: tuple[Span, ...] = ()
    within: tuple[Container, ...] = ()
    image: Image | None = None
    line: int | None = None
    view: AuthorView | None = None
    recording: Recording | None = None
    note: int = 0

    @property
    def is_leading(self) -> bool:
        """Whether the block is a kicker, a headline or a standfirst, which lead an article in this order."""
        return self.kind in ("kicker", "headline", "standfirst")

    def line_at(self, offset: int) -> int | None:
        """Return the line in the source of what begins at the code point `offset` of the text, where that is known."""
        return None if self.line is None else self.line + self.text.count("\n", 0, offset)

    @property
    def views(self) -> tuple[AuthorView, ...]:
        """The views that the author set here: that of the block, and those of words that may be pressed."""
        if self.view is None and not self.spans:
            return ()  # as of most blocks of a long text, which are asked more than once
        return tuple(view for view in (self.view, *(span.view for span in self.spans)) if view is not None)


@dataclass(frozen=True, slots=True)
class Article:
    r"""An article as it stands. Text is normalised once, at reading: Unicode NFC, "\n" for every line end.

    `blocks` begin with kicker, headline and standfirst; `kicker`, `title` and `subtitle` are the same as plain text on
    one line. Without `has_own_title` the title is the file's name, which nobody wrote, and it is no block. `name` is
    the file's name, for messages. `language` is a BCP 47 tag, "" until it is declared or recognised. `place_files`,
    `context_files`, `theme_file` and `tiles_file` are the files that the front matter names, `place_fields` members of
    a place, each with the field of the files that it is; `media` is its choice of how pictures and recordings go with
    the page.
    `inset` allows one that shows where on earth the map is. `autoplay` is how many seconds a passage stays, or 0.
    """

    title: str
    blocks: tuple[Block, ...]
    name: str = "article"
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    date: str = ""
    language: str = ""
    source_url: str = ""
    credit: str = ""
    place_files: tuple[str, ...] = ()
    place_fields: tuple[tuple[str, str], ...] = ()
    context_files: tuple[str, ...] = ()
    theme_file: str = ""
    tiles_file: str = ""
    media: MediaDelivery | Literal[""] = ""
    inset: bool = True
    autoplay: int = 0
    has_own_title: bool = True

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks below kicker, headline and standfirst."""
        return tuple(block for block in self.blocks if not block.is_leading)


@dataclass(frozen=True, slots=True)
class Place:
    """One checked place. `geometry` is None for a place that the author has not located.

    `place_id` matches `[a-z0-9-]+` and is the only thing about a place that folium ever sees beside its geometry.
    `ignore` lists phrases that contain the name but do not mean the place. `properties` keeps all other members of the
    feature's properties. `where` says where the record stands. `kind` is a gazetteer's word for what the place is
    ("town"), or "". `role` and `weight` are what the author says of how much it matters, or None; see `Weight`.
    """

    place_id: str
    name: str
    geometry: BaseGeometry | None
    aliases: tuple[str, ...] = ()
    layer: str = DEFAULT_LAYER
    note: str = ""
    ignore: tuple[str, ...] = ()
    url: str = ""
    image: Image | None = None
    zoom: float | None = None
    kind: str = ""
    role: Role | None = None
    weight: float | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class LayerChoice:
    """What the author says of a layer of places: that it comes next in the legend, and its `colour`, 1 to 8."""

    name: str
    colour: int | None = None


@dataclass(frozen=True, slots=True)
class ContextFeature:
    """Something that is drawn quietly under the places and is no place itself: a river, a fence, a neighbourhood.

    `geometry` is valid, flat, and in degrees (EPSG:4326). `name` is its label on the map, unless it is empty. `kind`
    says how it is drawn; "" is a plain grey. `where` says where the feature stands, for messages.
    """

    geometry: BaseGeometry
    name: str = ""
    kind: ContextKind = ""
    where: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of article text that names a place: `article.blocks[block].text[start:end]`."""

    block: int
    start: int
    end: int
    place_id: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole sentences of one block around one or more mentions of one place."""

    place_id: str
    block: int
    start: int
    end: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a place matters to the story.

    `value` is 0 to 1; the heaviest place has 1. `role` says how it matters: the story happens in its "scene", the state
    or country around that is a "setting", and what is named in comparison, in a list or as somebody's origin is
    "passing". `frame` is the box that shows the place at its best (west, south, east, north in degrees; east may
    exceed 180), None if it is not located. `why` says in words what weight and role come from.
    """

    value: float
    role: Role
    frame: tuple[float, float, float, float] | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFocus:
    """What the map shows at first.

    `weights` are those of the places, by place_id. `frame` is the box that the opening view shows, without a margin:
    west, south, east, north in degrees (east may exceed 180), None where it shows all places, or none is located.
    `edge` are the place_ids of places beyond the frame that matter enough to be pointed at from its edge, the heaviest
    first.
    """

    weights: Mapping[str, Weight] = field(default_factory=dict)
    frame: tuple[float, float, float, float] | None = None
    edge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """A part of the words that name a source; `url` is http or https, or empty."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StreetTiles:
    """Street-level vector tiles, cut to a story.

    `tiles` are Mapbox Vector Tiles in Protomaps' schema, each packed with gzip, by (zoom, column, row): at zoom z the
    earth is 2**z columns from west to east and as many rows from north to south. `credits` name where they come from.
    """

    tiles: Mapping[tuple[int, int, int], bytes]
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A newsroom's own style sheet, which loads nothing and comes after the page's own.

    `scheme` is the only one of light and dark that it is made for, or "" for both.
    """

    css: str
    scheme: Literal["", "light", "dark"] = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An article, its places, and what ties them together.

    `places` is a GeoDataFrame in EPSG:4326, indexed by place_id, with a column for each other field of `Place`.
    `mentions` and `excerpts` are in reading order. `problems` are the warnings met on the way. `sources` are the paths
    of the files that were read, as they were given: a page is never written over one of them. `context` is drawn under
    the places, in the order of its files. `theme` is the page's look, if it is not the usual one. `tiles` are the
    streets under both. `media` is how pictures and recordings go with the page. `focus` is what the map shows at first.
    `layers` are those of the places that come first in the legend, in this order.
    """

    article: Article
    places: gpd.GeoDataFrame
    mentions: tuple[Mention, ...]
    excerpts: tuple[Excerpt, ...]
    problems: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()
    context: tuple[ContextFeature, ...] = ()
    theme: Theme | None = None
    tiles: StreetTiles | None = None
    media: MediaChoice = MediaChoice()
    focus: StoryFocus = StoryFocus()
    layers: tuple[LayerChoice, ...] = ()

    def __post_init__(self) -> None:
        """Take an article that was made by hand, without a language, for an English one: pages need to say one."""
        if not self.article.language:
            object.__setattr__(self, "article", replace(self.article, language="en"))
