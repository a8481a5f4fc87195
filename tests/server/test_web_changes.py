"""What would change on the web, as a list that a person can read."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from storymap import build_story
from storymap.rendering.numbering import Numbering
from storymap.server.web_changes import web_changes
from storymap.story_data import public_story_data

ARTICLE = """---
title: Two towns
---

A road *leads* from Laredo to El Paso.

They met in Laredo. {view="laredo"}

![A bridge](https://a.example/b.jpg){credit="A. Photographer"}

## The end

Nothing more was heard of them, said a man in El Paso.
"""
PLACES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "Laredo", "layer": "Towns"},
 "geometry": {"type": "Point", "coordinates": [-99.507, 27.506]}},
{"type": "Feature", "properties": {"name": "El Paso", "aliases": ["EP"], "layer": "Towns", "note": "A town."},
 "geometry": {"type": "Point", "coordinates": [-106.487, 31.759]}}
]}"""


def data_of(folder: Path, article: str = ARTICLE, places: str = PLACES) -> dict[str, Any]:
    (folder / "story.md").write_text(article, encoding="utf-8")
    (folder / "places.geojson").write_text(places, encoding="utf-8")
    story = build_story(folder / "story.md")
    return public_story_data(story, Numbering(story), "")


def change(what: str, name: str, member: str, before: str, after: str) -> dict[str, str]:
    kind = "changed" if before and after else "added" if after else "removed"
    return {"kind": kind, "what": what, "name": name, "member": member, "before": before, "after": after}


def test_the_same_story_changes_nothing(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    assert web_changes(data, copy.deepcopy(data)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Two towns", "Two cities", [change("title", "", "title", "Two towns", "Two cities")]),
        (
            "title: Two towns",
            "title: Two towns\nsubtitle: A year after\nkicker: Border",
            [change("title", "", "kicker", "", "Border"), change("title", "", "standfirst", "", "A year after")],
        ),
        (
            "said a man in El Paso",
            "said a woman in El Paso",
            [
                change(
                    "text",
                    "",
                    "",
                    "Nothing more was heard of them, said a man in El Paso.",
                    "Nothing more was heard of them, said a woman in El Paso.",
                )
            ],
        ),
        (
            "A road *leads*",
            "A road **leads**",
            [
                change(
                    "text",
                    "",
                    "",
                    "A road *leads* from Laredo to El Paso.",
                    "A road **leads** from Laredo to El Paso.",
                )
            ],
        ),
        (
            "They met in Laredo. ",
            "They met in [Laredo](place:). ",
            [
                change("text", "", "", "They met in Laredo.", "They met in [Laredo](place:)."),
                change("place", "Laredo", "role", "scene", "passing"),
                change(
                    "view",
                    "",
                    "frame",
                    "27.44, -106.57 – 31.83, -99.43",
                    "31.69, -106.57 – 31.83, -106.41",
                ),
            ],
        ),
        ("## The end\n\n", "", [change("text", "", "", "## The end", "")]),
        ("## The end\n\n", "## The end\n\nNot yet.\n\n", [change("text", "", "", "", "Not yet.")]),
        (
            'view="laredo"',
            'view="31.75,-106.48,12" hide="Towns"',
            [change("view", "They met in Laredo.", "", "laredo", "31.75, -106.48, 12; −Towns")],
        ),
        (
            "A bridge",
            "The bridge",
            [change("picture", "", "", "A bridge · A. Photographer", "The bridge · A. Photographer")],
        ),
    ],
)
def test_a_change_of_the_article(tmp_path: Path, old: str, new: str, expected: list[dict[str, str]]) -> None:
    changes = web_changes(data_of(tmp_path), data_of(tmp_path, ARTICLE.replace(old, new)))
    assert changes == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"A town."', '"A city."', [change("place", "El Paso", "note", "A town.", "A city.")]),
        (
            "[-99.507, 27.506]",
            "[-99.507, 27.516]",
            [
                change("place", "Laredo", "geometry", "27.506, -99.507", "27.516, -99.507"),
            ],
        ),
        ('["EP"]', '["EP", "Paso"]', [change("place", "El Paso", "aliases", "EP", "EP, Paso")]),
        (
            '"layer": "Towns", "note": "A town."',
            '"layer": "Cities", "note": "A town."',
            [change("place", "El Paso", "layer", "Towns", "Cities")],
        ),
    ],
)
def test_a_change_of_a_place(tmp_path: Path, old: str, new: str, expected: list[dict[str, str]]) -> None:
    changes = web_changes(data_of(tmp_path), data_of(tmp_path, places=PLACES.replace(old, new)))
    assert [change for change in changes if change["what"] == "place"] == expected


def test_a_place_is_added_and_one_is_removed(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    newer = copy.deepcopy(data)
    newer["places"]["features"][1]["id"] = "paso"
    assert web_changes(data, newer) == [
        change("place", "El Paso", "", "", "El Paso · Towns · 31.759, -106.487"),
        change("place", "El Paso", "", "El Paso · Towns · 31.759, -106.487", ""),
    ]


def test_what_was_never_published_is_all_new(tmp_path: Path) -> None:
    changes = web_changes({}, data_of(tmp_path))
    assert {change["kind"] for change in changes} == {"added"}
    assert [(change["what"], change["after"]) for change in changes][:4] == [
        ("title", "Two towns"),
        ("title", "en"),
        ("text", "A road *leads* from Laredo to El Paso."),
        ("text", "They met in Laredo."),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        {"article": 7, "places": [], "context": "x", "frame": {"a": 1}},
        {"article": {"title": ["a", 7, None], "blocks": [3, {"spans": [{"start": "x"}, 5], "text": 9, "image": []}]}},
        {"places": {"features": [{"id": [], "properties": 5, "geometry": {"coordinates": [[[["x"]]], float("nan")]}}]}},
        {"places": {"features": [{"id": "laredo", "geometry": {"type": "Point", "coordinates": []}}]}},
        {"article": {"blocks": [{"kind": "heading", "level": 10**9, "text": "x" * 5_000_000}]}},
    ],
)
def test_a_published_file_may_be_anything(tmp_path: Path, broken: dict[str, Any]) -> None:
    data = data_of(tmp_path)
    for changes in (web_changes(broken, data), web_changes(data, broken)):
        assert changes
        assert all(len(change["before"]) <= 6_100 and len(change["after"]) <= 6_100 for change in changes)
