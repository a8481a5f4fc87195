"""A page that is built again and again, and what of it has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.build_choices import BuildChoices
from storymap.errors import StorymapError
from storymap.rendering.page import render_page
from storymap.server.contract.patch import PagePatch
from storymap.server.page_building import BuiltPage, PageBuilder
from storymap.server.page_patch import is_empty
from storymap.story import build_story

TEXT = """\
# A day in Laredo

By the river in Laredo it rained.

- One of Laredo.
- Two.

> Nobody left.

The end is in Nuevo Laredo.
"""


def feature(name: str, *position: float, **properties: str) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": position}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


class Desk:
    """A story's files, and its page that is built again after each change of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = [feature("Laredo", -99.5, 27.5), feature("Nuevo Laredo", -99.52, 27.48)]
        self.write(TEXT)
        self.builder = PageBuilder(BuildChoices(folder / "story.md"))
        self.page = self.builder.build()

    def write(self, text: str | None = None) -> None:
        if text is not None:
            (self.folder / "story.md").write_text(text, encoding="utf-8")
        (self.folder / "places.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "features": self.places}), encoding="utf-8"
        )

    def patch(self, text: str | None = None) -> PagePatch | None:
        self.write(text)
        older, self.page = self.page, self.builder.build()
        return self.page.patch_from(older)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def changed(patch: PagePatch | None) -> dict[str, Any]:
    """What a patch changes, without what it is about."""
    assert patch is not None
    return {name: value for name, value in patch.items() if value and name not in ("do", "base", "revision")}


def test_a_page_is_that_of_build_but_for_its_script(desk: Desk) -> None:
    assert desk.page.html() == render_page(build_story(desk.folder / "story.md")).render()
    for bundle in ("preview_page", "working"):
        html = desk.page.html(bundle)  # type: ignore[arg-type]
        assert html != desk.page.html()
        assert html.count("<script") == desk.page.html().count("<script")
    # And the page's own is what it was.
    assert desk.page.html() == render_page(build_story(desk.folder / "story.md")).render()


def test_the_interface_speaks_another_language_on_request(desk: Desk) -> None:
    assert "Places in this story" in desk.page.html()
    assert "Orte in dieser Geschichte" in desk.page.html(language="de") or 'lang="de"' in desk.page.html(language="de")


def test_revisions_grow(desk: Desk) -> None:
    assert [desk.builder.build().revision for _ in range(3)] == [2, 3, 4]


def test_what_is_the_same_has_an_empty_patch(desk: Desk) -> None:
    patch = desk.patch(TEXT)
    assert patch is not None
    assert is_empty(patch)
    assert (patch["base"], patch["revision"]) == (1, 2)


def test_words_of_a_block_change_that_block_alone(desk: Desk) -> None:
    patch = desk.patch(TEXT.replace("Two.", "Two *dry* ones."))
    assert changed(patch) == {"blocks": {"p3": '<p id="p3">Two <em>dry</em> ones.</p>'}}


def test_hostile_words_come_escaped_as_in_the_page(desk: Desk) -> None:
    patch = desk.patch(TEXT.replace("Two.", "&lt;script&gt;x&lt;/script&gt; \\<img onerror=x>"))
    (block,) = changed(patch)["blocks"].values()
    assert block in desk.page.html()
    assert "<script" not in block and "<img" not in block


def test_a_new_paragraph_moves_the_others(desk: Desk) -> None:
    patch = desk.patch(TEXT.replace("> Nobody", "New.\n\n> Nobody"))
    assert changed(patch) == {
        "blocks": {"p4": '<p id="p4">New.</p>'},
        "outline": '<br id="p1" data-was="p1">\n<ul><li><br id="p2" data-was="p2"></li><li><br id="p3" data-was="p3"></li></ul>\n'
        '<br id="p4">\n<blockquote><br id="p5" data-was="p4"></blockquote>\n<br id="p6" data-was="p5">\n',
    }


def test_a_paragraph_that_goes_takes_what_it_named_along(desk: Desk) -> None:
    patch = changed(desk.patch(TEXT.replace("- One of Laredo.\n", "")))
    assert patch["outline"] == (
        '<br id="p1" data-was="p1">\n<ul><li><br id="p2" data-was="p3"></li></ul>\n'
        '<blockquote><br id="p3" data-was="p4"></blockquote>\n<br id="p4">\n'
    )
    # The last mention is another one by number.
    assert list(patch["blocks"]) == ["p4"]
    assert list(patch["entries"]) == ["laredo", "nuevo-laredo"]
    assert "named 2 times" in patch["entries"]["laredo"]


def test_blocks_that_are_alike_stay_in_their_order(desk: Desk) -> None:
    desk.patch("# T\n\nLaredo.\n\nSame.\n\nSame.\n\nNuevo Laredo.\n")
    patch = changed(desk.patch("# T\n\nLaredo.\n\nSame.\n\nOther.\n\nSame.\n\nNuevo Laredo.\n"))
    assert patch["outline"] == (
        '<br id="p1" data-was="p1">\n<br id="p2" data-was="p2">\n<br id="p3">\n<br id="p4" data-was="p3">\n'
        '<br id="p5" data-was="p4">\n'
    )


def test_what_stands_above_the_body_is_one_part(desk: Desk) -> None:
    patch = changed(desk.patch(f"---\nauthor: Ana\n---\n{TEXT.replace('A day', 'Two days')}"))
    assert patch["title"] == "Two days in Laredo"
    assert patch["head"].endswith('<p class="byline"><span dir="auto">Ana</span></p>\n')
    assert f'<header class="story-head">\n{patch["head"]}</header>' in desk.page.html()


