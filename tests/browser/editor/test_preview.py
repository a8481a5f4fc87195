"""`storymap preview`: the page stays true while its files change, and its reader stays where he is."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from storymap.build_choices import BuildChoices
from storymap.server.page_building import PageBuilder
from tests.browser.conftest import PHONE, until
from tests.browser.editor.conftest import SHOWN, OpenPreview, Previewed
from tests.hostile import HOSTILE

STATE = """() => ({
    scroll: Math.round(scrollY),
    // To a few pixels, which the map rounds.
    view: [map_story.getCenter().lat.toFixed(1), map_story.getCenter().lng.toFixed(1), map_story.getZoom()],
    card: document.querySelector('.card .place-name')?.textContent ?? '',
    passage: document.querySelector('.card .card-position')?.textContent ?? '',
    hidden: [...document.querySelectorAll('.leaflet-control-layers-selector')].map((box) => box.checked),
    first: [...document.querySelectorAll('.article [id^=p]')].find((block) => block.getBoundingClientRect().bottom > 0)
        ?.textContent.slice(0, 30) ?? '',
})"""
# What of a page must be as if it had been loaded. What the reader does is not: what is open, read or pointed at.
PARTS = r"""() => {
    const copy = document.querySelector('.story').cloneNode(true);
    // Text that only readers without script see; the browser writes its entities in other ways.
    for (const part of copy.querySelectorAll('noscript')) part.remove();
    const passing = ['is-current', 'is-read', 'is-highlighted'];
    for (const part of copy.querySelectorAll('*')) {
        part.classList.remove(...passing);
        if (!part.className) part.removeAttribute('class');
    }
    const markers = [...document.querySelectorAll('.place-marker')].map((marker) =>
        [marker.dataset.place, marker.getAttribute('aria-label'), marker.querySelector('text')?.textContent ?? '']);
    const shapes = [];
    map_story.eachLayer((layer) => {
        const place = layer.feature?.properties?.place_id;
        if (!place) return;
        if (layer.getLatLngs) shapes.push([place, JSON.stringify(layer.getLatLngs())]);
        else if (layer.getLatLng) shapes.push([place, JSON.stringify(layer.getLatLng())]);
    });
    return {text: copy.innerHTML.split('\n').filter((line) => line), title: document.title, markers: markers.sort(), shapes: shapes.sort()};
}"""


def read_on(preview: Previewed) -> dict[str, Any]:
    """Read to the middle, hide a layer, move the map and open a place at its second passage."""
    page = preview.page
    page.evaluate("scrollTo(0, 1500)")
    until(page, "document.querySelector('.article .is-read') !== null")
    page.locator(".leaflet-control-layers-selector").nth(1).uncheck()
    page.locator(".article a.place", has_text="Sinaloa").first.click()
    page.locator(".card-turn").last.click() if page.locator(".card-turn").count() else None
    until(page, "!map_story._flyToFrame && document.querySelector('.card') !== null")
    page.evaluate("map_story.setView([28.45, -105.25], 6.5, {animate: false})")
    until(page, "document.querySelector('.card') !== null")
    state: dict[str, Any] = page.evaluate(STATE)
    assert state["card"] and state["scroll"] > 1000 and state["hidden"][1] is False
    return state


@pytest.mark.parametrize("way", ["save", "replace"])
def test_a_save_changes_the_page_in_place_and_its_reader_stays(
    open_preview: OpenPreview, juarez_copy: Path, way: str
) -> None:
    preview = open_preview(juarez_copy)
    before = read_on(preview)
    preview.page.evaluate("window.isTheSame = true")
    # A paragraph above what is read, so that all below has another number and another height.
    getattr(preview, way)(preview.text.replace("\n\nIn the twelve", "\n\nQuite new words.\n\nIn the twelve", 1))
    preview.until_page_has("Quite new words.")
    assert preview.page.evaluate("window.isTheSame") is True
    after = preview.page.evaluate(STATE)
    assert after.pop("scroll") > before.pop("scroll")
    assert after == before


def test_what_cannot_be_changed_in_place_is_loaded_and_its_reader_stays(
    open_preview: OpenPreview, juarez_copy: Path
) -> None:
    preview = open_preview(juarez_copy)
    before = read_on(preview)
    preview.page.evaluate("window.isTheSame = true")
    preview.save(preview.text.replace('credit: "Facts', 'credit: "Quite new words'))
    preview.until_page_has("Quite new words")
    assert preview.page.evaluate("window.isTheSame === undefined")
    assert preview.page.evaluate(STATE) == before
    assert len(preview.window.frames) == 2


def edits(text: str, places: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Changes of the example: the article and the places after each."""
    moved = json.loads(json.dumps(places))
    for feature in moved["features"]:
        shift(feature["geometry"]["coordinates"])
    noted = json.loads(json.dumps(places))
    noted["features"][0]["properties"]["note"] = "Another note."
    first = text.index("\n\n", text.index("---\n", 4))
    second = text.index("\n\n", first + 2)
    return {
        "words": (text.replace("twelve months", "twelve *long* months"), places),
        "a name less": (text.replace("El Paso", "the other", 1), places),
        "a paragraph more": (f"{text[:second]}\n\nTo [a view](view:31.7,-106.4,12) of Laredo.{text[second:]}", places),
        "a paragraph less": (text[:first] + text[second:], places),
        "a list and a quotation": (f"{text}\n\n- One of Laredo\n- Two\n\n> Three of Sinaloa\n", places),
        "the title": (text.replace("one bridge", "two bridges"), places),
        "places that move": (text, moved),
        "a note": (text, noted),
        "nothing but blanks": (f"{text}\n\n\n", places),
    }


