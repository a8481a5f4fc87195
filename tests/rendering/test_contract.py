"""What Python sends is what its types say, and what TypeScript's types say: one definition, held on both sides."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.contract import CONTRACTS, Contract, typescript

from storymap.model import AuthorView, Span, Story
from storymap.publishing.host_script import host_data
from storymap.reading.slugs import is_slug
from storymap.rendering.assets import read_asset
from storymap.rendering.contract import names
from storymap.rendering.contract.basemap import BasemapData, read_basemap
from storymap.rendering.contract.clusters import ClusterData
from storymap.rendering.contract.host import HostData
from storymap.rendering.contract.page import PageData, ViewData
from storymap.rendering.escaping import script_json
from storymap.rendering.numbering import Numbering
from storymap.rendering.page import PageView, render_page
from storymap.rendering.symbols import layer_symbol
from storymap.story import build_story
from tests.conftest import ROOT
from tests.pages import Page
from tests.rendering.conftest import clustered_story

BLOCKS: dict[str, Any] = {
    names.DATA_ID: PageData,
    names.CLUSTERS_ID: ClusterData,
    names.BASEMAP_ID: BasemapData,
}


def faults(value: Any, hint: Any, where: str = "$") -> Iterator[str]:
    """Yield what of a value out of JSON is not as its type says: no key more, no key less, no other type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.NotRequired:
        yield from faults(value, arguments[0], where)
    elif typing.is_typeddict(hint):
        yield from _object_faults(value, hint, where)
    elif isinstance(hint, type) and hasattr(hint, "_fields"):
        yield from _row_faults(value, list(typing.get_type_hints(hint).values()), where)
    elif origin is tuple:
        yield from _row_faults(value, list(arguments), where)
    elif origin in (list, dict) and isinstance(value, origin):
        yield from _element_faults(value, arguments, where)
    elif not _fits(value, hint):
        yield f"{where} is {value!r}, not {hint}"


def _fits(value: Any, hint: Any) -> bool:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return any(not any(faults(value, one)) for one in arguments)
    if origin is typing.Literal:
        return value in arguments
    return type(value) in ((int, float) if hint is float else (hint,))


def _object_faults(value: Any, hint: Any, where: str) -> Iterator[str]:
    hints = typing.get_type_hints(hint, include_extras=True)
    keys = set(value) if isinstance(value, dict) else set()
    required = {key for key, one in hints.items() if typing.get_origin(one) is not typing.NotRequired}
    yield from (f"{where}.{key} is missing" for key in required - keys)
    yield from (f"{where}.{key} is unknown" for key in keys - set(hints))
    for key in keys & set(hints):
        yield from faults(value[key], hints[key], f"{where}.{key}")


def _element_faults(value: Any, arguments: tuple[Any, ...], where: str) -> Iterator[str]:
    """Yield the faults in a list, or in an object whose keys are ids or numbers."""
    elements = value.items() if isinstance(value, dict) else enumerate(value)
    for key, element in elements:
        if isinstance(key, str) and arguments[0] is int and not re.fullmatch("0|[1-9][0-9]*", key):
            yield f"{where}.{key} is no number"
        yield from faults(element, arguments[-1], f"{where}[{key}]")


def _row_faults(value: Any, hints: list[Any], where: str) -> Iterator[str]:
    if not isinstance(value, list) or len(value) != len(hints):
        yield f"{where} is {value!r}, not a row of {len(hints)}"
        return
    for index, (element, hint) in enumerate(zip(value, hints, strict=True)):
        yield from faults(element, hint, f"{where}[{index}]")


def blocks_of(html: str) -> dict[str, Any]:
    scripts = Page(html).all("script", type="application/json")
    return {script.attributes["id"]: json.loads(script.text) for script in scripts}


@pytest.fixture(scope="module")
def juarez() -> Story:
    return build_story(ROOT / "geodata" / "juarez" / "story.md")


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.room)
def test_the_types_of_the_browser_part_are_up_to_date(contract: Contract) -> None:
    assert contract.target.read_text(encoding="utf-8") == typescript(contract), (
        "write it anew: python -m tools.contract"
    )


