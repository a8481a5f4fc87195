"""What lies under the places of one story: the basemap with the author's context, and the picture of it all.

Both take most of a build's time and seldom change, so they are cached from one build to the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import shapely
from markupsafe import Markup

from storymap.basemap_data.borders import NEUTRAL, worldviews
from storymap.errors import PageError, Problem, printable
from storymap.model import Story
from storymap.rendering.clusters import cluster_boxes
from storymap.rendering.context_layer import context_data
from storymap.rendering.contract.basemap import BasemapData, read_basemap
from storymap.rendering.escaping import script_json
from storymap.rendering.numbering import Numbering
from storymap.rendering.place_credits import place_credits
from storymap.rendering.static_map.palette import MapPalette
from storymap.rendering.weights import weight_of
from storymap.storage.build_caches import BuildCaches, cached_for

# The names of a place and its geometry, as `StoryPlace` has them.
# West, south, east, north: where people live.
_EARTH = (-168.0, -56.0, 178.0, 72.0)
_NamedShape = tuple[tuple[str, ...], Any]


class MapBackground:
    """The basemap of a story in a worldview. Raises PageError for a worldview that is not known."""

    def __init__(self, story: Story, numbering: Numbering, worldview: str, caches: BuildCaches | None = None) -> None:
        self._caches = caches
        self._story = story
        self._numbering = numbering
        self._worldview = _known(worldview)

    @cached_property
    def text(self) -> Markup:
        """The basemap as JSON for the page; "" if no place is located."""
        places = _named_shapes(self._story, self._numbering)
        if not places:
            return Markup()
        basemap = cached_for(self._caches, "basemap", self._own_parts, lambda: self._make_basemap(places))
        return Markup(basemap.decode())  # noqa: S704 - through script_json

    @cached_property
    def earth(self) -> Markup:
        """The earth as JSON, for a page on which the first place is yet to be put."""
        places: list[_NamedShape] = [((), shapely.box(*_EARTH))]
        basemap = cached_for(self._caches, "basemap", self._basemap_parts(places), lambda: self._make_basemap(places))
        return Markup(basemap.decode())  # noqa: S704 - through script_json

    @cached_property
    def key(self) -> bytes:
        """What tells one `text` from another: it takes a fraction of the time."""
        digest = hashlib.sha256()
        for part in self._own_parts:
            digest.update(part + b"\0")
        return digest.digest()

    @cached_property
    def _own_parts(self) -> list[bytes]:
        return list(self._basemap_parts(_named_shapes(self._story, self._numbering)))

    @cached_property
    def data(self) -> BasemapData | None:
        """The basemap as `make_basemap` returns it; None if no place is located."""
        return read_basemap(self.text) if self.text else None

    def picture(self, **options: Any) -> Markup:
        """Return `story_svg` of the story with these options."""
        palette: MapPalette | None = options.get("palette")
        chosen = {**options, "palette": None if palette is None else dict(palette)}
        parts = [json.dumps(chosen, sort_keys=True).encode(), *self._picture_parts()]
        svg = cached_for(self._caches, "picture", parts, lambda: self._make_picture(options))
        return Markup(svg.decode())  # noqa: S704 - written element by element, escaped

    # What makes them is loaded only when it is needed: it takes longer than reading what was cached.
    def _make_picture(self, options: dict[str, Any]) -> bytes:
        from storymap.rendering.static_map.render import story_svg

        return story_svg(self._story, self._numbering, self.data, **options).encode()

    def _make_basemap(self, places: list[_NamedShape]) -> bytes:
        from storymap.rendering.basemap.finer_lines import finer_lines
        from storymap.rendering.basemap.labels import StoryPlace
        from storymap.rendering.basemap.make import make_basemap

        basemap = make_basemap(
            [StoryPlace(*place) for place in places],
            frame=self._story.focus.frame,
            language=self._story.article.language,
            worldview=self._worldview,
            finer=finer_lines(self._story.context, self._numbering.bounds, self._areas()),
            memo=None if self._caches is None else self._caches.background,
        )
        basemap["credit"] = " · ".join((basemap["credit"], *self._credits()))
        context = context_data(self._story)
        if context is not None:
            basemap["context"] = context
        return script_json(basemap).encode()

    def _basemap_parts(self, places: list[_NamedShape]) -> Iterator[bytes]:
        yield f"{self._story.article.language} {self._worldview} {self._story.focus.frame}".encode()
        yield json.dumps(self._credits()).encode()
        yield from self._context_parts()
        yield b"".join(shapely.to_wkb(self._areas()))
        yield json.dumps([list(names) for names, _ in places]).encode()
        yield b"".join(shapely.to_wkb([shape for _, shape in places]))

    def _credits(self) -> tuple[str, ...]:
        return self._numbering.once("place_credits", lambda: place_credits(self._story))

    def _areas(self) -> list[Any]:
        """Return the areas of the places that are drawn with an outline."""
        areas = self._numbering.once("areas", lambda: _areas(self._numbering))
        return [shape for place_id, shape in areas if weight_of(self._story, place_id).role != "passing"]

    def _context_parts(self) -> Iterator[bytes]:
        context = self._story.context
        yield json.dumps([(feature.name, feature.kind) for feature in context]).encode()
        yield b"".join(shapely.to_wkb([feature.geometry for feature in context]))

    def _picture_parts(self) -> Iterator[bytes]:
        """Yield all that the picture shows."""
        numbering, places = self._numbering, self._story.places
        yield self.key
        yield self._story.article.language.encode()
        yield numbering.words.digest
        yield json.dumps([list(numbering.number), sorted(numbering.clustered), places.index.tolist()]).encode()
        yield json.dumps([places[column].tolist() for column in ("name", "layer", "zoom")]).encode()
        yield repr((self._story.focus, self._story.article.inset)).encode()
        yield b"".join(shape or b"-" for shape in shapely.to_wkb(numbering.shapes))


def _known(worldview: str) -> str:
    if worldview == NEUTRAL:
        return worldview
    view = worldview.upper()
    if view not in worldviews():
        raise PageError(
            Problem(
                where="worldview",
                what=f'there is no worldview "{printable(worldview)}"',
                remedy=f"take one of {', '.join(worldviews())}",
            )
        )
    return view


def _named_shapes(story: Story, numbering: Numbering) -> list[_NamedShape]:
    """Return the names and shapes of the places, and of the clustered ones only boxes around them, without names."""
    return numbering.once("named_shapes", lambda: list(_names_with_shapes(story, numbering)))


def _names_with_shapes(story: Story, numbering: Numbering) -> Iterator[_NamedShape]:
    names, aliases = story.places["name"].tolist(), story.places["aliases"].tolist()
    geometry = numbering.shapes
    clustered = set(numbering.clustered)
    rows = [
        numbering.row(place_id)
        for place_id in numbering.number
        if place_id in numbering.located and place_id not in clustered
    ]
    # In the order of the file, which says which of two places of one name comes first.
    yield from (((names[row], *aliases[row]), geometry[row]) for row in sorted(rows))
    yield from (((), box) for box in cluster_boxes(numbering))


def _areas(numbering: Numbering) -> list[tuple[str, Any]]:
    """Return the areas that are not clustered, with their place_ids, by number."""
    areas = [place_id for place_id, dimension in numbering.extended.items() if dimension == 2]
    clustered = frozenset(numbering.clustered) if areas else ()
    return [(place_id, numbering.shape(place_id)) for place_id in areas if place_id not in clustered]
