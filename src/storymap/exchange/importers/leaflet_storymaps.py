"""Leaflet storymaps with Google Sheets: the sheets Chapters and Options as CSV files, or a zip of the whole map."""

from __future__ import annotations

from typing import Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import (
    article_of,
    blocks_of_html,
    check_sections,
    heading,
    plain,
    point_view,
    with_view,
)
from storymap.exchange.context_files import ContextFiles
from storymap.exchange.imported import Imported
from storymap.exchange.json_members import number_of
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.sheets import Sheets, say_known_settings, say_other_settings
from storymap.exchange.source import Source
from storymap.exchange.tables import Record, has_columns
from storymap.model import Block

LABEL: Final = "a leaflet storymap"

_CHAPTERS: Final = "Chapters"
_OPTIONS: Final = "Options"
_COLUMNS: Final = ("chapter", "description", "latitude", "longitude")
_SETTINGS: Final = ("setting", "customize")
# The template's own columns, those of looks too.
_KNOWN: Final = {
    *(*_COLUMNS, "media link", "media credit", "media credit link", "zoom", "marker", "marker color", "location"),
    *("overlay", "overlay transparency", "overlay opacity", "geojson overlay", "geojson feature properties"),
}
_LOST: Final = (
    "basemap tiles api key",
    "google analytics tracking id",
    "storymap logo",
    "author email or website",
    "intro popup text",
)
_READ: Final = ("storymap title", "storymap subtitle", "author name", "basemap tiles")
_USUAL_ZOOM: Final = 15
_HIDDEN: Final = "hidden"


def sniff(source: Source) -> bool:
    """Say whether the file is the sheet of chapters, that of options with chapters beside it, or a zip with both."""
    try:
        return has_columns(source, _COLUMNS) or bool(_chapters(source))
    except StorymapError:
        return False


def read(source: Source) -> Imported:
    """Return the story. Raises StorymapError where there are no chapters, or the tables are broken."""
    report = Report()
    chapters = _chapters(source, report)
    if not chapters:
        raise StorymapError(Problem(source.name, "it has no chapters", "save the sheet Chapters as CSV, and import it"))
    check_sections(len(chapters), source.name)
    return _Reader(source, report).story(chapters)


def _own_sheet(source: Source) -> str:
    if has_columns(source, _COLUMNS):
        return _CHAPTERS
    return _OPTIONS if has_columns(source, _SETTINGS) else ""


def _chapters(source: Source, report: Report | None = None) -> list[Record]:
    own = _own_sheet(source)
    if not own and source.archive is None:
        return []
    rows = Sheets(source, own, report).rows(_CHAPTERS)
    return rows if rows and all(column in rows[0].cells for column in _COLUMNS) else []


class _Reader:
    def __init__(self, source: Source, report: Report) -> None:
        self._report = report
        self._options = Sheets(source, _own_sheet(source), self._report).settings(_OPTIONS)
        self._media = MediaBlocks(source, self._report)
        self._places = PlaceList(self._report)
        self._context = ContextFiles(source, self._report)

    def story(self, chapters: list[Record]) -> Imported:
        options = self._options
        blocks: list[Block] = []
        for row in chapters:
            blocks += self._section(row)
        article = article_of(
            options.get("storymap title", "") or plain(chapters[0]["chapter"]),
            blocks,
            subtitle=options.get("storymap subtitle", ""),
            byline=options.get("author name", ""),
        )
        self._report.kept("chapters", count=len(chapters))
        if not options:
            self._report.lost("the options", "put the sheet Options beside the file, as CSV")
        self._say_what_is_lost()
        return Imported(
            article,
            tuple(self._places.features),
            tuple(self._context.features),
            pictures=self._media.pictures.files,
            report=self._report,
        )

    def _section(self, row: Record) -> list[Block]:
        title = plain(row["chapter"])
        position = position_of(row["longitude"], row["latitude"])
        if position is None and (row["longitude"] or row["latitude"]):
            self._report.lost("positions that cannot be", "latitude and longitude are degrees", example=title)
        zoom = number_of(row["zoom"])
        view = None if position is None else point_view(*position, _USUAL_ZOOM if zoom is None else zoom)
        place_id = "" if position is None else self._place(row, title, position)
        self._overlays(row)
        body = self._body(row, title)
        return [heading(title, view, place_id=place_id), *body] if title else list(with_view(body, view))

    def _place(self, row: Record, title: str, position: tuple[float, float]) -> str:
        """Return the id of a chapter's place, "" where its marker is hidden: then the map moves there, no more.

        The column of the location has what the geocoder was asked for, which is mostly an address.
        """
        location = plain(row["location"])
        if row["marker"].lower() == _HIDDEN or not (location or title):
            self._report.changed("chapters without a marker", "they have a view, and no place", example=title)
            return ""
        return self._places.add(title or location, position, location=location if title != location else "")

    def _body(self, row: Record, title: str) -> list[Block]:
        if row["media credit link"]:
            self._report.lost("links of credits", "put them into the story", example=row["media credit link"])
        for column in row.cells:
            if column not in _KNOWN and row[column]:
                name = f'the column "{column}"' if column else "a column without a name"
                self._report.lost(name, "put it into the story", example=plain(row[column]))
        return [
            *self._media.of(row["media link"], credit=row["media credit"]),
            *blocks_of_html(row["description"], self._report, title, self._media.again),
        ]

    def _overlays(self, row: Record) -> None:
        for address in (row["overlay"], row["geojson overlay"]):
            if "{" in address:
                self._report.lost("overlays of tiles", "they come from a server", example=address)
            elif address:
                self._context.add(address)

    def _say_what_is_lost(self) -> None:
        report, options = self._report, self._options
        say_known_settings(report, options, _LOST)
        colours = [option for option, value in options.items() if value and "color" in option]
        if colours:
            report.lost("colours of the text", "a theme can choose them")
        say_other_settings(report, options, (*_READ, *colours, *_LOST))
