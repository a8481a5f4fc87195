"""The map as a picture: for readers without script, and in print."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.hostile import HOSTILE

STORY = ROOT / "geodata" / "juarez" / "story.md"
PASSAGE = "El Paso counts among the safest cities in the United States."


def numbers(page: Page) -> set[str]:
    """The numbers of the places on the picture, and of those that it points at from its edge."""
    return set(page.locator(".map-picture :is(.symbol text, .hint .number)").all_text_contents())


def boxes(page: Page, selector: str) -> list[tuple[float, float, float, float]]:
    """Boxes of elements within the picture, in its own pixels, as the browser measures them."""
    return [
        (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        for element in page.locator(f".map-picture {selector}").all()
        if (box := element.bounding_box())
    ]


def test_without_script_the_picture_stands_for_the_map(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, java_script_enabled=False)
    expect(page.locator("#map")).to_be_hidden()
    picture = page.get_by_role("img", name="Map of the places in this story")
    expect(picture).to_be_visible()
    # The state around the scene may need no symbol.
    assert numbers(page) >= set("12345")
    box = picture.bounding_box()
    assert box and box["width"] / box["height"] == pytest.approx(4 / 3, rel=0.01)


def test_without_script_the_list_holds_the_passages(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, java_script_enabled=False)
    passages = page.locator("#place-el-paso .place-excerpts li")
    expect(passages).to_have_count(3)
    expect(passages.nth(1)).to_be_visible()
    assert passages.nth(1).inner_text() == PASSAGE


def test_with_script_neither_the_picture_nor_a_second_copy_of_a_passage_is_there(
    open_page: OpenPage, juarez: Path
) -> None:
    page = open_page(juarez)
    expect(page.locator(".picture")).to_be_hidden()
    expect(page.locator(".place-excerpts")).to_have_count(0)
    assert page.evaluate("text => document.body.innerText.split(text).length", PASSAGE) == 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_are_the_article_the_picture_and_the_places_with_their_passages(
    open_page: OpenPage, juarez: Path, script: bool, scheme: str
) -> None:
    page = open_page(juarez, java_script_enabled=script, color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator(".map-picture")).to_be_visible()
    passage = page.locator("#place-el-paso .place-excerpts li").nth(1)
    expect(passage).to_be_visible()
    assert passage.inner_text() == PASSAGE
    expect(page.locator("#place-el-paso .place-mentions")).to_be_hidden()
    expect(page.locator("#article")).to_contain_text(PASSAGE)
    if script:
        land, ink = page.evaluate(
            "['.map-picture .land', '.map-picture .name'].map(kind => getComputedStyle(document.querySelector(kind)).fill)"
        )
        assert (land, ink) == ("rgb(247, 245, 240)", "rgb(0, 0, 0)")


def test_after_printing_the_page_is_as_it_was(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    before = page.locator("#places").inner_html()
    page.emulate_media(media="print")
    expect(page.locator(".place-excerpts")).to_have_count(6)
    page.emulate_media(media="screen")
    expect(page.locator(".place-excerpts")).to_have_count(0)
    assert page.locator("#places").inner_html() == before


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_it_prints_on_a_few_sheets(open_page: OpenPage, juarez: Path, paper: str, width: int) -> None:
    page = open_page(juarez)
    pdf = page.pdf(format=paper)
    (pages,) = re.findall(rb"/Type\s*/Pages\s*/Count (\d+)|/Count (\d+)", pdf)[:1]
    assert 3 <= int(pages[0] or pages[1]) <= 6
    assert re.search(rb"/MediaBox\s*\[\s*0 0 " + str(width).encode(), pdf)
    # The list of passages was there while it printed, and is gone.
    expect(page.locator(".place-excerpts")).to_have_count(0)


def test_no_two_names_of_the_picture_overlap_and_none_is_cut(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.emulate_media(media="print")
    (frame,) = boxes(page, "rect.frame")
    # A browser's box of a text has room for accents and descenders, which the next line's may share.
    texts = [(a, b + (d - b) / 4, c, d - (d - b) / 4) for a, b, c, d in boxes(page, "text[x]")]
    assert len(texts) > 8
    for text in texts:
        assert text[0] >= frame[0] and text[2] <= frame[2] and text[1] >= frame[1] and text[3] <= frame[3]
    for a, b in itertools.combinations([*texts, *boxes(page, ".symbol path")], 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_on_a_phone_the_picture_scrolls_and_the_page_does_not(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, java_script_enabled=False, **PHONE)
    frame, picture = page.locator(".picture").bounding_box(), page.locator(".map-picture").bounding_box()
    assert frame and picture
    assert (frame["x"], frame["width"]) == (0, 360)
    assert picture["width"] >= 440
    page.keyboard.press("Tab")
    expect(page.locator(".picture")).to_be_focused()


def test_a_page_in_the_dark_has_a_dark_picture(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez, color_scheme="dark")
    page.evaluate("document.documentElement.classList.remove('js')")
    assert page.evaluate("getComputedStyle(document.querySelector('.map-picture .land')).fill") == "rgb(43, 46, 51)"


def test_hostile_names_do_nothing_in_the_picture_and_the_passages(open_page: OpenPage, tmp_path: Path) -> None:
    story = build_story(STORY)
    ids, texts = list(story.places.index), list(HOSTILE.values())
    # A page is drawn for as many of them as there are places: each is a name, and all are the text of a passage.
    for first in range(0, len(texts), len(ids)):
        names = texts[first : first + len(ids)]
        places = story.places.copy()
        places.loc[ids[: len(names)], "name"] = names
        number = next(one.block for one in story.excerpts if one.block > story.excerpts[0].block)
        block = replace(story.article.blocks[number], text=" ".join(names), spans=())
        article = replace(
            story.article, blocks=tuple({**dict(enumerate(story.article.blocks)), number: block}.values())
        )
        excerpts = tuple(
            replace(one, start=0, end=len(block.text), mentions=()) if one.block == number else one
            for one in story.excerpts
        )
        mentions = tuple(one for one in story.mentions if one.block != number)
        hostile = replace(story, article=article, places=places, excerpts=excerpts, mentions=mentions)
        page = open_page(render_page(hostile).save(tmp_path / f"{first}.html"), java_script_enabled=False)
        assert numbers(page) >= set("12345"), names
        assert page.locator("script").count() == 6
        page.close()


def test_a_story_without_a_located_place_has_no_picture(open_page: OpenPage, tmp_path: Path) -> None:
    story = build_story(STORY)
    places = story.places.copy()
    places["geometry"] = None
    page = open_page(render_page(replace(story, places=places)).save(tmp_path / "page.html"), java_script_enabled=False)
    expect(page.locator(".picture")).to_have_count(0)
    expect(page.locator("#place-el-paso")).to_be_visible()


def test_the_picture_is_ready_when_printing_begins(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    until(page, "document.querySelectorAll('.place-excerpts').length === 6")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    until(page, "document.querySelectorAll('.place-excerpts').length === 0")


# The paper's width and height without its margins, in CSS pixels: A4 upright.
PAPER = {"width": 658, "height": 1001}
ILLUSTRATED = """---
title: A road along the river that nobody meant to build and everybody uses
subtitle: A subtitle that goes over two lines, so that the head of the page is tall and pushes the map down a good deal.
byline: Somebody
---

