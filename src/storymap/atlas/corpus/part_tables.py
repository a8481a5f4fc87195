"""The tables of one part: rows of documents, mentions and errors, and what they say of places by year."""

from __future__ import annotations

import struct
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from storymap.atlas.corpus.records import DocumentError, SourceDocument
from storymap.atlas.corpus.schemas import PART_STEP, PLACE_YEARS, schema_of
from storymap.atlas.corpus.table_writer import TableWriter
from storymap.gazetteer.entries import GazetteerEntry
from storymap.geoparsing.document_places import DocumentPlaces, PlaceWeight
from storymap.geoparsing.suggestions import kind_of
from storymap.geoparsing.toponym import LIKELY
from storymap.reading.slugs import slugify

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geometry.bounds import BBox

PART_FILES = ("documents", "mentions", "errors", "places")
_POINT, _BOX = struct.Struct("<BIdd"), struct.Struct("<BIII10d")
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_NO_WEIGHT = PlaceWeight(0.0, "passing")
_LONGEST_YEAR = 4
LONGEST_SENTENCE = 1_000  # code points: a longer one is cut around the name, which may stand in it many times


@dataclass(frozen=True, slots=True)
class PartCounts:
    """How many rows a part has."""

    documents: int
    mentions: int
    errors: int


class PartTables:
    """The tables of one part, in `folder`: a file each, called as PART_FILES says."""

    def __init__(self, folder: Path, number: int, gazetteer: Gazetteer, stack: ExitStack) -> None:
        self._first = number * PART_STEP
        self._places = PlaceYears(gazetteer)
        self._documents, self._mentions, self._errors = (
            TableWriter(folder / f"{table}.parquet", schema_of(table), stack)
            for table in ("documents", "mentions", "errors")
        )
        self._place_years = TableWriter(folder / "places.parquet", PLACE_YEARS, stack)

    def add(self, document: SourceDocument, found: DocumentPlaces) -> None:
        """Add a document with what it names: of a name that may as well mean another place nothing is said."""
        article = document.article
        number = self._first + self._documents.rows
        year = year_of(article.date)
        mentions = [mention for mention in found.mentions if mention.confidence >= LIKELY]
        counted = Counter(mention.entry for mention in mentions)
        ids = {entry.number: self._places.count(entry, year, count) for entry, count in counted.items()}
        for mention in mentions:
            entry = mention.entry
            weight = found.weights.get(entry.number, _NO_WEIGHT)
            text, start, end = cut_sentence(mention.text, mention.start, mention.end)
            position = _position(entry)
            self._mentions.add(
                number,
                mention.sentence,
                text,
                start,
                end,
                mention.name,
                ids[entry.number],
                mention.score,
                mention.confidence,
                weight.value,
                weight.role,
                *position,
                _POINT.pack(1, 1, *position),
            )
        frame, sides = (None, None) if found.frame is None else packed_frame(found.frame)
        self._documents.add(
            number,
            document.id,
            article.title,
            article.date,
            year,
            article.source_url,
            article.language,
            sum(len(block.text.split()) for block in article.blocks),
            len(mentions),
            [ids[place] for place, weight in found.weights.items() if weight.role == "scene" and place in ids],
            frame,
            sides,
            document.source,
        )

    def add_error(self, error: DocumentError) -> None:
        """Add a document that could not be read."""
        self._errors.add(error.source, error.position, error.id, error.what, error.remedy)

    def finish(self) -> PartCounts:
        """Write what is left, and return how many rows there are."""
        self._places.write(self._place_years)
        for table in (self._documents, self._mentions, self._errors, self._place_years):
            table.flush()
        return PartCounts(self._documents.rows, self._mentions.rows, self._errors.rows)


class PlaceYears:
    """How often documents of each year name each place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._entries: dict[int, tuple[str, GazetteerEntry]] = {}
        self._documents: Counter[tuple[int, int | None]] = Counter()
        self._mentions: Counter[tuple[int, int | None]] = Counter()

    def count(self, entry: GazetteerEntry, year: int | None, mentions: int) -> str:
        """Count a document that names a place, and return the place's id."""
        known = self._entries.get(entry.number)
        if known is None:
            known = self._entries[entry.number] = (place_id_of(entry, self._gazetteer), entry)
        self._documents[entry.number, year] += 1
        self._mentions[entry.number, year] += mentions
        return known[0]

    def write(self, table: TableWriter) -> None:
        """Write a row for each place and year, sorted by place."""
        rows = sorted((self._entries[number][0], number, year or 0, year) for number, year in self._documents)
        for place_id, number, _, year in rows:
            entry = self._entries[number][1]
            table.add(
                place_id,
                self._gazetteer.name(entry),
                entry.country,
                kind_of(entry),
                *_position(entry),
                year,
                self._documents[number, year],
                self._mentions[number, year],
            )


def place_id_of(entry: GazetteerEntry, gazetteer: Gazetteer) -> str:
    """Return the id of a place: that of GeoNames, for another place its name and point."""
    if entry.geonameid:
        return f"geonames:{entry.geonameid}"
    longitude, latitude = _position(entry)
    return f"place:{slugify(gazetteer.name(entry))}@{latitude},{longitude}"


def year_of(date: str) -> int | None:
    """Return the year of an ISO date, None where it is none."""
    year = date[:_LONGEST_YEAR]
    is_iso = len(year) == _LONGEST_YEAR and year.isascii() and year.isdecimal() and date[4:5] in ("", "-")
    return int(year) if is_iso and year != "0000" else None


def cut_sentence(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return a sentence and where in it a name stands, of a long one what is around the name."""
    if len(text) <= LONGEST_SENTENCE:
        return text, start, end
    around = max(0, LONGEST_SENTENCE - (end - start)) // 2
    first = max(0, start - around)
    return text[first : end + around], start - first, end - first


def packed_frame(frame: BBox) -> tuple[bytes, dict[str, float]]:
    """Return a box (degrees; east may exceed 180) as a polygon, or as one on either side of the antimeridian.

    It is in little-endian WKB; its bounds come with it, under the names of a row.
    """
    west, south, east, north = frame
    if east <= 180:
        # The same bytes as those of shapely, which takes as long for one box as for hundreds.
        corners = (east, south, east, north, west, north, west, south, east, south)
        return _BOX.pack(1, 3, 1, 5, *corners), dict(zip(_SIDES, frame, strict=True))
    halves = [shapely.box(west, south, 180.0, north), shapely.box(-180.0, south, round(east - 360, 4), north)]
    both = shapely.MultiPolygon(halves)
    return shapely.to_wkb(both, byte_order=1), dict(zip(_SIDES, both.bounds, strict=True))


@lru_cache(maxsize=1 << 14)
def _position(entry: GazetteerEntry) -> tuple[float, float]:
    return round(entry.lon, 5), round(entry.lat, 5)
