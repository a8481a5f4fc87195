"""The atlas of the docs' dozen small stories: which places it has, at which addresses, and what its files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.atlas.decisions import read_decisions
from storymap.atlas.features import geojson
from storymap.atlas.index_file import index_text, read_built
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.naming_stories import NamingStories
from storymap.atlas.records import Atlas
from storymap.atlas.sources.reader import read_sources
from tests.conftest import ROOT

EXAMPLE = ROOT / "docs" / "atlas-example"
SAMPLE = Path(__file__).parent / "samples" / "example-places.geojson"

# The address of each place that several stories name, what it is called, and how many name it.
SHARED = """
el-paso | El Paso | 7
juarez | Ciudad Juárez, Paso del Norte, Juárez | 5
chicago | Chicago | 4
rio-bravo | Rio Grande, río Bravo | 4
st-louis | St. Louis | 4
mississippi-river | Mississippi River | 3
santa-fe-bridge | Santa Fe bridge, Paso del Norte bridge | 3
chihuahua | Chihuahua | 2
connecticut-river | Connecticut River | 2
ozarks | Ozarks | 2
san-antonio | San Antonio | 2
springfield | Springfield, Missouri, Springfield | 2
springfield-2 | Springfield, Massachusetts, Springfield | 2
springfield-illinois | Springfield, Illinois, Springfield | 2
"""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    decisions = read_decisions((EXAMPLE / "atlas.toml").read_text(encoding="utf-8"))
    stories = read_sources([EXAMPLE], [], folder=EXAMPLE / "atlas")
    return make_atlas(stories, title="Borders and rivers", decisions=decisions)


def test_places_come_back_under_other_names_and_namesakes_stay_apart(atlas: Atlas) -> None:
    naming = NamingStories(atlas)
    counts = [(place, len(naming.of(place))) for place in atlas.places]
    shared = [f"{place.slug} | {', '.join((place.name, *place.aliases))} | {n}" for place, n in counts if n > 1]
    assert shared == SHARED.strip().splitlines()
    assert len(atlas.places) == 33


def test_one_doubt_is_left_to_a_person(atlas: Atlas) -> None:
    (doubt,) = atlas.doubts
    assert (str(doubt.one), str(doubt.other)) == ("donde-se-juntan/big-bend", "the-smell-of-rain/big-bend")
    assert not doubt.are_joined


def test_the_newest_story_comes_first_and_that_without_a_date_last(atlas: Atlas) -> None:
    dates = [story.date for story in atlas.stories]
    assert dates == sorted(dates, reverse=True)
    assert (dates[0], dates[-2:]) == ("2026-05-09", ["2009-04-17", ""])


def test_its_index_says_the_same_when_it_is_read_again(atlas: Atlas, tmp_path: Path) -> None:
    index = tmp_path / "atlas.json"
    index.write_text(index_text(atlas), encoding="utf-8")
    assert read_built(index).atlas == atlas
    assert str(ROOT) not in index_text(atlas)


def test_its_features_are_these(atlas: Atlas) -> None:
    """Where a change of them is meant, what `geojson` returns is the new sample."""
    assert geojson(atlas, None) == SAMPLE.read_text(encoding="utf-8")
