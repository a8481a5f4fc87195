from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap import Article, Block, Story, render_page
from storymap.model import AuthorView, Image, Span
from storymap.rendering.clusters import cluster_boxes, cluster_data
from storymap.rendering.folium_layers import drawn_layers
from storymap.rendering.numbering import Numbering
from storymap.rendering.place_order import MOST_MARKERS
from tests.hostile import HOSTILE
from tests.rendering.conftest import clustered_story, places_frame, record, unpacked


def data_of(story: Story) -> dict[str, Any]:
    data = cluster_data(story, Numbering(story))
    assert data is not None
    return data


def test_up_to_three_hundred_places_are_not_clustered() -> None:
    story = clustered_story(MOST_MARKERS)
    assert cluster_data(story, Numbering(story)) is None
    assert 'id="storymap-clusters"' not in render_page(story).render()


def test_a_mentioned_place_comes_first_and_has_an_entry_and_a_marker() -> None:
    story = clustered_story(400, 250, 7)
    numbering = Numbering(story)
    assert numbering.listed == ("p250", "p7")
    assert numbering.marked == {"p250", "p7"}
    data = data_of(story)
    assert data["first"] == 3
    assert [data["ids"][row] for row in range(3)] == ["p0", "p1", "p2"]
    assert len(data["ids"]) == len(data["names"]) == len(unpacked(data["layers"])) == 398
    assert unpacked(data["longitudes"])[:3] == [-100_000_000, -99_500_000, -99_000_000]
    assert unpacked(data["latitudes"])[:3] == [20_000_000] * 3
    # Of half degrees and quarters each takes a byte.
    assert (data["longitudes"]["step"], data["latitudes"]["step"]) == (500_000, 250_000)
    assert len(data["longitudes"]["text"]) == len(data["latitudes"]["text"]) == 4 * math.ceil(398 / 3)
    page = render_page(story).render()
    assert re.findall(r'<li class="place-card[^>]* id="([^"]+)"', page) == ["place-p250", "place-p7"]
    (layer,) = drawn_layers(numbering)
    assert [feature["properties"]["place_id"] for feature in layer.features] == ["p250", "p7"]


def test_a_place_that_only_a_view_shows_or_that_has_a_picture_is_listed() -> None:
    story = clustered_story(400, 5)
    blocks = (*story.article.blocks, Block("paragraph", "Look.", view=AuthorView(place_ids=("p9",))))
    assert Numbering(replace(story, article=replace(story.article, blocks=blocks))).listed == ("p5", "p9")
    spans = (Span(0, 4, "action", view=AuthorView(place_ids=("p11",))),)
    blocks = (*story.article.blocks, Block("paragraph", "Look.", spans=spans))
    assert Numbering(replace(story, article=replace(story.article, blocks=blocks))).listed == ("p5", "p11")


def test_when_hundreds_are_mentioned_all_are_clustered_and_those_without_a_picture_on_the_map_have_no_entry() -> None:
    image = Image("data:image/png;base64,iVBORw0KGgo=", "", "data:image/png;base64,iVBORw0KGgo=", 1, 1)
    story = clustered_story(400, *range(350), p3={"geometry": None}, p9={"image": image})
    numbering = Numbering(story)
    assert numbering.listed == ("p9", "p3")
    assert numbering.marked == frozenset()
    assert numbering.told == tuple(f"p{row}" for row in range(350) if row != 3)
    data = data_of(story)
    assert (data["first"], len(data["ids"])) == (1, 400)
    # What is on no map comes last, so that points and rows go together.
    assert data["ids"][399] == "p3"
    assert len(unpacked(data["longitudes"])) == len(unpacked(data["latitudes"])) == 399


def test_a_line_or_an_area_is_drawn_and_clustered_with_a_point() -> None:
    area = shapely.box(-90, 30, -88, 32)
    story = clustered_story(400, 1, p200={"geometry": area})
    numbering = Numbering(story)
    data = data_of(story)
    (row,) = (row for row, place_id in data["ids"].items() if place_id == "p200")
    assert (unpacked(data["longitudes"])[row], unpacked(data["latitudes"])[row]) == (-89_000_000, 31_000_000)
    features = [feature for layer in drawn_layers(numbering) for feature in layer.features]
    assert [(f["properties"]["place_id"], f["geometry"]["type"]) for f in features] == [
        ("p1", "Point"),
        ("p200", "Polygon"),
    ]


