"""The places of an atlas as GeoJSON (RFC 7946), each with the stories that name it; a places file, too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from storymap.atlas.naming_stories import NamingStories, NamingStory
from storymap.atlas.records import Atlas, AtlasPlace
from storymap.atlas.story_links import story_link
from storymap.geometry.geojson import geojson_geometry

FEATURES: Final = "places.geojson"
FEATURE: Final = "place.geojson"

# A file of places may have 10,000 values in a property, and a story is six of them.
MOST_STORIES_OF_A_FEATURE: Final = 1_000


def geojson(atlas: Atlas, place: AtlasPlace | None, base: str = "", naming: NamingStories | None = None) -> str:
    """Return all places as a FeatureCollection, a feature on a line, or `place` alone as one.

    Each has its slug as its id, its name, aliases, layer, kind and identifiers, how many stories name it, and these,
    the first thousand, in the order of the atlas: id, title, date, address and the first sentence that names the place.
    What is not known is left out. With `base`, the address of the atlas' folder, addresses are absolute, and a place
    has that of its page; else they are paths as seen from where the file lies.
    """
    naming = naming or NamingStories(atlas)
    places, depth = (atlas.places, 0) if place is None else ((place,), 2)
    return "".join(collection_text(feature(one, naming.of(one), base=base, depth=depth) for one in places))


def collection_text(features: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of a FeatureCollection piece by piece, so that it need not be in memory as a whole."""
    yield '{"type": "FeatureCollection", "features": [\n'
    before = ""
    for one in features:
        yield before + _json(one)
        before = ",\n"
    yield "\n]}\n"


def feature(
    place: AtlasPlace,
    stories: Sequence[NamingStory],
    *,
    base: str,
    depth: int,
    count: int | None = None,
    page: str | None = None,
) -> dict[str, Any]:
    """Return a place as a feature: `count` stories name it, if these are not all.

    `page` is where it is shown, as seen from the atlas' folder; without one it has a page of its own.
    """
    known: dict[str, Any] = {
        "name": place.name,
        "aliases": list(place.aliases),
        "layer": place.layer,
        "kind": place.kind,
        "url": f"{base}{f'place/{place.slug}/' if page is None else page}" if base else "",
        "identifiers": list(place.identifiers),
    }
    return {
        "type": "Feature",
        "id": place.slug,
        "properties": {
            **{key: value for key, value in known.items() if value},
            "story_count": len(stories) if count is None else count,
            "stories": [_story(one, base, depth) for one in stories[:MOST_STORIES_OF_A_FEATURE]],
        },
        "geometry": None if place.geometry is None else geojson_geometry(place.geometry),
    }


def _story(one: NamingStory, base: str, depth: int) -> dict[str, str]:
    known = {
        "id": one.story.story_id,
        "title": one.story.title,
        "date": one.story.date,
        "address": story_link(one.story.address, base=base, depth=depth),
        "sentence": next((" ".join(sentence.text.split()) for sentence in one.sentences), ""),
    }
    return {key: value for key, value in known.items() if value}


def _json(value: Any) -> str:
    # A lone surrogate is no UTF-8.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8")