def shift(coordinates: list[Any]) -> None:
    if isinstance(coordinates[0], list):
        for one in coordinates:
            shift(one)
    else:
        coordinates[0] += 0.25


def test_a_page_that_was_changed_is_as_one_that_was_loaded(open_preview: OpenPreview, juarez_copy: Path) -> None:
    preview = open_preview(juarez_copy)
    text, places = preview.text, json.loads((juarez_copy / "places.geojson").read_text())
    for name, (article, others) in edits(text, places).items():
        preview.save(json.dumps(others), "places.geojson")
        preview.save(article)
        settled(preview)
        fresh = preview.fresh()
        theirs = fresh.evaluate(PARTS)
        # What lies under the places, and the picture of it, comes last.
        printed = json.dumps(next(line for line in theirs["text"] if line.startswith('<figure class="picture"')))
        until(preview.page, f"{printed}.includes(document.querySelector('figure.picture svg').outerHTML)")
        ours = preview.page.evaluate(PARTS)
        # The first differences say more than two whole pages.
        assert [pair for pair in zip(ours["text"], theirs["text"], strict=False) if pair[0] != pair[1]][:2] == [], name
        assert ours == theirs, name
        fresh.close()


def settled(preview: Previewed) -> None:
    """Wait until the window shows what the files hold."""
    wanted = PageBuilder(BuildChoices(preview.folder / "story.md")).build().html()
    for _ in range(500):
        newest = preview.shown._newest
        if newest is not None and newest.html() == wanted:
            break
        preview.window.wait_for_timeout(10)
    assert newest is not None and newest.html() == wanted
    until(preview.window, f"document.querySelector({SHOWN!r})?.dataset.revision === '{newest.revision}'")


def test_problems_lie_over_the_last_good_page_and_go_away_by_themselves(
    open_preview: OpenPreview, juarez_copy: Path
) -> None:
    preview = open_preview(juarez_copy)
    text = preview.text
    preview.save(text.replace("---\n", "---\nlang: [\n", 1))
    problems = preview.window.locator(".errors")
    problems.wait_for()
    assert problems.locator("summary").inner_text() == "1 problem to mend. This is the last page that could be built."
    assert problems.locator("code").inner_text().startswith("story.md, line ")
    assert "Two cities, one bridge" in preview.page.title()
    preview.save(text)
    problems.wait_for(state="hidden")
    preview.save(f"{text}\n\n![](nothing.png)\n")
    preview.window.locator(".warnings summary", has_text="1 remark").wait_for()
    preview.save(text)
    preview.window.locator(".warnings").wait_for(state="hidden")


def test_a_file_that_is_deleted_and_comes_back(open_preview: OpenPreview, juarez_copy: Path) -> None:
    preview = open_preview(juarez_copy)
    text = preview.text
    (juarez_copy / "story.md").unlink()
    item = preview.window.locator(".errors li")
    item.wait_for()
    # No folder of this machine is told.
    assert item.inner_text() == "story.md there is no such file check the path"
    preview.save(f"{text}\n\nIt is back.\n")
    preview.until_page_has("It is back.")
    assert not preview.window.locator(".errors").is_visible()


