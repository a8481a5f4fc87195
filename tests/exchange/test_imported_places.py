from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import StorymapError
from storymap.limits import LONGEST_NAME, MOST_CONTEXT_POSITIONS
from tests.exchange.readings import places_of, read_file, said

LINE = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}


def read(folder: Path, *features: Any) -> Any:
    (folder / "p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return read_file(folder / "p.geojson", "places")


def place(geometry: Any = None, /, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "A", **members}, "geometry": geometry}


@pytest.mark.parametrize(
    ("geometry", "kept"),
    [
        ({"type": "Point", "coordinates": ["7", "47"]}, None),
        ({"type": "Point", "coordinates": [7]}, None),
        ({"type": "Point", "coordinates": [0, 0]}, None),
        ({"type": "Point", "coordinates": [7, 147]}, None),
        ({"type": "Square", "coordinates": []}, None),
        ("here", None),
        ({"type": "Point", "coordinates": [187, 47]}, {"type": "Point", "coordinates": [-173, 47]}),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]},
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        ),
    ],
)
def test_what_can_be_mended_is_and_of_the_rest_the_place_stays(geometry: Any, kept: Any, tmp_path: Path) -> None:
    imported, files = read(tmp_path, place(geometry))
    (one,) = places_of(files)
    assert (one["properties"]["name"], one["geometry"]) == ("A", kept)
    lost = "lost: positions that are none; the places are listed, and not on the map (A)"
    assert (lost in [line.split("\n")[0] for line in said(imported)]) == (kept is None)


@pytest.mark.parametrize(
    ("members", "kept"),
    [
        ({"name": 12}, {"name": "12"}),
        ({"name": "a\nb\u202e"}, {"name": "a b"}),
        ({"name": "x" * 300}, {"name": "x" * LONGEST_NAME}),
        ({"aliases": ["B", 3, "", "A"], "ignore": "x; y"}, {"name": "A", "aliases": ["B"], "ignore": ["x", "y"]}),
        ({"url": "javascript:x", "zoom": "near", "layer": []}, {"name": "A"}),
        ({"image": "https://example.org/a.png"}, {"name": "A"}),
        ({"role": "boss", "weight": "heavy"}, {"name": "A", "role": "boss", "weight": "heavy"}),
        (
            {"place_id": 1, "geometry": "own", "own": {"deep": [1]}},
            {"name": "A", "place_id": 1, "geometry": "own", "own": {"deep": [1]}},
        ),
    ],
)
def test_members_are_kept_as_far_as_a_place_can_have_them(members: Any, kept: Any, tmp_path: Path) -> None:
    _, files = read(tmp_path, place(LINE, **members))
    assert places_of(files)[0]["properties"] == kept


def test_ids_are_those_of_the_file_or_of_the_name_each_once(tmp_path: Path) -> None:
    features = [place(), {**place(), "id": "A"}, {**place(), "id": "x y"}, {**place(), "id": {"no": 1}}, place(id=7)]
    _, files = read(tmp_path, *features)
    assert [one["id"] for one in places_of(files)] == ["a-2", "a", "x-y", "a-3", "7"]


def test_more_context_than_a_page_can_draw_is_lost_and_told(tmp_path: Path) -> None:
    long = {"type": "LineString", "coordinates": [[at / 1000, 1 + at % 2] for at in range(MOST_CONTEXT_POSITIONS // 2)]}
    lines = [{"type": "Feature", "properties": {}, "geometry": long} for _ in range(3)]
    imported, _ = read(tmp_path, place(LINE), *lines)
    assert len(imported.context) == 2
    assert "lost: lines and areas without a name; a page can draw 50,000 positions" in said(imported)


def test_what_holds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorymapError, match="it has no places"):
        read(tmp_path, {"type": "Feature", "properties": {}, "geometry": None}, 3, None, "x")