def test_a_note_is_in_its_entry(desk: Desk) -> None:
    desk.places[0]["properties"]["note"] = "On <both> banks."
    patch = changed(desk.patch())
    assert list(patch) == ["entries"]
    assert list(patch["entries"]) == ["laredo"]
    assert '<p class="place-note">On &lt;both&gt; banks.</p>' in patch["entries"]["laredo"]
    assert patch["entries"]["laredo"] in desk.page.html()


def test_a_place_that_moves_has_its_shape_and_its_frame(desk: Desk) -> None:
    desk.places[0]["geometry"]["coordinates"] = [-99.4, 27.6]
    patch = changed(desk.patch())
    assert patch["shapes"] == {"laredo": [{"type": "Point", "coordinates": (-99.4, 27.6)}]}
    assert patch["data"]["bounds"] == (-99.52, 27.48, -99.4, 27.6)
    assert list(patch["data"]["places"]) == ["laredo"]


def test_the_basemap_comes_later_and_only_where_it_is_another(desk: Desk) -> None:
    older = desk.page
    desk.places[0]["geometry"]["coordinates"] = [-99.0, 28.0]
    desk.patch()
    patch = desk.page.basemap_patch_from([older])
    assert list(changed(patch)) == ["basemap"]
    assert patch is not None and patch["base"] == patch["revision"] == 2
    assert f'<script type="application/json" id="storymap-basemap">{patch["basemap"]}</script>' in desk.page.html()
    older = desk.page
    desk.patch(TEXT.replace("Two", "Three"))
    assert desk.page.basemap_patch_from([older]) is None


def edits(desk: Desk) -> dict[str, Any]:
    def rename() -> None:
        desk.places[0]["properties"] |= {"name": "Laredo, Texas", "aliases": ["Laredo"]}

    def add() -> None:
        desk.places.append(feature("Monterrey", -100.3, 25.7))

    def relayer() -> None:
        desk.places[0]["properties"]["layer"] = "Cities"

    def unlocate() -> None:
        desk.places[0]["geometry"] = None

    def draw() -> None:
        desk.places[0]["geometry"] = {"type": "LineString", "coordinates": [[-99.5, 27.5], [-99.4, 27.6]]}

    def scatter() -> None:
        desk.places[0]["geometry"] = {"type": "MultiPoint", "coordinates": [[-99.5, 27.5], [-99.4, 27.6]]}

    return {edit.__name__: edit for edit in (rename, add, relayer, unlocate, draw, scatter)}


@pytest.mark.parametrize("name", ["rename", "add", "relayer", "unlocate", "draw", "scatter"])
def test_another_set_of_places_is_loaded(desk: Desk, name: str) -> None:
    edits(desk)[name]()
    assert desk.patch() is None


@pytest.mark.parametrize(
    "front_matter", ["lang: de", "theme: own.css", "source: https://example.org/", "credit: Somebody", "autoplay: 5"]
)
def test_another_frame_of_the_page_is_loaded(desk: Desk, front_matter: str) -> None:
    (desk.folder / "own.css").write_text("h1 { color: green }")
    assert desk.patch(f"---\n{front_matter}\n---\n{TEXT}") is None


def test_words_that_are_pressed_change_where_there_were_some(desk: Desk) -> None:
    pressed = TEXT.replace("By the river", "[By the river](view:27.5,-99.5,10)")
    # There were none: nothing of the page listens to them.
    assert desk.patch(pressed) is None
    patch = changed(desk.patch(pressed.replace(",10)", ",11)")))
    assert patch["data"]["actions"][0]["zoom"] == 11


def test_views_change_in_place(desk: Desk) -> None:
    patch = changed(
        desk.patch(TEXT.replace("The end is in Nuevo Laredo.", 'The end is in Nuevo Laredo. {view="27.5,-99.5,9"}'))
    )
    assert patch["data"]["views"] == {
        "p5": {"places": [], "show": [], "hide": [], "centre": (27.5, -99.5), "zoom": 9.0}
    }


def test_everything_that_is_wrong_is_told_and_all_that_is_beside_is_watched(desk: Desk) -> None:
    (desk.folder / "story.md").write_text("---\nx: [\n---\n# T\n\nText.\n")
    with pytest.raises(StorymapError) as caught:
        desk.builder.build()
    assert caught.value.problems[0].where == "story.md, line 3"
    assert desk.folder in desk.builder.paths()
    desk.patch(TEXT)
    assert desk.folder not in desk.builder.paths()


def test_all_that_a_page_is_made_of_is_watched(desk: Desk) -> None:
    (desk.folder / "more.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    (desk.folder / "own.css").write_text("h1 { color: green }")
    desk.places[0]["properties"]["image"] = "img/b.png"
    desk.write(f"---\nplaces: [places.geojson, more.geojson]\ntheme: own.css\n---\n{TEXT}\n![A](img/a.png)\n")
    desk.builder.build()
    names = {str(path.relative_to(desk.folder)) for path in desk.builder.paths()}
    assert names == {
        "story.md", "places.geojson", "more.geojson", "context.geojson", "own.css", "img/a.png", "img/b.png",
    }  # fmt: skip


def test_a_page_of_two_thousand_blocks_is_patched(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text = "# T\n\n" + "\n\n".join(f"Laredo {number}." for number in range(2_500))
    desk.patch(text)
    patch = changed(desk.patch(text.replace("Laredo 1200.", "Laredo is 1200.")))
    assert list(patch["blocks"]) == ["p1201"]
    assert isinstance(desk.page, BuiltPage)
