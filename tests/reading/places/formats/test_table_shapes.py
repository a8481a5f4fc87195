"""Tables of any shape: context is drawn of them, places are read or refused by what is the matter."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow
import pytest
import shapely
from shapely.geometry import Point

from storymap.errors import PlacesError, Problem
from storymap.reading.places.context import check_context, read_context
from storymap.reading.places.formats import registry
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.places.reader import check_places, read_places
from storymap.reading.problem_log import ProblemLog

SHAPES = [Point(10, 50), Point(11, 51)]
WRITERS: dict[str, Callable[[gpd.GeoDataFrame, Path], object]] = {
    "p.gpkg": lambda frame, path: frame.to_file(path),
    "p.shp": lambda frame, path: frame.to_file(path),
    "p.parquet": lambda frame, path: frame.to_parquet(path),
}
COLUMNS: dict[str, dict[str, Any]] = {
    "none": {},
    "shape": {"shape": ["a", "b"]},
    "geography": {"geography": [b"a".hex(), ""]},
    "numbers": {"a": [1.5, float("nan")], "b": [1, 2]},
    "dates": {"a": [datetime.datetime(2026, 1, 1), None]},
    "blank": {"a": [None, None]},
}


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.filterwarnings("ignore")
def test_shapes_without_a_name_are_context_and_no_places(name: str, columns: str, tmp_path: Path) -> None:
    WRITERS[name](gpd.GeoDataFrame(COLUMNS[columns], geometry=SHAPES, crs=4326), tmp_path / name)
    assert [one.geometry for one in read_context(tmp_path / name)] == SHAPES
    with pytest.raises(PlacesError) as refused:
        read_places(tmp_path / name)
    assert [problem.what for problem in refused.value.problems] == ["has no name", "has no name"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.filterwarnings("ignore")
def test_a_table_without_rows_has_nothing(name: str, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"name": pd.Series([], dtype=object)}, geometry=gpd.GeoSeries([], crs=4326))
    WRITERS[name](frame, tmp_path / name)
    assert read_context(tmp_path / name) == ()
    assert len(read_places(tmp_path / name)) == 0


def test_lists_bytes_and_second_geometries_of_parquet_are_read(tmp_path: Path) -> None:
    columns = {"name": ["A", "B"], "l": [[1, 2], None], "b": [b"x", b"y"], "g": gpd.GeoSeries(SHAPES), "d": [{"a": 1}, {"a": None}]}  # fmt: skip
    gpd.GeoDataFrame(columns, geometry=SHAPES, crs=4326).to_parquet(tmp_path / "p.parquet")
    assert list(read_places(tmp_path / "p.parquet")["name"]) == ["A", "B"]


def test_of_columns_of_one_name_the_first_counts() -> None:
    frame = gpd.GeoDataFrame([["A", "x", SHAPES[0]]], columns=["name", "name", "geometry"], geometry="geometry")
    warnings: list[Problem] = []
    assert list(check_places(frame, problems=warnings)["name"]) == ["A"]
    assert [problem.what for problem in warnings] == ['the column "name" is there twice; the first one counts']
    assert len(check_context(frame)) == 1


@pytest.mark.parametrize("cell", ["text", 5, None, [1]])
def test_a_column_called_properties_is_one_like_others(cell: Any) -> None:
    frame = gpd.GeoDataFrame({"name": ["A"], "properties": [cell]}, geometry=SHAPES[:1], crs=4326)
    assert list(check_places(frame)["name"]) == ["A"]


def test_numbers_of_any_width_are_text_or_numbers() -> None:
    cells = [np.longdouble(1), np.complex64(1j), np.datetime64("2026-01-01"), pd.Interval(0, 1), np.float16(2)]
    frame = gpd.GeoDataFrame(
        {"name": list("ABCDE"), "more": pd.Series(cells, dtype=object)}, geometry=SHAPES[:1] * 5, crs=4326
    )
    assert len(check_places(frame)) == 5


def test_a_layer_without_a_geometry_is_said(tmp_path: Path) -> None:
    import pyogrio

    pyogrio.write_dataframe(pd.DataFrame({"name": ["A"]}), tmp_path / "p.gpkg", layer="Notes", driver="GPKG")
    warnings: list[Problem] = []
    assert len(read_places(tmp_path / "p.gpkg", problems=warnings)) == 0
    assert warnings[0].where == 'p.gpkg, layer "Notes"'


@pytest.mark.parametrize(
    "error", [pyarrow.ArrowInvalid("x"), shapely.errors.GEOSException("x"), pd.errors.ParserError("x")]
)
def test_an_error_of_a_library_becomes_a_problem_of_the_file(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(registry, "_open", fail)
    with pytest.raises(PlacesError, match=r"p\.gpkg: it cannot be read as \.gpkg"):
        read_places(tmp_path / "p.gpkg")


@pytest.mark.parametrize("error", [TypeError("ours"), ValueError("ours"), KeyError("ours"), AssertionError()])
def test_a_fault_of_ours_is_not_hidden(error: Exception) -> None:
    with pytest.raises(type(error)), library_errors_as_problems("p.gpkg", ProblemLog("p.gpkg")):
        raise error
