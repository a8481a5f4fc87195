"""CSV and TSV: separators, columns, quotes and numbers as spreadsheets write them."""

from __future__ import annotations

from typing import Any

import pytest

from storymap.reading.places.formats import table
from storymap.reading.places.formats.csv import read_table
from storymap.reading.problem_log import ProblemLog


def read(text: str) -> tuple[list[Any], list[str]]:
    log = ProblemLog("p.csv")
    found = read_table(text, "p.csv", log).unpacked()
    problems = [*log.problems(), *found.rejected]
    return [feature.value for feature in found.features], [str(problem) for problem in problems]


def said(text: str) -> list[str]:
    return read(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "name,latitude,longitude\nLaredo,27.5,-99.5\n",
        "NAME;Lat;Lng\r\nLaredo;27.5;-99.5\r\n",
        "Name\tY\tX\nLaredo\t27.5\t-99.5",
        "sep=;\nname;lat;lon\nLaredo;27.5;-99.5\n",
        '"name", "lat", "long"\n"Laredo", "27.5", "-99.5"\n',
        "name,lat,lon\n\n,,\nLaredo,+27.50,-9.95e1\n",
    ],
)
def test_tables_as_programs_write_them(text: str) -> None:
    (value,), problems = read(text)
    assert problems == []
    assert value["properties"] == {"name": "Laredo"}
    assert value["geometry"] == {"type": "Point", "coordinates": [-99.5, 27.5]}


def test_every_column_finds_its_member() -> None:
    (value,), problems = read(
        "ID,Name,Lat,Lon,Layer,Zoom,Image,image_alt,image_credit,Population\n"
        "l,Laredo,1,2,Cities,9,laredo.jpg,A bridge,AP,255205\n"
    )
    assert problems == []
    assert value["properties"] == {
        "id": "l",
        "name": "Laredo",
        "layer": "Cities",
        "zoom": 9.0,
        "image": {"src": "laredo.jpg", "alt": "A bridge", "credit": "AP"},
        "Population": "255205",
    }


def test_a_line_break_in_quotes_moves_the_line_of_the_next_row() -> None:
    log = ProblemLog("p.csv")
    found = read_table('name,lat,lon,note\nA,1,2,"one\ntwo"\nB,3,4,\n', "p.csv", log).unpacked()
    assert [feature.where("p.csv") for feature in found.features] == ['p.csv, line 2 ("A")', 'p.csv, line 4 ("B")']
    assert found.features[0].properties["note"] == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "p.csv: the table is blank; write a row that names the columns"),
        ("name,lat,lon\n", "p.csv: has no rows; add a row for each place"),
        ("name,city\nA,B\n", "p.csv, line 1: there is no column for the latitude, only name, city; "
            'name it "latitude"; the first row must name the columns'),
        ("name,lat,lon,note,note\nA,1,2,,\n", 'p.csv, line 1: the column "note" is there twice; rename or remove one'),
        ("name,lat,lon\nA,1\n", 'p.csv, line 2 ("A"): has no longitude; write it, or leave both out'),
        ("name,lat,lon\nA, b,1,2\n", 'p.csv, line 2 ("A"): there are 4 values for 3 columns; '
            'put a text with commas or quotes into double quotes, and write a quote in it as ""'),
        ('name,lat,lon\n"A,1,2\n', "p.csv, line 2: quotes are not closed, or not doubled inside a text; "
            'put a text with commas or quotes into double quotes, and write a quote in it as ""'),
        ('{"type": "FeatureCollection"}', "p.csv: this is JSON, not a table; give the file the ending that it should have"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_in_plain_words(text: str, expected: str) -> None:
    assert said(text)[0] == expected


def test_what_is_not_a_number_is_left_for_the_check_of_the_record() -> None:
    (value,), _ = read("name,lat,lon\nA,27 north,2\n")
    assert value["geometry"]["coordinates"] == [2.0, "27 north"]


def test_a_row_without_coordinates_is_a_place_without_a_location() -> None:
    (value,), problems = read("name,lat,lon\nA,,\n")
    assert (value["geometry"], problems) == (None, [])


def test_the_number_of_rows_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_FEATURES", 1_000)
    values, problems = read("name,lat,lon\n" + "A,1,2\n" * 1_010)
    assert len(values) == 1_000
    assert problems == ["p.csv: it has more than 1,000 rows; leave some out"]