def test_it_begins_before_the_article_is_good(open_preview: OpenPreview, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("")
    preview = open_preview(tmp_path, is_good=False)
    preview.window.locator(".errors li").first.wait_for()
    assert preview.window.locator("iframe").count() == 0
    preview.save('{"type": "FeatureCollection", "features": []}', "places.geojson")
    preview.save("# A title\n\nSome words.\n")
    preview.until_page_has("Some words.")
    assert not preview.window.locator(".errors").is_visible()


def test_a_file_of_which_half_is_written_is_waited_for(open_preview: OpenPreview, juarez_copy: Path) -> None:
    preview = open_preview(juarez_copy)
    text = preview.text
    preview.window.evaluate(
        """() => { window.seen = 0; new MutationObserver(() => {
            window.seen += Number(!document.querySelector('.errors').hidden) })
            .observe(document.body, {subtree: true, childList: true, attributes: true}) }"""
    )
    for number in range(5):
        with (juarez_copy / "story.md").open("w", encoding="utf-8") as file:
            file.write(text[:20])
            file.flush()
            file.write(f"{text[20:]}\n\nWhole {number}.\n")
        preview.until_page_has(f"Whole {number}.")
    assert preview.window.evaluate("window.seen") == 0


def test_a_hostile_article_can_do_no_more_than_in_a_page(open_preview: OpenPreview, tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "Laredo", "note": "".join(HOSTILE.values()).replace("\x00", "")},
        "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]},
    }
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (tmp_path / "story.md").write_text("# T\n\nLaredo.\n")
    preview = open_preview(tmp_path)
    for number, text in enumerate(HOSTILE.values()):
        # What follows an open comment or element may be lost.
        preview.save(f"# T\n\nWith number {number}.\n\n{text} Laredo\n".replace("\x00", ""))
        preview.until_page_has(f"With number {number}.")
        assert preview.page.evaluate("window.pwned") is None
    assert preview.page.evaluate("window.pwned") is None
    assert preview.window.evaluate("window.pwned") is None
    # The page has no origin: it sees neither the cookie nor the window, and is answered nothing.
    said = preview.page.evaluate(
        """async () => {
            const tried = async (what) => { try { return String(await what()) } catch (error) { return error.name } };
            return [origin, await tried(() => document.cookie), await tried(() => parent.document.title),
                await tried(() => localStorage.length)];
        }"""
    )
    assert said == ["null", "SecurityError", "SecurityError", "SecurityError"]


def test_messages_of_other_windows_are_not_heard(open_preview: OpenPreview, juarez_copy: Path) -> None:
    preview = open_preview(juarez_copy)
    patch = {
        "do": "patch",
        "base": 1,
        "revision": 9,
        "blocks": {"p1": "<p id=p1>Forged</p>"},
        "entries": {},
        "shapes": {},
        "data": {},
    }
    preview.page.evaluate("(patch) => postMessage(patch, '*')", patch)
    preview.window.evaluate("() => postMessage({say: 'patched', revision: 1, is_done: false}, '*')")
    preview.save(f"{preview.text}\n\nReal.\n")
    preview.until_page_has("Real.")
    assert "Forged" not in preview.page.content()


def test_a_server_that_has_gone_is_told_and_one_that_is_back_too(
    chromium: Browser, juarez_copy: Path, tmp_path: Path
) -> None:
    """The real command: its link opens the window, and Ctrl-C ends it."""
    command = [sys.executable, "-m", "storymap", "preview", str(juarez_copy / "story.md")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name, _, link = process.stdout.readline().strip().partition(": ")
        assert name == "story.md"
        window: Page = chromium.new_page()
        window.set_default_timeout(15_000)
        window.goto(link)
        window.wait_for_selector(SHOWN)
        assert "token" not in window.url
        assert window.title() == "story.md · preview"
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
    window.get_by_text("Not connected").wait_for()
    # The page stays, for what it is worth.
    assert window.locator(SHOWN).count() == 1
    window.context.close()


def test_the_preview_on_a_phone(open_preview: OpenPreview, juarez_copy: Path) -> None:
    preview = open_preview(juarez_copy, **PHONE)
    preview.save(preview.text.replace("---\n", "---\nlang: [\n", 1))
    preview.window.locator(".errors").wait_for()
    assert preview.window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = preview.window.locator(".problems").bounding_box()
    assert box is not None
    assert box["height"] <= 320


def test_a_picture_is_shown_wherever_it_goes(open_preview: OpenPreview, tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    (tmp_path / "story.md").write_text("---\nmedia: link\n---\n# T\n\nText.\n\n![A picture](a.png)\n")
    preview = open_preview(tmp_path)
    until(preview.page, "document.querySelector('.article img')?.naturalWidth > 0")
