"""OpenDocument spreadsheets: repeated rows and cells, what a cell shows and what it holds, comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.reader import read_places
from tests.reading.places.formats.spreadsheets.spreadsheet_files import ods, ods_row, packed
from tests.time_limit import TimeLimit

HEADER = ods_row("Name", "Breite", "Länge", "Notiz")
BLANK = '<table:table-cell table:number-columns-repeated="16384"/>'

pytestmark = pytest.mark.usefixtures("desk")


def read(data: bytes) -> tuple[Any, list[str]]:
    Path("places.ods").write_bytes(data)
    problems: list[Problem] = []
    frame = read_places("places.ods", problems=problems)
    return frame, [str(problem) for problem in problems if problem.severity != "note"]


def refusal(data: bytes) -> str:
    with pytest.raises(PlacesError) as caught:
        read(data)
    return str(caught.value)


def test_rows_that_are_repeated_are_counted() -> None:
    rows = ods_row(BLANK, repeated=3) + HEADER + ods_row("Basel", 47.5612345678901, 7.59)
    rows += ods_row(BLANK, repeated=2) + ods_row("Bern", "46,95", "7,44") + ods_row(BLANK, repeated=1_048_000)
    frame, said = read(ods(ods_row("Read me"), rows))
    assert frame["where"].tolist() == [
        'places.ods, sheet "Table 2", row 5 ("Basel")',
        'places.ods, sheet "Table 2", row 8 ("Bern")',
    ]
    assert frame.geometry.iloc[0].coords[0] == (7.59, 47.5612345678901)
    assert len(said) == 1
    assert 'row 8 ("Bern"): coordinates have decimal commas' in said[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('office:value-type="date" office:date-value="2024-05-06"><text:p>6. Mai</text:p>', "2024-05-06"),
        ('office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p>', "0.5"),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p>', "true"),
        ('office:value-type="time" office:time-value="PT12H30M00S"><text:p>12:30</text:p>', "12:30"),
        (
            'office:value-type="string"><office:annotation><text:p>secret</text:p></office:annotation>'
            "<text:p>one <text:span>two</text:span><text:s text:c='3'/>three <text:a>link</text:a></text:p>"
            "<text:p>second<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame></text:p>",
            "one two   three link\nsecond",
        ),
    ],
)
def test_a_cell_is_what_it_holds_and_not_how_it_is_shown(cell: str, value: str) -> None:
    rows = HEADER + ods_row("Basel", 47.56, 7.59, f"<table:table-cell {cell}</table:table-cell>")
    assert read(ods(rows))[0]["note"].tolist() == [value]


def test_a_merged_cell_holds_for_all_its_rows_and_an_error_is_none() -> None:
    merged = '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Old</text:p></table:table-cell>'
    error = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    rows = ods_row("name", "lat", "lon", "layer", "note") + ods_row("Basel", 47.56, 7.59, merged, error)
    rows += ods_row("Bern", 46.95, 7.44, "<table:covered-table-cell/>") + ods_row("Genf", 46.2, 6.14)
    frame, said = read(ods(rows))
    assert frame["layer"].tolist() == ["Old", "Old", "Places"]
    assert frame["note"].tolist() == ["", "", ""]
    assert said == ["places.ods: cell E2 holds an error (#REF!), and is taken as empty; correct the formula"]


@pytest.mark.parametrize("repeated", [2, 1_400_000, 999_999_999])
def test_rows_that_are_the_same_are_one_place_however_many_there_are(within: TimeLimit, repeated: int) -> None:
    with within(5):
        row = ods_row("Basel", 47.56, 7.59, repeated=repeated)
        frame, said = read(ods(HEADER + row + ods_row("Bern", 46.95, 7.44)))
        assert (frame["name"].tolist(), said) == (["Basel", "Bern"], [])


def test_boxes_that_nobody_ticked_are_no_majority_of_places() -> None:
    rows = ods_row("name", "lat", "lon", "done") + ods_row("Basel", 47.56, 7.59, "FALSE")
    rows += ods_row("Bern", 46.95, 7.44, "FALSE") + ods_row(None, None, None, "FALSE", repeated=998)
    assert read(ods(rows))[0]["name"].tolist() == ["Basel", "Bern"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"a": "b"}), "places.ods: this is not an OpenDocument spreadsheet; correct its ending"),
        (ods(HEADER, manifest="<encryption-data/>"), "places.ods: it has a password; save it without one"),
        (ods("<a></b>"), "places.ods: the spreadsheet is damaged; save it again"),
        (ods(ods_row(BLANK, repeated=9)), "places.ods: the spreadsheet is blank"),
        (ods(ods_row('<table:table-cell table:number-columns-repeated="99999"><text:p>a</text:p></table:table-cell>')), "it has more than 1,000 columns"),
    ],
    ids=["no content", "password", "damaged", "blank", "columns without end"],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, said: str) -> None:
    assert said in refusal(data)