![A landscape](wide.png "The valley")

From Laredo to Zapata.

![A portrait](tall.png "The tower")

Read [the report](https://example.org/report) or <https://example.org/letters> today.
"""


@pytest.fixture
def illustrated(tmp_path: Path) -> Path:
    """A story that begins with a picture, and has one that is higher than a page."""
    for name, size in (("wide", (1200, 800)), ("tall", (800, 1400))):
        PIL.Image.new("RGB", size, "#7a9").save(tmp_path / f"{name}.png")
    (tmp_path / "story.md").write_text(ILLUSTRATED)
    point = {"type": "Point", "coordinates": [-99.5, 27.5]}
    feature = {"type": "Feature", "properties": {"name": "Laredo"}, "geometry": point}
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return render_page(build_story(tmp_path / "story.md")).save(tmp_path / "page.html")


def test_the_first_sheet_of_paper_has_the_head_the_map_and_the_first_picture(
    open_page: OpenPage, illustrated: Path
) -> None:
    page = open_page(illustrated, viewport=PAPER)
    page.emulate_media(media="print")
    box = page.locator("figure").nth(1).bounding_box()
    assert box and page.locator("figure").nth(1).locator("img").count() == 1
    assert box["y"] + box["height"] < PAPER["height"]


def test_no_picture_is_higher_than_half_a_sheet_of_paper(open_page: OpenPage, illustrated: Path) -> None:
    page = open_page(illustrated, viewport=PAPER)
    page.emulate_media(media="print")
    for figure in page.locator("figure").all():
        box = figure.bounding_box()
        assert box and box["height"] < PAPER["height"] / 2
        # Its caption stays with it.
        assert figure.evaluate("figure => getComputedStyle(figure).breakInside") == "avoid"
    sizes = page.locator("figure img").evaluate_all("all => all.map(img => img.clientWidth / img.clientHeight)")
    assert sizes == pytest.approx([3 / 2, 4 / 7], rel=0.02)


def test_on_paper_a_link_says_where_it_leads_once(open_page: OpenPage, illustrated: Path) -> None:
    page = open_page(illustrated)
    page.emulate_media(media="print")
    after = "link => getComputedStyle(link, '::after').content"
    assert (
        page.get_by_role("link", name="the report").evaluate(after).replace('" "', "")
        == '" (https://example.org/report)"'
    )
    # The address is what is read.
    assert page.get_by_role("link", name="example.org/letters").evaluate(after) == "none"


def test_a_heading_stays_with_what_it_is_the_heading_of(open_page: OpenPage, juarez: Path) -> None:
    page = open_page(juarez)
    page.emulate_media(media="print")
    headings = page.locator("main :is(h2, h3)")
    assert headings.count() == 11
    assert set(headings.evaluate_all("all => all.map(one => getComputedStyle(one).breakAfter)")) == {"avoid"}


@pytest.mark.parametrize("place", ["body", ".story", ".places"])
def test_what_is_there_to_be_pressed_is_not_printed(open_page: OpenPage, juarez: Path, place: str) -> None:
    page = open_page(juarez, fragment="#place=el-paso", **PHONE)
    page.get_by_role("dialog").wait_for()
    page.evaluate(
        "place => document.querySelector(place).append(Object.assign(document.createElement('div'), {textContent: 'Share'}))",
        place,
    )
    page.emulate_media(media="print")
    expect(page.get_by_text("Share")).to_be_hidden()
    expect(page.locator(".sheet")).to_be_hidden()
    marked = "[...document.querySelectorAll('.is-current')].map(one => getComputedStyle(one).backgroundColor)"
    assert set(page.evaluate(marked)) == {"rgba(0, 0, 0, 0)"}
