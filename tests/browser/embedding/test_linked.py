"""storymap-host.js on a newsroom's own article page, around a frame from another origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import FrameLocator, Page, expect
from shapely.geometry import Point

from storymap import Article, Block, build_story, publish_story
from tests.browser.conftest import ROOT, until
from tests.browser.embedding.conftest import Site, Visit, serve

FRAMES = pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'], ids=["open", "sandboxed"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = build_story(ROOT / "geodata" / "juarez" / "story.md")
    return publish_story(story, tmp_path_factory.mktemp("published") / "juarez").path


@pytest.fixture
def published(folder: Path) -> Iterator[Site]:
    yield from serve(Site(folder))


def paragraphs() -> list[str]:
    """The example as a CMS has it: other quotation marks and breaks, soft hyphens, a name inside emphasis, links."""
    text = (ROOT / "geodata" / "juarez" / "story.md").read_text(encoding="utf-8").split("---", 2)[2]
    blocks = [
        block.removeprefix("## ")
        .replace("[the bridge](place:santa-fe-bridge)", "the bridge")
        .replace("[a view of a concrete river](view:31.7478,-106.4867,15)", "a view of a concrete river")
        for block in text.strip().split("\n\n")
    ]
    return [" ".join(block.split()).replace("'", "’") for block in blocks]


def article(published: Site, sandbox: str = "", script: str = "") -> str:
    first, *others = paragraphs()
    first = (
        first.replace("El Paso", "<em>El Paso</em>", 1)
        .replace("remembers", "remem\u00adbers")
        .replace(" Ciudad", "&nbsp;\nCiudad", 1)
    )
    body = "".join(f"<p>{text}</p>" for text in [first, *others])
    return f"""<style>p {{ margin: 0 0 200px }} iframe {{ position: sticky; top: 0; border: 0 }} body {{ margin: 0 }}</style>
<nav>El Paso</nav><article><h1>Two cities, one bridge</h1>
<iframe title="Map" {sandbox} width="640" height="200" src="{published.address}/index.html?view=map"></iframe>
{body}</article><footer>Juárez</footer>
<script async src="{published.address}/storymap-host.js" {script}></script>"""


def linked(page: Page) -> FrameLocator:
    until(
        page,
        "(document.querySelector('iframe') || document.querySelector('story-map').shadowRoot.querySelector('iframe')).dataset.storymapNames",
    )
    return page.frame_locator("iframe").first


@FRAMES
def test_a_script_that_comes_after_the_frame_has_spoken_finds_it(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(article(published, sandbox).rpartition("<script")[0])
    # Its page is up, and has said its height for the last time.
    expect(page.frame_locator("iframe").locator("html.is-ready")).to_have_count(1)
    page.wait_for_load_state()
    page.evaluate(
        "(address) => { const script = document.createElement('script'); script.src = address;"
        " document.body.append(script) }",
        f"{published.address}/storymap-host.js",
    )
    linked(page)
    assert page.locator(".storymap-place").count() > 10


@FRAMES
def test_every_name_of_the_article_becomes_a_link_and_nothing_else_does(
    visit: Visit, published: Site, sandbox: str
) -> None:
    page = visit(article(published, sandbox))
    before = page.locator("article").inner_text()
    linked(page)
    assert page.locator("iframe").get_attribute("data-storymap-names") == "17"
    assert page.locator("article .storymap-place").count() == 17
    assert page.locator("nav .storymap-place, footer .storymap-place").count() == 0
    assert page.locator(".storymap-place").first.inner_text().split() == ["Ciudad", "Juárez"]
    assert page.locator("em .storymap-place").inner_text() == "El Paso"
    assert page.locator("article").inner_text() == before
    until(page, "document.querySelector('iframe').offsetHeight === 400")


@FRAMES
def test_a_name_opens_its_place_and_the_focus_comes_back(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(article(published, sandbox))
    frame = linked(page)
    name = page.locator(".storymap-place[data-place=laredo]").first
    name.focus()
    page.keyboard.press("Enter")
    card = frame.get_by_role("dialog", name="Laredo")
    expect(card).to_be_visible()
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()


@FRAMES
def test_a_card_leads_back_to_its_passage_in_the_article(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(article(published, sandbox))
    frame = linked(page)
    frame.locator(".place-marker[data-place=laredo]").click()
    frame.get_by_text("Read in the story").click()
    name = page.locator(".storymap-place[data-place=laredo]").first
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()


@FRAMES
def test_the_map_follows_the_reading(visit: Visit, published: Site, sandbox: str) -> None:
    page = visit(article(published, sandbox))
    frame = linked(page)
    page.locator(".storymap-place[data-place=laredo]").first.evaluate(
        "name => scrollTo({ top: name.closest('p').getBoundingClientRect().top + scrollY - innerHeight * 0.4 + 2, behavior: 'instant' })"
    )
    expect(frame.locator(".place-marker[data-place=laredo].is-read")).to_be_visible()
    expect(frame.locator(".place-marker.is-read")).to_have_count(2)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(frame.locator(".place-marker.is-read")).to_have_count(0)


@pytest.fixture
def headlined(tmp_path: Path) -> Iterator[Site]:
    """A story whose headline names two places, of which the body names one."""
    points = [Point(-99.5, 27.5), Point(-106.5, 31.7)]
    frame = gpd.GeoDataFrame({"name": ["Laredo", "El Paso"]}, geometry=points, crs=4326)
    story = build_story(Article("From El Paso to Laredo", (Block("paragraph", "Nobody left El Paso."),)), frame)
    yield from serve(Site(publish_story(story, tmp_path / "out").path))


def test_the_site_s_headline_ties_what_only_it_names_and_the_map_stays_as_it_opens(
    visit: Visit, headlined: Site
) -> None:
    page = visit(f"""<style>p, h1 {{ margin: 0 0 900px }} iframe {{ position: sticky; top: 0 }}</style>