def test_the_example_sends_what_the_types_say(juarez: Story) -> None:
    blocks = blocks_of(render_page(juarez, basemap="OpenStreetMap.Mapnik").render())
    assert set(blocks) == {names.DATA_ID, names.BASEMAP_ID}
    assert "tiles" in blocks[names.DATA_ID]
    assert blocks[names.BASEMAP_ID]["context"]["features"]
    assert [fault for name, block in blocks.items() for fault in faults(block, BLOCKS[name], name)] == []


def test_hundreds_of_places_are_sent_as_the_types_say() -> None:
    story = clustered_story(400, 3, p1={"note": "Sand."}, p2={"url": "https://example.org/"})
    blocks = blocks_of(render_page(story).render())
    assert set(blocks) == set(BLOCKS)
    assert [fault for name, block in blocks.items() for fault in faults(block, BLOCKS[name], name)] == []


def test_a_story_with_views_and_without_a_map_is_sent_as_the_types_say(
    make_story: Callable[..., Story],
) -> None:
    story = make_story(geometry=None, zoom=9.5)
    (block,) = story.article.blocks
    for view in (AuthorView(("juarez",)), AuthorView(centre=(-106.5, 31.75), zoom=12.0, hide=("Places",))):
        words = Span(0, 2, "action", view=view)
        article = replace(story.article, blocks=(replace(block, view=view, spans=(words,)),))
        blocks = blocks_of(render_page(replace(story, article=article)).render())
        assert set(blocks) == {names.DATA_ID}
        assert list(faults(blocks[names.DATA_ID], PageData)) == []
        assert blocks[names.DATA_ID]["places"]["juarez"]["zoom"] == 9.5
        assert blocks[names.DATA_ID]["views"]["p1"].get("centre") == (view.centre and [31.75, -106.5])
        (action,) = blocks[names.DATA_ID]["actions"]
        assert action.get("centre") == (view.centre and [31.75, -106.5])


def test_the_host_script_is_given_what_the_types_say(juarez: Story) -> None:
    data = json.loads(script_json(host_data(juarez, Numbering(juarez))))
    assert data["passages"]
    assert list(faults(data, HostData)) == []


def test_a_basemap_comes_back_as_it_was_made(juarez: Story) -> None:
    text = Page(render_page(juarez).render()).one("script", id=names.BASEMAP_ID).text
    basemap = read_basemap(text)
    assert basemap["labels"]["cities"][0].name == basemap["labels"]["cities"][0][0]
    assert {row.kind for row in basemap["context"]["features"]} >= {"river", "area"}
    assert json.loads(script_json(basemap)) == json.loads(text)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"places": [], "show": []}, "$.hide is missing"),
        ({"places": [], "show": [], "hide": [], "new": 1}, "$.new is unknown"),
        ({"places": [], "show": ["0"], "hide": []}, "$.show[0] is '0', not <class 'int'>"),
        ({"places": [], "show": [True], "hide": []}, "$.show[0] is True, not <class 'int'>"),
        ({"places": [], "show": [], "hide": [], "zoom": None}, "$.zoom is None, not <class 'float'>"),
        ({"places": [], "show": [], "hide": [], "centre": [1]}, "$.centre is [1], not a row of 2"),
        ({"places": "x", "show": [], "hide": []}, "$.places is 'x', not list[str]"),
    ],
)
def test_what_is_not_as_the_types_say_is_found(value: Any, fault: str) -> None:
    assert list(faults(value, ViewData)) == [fault]


def test_the_style_sheet_has_the_colours_that_layers_get() -> None:
    found = {int(number) for number in re.findall(r"--layer-(\d+):", read_asset("storymap.css"))}
    assert found == set(range(1, names.LAYER_COLOURS + 1))
    assert {layer_symbol(index).colour for index in range(99)} == found


def test_the_views_that_an_address_can_ask_for_are_those_of_python() -> None:
    assert typing.get_args(PageView) == names.PAGE_VIEWS


@given(st.text(st.sampled_from("aZ9-_ é\n"), max_size=4))
def test_every_place_id_is_one_for_the_browser_too(text: str) -> None:
    assert is_slug(text) == (re.fullmatch(names.PLACE_ID_PATTERN, text) is not None)
