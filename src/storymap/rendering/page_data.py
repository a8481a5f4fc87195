"""Makes the page's own block of data: what the browser part must know beside the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from storymap.geometry.bounds import BBox
from storymap.geometry.longitudes import shifts_beside
from storymap.limits import MOST_VIEW_NAMES
from storymap.model import AuthorView, Story
from storymap.rendering.contract.page import PageData, PassageData, PlaceData, ViewData
from storymap.rendering.element_ids import block_id
from storymap.rendering.folium_layers import layer_variable
from storymap.rendering.map_content import MAP_VARIABLE
from storymap.rendering.numbering import Numbering
from storymap.rendering.online_tiles import OnlineTiles
from storymap.rendering.other_stories import OtherStories
from storymap.rendering.static_map.at_sea import is_at_sea
from storymap.rendering.static_map.globe import has_inset
from storymap.rendering.symbols import SHAPES
from storymap.rendering.told_rows import importance_of, told_rows


def page_data(
    story: Story,
    numbering: Numbering,
    tiles: OnlineTiles | None = None,
    other_stories: Mapping[str, OtherStories] | None = None,
) -> PageData:
    """Return the block of a story's page: numbers and ids, no text of the story."""
    bounds = numbering.bounds
    frame = story.focus.frame or bounds
    data: PageData = {
        "map": MAP_VARIABLE,
        "bounds": None if bounds is None else _rounded(bounds),
        "frame": story.focus.frame or (None if bounds is None else _rounded(bounds)),
        "edge": [place_id for place_id in story.focus.edge if place_id in numbering.marked],
        "has_inset": has_inset(story, frame),
        "is_at_sea": frame is not None and has_inset(story, frame) and is_at_sea(frame),
        "shapes": {layer.symbol.shape: SHAPES[layer.symbol.shape] for layer in numbering.layers},
        "places": _places(story, numbering),
        "locale": numbering.words.locale,
        "words": numbering.words.texts,
        "layers": [layer_variable(layer) for layer in numbering.layers],
        "views": {
            block_id(index): _view(block.view, numbering, bounds)
            for index, block in enumerate(story.article.body)
            if block.view is not None
        },
        "actions": [
            _view(_alone(span.view, numbering), numbering, bounds)
            for _, span in numbering.actions
            if span.view is not None
        ],
    }
    if story.article.autoplay:
        data["autoplay"] = story.article.autoplay
    if numbering.told:
        data["rows"] = told_rows(story, numbering, other_stories)
    if tiles is not None:
        data["tiles"] = tiles.data()
    return data


def _rounded(bounds: BBox) -> BBox:
    west, south, east, north = (round(value, 6) for value in bounds)
    return west, south, east, north


def _places(story: Story, numbering: Numbering) -> dict[str, PlaceData]:
    """Return the places that have an entry in the document, by place_id."""
    zooms: list[float | None] = story.places["zoom"].tolist()
    places: dict[str, PlaceData] = {}
    for place_id in numbering.listed:
        symbol = numbering.layer_of[place_id].symbol
        places[place_id] = {
            "number": numbering.number[place_id],
            "colour": symbol.colour,
            "shape": symbol.shape,
            "located": place_id in numbering.located,
            **importance_of(story, place_id, zooms[numbering.row(place_id)]),
            "mentions": _passages(place_id, numbering),
        }
    return places


def _passages(place_id: str, numbering: Numbering) -> list[PassageData]:
    return [
        {
            "excerpt": numbering.excerpt_ids[(excerpt.block, excerpt.start, excerpt.end)],
            "marks": [numbering.mention_ids[mention] for mention in excerpt.mentions],
        }
        for excerpt in numbering.excerpts(place_id)
    ]


def _alone(view: AuthorView, numbering: Numbering) -> AuthorView:
    """Return the view of an action as it is where no passage says what else is shown.

    Its layers are framed, unless they are of very many places, and the layers of its places are shown.
    """
    place_ids = view.place_ids
    if not place_ids and view.centre is None:
        ids = [i for layer in numbering.layers if layer.key in view.layers for i in layer.place_ids]
        framed = [place_id for place_id in ids if place_id in numbering.located]
        place_ids = tuple(framed) if len(framed) <= MOST_VIEW_NAMES else ()
    layers = (numbering.layer_of[place_id].key for place_id in place_ids)
    shown = dict.fromkeys((*view.show, *(key for key in layers if key not in view.hide)))
    return replace(view, place_ids=place_ids, show=tuple(shown))


def _view(view: AuthorView, numbering: Numbering, bounds: BBox | None) -> ViewData:
    """Return an author's view: places by id, layers by their position in `PageData.layers`.

    Its centre is moved to where a map with these bounds shows it.
    """
    position = {layer.key: index for index, layer in enumerate(numbering.layers)}
    shown = dict.fromkeys(view.layers + view.show)
    hidden = [name for name in position if name not in shown] if view.layers else view.hide
    data: ViewData = {
        "places": list(view.place_ids),
        "show": [position[name] for name in shown if name in position],
        "hide": [position[name] for name in hidden if name in position],
    }
    if view.centre is not None and view.zoom is not None:
        longitude, latitude = view.centre
        if bounds is not None:
            longitude += float(shifts_beside(longitude, longitude, bounds[0], bounds[2]))
        data["centre"], data["zoom"] = (latitude, longitude), view.zoom
    return data
