"""Recogito's annotations as CSV, with the text that they are of.

The text is what `--text` names, else the file that the column FILE names, else one with the table's own name. Rows are
tied to it by what they quote; where that stands several times, by ANCHOR (`char-offset:12`, in UTF-16 units). Rows of
one URI are one place. Dates, kinds, tags and comments are properties of the place, and so is VERIFICATION_STATUS.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers.annotated.annotation import COMMENTS, REVIEW, PlaceAnnotation, short_name
from storymap.exchange.importers.annotated.quotes import Quote
from storymap.exchange.importers.annotated.story import annotated_story
from storymap.exchange.importers.annotated.text import annotated_text
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.exchange.story_files import point
from storymap.exchange.tables import Record, has_columns, read_table
from storymap.reading.text import normalise

LABEL: Final = "annotations of Recogito"

_COLUMNS: Final = ("quote_transcription", "anchor")
_OFFSET = re.compile(r"char-offset:(\d{1,10})")
_REVIEWS: Final = {"VERIFIED": "verified", "UNVERIFIED": "unverified", "NOT_IDENTIFIABLE": "not identifiable"}


def sniff(source: Source) -> bool:
    """Say whether the first line names Recogito's columns."""
    return has_columns(source, _COLUMNS)


def read(source: Source) -> Imported:
    """Return the text with its places. Raises StorymapError where there is no text, or either cannot be read."""
    report = Report()
    rows = read_table(source.text, source.name)
    if rows and not any(set(_COLUMNS) <= row.cells.keys() for row in rows):
        remedy = "download them from Recogito again, as CSV"
        raise StorymapError(Problem(source.name, "it has no columns QUOTE_TRANSCRIPTION and ANCHOR", remedy))
    files = Counter(row["file"] for row in rows if row["file"])
    text = annotated_text(source, [name for name, _ in files.most_common(1)], report)
    if source.text_path is None and len(files) > 1:
        most = files.most_common(1)[0][0]
        report.lost(
            f'annotations of other texts than "{most}"', "import each with --text", count=len(rows) - files[most]
        )
        rows = [row for row in rows if row["file"] in (most, "")]
    return annotated_story(text, _annotations(rows, report), report, source)


def _annotations(rows: list[Record], report: Report) -> Iterator[PlaceAnnotation]:
    for row in rows:
        kind = row["type"].upper()
        if kind != "PLACE":
            name = {"PERSON": "persons", "EVENT": "events"}.get(kind, "annotations that name no place")
            report.lost(name, "a map has places", example=row["quote_transcription"])
            continue
        status = row["verification_status"].upper()
        is_nowhere = status == "NOT_IDENTIFIABLE"
        names = [name for part in row["vocab_label"].split("|") if (name := short_name(part))]
        position = None if is_nowhere else position_of(row["lng"], row["lat"])
        if position is None and (row["lat"] or row["lng"]) and not is_nowhere:
            report.lost("positions that are no degrees", example=f"{row['lat']}, {row['lng']}")
        yield PlaceAnnotation(
            _quote(row),
            normalise(row["uri"]),
            names[0] if names else "",
            None if position is None else point(*position),
            is_nowhere,
            members=_members(row, names, _REVIEWS.get(status, "")),
        )


def _quote(row: Record) -> Quote | None:
    words = normalise(row["quote_transcription"])
    offset = _OFFSET.fullmatch(row["anchor"])
    return Quote(words, position=int(offset[1]) if offset else None) if words.strip() else None


def _members(row: Record, names: list[str], review: str) -> dict[str, Any]:
    tags, comments = (
        [normalise(part).strip() for part in row[column].split("|") if part.strip()] for column in ("tags", "comments")
    )
    kinds = normalise(row["place_type"].partition(",")[0]).strip()
    return {
        "aliases": names[1:],
        "kind": short_name(kinds),
        "when": normalise(row["vocab_temporal_bounds"]),
        REVIEW: review,
        "tags": tags,
        COMMENTS: comments,
    }
