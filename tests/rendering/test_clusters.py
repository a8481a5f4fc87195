from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from storymap import Article, Block, Mention, Story, render_page
from storymap.model import View
from storymap.rendering.clusters import cluster_boxes, cluster_data
from storymap.rendering.folium_layers import place_layers
from storymap.rendering.numbering import MOST_MARKERS, Numbering
from tests.hostile import HOSTILE
from tests.rendering.conftest import places_frame, tie


def record(number: int, **fields: Any) -> dict[str, Any]:
    point = shapely.Point(-100 + number % 37 * 0.5, 20 + number // 37 * 0.25)
    return {"place_id": f"p{number}", "name": f"Place {number}", "geometry": point, **fields}


def clustered_story(count: int, *named: int, **changed: dict[str, Any]) -> Story:
    """A story of so many places, which names some of them in order, one a block."""
    rows = [record(number, **changed.get(f"p{number}", {})) for number in range(count)]
    article = Article(title="T", blocks=tuple(Block("paragraph", f"To Place {number}.") for number in named))
    mentions = [Mention(block, 3, 9 + len(str(number)), f"p{number}") for block, number in enumerate(named)]
    return tie(article, places_frame(*rows), *mentions)


def data_of(story: Story) -> dict[str, Any]:
    data = cluster_data(story, Numbering(story))
    assert data is not None
    return data


def test_up_to_three_hundred_places_are_no_crowd() -> None:
    story = clustered_story(MOST_MARKERS)
    assert cluster_data(story, Numbering(story)) is None
    assert 'id="storymap-clusters"' not in render_page(story).render()


def test_whoever_is_told_of_stands_first_and_keeps_an_entry_and_a_marker() -> None:
    story = clustered_story(400, 250, 7)
    numbering = Numbering(story)
    assert numbering.listed == ("p250", "p7")
    assert numbering.marked == {"p250", "p7"}
    data = data_of(story)
    assert data["first"] == 3
    assert data["ids"][:3] == ["p0", "p1", "p2"]
    assert len(data["ids"]) == len(data["names"]) == len(data["layers"]) == 398
    assert data["points"][:4] == [-100_000_000, 20_000_000, -99_500_000, 20_000_000]
    page = render_page(story).render()
    assert re.findall(r'<li class="place-card[^>]* id="([^"]+)"', page) == ["place-p250", "place-p7"]
    (markers,) = [layer for group in place_layers(story, numbering) for layer in group._children.values()]
    assert [feature["properties"]["place_id"] for feature in markers.data["features"]] == ["p250", "p7"]


def test_a_place_that_only_a_view_shows_or_that_has_a_picture_is_told_of() -> None:
    story = clustered_story(400, 5)
    blocks = (*story.article.blocks, Block("paragraph", "Look.", view=View(place_ids=("p9",))))
    assert Numbering(replace(story, article=replace(story.article, blocks=blocks))).listed == ("p5", "p9")


def test_when_hundreds_are_told_of_all_are_in_the_crowd_and_keep_their_entries() -> None:
    story = clustered_story(400, *range(350), p3={"geometry": None})
    numbering = Numbering(story)
    assert len(numbering.listed) == 350
    assert numbering.marked == frozenset()
    data = data_of(story)
    assert (data["first"], len(data["ids"])) == (1, 400)
    # Who is on no map comes last, so that points and rows go together.
    assert data["ids"][-1] == "p3"
    assert len(data["points"]) == 2 * 399


def test_a_line_or_an_area_is_drawn_and_stands_in_the_crowd_with_a_point() -> None:
    area = shapely.box(-90, 30, -88, 32)
    story = clustered_story(400, 1, p200={"geometry": area})
    numbering = Numbering(story)
    data = data_of(story)
    row = data["ids"].index("p200")
    assert data["points"][2 * row : 2 * row + 2] == [-89_000_000, 31_000_000]
    features = [
        feature
        for group in place_layers(story, numbering)
        for layer in group._children.values()
        for feature in layer.data["features"]
    ]
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
    assert data["layers"][:3] == [1, 0, 0]
    assert [symbol["name"] for symbol in data["symbols"]] == ["Places", "Towns"]
    assert data["notes"] == {0: "A <note>"}
    assert data["links"] == {1: "https://example.org/"}


def test_hostile_names_stay_text_in_the_page_and_for_a_reader_without_script() -> None:
    hostile = {f"p{n}": {"name": text, "note": text} for n, text in enumerate(HOSTILE.values())}
    page = render_page(clustered_story(400, **hostile)).render()
    block = re.search(r'<script type="application/json" id="storymap-clusters">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert json.loads(block[1])["names"][: len(HOSTILE)] == [" ".join(text.split()) for text in HOSTILE.values()]
    listed = re.search(r'<ol class="places-unlisted" start="1">(.*?)</ol></noscript>', page, re.DOTALL)
    assert listed is not None
    assert listed[1].count("<li>") == 400
    assert set(re.findall(r"</?[a-z!][^>]*>", listed[1], re.IGNORECASE)) == {"<li>", "</li>"}


def without_script(page: str) -> str:
    listed = re.search(r'<noscript>(<ol class="places-unlisted".*?)</noscript>', page, re.DOTALL)
    assert listed is not None
    return listed[1]


def test_without_script_a_thousand_are_listed_and_the_others_counted() -> None:
    listed = without_script(render_page(clustered_story(2_500, 7)).render())
    assert listed.count("<li>") == 1_000
    assert listed.endswith('<p class="places-unlisted">and 1,499 more places, on the interactive map</p>')


def test_without_script_the_untold_have_the_numbers_that_come_after_the_told() -> None:
    listed = without_script(render_page(clustered_story(400, *range(350))).render())
    assert listed.startswith('<ol class="places-unlisted" start="351"><li>Place 350</li>')
    assert listed.count("<li>") == 50


def test_across_the_antimeridian_the_crowd_is_one_box() -> None:
    rows = [record(n, geometry=shapely.Point(175 + n * 0.02 if n % 2 else -179 + n * 0.005, -17)) for n in range(400)]
    story = Story(Article(title="T", blocks=(Block("paragraph", "x"),)), places_frame(*rows), (), ())
    longitudes = data_of(story)["points"][::2]
    assert min(longitudes) >= 175_000_000
    assert max(longitudes) <= 183_000_000


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=20))
def test_the_boxes_hold_the_whole_crowd(points: list[tuple[float, float]]) -> None:
    rows = [record(n, geometry=shapely.Point(point)) for n, point in enumerate(points * 301)]
    numbering = Numbering(Story(Article(title="T", blocks=()), places_frame(*rows), (), ()))
    boxes = np.array([box.bounds for box in cluster_boxes(numbering)])
    for x, y in shapely.get_coordinates(numbering.shapes):
        assert ((boxes[:, :2] <= (x, y)).all(axis=1) & (boxes[:, 2:] >= (x, y)).all(axis=1)).any()
