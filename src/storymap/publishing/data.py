"""A story as data for others: what the page shows, and nothing else.

Left out are an author's own properties of a place, which may be notes for the desk, the names of files and the lines in
them, and embedded pictures.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from storymap.model import Block, Image, Story
from storymap.rendering.roster import Roster

VERSION = 1


def places_data(story: Story, roster: Roster) -> dict[str, Any]:
    """Return the places as a GeoJSON FeatureCollection, in the order of their numbers on the map."""
    features = []
    columns = {name: story.places[name].tolist() for name in ("name", "aliases", "note", "url", "image", "geometry")}
    for place_id, number in roster.number.items():
        row = {name: values[roster.row(place_id)] for name, values in columns.items()}
        properties: dict[str, Any] = {
            "number": number,
            "name": row["name"],
            "aliases": list(row["aliases"]),
            "layer": roster.layer_of[place_id].name,
            "note": row["note"],
            "url": row["url"],
            "image": _image(row["image"]),
            "mentions": len(roster.mentions(place_id)),
        }
        shape = row["geometry"]
        geometry = None if shape is None else shape.__geo_interface__
        features.append({"type": "Feature", "id": place_id, "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def published_story(story: Story, roster: Roster, url: str) -> dict[str, Any]:
    """Return the whole story: article, places, mentions, excerpts and context. Offsets are code points, half-open."""
    article = story.article
    keys = ("title", "kicker", "subtitle", "byline", "date", "language", "source_url", "credit")
    return {
        "version": VERSION,
        **({"url": url} if url else {}),
        "article": {key: getattr(article, key) for key in keys} | {"blocks": [_block(b) for b in article.blocks]},
        "places": places_data(story, roster),
        "mentions": [asdict(mention) for mention in story.mentions],
        "excerpts": [
            {"place_id": e.place_id, "block": e.block, "start": e.start, "end": e.end} for e in story.excerpts
        ],
        "context": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": feature.name, "kind": feature.kind},
                    "geometry": feature.geometry.__geo_interface__,
                }
                for feature in story.context
            ],
        },
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "level": block.level,
        "spans": [asdict(span) for span in block.spans],
        "within": [asdict(container) for container in block.within],
        "image": _image(block.image),
    }


def _image(image: Image | None) -> dict[str, str] | None:
    return None if image is None else {"alt": image.alt, "caption": image.caption, "credit": image.credit}
