"""The dozen small stories of the docs: what their places are, and what of them the desk has decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.atlas.decisions import read_decisions
from storymap.story import build_story
from tests.conftest import ROOT

STORIES = sorted(path.parent for path in (ROOT / "docs" / "atlas-example").glob("*/story.md"))


def test_there_are_a_dozen() -> None:
    assert len(STORIES) == 12


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_each_story_names_all_of_its_places(folder: Path) -> None:
    story = build_story(folder / "story.md")
    assert {mention.place_id for mention in story.mentions} == set(story.places.index)
    said = [problem.what for problem in story.problems if problem.severity != "note"]
    assert said == (["has no geometry: it is listed, but not on the map"] if folder.name == "the-smell-of-rain" else [])
    words = sum(len(block.text.split()) for block in story.article.body)
    assert 80 <= words <= 200


def test_every_decision_is_about_places_that_there_are() -> None:
    decisions = read_decisions((STORIES[0].parent / "atlas.toml").read_text(encoding="utf-8"))
    ids = {folder.name: set(build_story(folder / "story.md").places.index) for folder in STORIES}
    decided = [key for group in (*decisions.same, *decisions.different) for key in group]
    assert decided
    assert [key for key in decided if key.place_id not in ids[key.story_id]] == []