<article><iframe title="Map" width="640" height="200" src="{headlined.address}/index.html?view=map"></iframe>
<h1>From El Paso to Laredo</h1><p>Nobody left El Paso.</p><p>Nothing came of it.</p></article>
<script async src="{headlined.address}/storymap-host.js"></script>""")
    frame = linked(page)
    assert page.locator("h1 .storymap-place").all_inner_texts() == ["Laredo"]
    page.locator("p .storymap-place").evaluate(
        "name => scrollTo({ top: name.getBoundingClientRect().top - innerHeight * 0.4 + 2, behavior: 'instant' })"
    )
    expect(frame.locator(".place-marker[data-place=el-paso].is-read")).to_be_visible()
    page.evaluate("scrollTo({ top: 200, behavior: 'instant' })")
    expect(frame.locator(".place-marker.is-read")).to_have_count(0)


def test_a_sentence_that_the_newsroom_rewrote_is_passed_over(visit: Visit, published: Site) -> None:
    page = visit(
        article(published).replace("Thousands of Mexicans", "Very many Mexicans").replace("Laredo", "Nuevo Laredo")
    )
    linked(page)
    names = page.locator(".storymap-place").all_inner_texts()
    assert "Laredo" not in names
    assert len(names) > 10


def test_names_inside_links_and_buttons_of_the_article_stay_what_they_are(visit: Visit, published: Site) -> None:
    html = re.sub(r"Laredo", '<a href="/laredo">Laredo</a>', article(published))
    page = visit(html)
    linked(page)
    assert page.locator("a a").count() == 0
    # A link that is nothing but the name has the place's own beside it.
    assert page.locator("a[href='/laredo']").first.inner_html() == "Laredo"
    assert page.locator(".storymap-place[data-place=laredo]:not(a[href='/laredo'] + a)").count() == 0


def test_the_newsroom_says_where_its_article_is(visit: Visit, published: Site) -> None:
    html = article(published, script='data-article="#other"') + f"<div id='other'><p>{paragraphs()[0]}</p></div>"
    page = visit(html)
    linked(page)
    assert page.locator("article .storymap-place").count() == 0
    assert page.locator("#other .storymap-place").count() == 5


def test_the_map_obeys_only_the_page_around_it(visit: Visit, published: Site) -> None:
    page = visit(article(published))
    frame = linked(page)
    page.evaluate(
        """() => new Promise((done) => {
          const other = document.createElement("iframe");
          const orders = "parent.frames[0].postMessage({ storymap: 'open', place: 'laredo' }, '*'); parent.postMessage('ordered', '*')";
          addEventListener("message", ({ data }) => data === "ordered" && done());
          other.srcdoc = `<script>${orders}<\\/script>`;
          document.body.append(other);
        })"""
    )
    frame.locator("html").evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    expect(frame.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    "order",
    ["null", "7", "'open'", "{ storymap: 'open', place: '__proto__' }", "{ storymap: 'open', place: {} }", "{ storymap: 'follow', places: 'el-paso' }",
     "{ storymap: 'follow', places: [null, {}, 'constructor', '<img src=x>'] }"],
)  # fmt: skip
def test_orders_that_make_no_sense_do_nothing(visit: Visit, published: Site, order: str) -> None:
    page = visit(article(published))
    frame = linked(page)
    page.evaluate(
        f"() => {{ frames[0].postMessage({order}, '*'); frames[0].postMessage({{ storymap: 'open', place: 'laredo' }}, '*') }}"
    )
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()


def test_the_article_obeys_only_its_own_frame(visit: Visit, published: Site) -> None:
    page = visit(article(published))
    linked(page)
    until(page, "document.querySelector('iframe').offsetHeight === 400")
    page.evaluate(
        """() => new Promise((done) => {
          const other = document.createElement("iframe");
          const orders = "parent.postMessage({ storymap: 'height', height: 3000 }, '*'); parent.postMessage({ storymap: 'read', mention: 'm1' }, '*'); parent.postMessage('ordered', '*')";
          addEventListener("message", ({ data }) => data === "ordered" && done());
          other.srcdoc = `<script>${orders}<\\/script>`;
          document.body.append(other);
        })"""
    )
    assert page.locator("iframe").first.evaluate("frame => frame.offsetHeight") == 400
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_the_element_is_a_frame_that_is_linked(visit: Visit, published: Site) -> None:
    html = re.sub(
        r"<iframe.*?</iframe>",
        f'<story-map src="{published.address}/" view="map"><a href="{published.address}/">Two cities, one bridge</a></story-map>',
        article(published),
        flags=re.DOTALL,
    )
    page = visit(html)
    linked(page)
    frame = page.locator("story-map iframe")
    assert frame.get_attribute("title") == "Two cities, one bridge"
    assert frame.get_attribute("sandbox") == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert page.locator(".storymap-place").count() == 17
    page.locator(".storymap-place[data-place=laredo]").first.press("Enter")
    expect(page.frame_locator("story-map iframe").get_by_role("dialog", name="Laredo")).to_be_visible()


@pytest.mark.parametrize("source", ["javascript:window.pwned=1", "data:text/html,x"])
def test_the_element_frames_web_pages_only(visit: Visit, published: Site, source: str) -> None:
    page = visit(f'{article(published)}<story-map src="{source}">Map</story-map>')
    linked(page)
    assert page.locator("story-map").evaluate("element => element.shadowRoot") is None
    assert page.evaluate("window.pwned") is None
