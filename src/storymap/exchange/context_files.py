"""Files of shapes that a source names, as context: drawn quietly under the places."""

from __future__ import annotations

from typing import Any

import shapely

from storymap.errors import StorymapError
from storymap.exchange.imported_places import usable_shapes
from storymap.exchange.place_records import readable_name
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.limits import MOST_CONTEXT_POSITIONS
from storymap.reading.media.local_files import is_remote
from storymap.reading.places.formats.geojson import read_geojson
from storymap.reading.problem_log import ProblemLog


class ContextFiles:
    """Gathers the features of GeoJSON files that stand beside a source or in it, each file once."""

    def __init__(self, source: Source, report: Report) -> None:
        self.features: list[dict[str, Any]] = []
        self._source = source
        self._report = report
        self._known: set[str] = set()
        self._left = MOST_CONTEXT_POSITIONS

    def add(self, address: str, *, name: str = "", name_property: str = "", kind: str = "") -> None:
        """Add the features of the file `address`; what cannot be read is reported.

        Its first feature is labelled `name`, or each with what it has as `name_property`.
        """
        address = address.strip()
        if not address or address in self._known:
            return
        self._known.add(address)
        content = None if is_remote(address) else self._source.beside(address)
        if content is None:
            why = "save them beside the story" if is_remote(address) else "put them there"
            where = "on the web" if is_remote(address) else "that are not beside the file"
            self._report.lost(f"overlays {where}", why, example=address)
            return
        try:
            text = self._source.decode(content, address)
        except StorymapError as error:
            self._report.lost("overlays that cannot be read", error.problems[0].what, example=address)
            return
        self._add_features(text, address, readable_name(name), name_property, kind)

    def _add_features(self, text: str, address: str, name: str, name_property: str, kind: str) -> None:
        log = ProblemLog(address)
        collection = read_geojson(text, address, log).unpacked()
        features = [one for one in collection.features if isinstance(one.value, dict)]
        if log.failed or not features:
            why = next((problem.what for problem in log.problems()), "there is nothing in it")
            self._report.lost("overlays that cannot be read", why, example=address)
            return
        shapes = usable_shapes(features, collection, Report(), log)
        self._report.lost("shapes of overlays that cannot be", count=sum(shape is None for shape in shapes))
        for number, (one, shape) in enumerate(zip(features, shapes, strict=True)):
            if shape is None:
                continue
            self._left -= int(shapely.get_num_coordinates(shape))
            if self._left < 0:
                why = f"a page can draw {MOST_CONTEXT_POSITIONS:,} positions; simplify it"
                self._report.lost("what is left of an overlay", why, example=address)
                return
            label = readable_name(one.properties.get(name_property)) if name_property else name if number == 0 else ""
            properties = {key: value for key, value in (("name", label), ("kind", kind)) if value}
            geometry = shapely.geometry.mapping(shape)
            self.features.append({"type": "Feature", "properties": properties, "geometry": geometry})
        self._report.changed("overlays", "they are context, drawn under the places", example=address)
