"""A problem and its remedy, and the files that cases are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

Files = dict[str, str | bytes]


def point(name: str, lon: float = -99.5, lat: float = 27.5, **properties: object) -> str:
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    feature = {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}
    return json.dumps(feature, ensure_ascii=False)


def features(*written: str) -> str:
    return f'{{"type": "FeatureCollection", "features": [{", ".join(written)}]}}'


STORY = "# T\n\nIn Laredo it rained.\n"
LAREDO = features(point("Laredo"))
SQUARE = "[[0, 0], [0, 2], [2, 2], [2, 0]%s]"
POLYGON = '{"type": "Feature", "properties": {"name": "Laredo"}, "geometry": {"type": "Polygon", "coordinates": [%s]}}'
FAR = '{"type": "Feature", "properties": {"name": "Laredo"}, "geometry": {"type": "%s", "coordinates": %s}}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
GPX = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">%s</gpx>'
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>'
WITHOUT_GEOMETRY = '{"type": "Feature", "properties": {"name": "Laredo"}, "geometry": null}'


@dataclass(frozen=True)
class Case:
    """A `command` that prints the `remedy` with these files, and what following it changes: files, or the command.

    The files that are always there are story.md and places.geojson.
    """

    command: str
    remedy: str
    files: Files = field(default_factory=dict)
    mended: Files = field(default_factory=dict)
    then: str = ""

    @property
    def name(self) -> str:
        return self.remedy[:50]


def story(text: str) -> Files:
    return {"story.md": text}


def places(*written: str) -> Files:
    return {"places.geojson": features(*written)}


def front(line: str) -> Files:
    return {"story.md": f"---\ntitle: T\n{line}\n---\n\nIn Laredo it rained.\n"}


BUILD, CHECK = "build story.md", "check story.md"
