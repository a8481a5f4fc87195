"""Leaflet maps with Google Sheets: the sheets Points, Polylines, Polygons and Options as CSV, or a zip of the map."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import article_of, blocks_of_html, plain, point_view, with_view
from storymap.exchange.context_files import ContextFiles
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import ImportedPlaces, imported_places
from storymap.exchange.json_members import number_of
from storymap.exchange.layer_colours import nearest_colour
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_records import LONGEST_SHORT_NOTE, readable_name
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.sheets import Sheets, say_known_settings, say_other_settings
from storymap.exchange.skeleton import skeleton, title_of_file
from storymap.exchange.source import Source
from storymap.exchange.story_files import point
from storymap.exchange.tables import Record, has_columns, read_table
from storymap.model import Block, LayerChoice
from storymap.reading.places.formats.feature import Feature, FeatureCollection
from storymap.reading.places.html_notes import note_text

LABEL: Final = "a leaflet map with sheets"

_SHEETS: Final = ("Points", "Polylines", "Polygons", "Options")
_POINTS: Final = ("latitude", "longitude", "group", "marker icon", "marker color")
_LINES: Final = ("geojson url", "display name")
_SETTINGS: Final = ("setting", "customize")
_TITLE: Final = "map title"
_AREAS: Final = "polygon geojson url"
_LOST: Final = (
    "basemap tiles api key",
    "google analytics tracking id",
    "author email or website",
)
_READ: Final = (
    *(_TITLE, "map subtitle", "author name", "intro popup text", "basemap tiles"),
    *("initial zoom", "initial center latitude", "initial center longitude"),
)
_MOST_POLYGON_SHEETS: Final = 20
_USUAL_ZOOM: Final = 12
# Columns that become members of a place, and those that say how its marker looks.
_MEMBERS: Final = ("name", "label", "description", "image", "group", "latitude", "longitude")
_LOOK: Final = ("marker icon", "marker color", "icon color", "custom size")


def sniff(source: Source) -> bool:
    """Say whether the file is the sheet of points, another one with that of options, or a zip with them."""
    try:
        return has_columns(source, _POINTS) or _TITLE in Sheets(source, _own_sheet(source)).settings("Options")
    except StorymapError:
        return False


def read(source: Source) -> Imported:
    """Return the map as a story that names its points. Raises StorymapError where there is nothing on it."""
    return _Reader(source).story()


def _own_sheet(source: Source) -> str:
    if has_columns(source, _POINTS):
        return "Points"
    if has_columns(source, _LINES):
        return "Polylines"
    if not has_columns(source, _SETTINGS):
        return ""
    # The sheets of options and of areas have the same columns.
    is_of_areas = any(row["setting"].lower() == _AREAS for row in read_table(source.text, source.name))
    return _sheet_of_areas(source.name) if is_of_areas else "Options"


def _sheet_of_areas(name: str) -> str:
    """Return which sheet of areas a file is, by its name: "Polygons", "Polygons1" and so on."""
    stem = PurePath(name).stem
    return f"Polygons{stem[len(stem.rstrip('0123456789')) :]}"


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._report = Report()
        self._sheets = Sheets(source, _own_sheet(source), self._report)
        self._options = self._sheets.settings("Options")
        self._media = MediaBlocks(source, self._report)
        self._context = ContextFiles(source, self._report)

    def story(self) -> Imported:
        report, options = self._report, self._options
        points = self._sheets.rows("Points")
        self._add_lines()
        self._add_areas()
        places = self._places(points)
        if not places.places and not self._context.features:
            what = "there is nothing on its map"
            raise StorymapError(Problem(self._source.name, what, "put the sheet Points beside the file, as CSV"))
        lead = blocks_of_html(options.get("intro popup text", ""), report, "the intro", self._media.again)
        article = article_of(
            options.get(_TITLE, "") or title_of_file(self._source.name),
            skeleton(self._with_view(lead), places, report, is_html=True),
            subtitle=options.get("map subtitle", ""),
            byline=options.get("author name", ""),
        )
        self._say_what_is_lost(points)
        context = (*places.context, *self._context.features)
        return Imported(article, places.places, context, _layers(points), self._media.pictures.files, report)

    def _places(self, points: list[Record]) -> ImportedPlaces:
        features = [Feature(f"line {row.line}", _feature(row)) for row in points if any(row.cells.values())]
        if not features:
            return ImportedPlaces(())
        return imported_places(FeatureCollection(features), self._source, self._report, self._media.pictures)

    def _add_lines(self) -> None:
        for row in self._sheets.rows("Polylines"):
            self._context.add(row["geojson url"], name=plain(row["display name"]), kind="road")
            if row["description"]:
                self._report.lost("descriptions of lines", "put them into the text", example=plain(row["description"]))

    def _add_areas(self) -> None:
        for number in range(_MOST_POLYGON_SHEETS):
            settings = self._sheets.settings(f"Polygons{number or ''}")
            if not settings and number:
                return
            if address := settings.get(_AREAS, ""):
                self._context.add(address, name_property=settings.get("show polygon labels", ""), kind="area")
                if settings.get("polygon properties, labels"):
                    self._report.lost("colours and values of areas", "context is drawn quietly", example=address)

    def _with_view(self, lead: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the lead with the map's first view on it, where the author chose one."""
        options = self._options
        centre = position_of(options.get("initial center longitude"), options.get("initial center latitude"))
        zoom = number_of(options.get("initial zoom"))
        return lead if centre is None or zoom is None else with_view(lead, point_view(*centre, zoom))

    def _say_what_is_lost(self, points: list[Record]) -> None:
        report, options = self._report, self._options
        report.changed(
            "symbols of points",
            "layers have symbols of their own",
            count=sum(bool(row["marker icon"]) for row in points),
        )
        if not options:
            report.lost("the options", "put the sheet Options beside the file, as CSV")
        say_known_settings(report, options, _LOST)
        say_other_settings(report, options, (*_READ, *_LOST))


def _feature(row: Record) -> dict[str, Any]:
    """Return a point as a feature. Its own columns are kept; a description that is too long for a popup stays HTML."""
    description = row["description"]
    note = note_text(description)
    position = position_of(row["longitude"], row["latitude"])
    has_position = bool(row["longitude"] or row["latitude"])
    own = {key: value.strip() for key, value in row.cells.items() if key and key not in (*_MEMBERS, *_LOOK)}
    properties: Mapping[str, Any] = {
        **{key: value for key, value in own.items() if value},
        "name": plain(row["name"] or row["label"] or row["location"]),
        "note": description if len(note) > LONGEST_SHORT_NOTE else note,
        "layer": plain(row["group"]),
        "image": row["image"],
    }
    geometry: Any = point(*position) if position is not None else {} if has_position else None
    given = {key: value for key, value in properties.items() if value}
    return {"type": "Feature", "properties": given, "geometry": geometry}


def _layers(points: list[Record]) -> tuple[LayerChoice, ...]:
    """Return the groups in their order, each with the colour that is nearest to that of its first marker."""
    colours: dict[str, str] = {}
    for row in points:
        if layer := readable_name(plain(row["group"])):
            colours.setdefault(layer, row["marker color"].lower())
    return tuple(LayerChoice(layer, nearest_colour(colour)) for layer, colour in colours.items())
