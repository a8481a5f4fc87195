"""A book: laid out in parts, and read, searched, linked and printed like any other article."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, render_page
from tests.books import write_book
from tests.browser.conftest import PHONE, OpenPage, until
from tests.browser.test_scroll_sync import CALM

# At the top of the window or under the map, with room for the margin that the page leaves there.
AT_START = "(() => {{ const top = document.getElementById('{block}').getBoundingClientRect().top; return top > -2 && top < innerHeight / 2 + 20 }})()"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand paragraphs of two sentences under fifty headings, with forty places."""
    folder = tmp_path_factory.mktemp("book")
    return render_page(build_story(write_book(folder, paragraphs=2_000, places=40, sentences=2))).save(
        folder / "book.html"
    )


def rested(page: Page) -> None:
    """Wait until nothing has moved for ten frames."""
    page.evaluate(
        "() => new Promise((done) => { let last = '', same = 0; const look = () => {"
        " const now = scrollY + ' ' + document.documentElement.scrollHeight;"
        " same = now === last ? same + 1 : 0; last = now; same > 10 ? done() : requestAnimationFrame(look) }; look() })"
    )


@pytest.mark.parametrize("device", [{}, PHONE], ids=["wide", "phone"])
def test_a_link_into_the_middle_of_a_book_lands_there(
    open_page: OpenPage, book: Path, device: dict[str, object]
) -> None:
    page = open_page(book, fragment="#p=1100", **device)
    rested(page)
    until(page, AT_START.format(block="p1100"))
    page.evaluate("location.hash = '#p=1900'")
    rested(page)
    until(page, AT_START.format(block="p1900"))


def test_reading_is_followed_at_every_depth(open_page: OpenPage, book: Path) -> None:
    page = open_page(book, **CALM)
    for block in ("p40", "p1990", "p1000"):
        page.evaluate(f"document.getElementById('{block}').scrollIntoView({{block: 'center'}})")
        rested(page)
        # The line of reading is above the middle: it is in this block, or in one just before it.
        number = int(block[1:])
        until(
            page,
            f"(() => {{ const at = Number(location.hash.slice(3)); return at > {number - 8} && at <= {number} }})()",
        )
    place = page.evaluate(
        "document.getElementById('p' + location.hash.slice(3)).querySelector('a.place').dataset.place"
    )
    until(page, f"document.querySelector('.place-marker[data-place={place}].is-read') !== null")


def test_the_next_place_is_the_one_after_where_the_reader_is(open_page: OpenPage, book: Path) -> None:
    page = open_page(book, fragment="#p=1500", **CALM)
    rested(page)
    until(page, "/^#p=1[45]/.test(location.hash)")
    first = page.evaluate(
        "[...document.querySelectorAll('a.place')].find((name) => Number(name.closest('p').id.slice(1)) >="
        " Number(location.hash.slice(3))).textContent"
    )
    page.get_by_role("button", name="Next place").click()
    expect(page.get_by_role("dialog", name=first)).to_be_visible()


def test_turning_to_a_passage_far_away_lands_on_it(open_page: OpenPage, book: Path) -> None:
    page = open_page(book)
    most = page.evaluate(
        "Object.entries(JSON.parse(document.getElementById('storymap-data').textContent).places)"
        ".sort(([, a], [, b]) => b.mentions.length - a.mentions.length)[0][0]"
    )
    page.evaluate(f"document.querySelector('#place-{most} .place-open').click()")
    card = page.get_by_role("dialog")
    position = card.locator(".card-position")
    count = position.inner_text().rpartition(" ")[2]
    # The entry lists fifty, the card turns through all.
    assert int(count) > 100
    # The map moves to make room for the card: what is pressed meanwhile may slide away from under the pointer.
    until(page, "!map_story._panAnim || !map_story._panAnim._inProgress")
    card.get_by_role("button", name="Previous passage").click()
    expect(position).to_have_text(f"{count} of {count}")
    links = page.locator(f"#place-{most} .place-mentions a")
    expect(links).to_have_count(51)
    expect(links.last).to_have_text(str(page.locator(f"a.place[data-place={most}]").count()))
    mark = page.locator("a.place.is-current").last.get_attribute("id")
    card.get_by_role("link", name="Read in the story").click()
    rested(page)
    expect(page.locator(f"#{mark}")).to_be_in_viewport()


def test_the_browsers_own_search_finds_what_is_not_laid_out(open_page: OpenPage, book: Path) -> None:
    page = open_page(book)
    text = page.evaluate("document.getElementById('p1700').textContent")
    assert page.evaluate("(text) => window.find(text)", text[:60])
    rested(page)
    expect(page.locator("#p1700")).to_be_in_viewport()


def test_only_what_is_near_is_laid_out_and_all_of_it_on_paper(open_page: OpenPage, book: Path) -> None:
    page = open_page(book)
    skipped = "[...document.querySelectorAll('.article-part > p')].filter((p) => !p.checkVisibility({contentVisibilityAuto: true})).length"
    rested(page)
    assert page.evaluate(skipped) > 1_500
    page.emulate_media(media="print")
    until(page, f"{skipped} === 0")
    page.emulate_media(media="screen")
    until(page, f"{skipped} > 1500")


def test_names_far_apart_light_up_together(open_page: OpenPage, book: Path) -> None:
    page = open_page(book)
    name = page.locator("a.place").first
    place = name.get_attribute("data-place")
    named = page.evaluate(f"document.querySelectorAll('a.place[data-place={place}]').length")
    name.hover()
    expect(page.locator("a.place.is-highlighted")).to_have_count(named)
    expect(page.locator("li.place-card.is-highlighted")).to_have_attribute("id", f"place-{place}")
    page.mouse.move(2, 2)
    expect(page.locator(".is-highlighted")).to_have_count(0)
