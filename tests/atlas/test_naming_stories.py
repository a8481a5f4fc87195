"""Which stories name a place of an atlas."""

from __future__ import annotations

from dataclasses import replace

from storymap.atlas.naming_stories import NamingStories
from storymap.atlas.records import MemberKey
from tests.atlas.small_atlas import ATLAS, EL_PASO


def test_a_story_that_has_a_place_twice_names_it_once_with_all_sentences() -> None:
    bridge, market = NamingStories(ATLAS).of(EL_PASO)
    assert [one.story.story_id for one in (bridge, market)] == ["a-bridge", "mercado"]
    assert [place.place_id for place in market.places] == ["paso", "paso-del-norte"]
    assert [sentence.text for sentence in market.sentences] == [
        "En El Paso\nhay un mercado.",
        "Paso del Norte es vieja.",
    ]


def test_what_is_no_longer_there_names_nothing() -> None:
    gone = replace(EL_PASO, members=(MemberKey("gone", "el-paso"), MemberKey("a-bridge", "gone")))
    assert NamingStories(ATLAS).of(gone) == []
