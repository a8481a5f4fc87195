"""`atlas.json`: what was written is read, in the same bytes; what is damaged, hostile or too new is refused by name."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from storymap.atlas.decisions import Decisions
from storymap.atlas.index_file import BuiltAtlas, index_text, is_below, read_built
from storymap.atlas.index_schema import StoryPlaceData
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.records import MemberKey, NamingSentence, StoryPlace, StoryRecord
from storymap.errors import StorymapError
from tests.atlas.test_make_atlas import BRIDGE, JUAREZ, SPRINGFIELDS

STORIES = (*SPRINGFIELDS, *JUAREZ, *BRIDGE)
FULL = StoryRecord(
    "full",
    "Everything </script> {{ 7 }}",
    "../full/index.html",
    "2012-10-01",
    "Ana Ruiz",
    "es",
    (
        StoryPlace(
            "p",
            "<b>Río</b>",
            LineString([(-106, 31), (-105.5, 31.25)]),
            ("Rio",),
            "Rivers",
            "river",
            ("geonames:1",),
            "Note",
            "https://example.org",
            "setting",
            0.25,
            (NamingSentence("El <b>Río</b>.", 3, 13),),
        ),
        *(
            StoryPlace(f"s{number}", f"Shape {number}", shape)
            for number, shape in enumerate(
                (
                    box(1, 2, 3, 4),
                    MultiPoint([(1, 2), (3, 4)]),
                    GeometryCollection([Point(1, 2), LineString([(1, 2), (181, 4)])]),
                    Polygon([(0, 0), (9, 0), (9, 9)], [[(5, 1), (6, 1), (6, 2)]]),
                )
            )
        ),
    ),
    "../full/story.md",
)
KEYS = (MemberKey("a", "j"), MemberKey("b", "j"))
BUILT = BuiltAtlas(
    make_atlas((*STORIES, FULL), title="T"),
    Decisions((KEYS,), frozenset({frozenset((KEYS[0], MemberKey("closes", "b")))}), {"x": "X"}),
    {"theme": "p { color: red }"},
    ("index.html", "place/ciudad-juarez/index.html"),
    {"../full/story.md": "full"},
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "atlas.json").write_text(index_text(BUILT), encoding="utf-8")
    assert read_built(tmp_path / "atlas.json") == BUILT
    assert read_built(tmp_path / "atlas.json").atlas == BUILT.atlas
    assert index_text(read_built(tmp_path / "atlas.json")) == index_text(BUILT)


def test_a_change_is_a_line() -> None:
    before = index_text(BUILT.atlas).splitlines()
    after = index_text(
        make_atlas((*STORIES, replace(FULL, title="Other")), title="T", identity=BUILT.atlas.identity)
    ).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def refused(tmp_path: Path, text: str) -> str:
    (tmp_path / "atlas.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(StorymapError) as caught:
        read_built(tmp_path / "atlas.json")
    (problem,) = caught.value.problems
    assert problem.remedy
    return str(problem).removeprefix(f"{tmp_path}/")


def changed(**members: Any) -> str:
    return json.dumps(json.loads(index_text(BUILT)) | members)


def test_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path, changed(version=2)) == (
        "atlas.json: this atlas is of version 2, and this storymap reads up to 1; install a newer storymap"
    )


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"by": "somebody", "version": 1}', '{"by": "storymap atlas"}', "[" * 100_000]
)
def test_what_is_no_atlas_is_refused(text: str, tmp_path: Path) -> None:
    assert "this is no atlas that storymap wrote" in refused(tmp_path, text) or "the file is empty" in refused(
        tmp_path, text
    )


@pytest.mark.parametrize(
    "members",
    [
        {"places": [{"slug": "../../etc", "name": "A", "members": ["a/j"]}]},
        {"places": [{"slug": "a", "name": "A", "members": ["nobody/j"]}]},
        {"places": [{"slug": "a", "name": "A", "members": ["a/j"], "shape_of": 7}]},
        {"places": [{"slug": "a", "name": "A", "members": []}]},
        {"stories": [{"id": "A B"}]},
        {"stories": [{"id": "a", "places": [{"id": "p", "name": "P", "sentences": [["short", 2, 99]]}]}]},
        {"stories": [{"id": "a", "places": [{"id": "p", "name": "P", "geometry": {"type": "Point"}}]}]},
        {
            "stories": [
                {
                    "id": "a",
                    "places": [{"id": "p", "name": "P", "geometry": {"type": "Point", "coordinates": [1, 1e9]}}],
                }
            ]
        },
        {"doubts": [{"one": "a", "other": "b/c", "why": "x", "are_joined": False}]},
        {"moved": {"a": "../b"}},
        {"decisions": {"same": [["nobody"]]}},
    ],
)
def test_what_is_damaged_is_refused(members: dict[str, Any], tmp_path: Path) -> None:
    assert "it is damaged" in refused(tmp_path, changed(**members))


def test_no_file_out_of_the_folder_is_ever_one_of_the_build(tmp_path: Path) -> None:
    files = [
        "index.html",
        "../secret",
        "/etc/passwd",
        "a/../../b",
        "C:/x",
        "a\\b",
        "place//x",
        "",
        "place/a/index.html",
    ]
    (tmp_path / "atlas.json").write_text(changed(files=files))
    assert read_built(tmp_path / "atlas.json").files == ("index.html", "place/a/index.html")
    assert not is_below("a\0b")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_are_read_as_they_were_written(title: str, name: str) -> None:
    story = StoryRecord("s", title, places=(StoryPlace("p", name[:40], Point(1, 2)),))
    written = json.loads(index_text(make_atlas([story], title=title)))["stories"][0]
    assert (written.get("title", ""), written["places"][0].get("name", "")) == (title, name)


@given(st.one_of(st.floats(), st.integers()), st.floats(-91, 91))
def test_a_point_alone_is_read_as_a_point_beside_what_is_ignored(x: float, y: float) -> None:
    value = {"type": "Point", "coordinates": [x, y]}
    assert found(value) == found({**value, "note": ""})


def found(geometry: dict[str, Any]) -> str:
    try:
        return str(StoryPlaceData.model_validate({"id": "p", "name": "P", "geometry": geometry}).geometry)
    except ValidationError as error:
        return error.errors()[0]["msg"]


def test_a_point_is_written_as_its_library_has_it_heights_included() -> None:
    for shape in (Point(-106.5, 31.7), Point(0.1 + 0.2, -0.0), Point(1, 2, 3), Point()):
        text = index_text(make_atlas([StoryRecord("s", "", places=(StoryPlace("p", "P", shape),))]))
        written = json.dumps(shape.__geo_interface__, separators=(",", ":"))
        assert f'"geometry":{written}' in text
