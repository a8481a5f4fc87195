import pytest

from storymap.exchange.layer_colours import HEX_COLOURS, layer_colours, nearest_colour
from storymap.exchange.shared_story import SharedStory
from storymap.model import Article, LayerChoice


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("#0b5a7d", 1),
        ("Navy", 1),
        ("#f80", 2),
        ("green", 4),
        ("none", None),
        ("rgb(1,2,3)", None),
        ("#12", None),
        ("", None),
    ],
)
def test_a_colour_of_css_is_the_nearest_of_the_eight(written: str, number: int | None) -> None:
    assert nearest_colour(written) == number


def test_our_own_colours_come_back() -> None:
    assert [nearest_colour(colour) for colour in HEX_COLOURS] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_layer_has_the_colour_that_was_chosen_and_others_have_spare_ones() -> None:
    story = SharedStory(Article("T", ()), (), (), (), layers=(LayerChoice("B", 1), LayerChoice("C")))
    assert layer_colours(story, ["A", "B", "C"]) == {"A": HEX_COLOURS[1], "B": HEX_COLOURS[0], "C": HEX_COLOURS[2]}


def test_nine_layers_have_colours() -> None:
    story = SharedStory(Article("T", ()), (), (), (), layers=tuple(LayerChoice(str(n), n) for n in range(1, 9)))
    assert len(layer_colours(story, map(str, range(1, 12)))) == 11
