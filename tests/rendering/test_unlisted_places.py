"""What a reader without script gets of places that have no entry."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from storymap.model import Article, Block, Image, Mention
from storymap.rendering.page import render_page
from tests.hostile import HOSTILE
from tests.pages import Page
from tests.rendering.conftest import clustered_story, places_frame, record, tie, unpacked


def without_script(page: str) -> str:
    listed = re.search(r'<noscript>(<ol class="places-unlisted".*?)</noscript>', page, re.DOTALL)
    assert listed is not None
    return listed[1]


def test_without_script_a_thousand_are_listed_and_the_others_counted() -> None:
    listed = without_script(render_page(clustered_story(2_500, 7)).render())
    assert listed.count("<li>") == 1_000
    assert listed.endswith('<p class="places-unlisted">and 1,499 more places, on the interactive map</p>')


def test_without_script_the_unlisted_have_the_numbers_that_come_after_the_listed() -> None:
    listed = without_script(render_page(clustered_story(400, *range(290))).render())
    assert listed.startswith('<ol class="places-unlisted" start="291"><li>Place 290<li>Place 291<li>')
    assert listed.count("<li>") == 110


def test_of_hundreds_that_are_named_each_is_listed_and_leads_to_where_it_is_named_first() -> None:
    page = render_page(clustered_story(2_000, *range(900), p5={"note": "A mill."}, p7={"geometry": None})).render()
    listed = without_script(page)
    assert listed.startswith('<ol class="places-unlisted" start="1"><li id=1><a href=#p1>Place 0</a><li id=2><a')
    assert "<li id=6><a href=#p6>Place 5</a>: A mill.<li id=7>" in listed
    # One that is on no map has its entry; of those that nothing is told of there are a thousand.
    assert listed.count("<li id=") == 899
    assert listed.count("<li>") == 1_000
    assert listed.endswith('<p class="places-unlisted">and 100 more places, on the interactive map</p>')
    assert re.findall(r'<p class="places-more print-only">(.*?)</p>', page) == [
        "and 1,100 more places, on the interactive map"
    ]
    links = {link.attributes["href"] for link in Page(page).all("a") if link.text == "Place 5"}
    assert links == {"#6", "#p6"}


def test_beside_places_with_entries_each_name_leads_to_its_own_place() -> None:
    image = Image("a.png", "A bridge", data="data:image/png;base64,AAAA", width=1, height=1)
    page = render_page(clustered_story(902, *range(890), p9={"image": image}, p700={"image": image})).render()
    listed = without_script(page)
    places = dict(re.findall(r"<li id=(\d+)[^>]*><a href=#p\d+>(Place \d+)</a>", listed))
    named = re.findall(r"<a href=#(\d+)[^>]*>(Place \d+)</a>", page)
    assert len(places) == len(named) == 888
    assert dict(named) == places
    # The list counts as the text does.
    assert "<li id=11 value=11>" in listed
    assert listed.count(" value=") == 2


def test_what_the_list_has_of_named_places_is_not_in_the_columns_again() -> None:
    image = Image("a.png", "A bridge", data="data:image/png;base64,AAAA", width=1, height=1)
    changed: dict[str, Any] = {
        "p5": {"note": "A mill."},
        "p9": {"image": image, "note": "A bridge."},
        "p900": {"note": "A wood."},
    }
    page = render_page(clustered_story(902, *range(890), **changed)).render()
    block = re.search(r'id="storymap-clusters">(.*?)</script>', page)
    assert block is not None
    data = json.loads(block[1])
    # One with a picture has its entry, and a row beside it.
    assert data["in_list"] == [0, 9, 10, 890]
    assert data["ids"] == {str(row): f"p{row}" for row in range(902)}
    assert data["names"] == ["Place 9", *(f"Place {row}" for row in range(890, 902))]
    assert data["notes"] == {"9": "A bridge.", "900": "A wood."}
    assert len(unpacked(data["layers"])) == 902
    assert page.count("A mill.") == page.count(">Place 700</a><li") == 1


def test_nothing_is_left_out_of_print_where_all_are_named() -> None:
    page = render_page(clustered_story(400, *range(400))).render()
    assert 'class="places-more' not in page
    assert "on the interactive map" not in without_script(page)


def test_a_place_that_only_the_title_names_leads_nowhere_and_hostile_names_are_text() -> None:
    names = [" ".join(text.replace("\x00", "").split()) for text in HOSTILE.values()]
    rows = [{**record(row), "name": name, "note": name} for row, name in enumerate(names)]
    rows += [record(row) for row in range(len(rows), 400)]
    blocks = (Block("headline", "Place 399"), *(Block("paragraph", f"At {row}.") for row in range(399)))
    mentions = [Mention(0, 0, 9, "p399"), *(Mention(row + 1, 0, 2, f"p{row}") for row in range(399))]
    story = tie(Article("Place 399", blocks), places_frame(*rows), *mentions)
    page = render_page(replace(story)).render()
    assert '<ol class="places-unlisted" start="1"><li id=1>Place 399<li id=2>' in without_script(page)
    items = [item.text for item in Page(without_script(page)).all("li")]
    assert items[1 : 1 + len(names)] == [f"{name}: {name}" for name in names]
