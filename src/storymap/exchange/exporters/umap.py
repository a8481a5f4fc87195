"""uMap's backup, which uMap opens as a map: layers with their colours, places with name and description."""

from __future__ import annotations

import html
import json
import math
import re
from typing import Any, Final

import shapely
from shapely.geometry import mapping

from storymap.exchange.exporters.place_members import by_layer, members_of, tell_what_is_no_place
from storymap.exchange.layer_colours import layer_colours
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.reading.places.formats.umap_markup import umap_html
from storymap.reading.places.html_notes import note_text

LABEL: Final = "uMap"
ENDING: Final = ".umap"
_MARKUP: Final = re.compile(r"[*\[\]{}]|^[#-]", re.MULTILINE)


def write(story: SharedStory, report: Report) -> bytes:
    """Return the places by layer; uMap shows no place without a position, but keeps it. The rest is reported."""
    tell_what_is_no_place(story, report, with_layers=True)
    layers = by_layer(story)
    colours = layer_colours(story, layers)
    members = {
        "type": "umap",
        "uri": story.url,
        "properties": {
            "name": story.article.title,
            "description": markup_of(story.article.subtitle),
            "zoom": _zoom(story),
            "easing": False,
            "scrollWheelZoom": True,
        },
        "geometry": _centre(story),
        "layers": [
            {
                "type": "FeatureCollection",
                "features": [_feature(place, report) for place in places],
                "_umap_options": {
                    "name": name,
                    "color": colours[name],
                    "displayOnLoad": True,
                    "browsable": True,
                    "labelKey": "name",
                    "rank": number,
                },
            }
            for number, (name, places) in enumerate(layers.items())
        ],
    }
    return (json.dumps(members, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def markup_of(text: str) -> str:
    """Return a plain text in uMap's markup, in which HTML and stars mean something: it shows as it is."""
    escaped = html.escape(text, quote=False)
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", escaped)


def _feature(place: SharedPlace, report: Report) -> dict[str, Any]:
    properties = {key: value for key, value in members_of(place).items() if key not in ("note", "layer")}
    if place.note:
        properties["description"] = markup_of(place.note)
        if note_text(umap_html(properties["description"])) != place.note:
            report.changed("blanks in notes", "several are one", example=place.name)
    # uMap takes no null for a geometry.
    shape = {"type": "Point", "coordinates": []} if place.geometry is None else mapping(place.geometry)
    return {"type": "Feature", "properties": properties, "geometry": shape}


def _bounds(story: SharedStory) -> tuple[float, float, float, float] | None:
    shapes = [place.geometry for place in story.places if place.geometry is not None]
    return tuple(shapely.total_bounds(shapes).tolist()) if shapes else None


def _centre(story: SharedStory) -> dict[str, Any]:
    west, south, east, north = _bounds(story) or (0.0, 0.0, 0.0, 0.0)
    return {"type": "Point", "coordinates": [round((west + east) / 2, 5), round((south + north) / 2, 5)]}


def _zoom(story: SharedStory) -> int:
    """Return a zoom at which a window of three tiles shows all places."""
    west, south, east, north = _bounds(story) or (-180.0, -80.0, 180.0, 80.0)
    span = max(east - west, 2 * (north - south), 0.01)
    return min(max(int(math.log2(3 * 360 / span)) - 1, 1), 15)
