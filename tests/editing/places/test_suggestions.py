"""What was suggested is added, and what was refused is remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.editing.places.suggestions import add_suggestions, refuse_suggestions
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.suggest import find_suggestions
from storymap.geoparsing.suggestions import Suggestion
from tests.editing.places.conftest import after

TEXT = "A title\n\nIn Laredo, Texas, and in El Paso, Texas, and in Ciudad Juárez, Mexico.\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Suggestion]:
    article: Path = tmp_path_factory.mktemp("story") / "story.md"
    article.write_text(TEXT, encoding="utf-8")
    return [one for one in find_suggestions(article) if one.status == "in"]


def test_what_is_accepted_is_added_once(found: list[Suggestion]) -> None:
    edit, added = add_suggestions(None, found[:2], found[2:3], open_gazetteer())
    text = after(edit, None)
    assert added == found[:2]
    data = json.loads(text)
    assert [feature["properties"]["name"] for feature in data["features"]] == [one.name for one in found[:2]]
    assert data["storymap"]["suggested"] == [one.name for one in found[:3]]
    assert data["storymap"]["credit"].startswith("Places: GeoNames")
    again, nothing = add_suggestions(text, found[:3], found[2:3], open_gazetteer())
    assert (bool(again), nothing) == (False, [])
    more, new = add_suggestions(text, found[3:4], [], open_gazetteer())
    assert new == found[3:4]
    assert json.loads(after(more, text))["storymap"]["suggested"] == [one.name for one in found[:4]]


def test_a_list_of_what_was_suggested_grows_where_it_stands() -> None:
    text = (
        '{"type": "FeatureCollection", "features": [], "storymap": {\n  "suggested": [\n    "A"\n  ],  "mine": 1.50}}'
    )
    assert after(refuse_suggestions(text, ["B", "a", "b"]), text) == text.replace('"A"', '"A",\n    "B"')
    assert not refuse_suggestions(text, ["a"])


@pytest.mark.parametrize("member", ["7", "null", "[]", '{"suggested": "A"}', '{"suggested": [7]}', '{"layers": []}'])
def test_a_memory_that_is_none_is_made_one(member: str) -> None:
    text = f'{{"type": "FeatureCollection", "features": [], "storymap": {member}}}'
    changed = json.loads(after(refuse_suggestions(text, ["B"]), text))
    assert changed["storymap"]["suggested"][-1] == "B"


def test_refusing_makes_a_file_where_there_is_none() -> None:
    assert json.loads(after(refuse_suggestions(None, ["B"]), None)) == {
        **{"type": "FeatureCollection", "features": [], "storymap": {"suggested": ["B"]}},
    }
