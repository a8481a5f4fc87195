"""A story as plain data for JSON, in two views: whole, for the desk, and public, for a published folder.

In both, offsets are half-open, in code points, into the text of a block, and blocks are counted from 0. Geometry is
GeoJSON (RFC 7946): degrees, longitude first.

The public view is what the page shows and nothing else. Left out are an author's own properties of a place, which may
be notes for the desk, the names of files and the lines in them, and embedded pictures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from storymap.model import PLACE_CREDIT, Block, ContextFeature, Image, Span, Story
from storymap.reading.places.identifiers import identifiers_of
from storymap.rendering.numbering import Numbering
from storymap.rendering.place_credits import credit_of

PUBLIC_VERSION = 2


def story_data(story: Story) -> dict[str, Any]:
    """Return a whole story: article, places, mentions, excerpts, context and problems, for `check --json`."""
    blocks = story.article.blocks
    return {
        "article": asdict(story.article),
        "places": _collection(_place(place_id, row.to_dict()) for place_id, row in story.places.iterrows()),
        "mentions": [{**asdict(m), "text": blocks[m.block].text[m.start : m.end]} for m in story.mentions],
        "excerpts": [
            {**data, "text": blocks[data["block"]].text[data["start"] : data["end"]]} for data in _excerpts(story)
        ],
        "focus": {
            "frame": story.focus.frame,
            "edge": list(story.focus.edge),
            "weights": {place_id: asdict(weight) for place_id, weight in story.focus.weights.items()},
        },
        "context": _collection(_context(feature, where=feature.where) for feature in story.context),
        "problems": [asdict(problem) for problem in story.problems],
    }


def public_story_data(story: Story, numbering: Numbering, url: str) -> dict[str, Any]:
    """Return what a published folder says of a story in story.json; `url` is the folder's address, or ""."""
    article = story.article
    keys = ("title", "kicker", "subtitle", "byline", "date", "language", "source_url", "credit")
    return {
        "version": PUBLIC_VERSION,
        **({"url": url} if url else {}),
        "article": {key: getattr(article, key) for key in keys}
        | {"blocks": [_public_block(b) for b in article.blocks]},
        "places": public_places_data(story, numbering),
        "frame": story.focus.frame,
        "mentions": [asdict(mention) for mention in story.mentions],
        "excerpts": _excerpts(story),
        "context": _collection(map(_context, story.context)),
    }


def public_places_data(story: Story, numbering: Numbering) -> dict[str, Any]:
    """Return the places as a GeoJSON FeatureCollection, in the order of their numbers on the map."""
    features = []
    columns = {
        name: story.places[name].tolist()
        for name in ("name", "aliases", "note", "url", "image", "properties", "geometry")
    }
    # A story that somebody made by hand may have no such column.
    kinds = story.places["kind"].tolist() if "kind" in story.places else [""] * len(story.places)
    for place_id, number in numbering.number.items():
        row = {name: values[numbering.row(place_id)] for name, values in columns.items()}
        properties: dict[str, Any] = {
            "number": number,
            "name": row["name"],
            "aliases": list(row["aliases"]),
            "layer": numbering.layer_of[place_id].name,
            "note": row["note"],
            "url": row["url"],
            **_public_identity(kinds[numbering.row(place_id)], identifiers_of(row["properties"], row["url"])),
            "image": _public_image(row["image"]),
            "mentions": len(numbering.mentions(place_id)),
            **_public_weight(story, place_id),
        }
        if credit := credit_of(row["properties"]):
            properties[PLACE_CREDIT] = credit
        features.append(_feature(properties, row["geometry"], place_id))
    return _collection(features)


def _public_identity(kind: str, identifiers: tuple[str, ...]) -> dict[str, Any]:
    """Return by what an atlas knows the place again in other stories."""
    known = {"kind": kind, "identifiers": list(identifiers)}
    return {key: value for key, value in known.items() if value}


def _public_weight(story: Story, place_id: str) -> dict[str, Any]:
    weight = story.focus.weights.get(place_id)
    return {} if weight is None else {"role": weight.role, "weight": weight.value}


def _place(place_id: str, record: dict[str, Any]) -> dict[str, Any]:
    geometry, image, zoom = record.pop("geometry"), record.pop("image"), record.pop("zoom")
    return _feature({**record, "image": None if image is None else asdict(image), "zoom": zoom}, geometry, place_id)


def _excerpts(story: Story) -> list[dict[str, Any]]:
    return [{"place_id": e.place_id, "block": e.block, "start": e.start, "end": e.end} for e in story.excerpts]


def _context(feature: ContextFeature, **more: str) -> dict[str, Any]:
    return _feature({"name": feature.name, "kind": feature.kind, **more}, feature.geometry)


def _feature(properties: dict[str, Any], geometry: Any, feature_id: str | None = None) -> dict[str, Any]:
    return {
        "type": "Feature",
        **({} if feature_id is None else {"id": feature_id}),
        "properties": properties,
        "geometry": None if geometry is None else geometry.__geo_interface__,
    }


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _public_block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "level": block.level,
        "spans": [_public_span(span) for span in block.spans],
        "within": [asdict(container) for container in block.within],
        "image": _public_image(block.image),
        **({} if block.view is None else {"view": asdict(block.view)}),
    }


def _public_span(span: Span) -> dict[str, Any]:
    data = asdict(span)
    if span.view is None:
        del data["view"]
    return data


def _public_image(image: Image | None) -> dict[str, str] | None:
    return None if image is None else {"alt": image.alt, "caption": image.caption, "credit": image.credit}
