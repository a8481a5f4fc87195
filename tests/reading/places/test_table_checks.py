"""Rows of a table that are looked at together: the same places, and the same said of them, as one after the other."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storymap.errors import PlacesError, Problem
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.formats import table_collection, table_features
from storymap.reading.places.formats.table_collection import TableCollection
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_checked

NAMES = (
    "Laredo",
    "El Paso",
    "Ciudad Juárez",
    "Juárez",
    "東京",
    "Two  spaces",
    "",
    "\u200b",
    "x" * 300,
    "<b>Bold</b>",
    "'=1+1",
)
DEGREES = (
    "1",
    "-2.5",
    "+3.25",
    "1e1",
    "91",
    "200",
    "0",
    "-0",
    "",
    "1,5",
    "31°45'2\"N",
    "north",
    "1_0",
    "٣",
    "nan",
    "." + "1" * 50,
)
TEXTS = (
    "",
    "",
    "Cities",
    "a; b",
    ";",
    "Laredo;Old town|;",
    "x\ny",
    "x\x00y",
    "\u202eback",
    "9",
    "1",
    "https://example.org/",
    "true",
    "setting",
)
COLUMNS = (
    "layer",
    "note",
    "aliases",
    "alias",
    "id",
    "url",
    "zoom",
    "role",
    "kind",
    "Population",
    "nmae",
    "ignore",
    "allow_zero",
    "title",
    "ORT",
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a CSV text of a few rows, in which some are at the same place, and some are no places."""
    name = draw(st.sampled_from(("name", "Name", "ORT", "stop_name", "city")))
    others = draw(st.lists(st.sampled_from(COLUMNS), max_size=4, unique=True).filter(lambda one: name not in one))
    columns = draw(st.permutations([name, "lat", "lon", *others]))
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        cells = {
            name: draw(st.sampled_from(NAMES)),
            "lat": draw(st.sampled_from(DEGREES)),
            "lon": draw(st.sampled_from(DEGREES[:6])),
        }
        row = [cells[column] if column in cells else draw(st.sampled_from(TEXTS)) for column in columns]
        rows.append(row + draw(st.sampled_from(([], [], [], ["one more"], [""]))))
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator=draw(st.sampled_from(("\n", "\r\n", "\r")))).writerows([columns, *rows])
    return made.getvalue()


def read(path: Path, choices: PlaceChoices) -> tuple[Any, list[Problem], list[int]]:
    problems: list[Problem] = []
    try:
        places = read_checked([path], problems=problems, media_policy=MediaPolicy(), encoding=None, choices=choices)
    except PlacesError as error:
        return None, list(error.problems), []
    return places, problems, [*range(0, len(places), 2)]


def assert_same(path: Path, choices: PlaceChoices) -> None:
    together, said, some = read(path, choices)
    with patch.object(table_collection, "_is_simple", lambda reader: False):
        one_by_one, expected, _ = read(path, choices)
    assert said == expected
    if one_by_one is None:
        assert together is None
        return
    assert_geodataframe_equal(together.frame, one_by_one.frame)
    assert_geodataframe_equal(together.some(some), one_by_one.frame.iloc[some])
    for column, values in one_by_one.columns.items():
        assert list(together.columns[column]) == list(values), column
    assert together.bounds.tolist() == one_by_one.bounds.tolist() or not one_by_one.frame.geometry.notna().all()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    text=tables(),
    at_once=st.sampled_from((1, 8, 1_000)),  # cells
    choices=st.sampled_from(
        (
            PlaceChoices(),
            PlaceChoices(strict=True),
            PlaceChoices(allow_zero=True),
            PlaceChoices({"name": "layer"}),
            PlaceChoices({"note": "kind"}),
        )
    ),
)
@example("name,lat,lon\nA,0,-0\nA,-0,0\nA,1,2\nA,1,2\nB,1,2\n", 8, PlaceChoices(allow_zero=True))
@example("name,lat,lon,id\nA,1,2,\nA,1,2,x\nA,1.0,2,y\n", 1_000, PlaceChoices())
@example("name,lat,lon\nA,1,2\n" + "\nB,1,2\n\n\n", 1, PlaceChoices())
@example("name,lat,lon,alias\nA,1,2,;\nB,1,3,a\n", 1_000, PlaceChoices())
@example('name;lat;lon\nA;"1,5";2\nB;3;"4,5"\n', 1_000, PlaceChoices())
def test_rows_are_the_same_places_together_as_one_by_one(
    tmp_path: Path, text: str, at_once: int, choices: PlaceChoices
) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(text.encode("utf-8"))
    with patch.object(table_features, "_CELLS_AT_ONCE", at_once):
        assert_same(path, choices)


def test_a_row_far_away_as_if_swapped_is_named_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    rows = [f"P{number},{31 + number / 100},-106" for number in range(20)]
    rows[3:3] = ["Odd,-106.2,31.5", "Nowhere,,"]
    path.write_text("name,lat,lon\n" + "\n".join(rows), encoding="utf-8")
    assert_same(path, PlaceChoices(strict=True))
    rows[3] = "Odd,-80,31.5"
    path.write_text("name,lat,lon\n" + "\n".join(rows), encoding="utf-8")
    assert_same(path, PlaceChoices())
    _, problems, _ = read(path, PlaceChoices())
    assert [problem.where for problem in problems][-1] == 'p.csv, line 6 ("Nowhere")'


def test_only_rows_that_are_asked_for_become_features(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.csv"
    path.write_text("name,lat,lon\n" + "".join(f"Place {n},1.5,{n / 100}\n" for n in range(5_000)), encoding="utf-8")
    places, problems, _ = read(path, PlaceChoices())
    asked: list[int] = []
    made = table_features.TableFeatures.__getitem__
    monkeypatch.setattr(
        table_features.TableFeatures, "__getitem__", lambda self, row: (asked.append(row), made(self, row))[1]
    )
    assert problems == []
    assert list(places.some([17, 4_000])["name"]) == ["Place 17", "Place 4000"]
    assert asked == [17, 4_000]
    assert places.columns["where"][4_999] == 'p.csv, line 5001 ("Place 4999")'
    assert asked == [17, 4_000]


def test_a_table_as_a_collection_has_all_its_features(tmp_path: Path) -> None:
    text = "name,lat,lon\nA,1,2\nB,1\n\nC,north,3\n"
    table = table_collection.Table(text, "p.csv", table_collection.ProblemLog("p.csv"))
    collection = table_collection.features_of_table(table, "p.csv", table_collection.ProblemLog("p.csv"))
    assert isinstance(collection, TableCollection)
    assert [feature.properties["name"] for feature in collection.unpacked().features] == ["A", "C"]
    assert [problem.where for problem in collection.rejected] == ['p.csv, line 3 ("B")']
    assert collection.table.lines.tolist() == [2, 5]
    assert [feature.start for feature in collection.unpacked().features] == [0, 1]


def test_a_table_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.csv"
    path.write_text("name,lat,lon\n" + "".join(f"Place {n},1.5,{n / 100}\n" for n in range(5_000)), encoding="utf-8")
    parsed: list[int] = []
    reader = csv.reader

    def counted(lines: Any, **how: Any) -> Any:
        return reader((parsed.append(1) or line for line in lines), **how)  # type: ignore[func-returns-value]

    monkeypatch.setattr(csv, "reader", counted)
    places, _, _ = read(path, PlaceChoices())
    assert list(places.some([17, 4_000])["name"]) == ["Place 17", "Place 4000"]
    assert len(parsed) == 5_001
