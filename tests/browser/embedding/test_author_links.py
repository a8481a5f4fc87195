"""Links of the author: a name that is one leads where the author says, and the place's own link stands beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from storymap import build_story, publish_story, render_page
from tests.browser.conftest import OpenPage, until
from tests.browser.embedding.conftest import Site, Visit, serve

REPORT, INTERVIEW = "https://example.org/report", "https://example.org/interview"
ARTICLE = f"# News\n\n[Ghent]({REPORT}) is quiet. [The mayor of Bruges said so]({INTERVIEW}).\n\nGhent and [Ghent]({REPORT}).\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    places = {"Ghent": [3.7, 51.05], "Bruges": [3.2, 51.2]}
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": at}}
        for name, at in places.items()
    ]
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "story.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def page_file(folder: Path) -> Path:
    file = folder / "page.html"
    render_page(build_story(folder / "story.md")).save(file)
    return file


def mark(page: Page) -> Locator:
    return page.locator("#p1").get_by_role("link", name="Map: Ghent")


def test_a_name_that_is_the_authors_link_stays_one_and_the_link_beside_opens_its_place(
    open_page: OpenPage, page_file: Path
) -> None:
    page = open_page(page_file)
    expect(page.get_by_role("link", name="Ghent", exact=True).first).to_have_attribute("href", REPORT)
    box = mark(page).bounding_box()
    assert box and box["width"] >= 5
    mark(page).press("Enter")
    card = page.get_by_role("dialog", name="Ghent")
    expect(card).to_be_visible()
    # The passage keeps the link, without what stands beside it, and marks the name.
    expect(card.locator(".card-passage")).to_have_text("Ghent is quiet.")
    expect(card.locator(f".card-passage a[href='{REPORT}'] mark")).to_have_text("Ghent")
    expect(card.locator(".card-passage .is-beside")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(mark(page)).to_be_focused()


def test_nothing_is_cut_out_of_a_longer_link_and_its_name_is_an_excerpt(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    link = page.locator(f".article a[href='{INTERVIEW}']")
    expect(link).to_have_text("The mayor of Bruges said so")
    expect(page.locator(".article a.place[data-place=bruges]")).to_have_count(0)
    page.get_by_role("button", name="Bruges").first.press("Enter")
    card = page.get_by_role("dialog", name="Bruges")
    expect(card.locator(".card-passage mark")).to_have_text("Bruges")
    card.get_by_role("link", name="Read in the story").press("Enter")
    expect(link).to_be_focused()


def test_a_later_mention_has_a_ring_that_is_seen(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    ring = page.locator("#p2 a.is-beside")
    expect(ring).not_to_have_attribute("data-number", "1")
    box = ring.bounding_box()
    assert box and box["width"] >= 8
    assert "radial-gradient" in ring.evaluate("(element) => getComputedStyle(element).backgroundImage")


def test_without_script_the_link_beside_leads_to_the_list(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, java_script_enabled=False)
    mark(page).press("Enter")
    expect(page.locator("#place-ghent")).to_be_in_viewport()


def test_in_print_the_authors_address_and_the_number_are_read(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    mark(page).press("Enter")
    expect(page.locator("#m1")).to_contain_class("is-current")
    page.emulate_media(media="print")
    assert page.locator("#m1").evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    after = "(element) => getComputedStyle(element, '::after').content"
    assert REPORT in page.locator(f"#p1 a[href='{REPORT}']").evaluate(after)
    assert "1" in mark(page).evaluate(after)
    assert page.locator("#p2 a.is-beside").evaluate("(e) => getComputedStyle(e).backgroundImage") == "none"


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(publish_story(build_story(folder / "story.md"), folder / "out").path))


def test_the_newsrooms_own_article_has_the_same_links(visit: Visit, published: Site) -> None:
    page = visit(
        f"""<article><p><a id=report href="{REPORT}"><b>Ghent</b></a> is quiet.
        <a id=interview href="{INTERVIEW}">The mayor of Bruges said so</a>.</p>
        <p>Ghent and <a href="{published.address}/#place=ghent">Ghent</a>.</p>
        <iframe title="Map" width="640" height="400" src="{published.address}/index.html?view=map"></iframe></article>
        <script async src="{published.address}/storymap-host.js"></script>"""
    )
    until(page, "document.querySelector('iframe').dataset.storymapNames")
    assert page.locator("#report").evaluate("(link) => link.outerHTML") == (
        f'<a id="report" href="{REPORT}"><b>Ghent</b></a>'
    )
    assert page.locator("#interview").inner_html() == "The mayor of Bruges said so"
    # One beside the link, and one name that was no link.
    assert page.locator(".storymap-place").count() == 2
    beside = page.locator("#report + .storymap-place")
    expect(beside).to_have_accessible_name("Map: Ghent")
    box = beside.bounding_box()
    assert box and box["width"] >= 8
    beside.press("Enter")
    expect(page.frame_locator("iframe").get_by_role("dialog", name="Ghent")).to_be_visible()
    page.keyboard.press("Escape")
    expect(beside).to_be_focused()
