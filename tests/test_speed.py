"""Ratios that would tell of a design gone wrong, with wide margins: `make bench` measures how good they are."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image
from tools.bench.long_texts import report
from tools.bench.places import folium_markers, many_places, text_about

from storymap import build_story, read_article, render_page
from storymap.reading.places.formats import table_collection
from storymap.storage import cache
from tests.conftest import ROOT


def best(work: Callable[[], object], rounds: int = 3) -> float:
    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(rounds))


class Pages(NamedTuple):
    """A page of 2,000 places, that of plain folium, and the seconds which folium took."""

    ours: str
    other: str
    other_seconds: float


@pytest.fixture(scope="module")
def pages() -> Pages:
    places = many_places(2_000)
    start = time.process_time()
    other = folium_markers(places)
    seconds = time.process_time() - start
    return Pages(render_page(build_story(text_about(2_000), places, all_places=True)).render(), other, seconds)


def test_two_thousand_places_are_a_page_much_sooner_than_with_plain_folium(pages: Pages) -> None:
    places, text = many_places(2_000), text_about(2_000)
    ours = best(lambda: render_page(build_story(text, places, all_places=True)).render())
    assert 8 * ours < pages.other_seconds


def test_a_place_more_adds_little_to_a_page(pages: Pages) -> None:
    places = many_places(4_000)
    larger = render_page(build_story(text_about(4_000), places, all_places=True)).render()
    assert 4 * (len(larger) - len(pages.ours)) < len(pages.other)


def test_a_place_that_a_long_text_names_adds_its_text_its_row_and_a_link() -> None:
    size, elements, words = {}, {}, {}
    for count in (2_500, 5_000):
        text, places = report(count)
        page = render_page(build_story(text, places)).render()
        size[count], elements[count] = len(page.encode()), len(re.findall("<[a-z]", page[page.index("<article") :]))
        words[count] = sum(len(block.text) for block in text.blocks)
    # It is named one and a half times: paragraph and names, and an item with a link for readers without script.
    assert elements[5_000] - elements[2_500] < 5 * 2_500
    assert size[5_000] - size[2_500] < 220 * 2_500 + words[5_000] - words[2_500]


def test_ten_times_as_many_places_take_about_ten_times_as_long() -> None:
    took = {}
    for count in (2_000, 20_000):
        places, text = many_places(count), text_about(count)
        took[count] = best(lambda p=places, t=text: render_page(build_story(t, p, all_places=True)).render())  # type: ignore[misc]
    assert took[20_000] < 25 * took[2_000]


def test_rows_of_a_gazetteer_are_looked_at_together_much_sooner_than_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = many_places(20_000)
    table = places.drop(columns="geometry").assign(lat=places.geometry.y, lon=places.geometry.x)
    table.to_csv(tmp_path / "places.csv", index=False)
    text = text_about(20_000)
    together = best(lambda: build_story(text, tmp_path / "places.csv"))
    monkeypatch.setattr(table_collection, "_is_simple", lambda reader: False)
    assert 2 * together < best(lambda: build_story(text, tmp_path / "places.csv"), 1)


def test_a_page_of_the_same_places_is_made_sooner_the_second_time() -> None:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")

    def with_map() -> None:
        page = render_page(story)
        assert page.map.get_name() == "map_story"
        page.render()

    with_map()
    assert 4 * best(lambda: render_page(story).render(), 5) < 3 * best(with_map, 5)


def test_a_picture_that_was_embedded_before_adds_little_to_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    pixels = np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    point = {"type": "Point", "coordinates": [10, 50]}
    feature = {"type": "Feature", "properties": {"name": "Noise"}, "geometry": point}
    places = {"type": "FeatureCollection", "features": [feature]}
    for number in range(5):
        Image.fromarray(pixels + number).save(tmp_path / f"{number}.jpg")
    written = "\n\n".join(f"![Noise {number}.]({number}.jpg)" for number in range(5))
    (tmp_path / "story.md").write_text(f"# Noise\n\nThere is noise.\n\n{written}\n")

    def build() -> None:
        assert render_page(build_story(tmp_path / "story.md", places)).render().count("data:image/jpeg") == 5

    def encoded_anew() -> None:
        monkeypatch.setenv("STORYMAP_CACHE", "off")
        build()
        monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))

    build()
    cache._recent.clear()
    build()
    assert 3 * best(build, 5) < best(encoded_anew)


def test_paragraphs_without_markup_are_read_sooner_than_those_with_some(tmp_path: Path) -> None:
    words = "It rained in the town by the river, and nobody crossed the bridge until the morning. " * 8
    took = {}
    for name, mark in (("plain", ""), ("marked", "*and* ")):
        (tmp_path / f"{name}.md").write_text(f"{words}{mark}then.\n\n" * 1_500)
        took[name] = best(lambda n=name: read_article(tmp_path / f"{n}.md"))  # type: ignore[misc]
    assert 1.2 * took["plain"] < took["marked"]
