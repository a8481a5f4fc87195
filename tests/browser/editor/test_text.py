"""Editing the text in the editor: the source of a block, words, views, fields, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.editor.told_story import ARTICLE, PLACES, Opened, opened

ROAD = "The road leads from Laredo to El Paso, past the old mill."


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    with opened(chromium, tmp_path) as found:
        yield found


def open_source(desk: Opened, block: int) -> None:
    desk.say(say="block", block=block, what="text", box=[0, 0, 10, 10])
    expect(desk.page.locator(".source")).to_be_visible()


def test_a_paragraph_is_edited_where_it_stands_and_saved_after_a_pause(desk: Opened) -> None:
    open_source(desk, 1)
    source = desk.page.locator(".source")
    field = source.get_by_role("textbox", name="Paragraph 1, Markdown. Escape is done.")
    expect(field).to_be_focused()
    expect(field).to_have_text("The road leads from Laredo to El Paso, past the old mill.")
    # It lies over the paragraph.
    over = source.bounding_box()
    paragraph = desk.page.frame_locator(".frame iframe").locator("#p1").bounding_box()
    assert over is not None and paragraph is not None
    assert abs(over["x"] - paragraph["x"]) <= 12
    assert abs(over["y"] - paragraph["y"]) <= 12
    desk.page.keyboard.type(" And back.")
    desk.until_article_has("past the old mill. And back.\n\nThey met")
    expect(source).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    expect(desk.page.locator(".frame iframe")).to_be_focused()
    expect(desk.page.frame_locator(".frame iframe").locator("#p1")).to_contain_text("And back.")
    assert desk.article == ARTICLE.replace("the old mill.", "the old mill. And back.")


def test_what_is_written_in_one_sitting_is_one_step_of_the_history(desk: Opened) -> None:
    open_source(desk, 1)
    for words in (" One.", " Two.", " Three."):
        desk.page.keyboard.type(words)
        desk.until_article_has(words.strip())
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator(".source")).to_have_count(0)
    steps = desk.panel("History").locator(".history-step")
    expect(steps).to_have_text(["Text here", "The beginning of this sitting"])
    desk.page.get_by_role("button", name="Undo: Text").first.click()
    desk.until_article_has("past the old mill.\n")
    assert desk.article == ARTICLE


def test_a_paragraph_becomes_two_when_one_is_done(desk: Opened) -> None:
    open_source(desk, 5)
    desk.page.keyboard.type("\n\nThat is all.")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator(".source")).to_have_count(0)
    assert desk.article == ARTICLE.rstrip("\n") + "\n\nThat is all.\n"


def test_a_paragraph_is_taken_out(desk: Opened) -> None:
    open_source(desk, 5)
    desk.page.get_by_role("button", name="Take out", exact=True).click()
    expect(desk.page.locator(".source")).to_have_count(0)
    assert "Nothing more" not in desk.article
    expect(desk.page.locator(".frame iframe:not(.is-coming)")).to_have_count(1)


def test_letters_are_text_and_no_orders_to_the_window(desk: Opened) -> None:
    open_source(desk, 1)
    desk.page.keyboard.type(" / x 1")
    desk.until_article_has("mill. / x 1")
    expect(desk.page.locator(".source .cm-content")).to_be_focused()


def test_both_versions_are_shown_where_another_program_changed_the_paragraph(desk: Opened) -> None:
    open_source(desk, 1)
    file = desk.folder / "story.md"
    # Both write all of it anew: words that do not meet would be put together.
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.insert_text("They walked there and back")
    file.write_text(ARTICLE.replace(ROAD, "Nobody knows the road."), encoding="utf-8")
    notice = desk.page.locator(".notice.is-conflict")
    expect(notice).to_be_visible()
    expect(notice.locator(".version-text").nth(0)).to_contain_text("walked there")
    expect(desk.page.locator(".source")).to_have_count(0)
    notice.get_by_role("button", name="Keep mine").click()
    expect(notice).to_have_count(0)
    desk.until_article_has("\n\nThey walked there and back\n\n")


def test_a_change_elsewhere_in_the_file_does_not_disturb(desk: Opened) -> None:
    open_source(desk, 1)
    file = desk.folder / "story.md"
    file.write_text(ARTICLE.replace("Nothing more", "Nothing else"), encoding="utf-8")
    expect(desk.page.frame_locator(".frame iframe").locator(".article")).to_contain_text("Nothing else")
    desk.page.keyboard.type(" And back.")
    desk.until_article_has("the old mill. And back.")
    assert "Nothing else" in desk.article
    expect(desk.page.locator(".notice.is-conflict")).to_have_count(0)


def test_on_a_phone_the_source_is_a_sheet_at_the_foot(chromium: Browser, tmp_path: Path) -> None:
    with opened(chromium, tmp_path, viewport={"width": 390, "height": 844}) as desk:
        open_source(desk, 1)
        box = desk.page.locator(".source.is-sheet").bounding_box()
        assert box is not None
        assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)


def test_selected_words_become_a_place_of_the_gazetteer(desk: Opened) -> None:
    desk.select("the old mill")
    bar = desk.page.get_by_role("group", name="“the old mill”: what it is")
    bar.get_by_role("button", name="A place …").click()
    field = bar.get_by_role("combobox", name="Which place?")
    expect(field).to_be_focused()
    field.fill("Monterrey")
    option = bar.get_by_role("option").filter(has_text="Nuevo León").first
    expect(option).to_be_visible()
    option.click()
    expect(bar).to_be_hidden()
    desk.until_article_has("past [the old mill](place:monterrey).")
    assert desk.place("Monterrey") is not None


def test_selected_words_become_another_name_of_a_place_of_the_story(desk: Opened) -> None:
    desk.select("Ciudad Juarze")
    bar = desk.page.get_by_role("group", name="“Ciudad Juarze”: what it is")
    bar.get_by_role("button", name="A place …").click()
    expect(bar.get_by_role("radio", name="Wherever it stands")).to_be_checked()
    bar.get_by_role("combobox").fill("Ciudad Ju")
    expect(bar.get_by_role("option").first).to_contain_text("in the story")
    desk.page.keyboard.press("Enter")
    desk.until_place_has("Ciudad Juárez", "aliases", ["Ciudad Juarze"])
    assert desk.article == ARTICLE


def test_selected_words_are_no_place(desk: Opened) -> None:
    desk.select("Alan Laredo")
    desk.page.locator(".selection-bar").get_by_role("button", name="Not a place").click()
    desk.until_article_has("where [Alan Laredo](place:) lived.")


def test_a_new_place_is_drawn_for_selected_words(desk: Opened) -> None:
    desk.select("the old mill")
    desk.page.get_by_role("button", name="A place …").click()
    desk.page.get_by_role("option").filter(has_text="Put “the old mill” on the map yourself").click()
    expect(desk.page.locator(".draw-hint")).to_be_visible()
    desk.page.frame_locator(".frame iframe").locator(".leaflet-container").click(position={"x": 300, "y": 500})
    for _ in range(400):
        if desk.place("the old mill") is not None:
            break
        desk.page.wait_for_timeout(25)
    assert desk.place("the old mill") is not None


def test_selected_words_show_a_view(desk: Opened) -> None:
    desk.select("the old mill")
    desk.page.get_by_role("button", name="Shows a view …").click()
    tool = desk.page.get_by_role("region", name="What the map shows")
    expect(tool.get_by_role("heading", name="What “the old mill” shows")).to_be_focused()
    tool.get_by_role("button", name="Use what the map shows now").click()
    desk.until_article_has("[the old mill](view:")
    expect(tool).to_be_hidden()


def test_a_paragraph_has_a_view_of_the_map_of_places_and_of_layers(desk: Opened) -> None:
    desk.say(say="block", block=2, what="view", box=[0, 0, 10, 10])
    tool = desk.page.get_by_role("region", name="What the map shows")
    expect(tool).to_contain_text("It shows El Paso.")
    tool.get_by_role("button", name="Add a place …").click()
    desk.page.keyboard.type("Laredo")
    desk.page.keyboard.press("Enter")
    desk.until_article_has('lived. {view="el-paso, laredo"}')
    expect(tool).to_contain_text("It shows El Paso and Laredo.")
    tool.get_by_label("Others").select_option("hide")
    desk.until_article_has('{view="el-paso, laredo" hide="Others"}')
    tool.get_by_role("button", name="Use what the map shows now").click()
    expect(tool).to_contain_text("It looks at")
    tool.get_by_role("button", name="Take the view out").click()
    desk.until_article_has("where Alan Laredo lived.\n")
    # The button that was pressed is gone, and the tool has the keys all the same.
    expect(tool.get_by_role("button", name="Take the view out")).to_be_hidden()
    expect(tool.get_by_role("heading", level=2)).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(tool).to_be_hidden()


def test_where_nothing_can_be_marked_words_go_into_the_places_file(chromium: Browser, tmp_path: Path) -> None:
    text = "Two towns\n\nThe road leads from Laredo to El Paso, where Alan Laredo lived.\n"
    with opened(chromium, tmp_path, text, name="story.txt") as desk:
        desk.select("Alan Laredo")
        bar = desk.page.get_by_role("group", name="“Alan Laredo”: what it is")
        expect(bar.get_by_role("button", name="Shows a view …")).to_have_count(0)
        bar.get_by_role("button", name="A place …").click()
        expect(bar).to_contain_text("Marks cannot be written into story.txt")
        expect(bar.get_by_role("button", name="Turn it into Markdown")).to_be_visible()
        expect(bar.get_by_text("The history begins anew with the new file")).to_be_visible()
        bar.get_by_role("button", name="Not a place").click()
        desk.until_place_has("Laredo", "ignore", ["Alan Laredo"])
        assert desk.article == text
        # The paragraph is made anew, and with it goes what is selected in it.
        expect(
            desk.page.frame_locator(".frame iframe:not(.is-coming)").locator("#article [data-place=laredo]")
        ).to_have_count(1)
        desk.select("El Paso")
        desk.page.get_by_role("button", name="A place …").click()
        desk.page.get_by_role("button", name="Turn it into Markdown").click()
        expect(desk.page.locator(".bar-files")).to_contain_text("story.md")


def test_title_and_byline_are_fields(desk: Opened) -> None:
    desk.say(say="block", block=0, what="title", box=[0, 0, 10, 10])
    dialog = desk.page.get_by_role("dialog", name="About the article")
    title = dialog.get_by_label("Title", exact=True)
    expect(title).to_be_focused()
    title.fill("Three towns")
    dialog.get_by_label("Byline").fill("A. Reporter")
    desk.page.keyboard.press("Tab")
    desk.until_article_has("byline: A. Reporter")
    assert "title: Three towns" in desk.article
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Three towns")


def test_a_picture_is_described(desk: Opened) -> None:
    desk.say(say="block", block=4, what="text", box=[0, 0, 10, 10])
    dialog = desk.page.get_by_role("dialog", name="About the picture")
    dialog.get_by_role("button", name="Use it").click()
    expect(dialog.get_by_role("alert")).to_have_text("Say what it shows, or that it has no meaning.")
    alt = dialog.get_by_label("What it shows, for those who do not see it")
    expect(alt).to_be_focused()
    alt.fill("A bridge")
    dialog.get_by_label("Credit").fill("A. Photographer")
    dialog.get_by_role("button", name="Use it").click()
    desk.until_article_has('![A bridge](bridge.png){credit="A. Photographer"}')


def test_a_picture_is_put_after_a_paragraph(desk: Opened, tmp_path: Path) -> None:
    picture = tmp_path / "elsewhere" / "mill.png"
    picture.parent.mkdir()
    Image.new("RGB", (60, 40), "#aa5533").save(picture)
    open_source(desk, 1)
    with desk.page.expect_file_chooser() as chooser:
        desk.page.locator(".source").get_by_role("button", name="Picture …").click()
    chooser.value.set_files(picture)
    dialog = desk.page.get_by_role("dialog", name="Add a picture")
    expect(dialog).to_contain_text("It goes after: Paragraph 1.")
    dialog.get_by_label("It has no meaning: it is an ornament").check()
    expect(dialog.get_by_label("What it shows, for those who do not see it")).to_be_disabled()
    dialog.get_by_role("button", name="Use it").click()
    desk.until_article_has("past the old mill.\n\n![](mill.png){decorative}\n\nThey met")
    expect(desk.page.frame_locator(".frame iframe").locator(".article img")).to_have_count(2)


def test_a_file_that_is_dropped_goes_where_it_falls(desk: Opened) -> None:
    desk.page.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
          const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
          const data = new DataTransfer();
          data.items.add(new File([blob], 'dropped.png', { type: 'image/png' }));
          const frame = document.querySelector('.frame iframe').getBoundingClientRect();
          const at = { bubbles: true, cancelable: true, dataTransfer: data, clientX: frame.left + 100, clientY: frame.bottom - 5 };
          window.dispatchEvent(new DragEvent('dragover', at));
          document.querySelector('.drop-cover').dispatchEvent(new DragEvent('drop', at));
        }"""
    )
    dialog = desk.page.get_by_role("dialog", name="Add a picture")
    dialog.get_by_label("What it shows, for those who do not see it").fill("Nothing")
    dialog.get_by_role("button", name="Use it").click()
    desk.until_article_has("![Nothing](dropped.png)")


def test_places_are_as_they_were(desk: Opened) -> None:
    """Nothing is written by looking."""
    open_source(desk, 1)
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".source")).to_have_count(0)
    assert desk.article == ARTICLE
    assert (desk.folder / "places.geojson").read_text(encoding="utf-8") == PLACES
