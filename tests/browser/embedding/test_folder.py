"""The published folder as it is served: the snippets in the page that offers them, and the oEmbed answer in WordPress."""

from __future__ import annotations

import html
import json
import re
import struct
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storymap import Story, build_story, publish_story
from tests.browser.conftest import PHONE, ROOT, OpenPage, until
from tests.browser.embedding.conftest import Site, Visit, serve
from tests.browser.embedding.test_height import WORDPRESS
from tests.hostile import HOSTILE

ALLOWED = {
    "a": {"href"},
    "blockquote": set[str](),
    "iframe": {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"},
}


@pytest.fixture(scope="module")
def example() -> Story:
    return build_story(ROOT / "geodata" / "juarez" / "story.md")


@pytest.fixture(scope="module")
def served(example: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site()
    site.folder = publish_story(example, tmp_path_factory.mktemp("site") / "juarez", url=site.address).path
    yield from serve(site)


@pytest.fixture
def published(served: Site) -> Iterator[Site]:
    """The example, published for the address at which it is served. What a test adds is gone after it."""
    folder = served.folder
    yield served
    served.folder = folder
    served.pages.clear()


class WordPress(HTMLParser):
    """What WordPress leaves of the HTML of an oEmbed provider that it does not know, and what it adds."""

    def __init__(self, answer: str) -> None:
        super().__init__(convert_charrefs=True)
        self.kept = ""
        self.feed(answer)
        self.close()
        found = re.search(r"<iframe.*?></iframe>", self.kept, re.DOTALL)
        assert found, "without a frame WordPress shows a plain link"
        framed = re.sub(r' src="(.*?)"', r' src="\1#?secret=aB3dE6gH9k" data-secret="aB3dE6gH9k"', found[0])
        added = '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'
        self.html = framed.replace("<iframe", added)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ALLOWED:
            kept = "".join(f' {name}="{html.escape(value or "")}"' for name, value in attrs if name in ALLOWED[tag])
            self.kept += f"<{tag}{kept}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in ALLOWED:
            self.kept += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.kept += html.escape(data)


def test_the_oembed_answer_works_when_wordpress_has_filtered_it(visit: Visit, published: Site) -> None:
    assert published.folder
    answer = json.loads((published.folder / "oembed.json").read_text(encoding="utf-8"))
    page = visit(WordPress(answer["html"]).html)
    assert page.locator("iframe").get_attribute("sandbox") == "allow-scripts"
    assert page.locator("iframe").get_attribute("title") == "Two cities, one bridge"
    frame = page.frame_locator("iframe")
    frame.locator(".place-marker[data-place=laredo]").click()
    expect(frame.get_by_role("dialog", name="Laredo")).to_contain_text("Laredo")
    expect(frame.locator(".article")).to_be_hidden()


def test_wordpress_gives_the_filtered_frame_its_height(visit: Visit, published: Site) -> None:
    assert published.folder
    answer = json.loads((published.folder / "oembed.json").read_text(encoding="utf-8"))
    framed = WordPress(answer["html"]).html.replace('width="640"', 'width="900"')
    script = f"<script>var frame = document.querySelector('iframe'); {WORDPRESS}</script>"
    page = visit(framed + script)
    until(page, "document.querySelector('iframe').height === '563'")


Open = Callable[..., Page]


@pytest.fixture
def open_folder(published: Site, chromium: object, visit: Visit) -> Open:
    def open_(name: str, **options: object) -> Page:
        page = visit("<p>Host</p>", **options)
        page.goto(f"{published.address}/{name}")
        return page

    return open_


def test_every_snippet_has_a_live_preview(open_folder: Open) -> None:
    page = open_folder("embed.html")
    for name, kind in [
        ("A frame", "frame"),
        ("A frame that gets its height", "height"),
        ("A frame that is linked with the article", "linked"),
        ("A web component", "element"),
        ("A WordPress block", "wordpress"),
    ]:
        section = page.locator(f"section[aria-labelledby={kind}]")
        expect(section.get_by_role("heading", name=name, exact=True)).to_be_visible()
        section.locator("iframe").scroll_into_view_if_needed()
        frame = section.locator("iframe").content_frame
        expect(frame.locator(".place-marker[data-place=laredo]")).to_be_visible()
        expect(frame.locator(".article")).to_be_hidden()
    picture = page.locator("section[aria-labelledby=picture] img")
    picture.scroll_into_view_if_needed()
    until(page, "document.querySelector('section[aria-labelledby=picture] img').naturalWidth === 1920")


@pytest.mark.parametrize("kind", ["frame", "height", "linked", "element", "wordpress"])
def test_what_is_copied_works_where_it_is_pasted(open_folder: Open, visit: Visit, kind: str) -> None:
    page = open_folder("embed.html", permissions=["clipboard-read", "clipboard-write"])
    section = page.locator(f"section[aria-labelledby={kind}]")
    page.bring_to_front()
    section.get_by_role("button", name="Copy").press("Enter")
    expect(section.get_by_role("button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    pasted = visit(f"<div style='width: 900px'>{copied}</div>")
    frame = pasted.locator("iframe").content_frame
    frame.locator(".place-marker[data-place=laredo]").click()
    expect(frame.get_by_role("dialog", name="Laredo")).to_be_visible()
    until(
        pasted,
        "Math.round((document.querySelector('iframe') || document.querySelector('story-map').shadowRoot.querySelector('iframe')).getBoundingClientRect().height) === 563",
    )


def test_the_embed_page_fits_a_phone(open_folder: Open) -> None:
    page = open_folder("embed.html", **PHONE)
    until(page, "document.readyState === 'complete'")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_embed_page_opens_from_disk(open_page: OpenPage, example: Story, tmp_path: Path) -> None:
    path = publish_story(example, tmp_path / "out").path
    page = open_page(path / "embed.html", wait=False)
    expect(page.frame_locator("iframe").locator(".place-marker[data-place=laredo]")).to_be_visible()


def test_the_svg_is_a_picture_that_a_browser_draws(open_folder: Open, published: Site) -> None:
    assert published.folder
    published.pages["/picture.html"] = '<!DOCTYPE html><meta charset="utf-8"><img src="map.svg" alt="">'
    page = open_folder("picture.html")
    until(page, "document.querySelector('img').complete")
    assert page.evaluate(
        "[document.querySelector('img').naturalWidth, document.querySelector('img').naturalHeight]"
    ) == [960, 640]
    assert struct.unpack(">II", (published.folder / "map.png").read_bytes()[16:24]) == (1920, 1280)


@pytest.mark.parametrize("name", ["end of script", "attribute", "textarea", "css", "template literal", "jinja sum"])
def test_a_hostile_title_is_text_in_the_embed_page(visit: Visit, tmp_path: Path, name: str) -> None:
    (tmp_path / "story.md").write_text("# T\n\nIn Laredo.\n", encoding="utf-8")
    (tmp_path / "places.geojson").write_text(
        '{"type":"Feature","properties":{"name":"Laredo"},"geometry":{"type":"Point","coordinates":[-99.5,27.5]}}'
    )
    site = Site()
    story = build_story(tmp_path / "story.md", title=HOSTILE[name])
    site.folder = publish_story(story, tmp_path / "out", url=site.address).path
    for running in serve(site):
        page = visit("<p>Host</p>")
        page.goto(f"{running.address}/embed.html")
        expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE[name])
        expect(page.frame_locator("iframe >> nth=0").locator(".place-marker")).to_be_visible()
        assert page.locator("iframe").first.get_attribute("title") == HOSTILE[name]
        assert [frame.evaluate("window.pwned") for frame in page.frames] == [None] * len(page.frames)


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'], ids=["open", "sandboxed"])
def test_linked_pictures_are_shown_in_a_frame(visit: Visit, published: Site, tmp_path: Path, sandbox: str) -> None:
    assert published.folder
    (tmp_path / "bridge.png").write_bytes((published.folder / "card.png").read_bytes())
    (tmp_path / "story.md").write_text("# T\n\n![A bridge](bridge.png)\n\nIn Laredo.\n", encoding="utf-8")
    (tmp_path / "places.geojson").write_text(
        '{"type":"Feature","properties":{"name":"Laredo"},"geometry":{"type":"Point","coordinates":[-99.5,27.5]}}'
    )
    story = build_story(tmp_path / "story.md", media="link")
    published.folder = publish_story(story, tmp_path / "linked").path
    page = visit(
        f'<iframe title="Map" {sandbox} width="900" height="600" src="{published.address}/index.html"></iframe>'
    )
    picture = page.frame_locator("iframe").get_by_role("img", name="A bridge")
    picture.scroll_into_view_if_needed()
    until_width = "image => new Promise((done) => image.complete ? done(image.naturalWidth) : (image.onload = () => done(image.naturalWidth)))"
    assert picture.evaluate(until_width) == 1200
