"""The names of the newsroom's article around lazy frames, several frames and several stories: who answers, and where back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import build_story, publish_story
from tests.browser.conftest import PHONE, until
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_linked import folder, paragraphs

__all__ = ["folder"]

FAR = "<div style='height: 6000px'></div>"
STYLE = "<style>body { margin: 0 } iframe { border: 0; width: 100%; height: 400px }</style>"


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


def frame(site: Site, script: str = "") -> str:
    return (
        f'<iframe title="Map" loading="lazy" sandbox="allow-scripts" src="{site.address}/index.html?view=map"></iframe>'
        f'<script async src="{site.address}/storymap-host.js" {script}></script>'
    )


def text() -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs())


def top_of(page: Page, selector: str) -> str:
    return f"Math.round(document.querySelector({selector!r}).getBoundingClientRect().top)"


def test_names_are_links_before_a_lazy_frame_is_asked_for(visit: Visit, published: Site) -> None:
    page = visit(f"{STYLE}<article>{text()}{FAR}{frame(published)}</article>")
    until(page, "document.querySelectorAll('.storymap-place').length === 17")
    assert [each.url for each in page.frames if published.address in each.url] == []
    page.locator(".storymap-place[data-place=laredo]").first.press("Enter")
    expect(page.frame_locator("iframe").get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.locator("iframe")).to_be_in_viewport()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_the_card_opens_at_the_sentence_and_escape_leads_back_to_it(
    visit: Visit, published: Site, options: dict[str, object]
) -> None:
    page = visit(
        f'<meta name="viewport" content="width=device-width">{STYLE}<article>{text()}{FAR}{frame(published)}{FAR}</article>',
        reduced_motion="reduce",
        **options,
    )
    until(page, "document.querySelectorAll('.storymap-place').length === 17")
    name = page.locator(".storymap-place[data-place=ciudad-juarez]").nth(3)
    name.evaluate("name => { name.id = 'picked'; name.scrollIntoView({ block: 'center' }) }")
    before = page.evaluate(top_of(page, "#picked"))
    name.press("Enter")
    card = page.frame_locator("iframe").get_by_role("dialog", name="Ciudad Juárez")
    expect(card.locator("blockquote")).to_contain_text("nobody comes to Juarez now")
    expect(name).not_to_be_in_viewport()
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    until(page, f"{top_of(page, '#picked')} === {before}")
    expect(name).to_be_focused()


def test_escape_closes_the_card_from_the_article_too(visit: Visit, published: Site) -> None:
    page = visit(f"{STYLE}<article>{text()}{frame(published)}</article>", reduced_motion="reduce")
    name = page.locator(".storymap-place[data-place=laredo]").first
    name.press("Enter")
    card = page.frame_locator("iframe").get_by_role("dialog", name="Laredo")
    expect(card).to_be_visible()
    name.focus()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()


def test_whoever_looks_at_the_map_stays_there_until_going_back(visit: Visit, published: Site) -> None:
    page = visit(f"{STYLE}<article>{text()}{FAR}{frame(published)}{FAR}</article>", reduced_motion="reduce")
    name = page.locator(".storymap-place[data-place=laredo]").first
    name.press("Enter")
    shown = page.frame_locator("iframe")
    expect(shown.get_by_role("dialog", name="Laredo")).to_be_visible()
    # Another place is looked at: that is no way back.
    shown.get_by_role("button", name="Next place").click()
    expect(shown.get_by_role("dialog", name="Laredo")).to_be_hidden()
    expect(shown.get_by_role("dialog")).to_be_visible()
    expect(page.locator("iframe")).to_be_in_viewport()
    shown.get_by_role("button", name="Back to the story").click()
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()


def test_the_same_story_twice_answers_where_it_was_asked(visit: Visit, published: Site) -> None:
    page = visit(
        f"{STYLE}<article id=one>{frame(published)}{text()}</article><article id=two>{text()}{frame(published)}</article>",
        reduced_motion="reduce",
    )
    until(page, "document.querySelectorAll('.storymap-place').length === 34")
    ids = page.evaluate("[...document.querySelectorAll('iframe')].map((frame) => frame.id)")
    assert len(set(ids)) == 2
    for part, frame_id in zip(("one", "two"), ids, strict=True):
        links = page.locator(f"#{part} .storymap-place")
        assert links.evaluate_all("links => [...new Set(links.map((link) => link.hash))]") == [f"#{frame_id}"]
        assert page.locator(f"#{part} iframe").get_attribute("data-storymap-names") == "17"
    name = page.locator("#two .storymap-place[data-place=laredo]").first
    name.press("Enter")
    expect(page.frame_locator("#two iframe").get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.frame_locator("#one iframe").get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(name).to_be_focused()


def test_two_frames_in_one_article_the_nearer_one_answers(visit: Visit, published: Site) -> None:
    page = visit(
        f"{STYLE}<article><div id=one>{frame(published)}</div>{FAR}{text()}<div id=two>{frame(published)}</div></article>"
    )
    expect(page.frame_locator("#one iframe").locator("html")).to_contain_class("is-linked")
    page.locator(".storymap-place[data-place=laredo]").first.press("Enter")
    expect(page.frame_locator("#two iframe").get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.frame_locator("#one iframe").get_by_role("dialog")).to_have_count(0)


def test_each_script_says_where_the_article_of_its_frame_is(visit: Visit, published: Site) -> None:
    page = visit(
        STYLE
        + frame(published, 'data-article="#one"')
        + frame(published, 'data-article="#two"')
        + f"<div id=one>{text()}</div><div id=two>{text()}</div>"
    )
    until(page, "document.querySelectorAll('.storymap-place').length === 34")
    page.locator("#two .storymap-place[data-place=laredo]").first.press("Enter")
    expect(page.frame_locator("iframe >> nth=1").get_by_role("dialog", name="Laredo")).to_be_visible()
    expect(page.frame_locator("iframe >> nth=0").get_by_role("dialog")).to_have_count(0)


def test_two_stories_in_one_article_keep_to_their_own_names(visit: Visit, published: Site, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# Lake\n\nThe boat to Ghent is late.\n", encoding="utf-8")
    (tmp_path / "places.geojson").write_text(
        '{"type":"Feature","properties":{"name":"Ghent"},"geometry":{"type":"Point","coordinates":[3.7,51.05]}}'
    )
    other = Site(publish_story(build_story(tmp_path / "story.md"), tmp_path / "out").path)
    for running in serve(other):
        page = visit(
            f"{STYLE}<article><div id=one>{frame(published)}</div><p>The boat to Ghent is late.</p>{text()}"
            f"<div id=two>{frame(running)}</div></article>"
        )
        until(page, "document.querySelectorAll('.storymap-place').length === 18")
        ghent, laredo = (page.locator(f".storymap-place[data-place={place}]").first for place in ("ghent", "laredo"))
        assert ghent.get_attribute("href") != laredo.get_attribute("href")
        ghent.press("Enter")
        expect(page.frame_locator("#two iframe").get_by_role("dialog", name="Ghent")).to_be_visible()
        laredo.press("Enter")
        expect(page.frame_locator("#one iframe").get_by_role("dialog", name="Laredo")).to_be_visible()
        expect(page.frame_locator("#two iframe").get_by_role("dialog", name="Ghent")).to_be_visible()


def test_a_link_of_the_newsroom_to_a_place_opens_it(visit: Visit, published: Site) -> None:
    link = f'<p><a id=own href="{published.address}/#place=sinaloa">the coast</a></p>'
    page = visit(f"{STYLE}<article>{link}{text()}{FAR}{frame(published)}</article>")
    until(page, "document.querySelectorAll('.storymap-place').length === 17")
    page.locator("#own").press("Enter")
    expect(page.frame_locator("iframe").get_by_role("dialog", name="Sinaloa")).to_be_visible()
    assert page.evaluate("location.hash") == ""
