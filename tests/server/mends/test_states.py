"""Each problem that a button can mend, made by real files, with the exact buttons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storymap import build_story
from storymap.errors import Problem
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.story_questions import story_questions, unanswered
from storymap.model import Story
from storymap.reading.desk.desk import Desk
from storymap.server.contract.state import ProblemState
from storymap.server.mends.mendable import Mendable
from storymap.server.mends.states import problem_states
from storymap.server.mends.story_mends import untitled

EL_PASO = ("El Paso", [-106.487, 31.759], {})


def feature(name: str, position: list[float] | None, more: dict[str, Any]) -> dict[str, Any]:
    geometry = None if position is None else {"type": "Point", "coordinates": position}
    return {"type": "Feature", "properties": {"name": name, **more}, "geometry": geometry}


def read(folder: Path, article: str, *places: tuple[str, list[float] | None, dict[str, Any]]) -> Mendable:
    Image.new("RGB", (4, 4)).save(folder / "a.png")
    (folder / "story.md").write_text(article, encoding="utf-8")
    collection = {"type": "FeatureCollection", "features": [feature(*place) for place in places]}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    story = build_story(folder / "story.md", language=None)
    lines = article.split("\n")
    sources = {number: lines[block.line - 1] for number, block in enumerate(story.article.blocks) if block.line}
    return Mendable(story, sources.get, can_mark=True)


def told(mendable: Mendable) -> list[ProblemState]:
    """The problems as the desk has them, with what the gazetteer asks."""
    story: Story = mendable.story
    asked = story_questions(story, open_gazetteer(), Desk(), "take them")
    return problem_states([*unanswered(story.problems, asked), *asked], mendable)


def only(states: list[ProblemState]) -> ProblemState:
    assert len(states) == 1, [state["what"] for state in states]
    return states[0]


def test_a_place_that_is_never_mentioned_is_named_otherwise_or_taken_out(tmp_path: Path) -> None:
    state = only(told(read(tmp_path, "# A day\n\nNobody came at all.\n", EL_PASO)))
    assert (state["place_id"], state["block"], state["severity"]) == ("el-paso", None, "warning")
    assert state["what"] == 'the article never mentions "El Paso"'
    assert state["mends"] == [
        {"label": "mendAlias", "values": {"name": "El Paso"}, "command": {}, "open": "el-paso"},
        {
            "label": "mendDelete",
            "values": {"name": "El Paso"},
            "command": {"command": "delete-place", "place_id": "el-paso"},
        },
    ]


def test_what_the_text_writes_instead_becomes_an_alias(tmp_path: Path) -> None:
    place = ("Weston-super-Mare", [-2.977, 51.346], {"aliases": ["Western Sea"]})
    state = only(told(read(tmp_path, "# A day\n\nThey went to Weston-super-Maer by train.\n", place)))
    assert state["what"] == 'the article never mentions "Weston-super-Mare"; it writes "Weston-super-Maer"'
    assert [mend["label"] for mend in state["mends"]] == ["mendIsAlias", "mendDelete"]
    assert state["mends"][0] == {
        "label": "mendIsAlias",
        "values": {"name": "Weston-super-Mare", "words": "Weston-super-Maer"},
        "command": {
            "command": "change-place",
            "place_id": "weston-super-mare",
            "changes": {"aliases": ["Western Sea", "Weston-super-Maer"]},
        },
    }


def test_a_near_miss_is_an_alias_or_a_phrase_that_is_ignored(tmp_path: Path) -> None:
    article = "# A day\n\nFrom Ciudad Juárez they walked.\n\nIn Ciudad Juarze nobody spoke.\n"
    state = only(told(read(tmp_path, article, ("Ciudad Juárez", [-106.487, 31.739], {}))))
    assert state["what"] == '"Ciudad Juarze" (line 5) may be "Ciudad Juárez"'
    assert state["mends"] == [
        {
            "label": "mendIsAlias",
            "values": {"name": "Ciudad Juárez", "words": "Ciudad Juarze"},
            "command": {
                "command": "change-place",
                "place_id": "ciudad-juarez",
                "changes": {"aliases": ["Ciudad Juarze"]},
            },
        },
        {
            "label": "mendIgnore",
            "values": {"name": "Ciudad Juárez", "words": "Ciudad Juarze"},
            "command": {"command": "ignore-words", "place_id": "ciudad-juarez", "phrase": "Ciudad Juarze"},
        },
    ]


def test_exchanged_coordinates_are_exchanged(tmp_path: Path) -> None:
    place = ("Helsinki", [60.1699, 24.9384], {})
    state = only(told(read(tmp_path, "# A day\n\nThey flew to Helsinki.\n", place)))
    assert state["what"].endswith("with the two exchanged it is Helsinki, Uusimaa, Finland")
    assert state["mends"] == [
        {
            "label": "mendExchange",
            "values": {"at": "60.1699, 24.9384"},
            "command": {
                "command": "move-place",
                "place_id": "helsinki",
                "geometry": {"type": "Point", "coordinates": [24.9384, 60.1699]},
            },
        }
    ]


def test_a_place_without_a_location_is_put_on_the_map(tmp_path: Path) -> None:
    state = only(told(read(tmp_path, "# A day\n\nOn the Old Bridge they met.\n", ("Old Bridge", None, {}))))
    assert state["what"] == "has no geometry: it is listed, but not on the map"
    assert state["mends"] == [
        {"label": "mendLocate", "values": {"name": "Old Bridge"}, "command": {}, "open": "old-bridge"}
    ]


def test_a_picture_without_a_description_is_opened_where_it_is(tmp_path: Path) -> None:
    place = ("El Paso", [-106.487, 31.759], {"image": "a.png"})
    article = "# A day\n\nTo El Paso. ![](a.png) They went.\n\n![](a.png)\n"
    states = told(read(tmp_path, article, place))
    assert [(state["block"], state["place_id"]) for state in states] == [(2, None), (3, None), (None, "el-paso")]
    assert [state["mends"] for state in states] == [
        [{"label": "mendDescribe", "values": {}, "command": {}, "open": opened}]
        for opened in ("block:2", "block:3", "el-paso")
    ]


@pytest.mark.parametrize(
    ("written", "what", "mended"),
    [
        (
            '[There](place:el-pasp) and El Paso. {view="el-paso"}',
            'there is no place with the id "el-pasp"',
            '[There](place:el-paso) and El Paso. {view="el-paso"}',
        ),
        (
            'El Paso el-pasp. {view="el-paso, el-pasp"}',
            'there is no place with the id "el-pasp" for the view',
            'El Paso el-pasp. {view="el-paso, el-paso"}',
        ),
        (
            'The Wall, El Paso. {hide="The Wal"}',
            'there is no layer "The Wal"',
            'The Wall, El Paso. {hide="The Wall"}',
        ),
        (
            "El Paso [lies there](view:el-pasp).",
            'there is no place with the id "el-pasp" for the view',
            "El Paso [lies there](view:el-paso).",
        ),
    ],
)
def test_what_a_link_or_a_view_may_have_meant_is_written(tmp_path: Path, written: str, what: str, mended: str) -> None:
    place = ("El Paso", [-106.487, 31.759], {"layer": "The Wall"})
    state = only(told(read(tmp_path, f"# A day\n\n{written}\n", place)))
    assert (state["what"], state["block"]) == (what, 1)
    command = {"command": "set-block", "block": 1, "before": written, "source": mended}
    assert [mend["label"] for mend in state["mends"]] == ["mendMeant", "mendEdit"]
    assert state["mends"][0]["command"] == command
    assert state["mends"][1] == {"label": "mendEdit", "values": {}, "command": {}, "open": "block:1"}


def test_a_view_with_longitude_first_is_turned(tmp_path: Path) -> None:
    written = 'El Paso. {view="-106.487, 31.759, 9"}'
    state = only(told(read(tmp_path, f"# A day\n\n{written}\n", EL_PASO)))
    assert state["remedy"] == "latitude comes first"
    assert state["mends"][0] == {
        "label": "mendExchange",
        "values": {"at": "31.759, -106.487"},
        "command": {
            "command": "set-block",
            "block": 1,
            "before": written,
            "source": 'El Paso. {view="31.759, -106.487, 9"}',
        },
    }


def test_words_that_two_places_share_are_one_of_them_or_none(tmp_path: Path) -> None:
    one = ("Springfield", [-89.65, 39.8], {"id": "one"})
    other = ("Springfield", [-72.59, 42.1], {"layer": "Towns"})
    mendable = read(tmp_path, "# A day\n\nIn [Springfield](place:one) or in Springfield, once.\n", one, other)
    state = only(told(mendable))

    def mark(place_id: str) -> dict[str, Any]:
        return {"command": "mark-words", "block": 1, "start": 21, "end": 32, "place_id": place_id}

    assert state["mends"] == [
        {
            "label": "mendIsPlace",
            "values": {"words": "Springfield", "name": "Springfield", "near": "39.80, -89.65"},
            "command": mark("one"),
        },
        {
            "label": "mendIsPlace",
            "values": {"words": "Springfield", "name": "Springfield", "near": "42.10, -72.59"},
            "command": mark("springfield"),
        },
        {"label": "mendIsNone", "values": {"words": "Springfield"}, "command": mark("")},
    ]
    plain = told(replace(mendable, can_mark=False))
    assert [(mend["label"], mend["open"]) for mend in only(plain)["mends"]] == [
        ("mendRename", "one"),
        ("mendRename", "springfield"),
    ]


def test_places_that_the_map_lacks_are_taken_or_looked_at(tmp_path: Path) -> None:
    mendable = read(tmp_path, "# A day\n\nFrom El Paso, Texas, to Chihuahua.\n", EL_PASO)
    state = only(told(replace(mendable, sure=2)))
    assert state["what"] == "the text names places that are not on the map: Texas, Chihuahua"
    decide = {"label": "mendDecide", "values": {}, "command": {}, "open": "part:decide"}
    take = {"label": "mendTakeSure", "values": {"count": "2"}, "command": {"command": "take-sure"}}
    assert state["mends"] == [take, decide]
    assert only(told(mendable))["mends"] == [decide]


def test_a_language_that_was_recognised_is_declared(tmp_path: Path) -> None:
    text = "Die Leute gingen über die Brücke nach El Paso, und niemand wusste, warum sie das an diesem Tag taten.\n"
    state = only(told(read(tmp_path, f"# Ein Tag\n\n{text}", EL_PASO)))
    assert state["what"] == "the language is German, recognised from the text"
    assert state["mends"] == [
        {
            "label": "mendLanguage",
            "values": {"language": "de"},
            "command": {"command": "set-field", "field": "language", "value": "de"},
        }
    ]


def test_a_field_that_another_program_fills_in_is_opened(tmp_path: Path) -> None:
    article = "---\nsubtitle: On {{ page.date }} they met\n---\n# A day\n\nIn El Paso.\n"
    state = only(told(read(tmp_path, article, EL_PASO)))
    assert state["mends"] == [{"label": "mendField", "values": {}, "command": {}, "open": "field:standfirst"}]


def test_an_article_without_a_title_is_told_and_given_one(tmp_path: Path) -> None:
    mendable = read(tmp_path, "In El Paso.\n", EL_PASO)
    state = only(problem_states(untitled(mendable.story), mendable))
    assert (state["where"], state["severity"]) == ("story.md", "note")
    assert state["what"] == 'it has no title of its own; the page is called "Story", as the file is'
    assert state["mends"] == [{"label": "mendTitle", "values": {}, "command": {}, "open": "field:title"}]
    assert untitled(read(tmp_path, "# A day\n\nIn El Paso.\n", EL_PASO).story) == []


def test_a_name_that_looks_like_a_message_is_a_name(tmp_path: Path) -> None:
    name = 'X"; it writes "<b>El Paso</b>'
    state = only(told(read(tmp_path, "# A day\n\nNobody came at all.\n", (name, [0.1, 0.2], {}))))
    assert [mend["label"] for mend in state["mends"]] == ["mendAlias", "mendDelete"]
    assert state["mends"][0]["values"] == {"name": name}


def test_problems_of_files_that_make_no_story_have_words_alone() -> None:
    problem = Problem("places.geojson, line 3", "this is no JSON", "close the list")
    assert problem_states([problem], None) == [
        {
            "where": "places.geojson, line 3",
            "what": "this is no JSON",
            "remedy": "close the list",
            "severity": "error",
            "block": None,
            "place_id": None,
            "mends": [],
        }
    ]
