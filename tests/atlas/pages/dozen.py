"""The dozen small stories of the docs as an atlas, made by hand from what the stories' own pages have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from storymap.atlas.addresses import Addresses, give_addresses
from storymap.atlas.decisions import read_decisions
from storymap.atlas.records import Atlas, AtlasPlace, MemberKey, NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.same_places import group_places
from storymap.story import build_story
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "atlas-example"


@cache
def dozen() -> Atlas:
    """The atlas of `docs/atlas-example`, newest first, in English."""
    stories = sorted(
        (_record(path.parent) for path in FOLDER.glob("*/story.md")), key=lambda one: one.date, reverse=True
    )
    return atlas_of(stories, "Along the river", (FOLDER / "atlas.toml").read_text(encoding="utf-8"))


def atlas_of(stories: Sequence[StoryRecord], title: str, decisions: str = "", language: str = "en") -> Atlas:
    """Put stories together: places by the rules of the atlas, each with the name and shape of its first member."""
    known = {MemberKey(story.story_id, place.place_id): place for story in stories for place in story.places}
    groups = group_places(stories, read_decisions(decisions)).groups
    names = [known[group[0]].name for group in groups]
    slugs, _ = give_addresses(groups, names, Addresses())
    places = tuple(
        AtlasPlace(slug, name, known[group[0]].geometry, group, layer=known[group[0]].layer)
        for slug, name, group in zip(slugs, names, groups, strict=True)
    )
    return Atlas(title, language, tuple(stories), places)


def _record(folder: Path) -> StoryRecord:
    story = build_story(folder / "story.md")
    sentences: dict[str, list[NamingSentence]] = {}
    for excerpt in story.excerpts:
        text = story.article.blocks[excerpt.block].text[excerpt.start : excerpt.end]
        first = excerpt.mentions[0]
        said = NamingSentence(text, first.start - excerpt.start, first.end - excerpt.start)
        sentences.setdefault(excerpt.place_id, []).append(said)
    places = tuple(
        StoryPlace(
            str(place_id),
            row["name"],
            row["geometry"],
            layer=row["layer"],
            sentences=tuple(sentences.get(str(place_id), ())[:3]),
        )
        for place_id, row in story.places.iterrows()
    )
    article = story.article
    address = f"../{folder.name}/index.html"
    return StoryRecord(
        folder.name, article.title, address, article.date, article.byline, article.language, places, str(folder)
    )
