"""The layers in the order and colours that an author gave them, in the page and in the picture."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from storymap.model import LayerChoice, Story
from storymap.rendering.clusters import cluster_data
from storymap.rendering.numbering import Numbering
from storymap.rendering.page import render_page
from storymap.rendering.symbols import layer_symbol, layer_symbols
from tests.rendering.conftest import clustered_story, places_frame, record, unpacked
from tests.rendering.static_map.svg_reader import draw, points


def with_layers(*choices: LayerChoice) -> Story:
    """A story of three places in three layers: A, B and none."""
    story = points(("Ada", 10, 50), ("Bea", 11, 50), ("Cid", 12, 50))
    names = ["A", "B", "Places"]
    return replace(story, places=story.places.assign(layer=names), layers=choices)


def layers(*choices: LayerChoice) -> list[tuple[str, int, str]]:
    return [(layer.key, layer.symbol.colour, layer.symbol.shape) for layer in Numbering(with_layers(*choices)).layers]


A, B, REST = ("A", 1, "circle"), ("B", 2, "diamond"), ("Places", 3, "square")


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ([], [A, B, REST]),
        # Another order is no other symbol.
        ([LayerChoice("B"), LayerChoice("nobody", 1), LayerChoice("A")], [B, A, REST]),
        ([LayerChoice("Places")], [REST, A, B]),
        # A colour that another layer would have: that one gets one that is spare.
        ([LayerChoice("A", 2)], [("A", 2, "circle"), ("B", 1, "diamond"), REST]),
        ([LayerChoice("A", 8)], [("A", 8, "circle"), B, REST]),
        ([LayerChoice("A", 2), LayerChoice("B", 2)], [("A", 2, "circle"), ("B", 2, "diamond"), REST]),
        (
            [LayerChoice("B", 1), LayerChoice("Places", 2)],
            [("B", 1, "diamond"), ("Places", 2, "square"), ("A", 3, "circle")],
        ),
    ],
)
def test_order_and_colours(choices: list[LayerChoice], expected: list[tuple[str, int, str]]) -> None:
    assert layers(*choices) == expected


def test_without_choices_symbols_are_the_usual_ones_for_any_number_of_layers() -> None:
    assert layer_symbols([None] * 50) == [layer_symbol(index) for index in range(50)]


def test_of_more_layers_than_colours_each_has_one() -> None:
    assert [symbol.colour for symbol in layer_symbols([8, *[None] * 7])] == [8, 2, 3, 4, 5, 6, 7, 1]
    assert [symbol.colour for symbol in layer_symbols([8, *[None] * 9])] == [8, 2, 3, 4, 5, 6, 7, 8, 1, 2]
    assert {symbol.colour for symbol in layer_symbols([1, 2, 3, 4, 5, 6, 7, 8, None])} == {1, 2, 3, 4, 5, 6, 7, 8}


def test_the_page_has_the_order_and_the_colours() -> None:
    html = render_page(with_layers(LayerChoice("B", 7), LayerChoice("A"))).render()
    legend = re.findall(r'colour-(\d)\b(?:(?!colour-).)*?layer-name\\"\\u003e(\w+)', html)
    assert legend == [("7", "B"), ("1", "A"), ("3", "Places")]


@pytest.mark.parametrize(("choices", "expected"), [([], [1, 2, 3]), ([LayerChoice("B", 7)], [1, 7, 3])])
def test_the_picture_has_the_colours(choices: list[LayerChoice], expected: list[int]) -> None:
    found = re.findall(r'class="symbol c(\d)".*?>(\d)</text>', draw(with_layers(*choices)))
    assert [int(colour) for colour, _ in sorted(found, key=lambda pair: pair[1])] == expected


def test_clustered_places_are_in_their_layers() -> None:
    rows = [record(number, layer="AB"[number % 2]) for number in range(400)]
    story = replace(clustered_story(400), places=places_frame(*rows), layers=(LayerChoice("B", 6),))
    data = cluster_data(story, Numbering(story))
    assert data is not None
    assert [(one["name"], one["colour"]) for one in data["symbols"]] == [("B", 6), ("A", 1)]
    assert unpacked(data["layers"])[:4] == [1, 0, 1, 0]
