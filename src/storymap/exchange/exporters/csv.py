"""A table of the places as CSV: what a person opens in a spreadsheet, and `build` reads again.

A cell that a spreadsheet would run as a formula begins with an apostrophe, which the reader of such tables takes off.
"""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from storymap.exchange.exporters.place_members import cells_of, tell_what_is_no_place
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.geometry.degrees import degrees_text
from storymap.reading.places.formats.formula_cells import without_formula

LABEL: Final = "CSV"
ENDING: Final = ".csv"
_FIRST: Final = ("id", "name", "latitude", "longitude", "wkt", "aliases", "layer", "note", "url", "zoom")


def write(story: SharedStory, report: Report) -> bytes:
    """Return a row for each place: a point by its degrees, any other shape as WKT. What is no place is reported."""
    tell_what_is_no_place(story, report)
    rows = [_row(place, report) for place in story.places]
    used = dict.fromkeys(key for row in rows for key in row)
    always = ("id", "name", "latitude", "longitude")
    columns = [key for key in _FIRST if key in used or key in always] + [key for key in used if key not in _FIRST]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([without_formula(column) for column in columns])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    # Excel takes a table for UTF-8 only if it says so.
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _row(place: SharedPlace, report: Report) -> dict[str, str]:
    cells = cells_of(place, report)
    taken = {"latitude", "longitude", "wkt"} & set(cells)
    for key in sorted(taken):
        report.lost("data of places that is called like a position", example=key)
    row = {key: _text(value) for key, value in cells.items() if key not in taken}
    shape: Any = place.geometry
    if shape is not None and shape.geom_type == "Point":
        row |= {"latitude": degrees_text(shape.y), "longitude": degrees_text(shape.x)}
    elif shape is not None:
        row["wkt"] = shape.wkt
    return row


def _text(value: str | float) -> str:
    return without_formula(value) if isinstance(value, str) else degrees_text(value)
