"""Properties of mentions: they are exact ranges of the text, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.folding.for_matching import fold_name
from storymap.matching.mentions import find_mentions
from storymap.model import Mention
from tests.matching.stories import article_of, places_of, surfaces

NAMES = {
    "juarez": ("Ciudad Juárez", "Juarez"),
    "port-au-prince": ("Port-au-Prince",),
    "us": ("U.S.", "US"),
    "kyoto": ("京都",),
    "tokyo": ("東京", "東京都"),
    "seoul": ("서울",),
    "delhi": ("दिल्ली",),
    "biysk": ("Бийск",),
    "bridge": ("Santa Fe Bridge", "Santa Fe"),
}
PLACES = places_of(*[(place_id, names[0], names[1:]) for place_id, names in NAMES.items()])
FOLDED = {place_id: {fold_name(name).strip() for name in names} for place_id, names in NAMES.items()}

PIECES = [name for names in NAMES.values() for name in names]
PIECES += [name.upper() for name in PIECES] + [name.lower() for name in PIECES]
PIECES += [*" -'’.,“”é都", "\u0301", "\u0306", "\u3099", "\u00ad", "\u00a0", "\n", "ß", "😀", "a", "and"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@given(st.lists(TEXTS | st.text(), max_size=4))
def test_every_mention_is_one_of_its_places_names(texts: list[str]) -> None:
    article = article_of(*texts)
    mentions = find_mentions(article, PLACES)
    for mention, surface in zip(mentions, surfaces(article, mentions), strict=True):
        assert fold_name(surface).strip() in FOLDED[mention.place_id]
        assert surface == surface.strip()
    for one, other in pairwise(mentions):
        assert (one.block, one.end) <= (other.block, other.start)


STORY = "In Ciudad Juárez, U.S. troops saw Port-au-Prince; the Santa Fe bridge and São Tomé. Juárez’s."
STORY_PLACES = places_of(
    ("j", "Ciudad Juárez", ["Juárez"]), ("p", "Port-au-Prince"), ("b", "Santa Fe Bridge"), ("t", "São Tomé")
)
STORY_NAMES = ["Ciudad Juárez", "Port-au-Prince", "Santa Fe bridge", "São Tomé", "Juárez"]


def test_the_story_is_read_rightly_as_it_is() -> None:
    article = article_of(STORY)
    assert surfaces(article, find_mentions(article, STORY_PLACES)) == STORY_NAMES


@given(st.data())
def test_offsets_are_exact_with_invisible_characters_between(data: st.DataObject) -> None:
    gaps = st.sampled_from(["", "", "", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u00ad\u00ad"])
    text = "".join(char + data.draw(gaps) for char in STORY)
    article = article_of(text)
    mentions = find_mentions(article, STORY_PLACES)
    seen = surfaces(article, mentions)
    assert [re.sub("[\u00ad\u200b\u2060\ufeff]", "", surface) for surface in seen] == STORY_NAMES
    assert all(surface[0].isupper() and surface[-1].isalpha() for surface in seen)


@given(st.data())
def test_offsets_are_exact_with_any_white_space(data: st.DataObject) -> None:
    spaces = st.text(st.sampled_from(" \n\t\u00a0\u2009\u202f\u3000\r"), min_size=1, max_size=4)
    text = "".join(data.draw(spaces) if char == " " else char for char in STORY)
    article = article_of(text)
    seen = surfaces(article, find_mentions(article, STORY_PLACES))
    assert [" ".join(surface.split()) for surface in seen] == STORY_NAMES


@given(st.lists(st.booleans(), min_size=len(STORY), max_size=len(STORY)))
def test_offsets_are_exact_where_some_letters_are_decomposed(apart: list[bool]) -> None:
    parts = [unicodedata.normalize("NFD", char) if yes else char for char, yes in zip(STORY, apart, strict=True)]
    article = article_of("".join(parts))
    seen = surfaces(article, find_mentions(article, STORY_PLACES))
    assert [unicodedata.normalize("NFC", surface) for surface in seen] == STORY_NAMES
    ends = [mention.end for mention in find_mentions(article, STORY_PLACES)]
    assert not any(unicodedata.combining(article.blocks[0].text[end]) for end in ends)


@given(TEXTS, TEXTS)
def test_blocks_do_not_touch_each_other(one: str, other: str) -> None:
    together = find_mentions(article_of(one, other), PLACES)
    alone = find_mentions(article_of(one), PLACES)
    second = [Mention(1, m.start, m.end, m.place_id) for m in find_mentions(article_of(other), PLACES)]
    assert together == (*alone, *second)


@pytest.mark.parametrize("text", ["\ud800El Paso\udfff", "\uffffEl Paso\uffff", "\x00El Paso\x00", "\U0010ffffEl Paso"])
def test_characters_that_are_none_do_no_harm(text: str) -> None:
    assert find_mentions(article_of(text), places_of(("x", "El Paso"))) == (Mention(0, 1, 8, "x"),)