def test_layers_notes_and_links_go_by_row() -> None:
    story = clustered_story(
        400,
        0,
        p1={"layer": "Towns", "note": "A <note>", "url": "javascript:alert(1)"},
        p2={"url": "https://example.org/"},
    )
    data = data_of(story)
    assert unpacked(data["layers"])[:3] == [1, 0, 0]
    assert [symbol["name"] for symbol in data["symbols"]] == ["Places", "Towns"]
    assert data["notes"] == {0: "A <note>"}
    assert data["links"] == {1: "https://example.org/"}


def test_only_addresses_that_may_become_links_are_sent_for_the_browser_links_whatever_it_gets() -> None:
    unsafe = [
        "data:text/html,a",
        "HTTPS:a",
        "https:///a",
        "https://a.example/\u202e",
        "java\nscript:1",
        "mailto:a",
        "a.html",
    ]
    safe = ["HTTPS://a.example/", "mailto:desk@a.example"]
    fields = {f"p{row}": {"url": url} for row, url in enumerate([*unsafe, *safe])}
    assert [*data_of(clustered_story(400, **fields))["links"].values()] == safe


def test_hostile_names_stay_text_in_the_page_and_for_a_reader_without_script() -> None:
    hostile = {f"p{n}": {"name": text, "note": text} for n, text in enumerate(HOSTILE.values())}
    page = render_page(clustered_story(400, **hostile)).render()
    block = re.search(r'<script type="application/json" id="storymap-clusters">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert json.loads(block[1])["names"][: len(HOSTILE)] == [" ".join(text.split()) for text in HOSTILE.values()]
    listed = re.search(r'<ol class="places-unlisted" start="1">(.*?)</ol></noscript>', page, re.DOTALL)
    assert listed is not None
    assert listed[1].count("<li>") == 400
    assert set(re.findall(r"</?[a-z!][^>]*>", listed[1], re.IGNORECASE)) == {"<li>"}


def test_across_the_antimeridian_the_clustered_places_are_in_one_box() -> None:
    rows = [record(n, geometry=shapely.Point(175 + n * 0.02 if n % 2 else -179 + n * 0.005, -17)) for n in range(400)]
    story = Story(Article(title="T", blocks=(Block("paragraph", "x"),)), places_frame(*rows), (), ())
    longitudes = unpacked(data_of(story)["longitudes"])
    assert min(longitudes) >= 175_000_000
    assert max(longitudes) <= 183_000_000


def test_an_id_that_is_the_name_is_not_said_again() -> None:
    said = {
        "villa-ahumada": "Villa Ahumada",
        "st-john-s": "St. John\u2019s",
        "st-": "St.",
        "juarez": "Ju\u00e1rez",
        "kelvin": "\u212aelvin",
        "a-b": "A <&> b",
        "2": "2",
        "el-paso-2": "El Paso",
    }
    named = {f"p{row}": {"place_id": place_id, "name": name} for row, (place_id, name) in enumerate(said.items())}
    ids = data_of(clustered_story(400, **named))["ids"]
    assert {row: ids[row] for row in range(len(said)) if row in ids} == {
        1: "st-john-s",
        3: "juarez",
        4: "kelvin",
        7: "el-paso-2",
    }


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=20))
def test_the_boxes_hold_all_clustered_places(points: list[tuple[float, float]]) -> None:
    # Of so many places those without an entry are clustered.
    copies = points * math.ceil(301 / len(points))
    rows = [record(n, geometry=shapely.Point(point)) for n, point in enumerate(copies)]
    numbering = Numbering(Story(Article(title="T", blocks=()), places_frame(*rows), (), ()))
    boxes = np.array([box.bounds for box in cluster_boxes(numbering)])
    for x, y in np.unique(shapely.get_coordinates(numbering.shapes), axis=0):
        assert ((boxes[:, :2] <= (x, y)).all(axis=1) & (boxes[:, 2:] >= (x, y)).all(axis=1)).any()
