"""Esri's story maps: the JSON of a story of ArcGIS StoryMaps, or a zip with it, and the classic Map Tour."""

from __future__ import annotations

from typing import Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import check_sections
from storymap.exchange.imported import Imported
from storymap.exchange.importers.arcgis.classic_tour import is_classic_tour, read_classic_tour
from storymap.exchange.importers.arcgis.story_data import story_in
from storymap.exchange.importers.arcgis.story_reader import StoryReader
from storymap.exchange.source import Source

LABEL: Final = "a story map of Esri"


def sniff(source: Source) -> bool:
    """Say whether the file is JSON with the nodes of a story, a zip with it, or a classic Map Tour."""
    try:
        return story_in(source) is not None or is_classic_tour(source.json)
    except StorymapError:
        return all(sign in source.beginning for sign in ('"nodes"', '"root"', '"storycover"'))


def read(source: Source) -> Imported:
    """Return the story. Raises StorymapError for what is none."""
    data = story_in(source)
    if data is not None:
        check_sections(len(data.nodes) // 10, source.name)  # a section has some ten of them
        return StoryReader(source, data).story()
    if is_classic_tour(source.json):
        return read_classic_tour(source, source.json)
    what = "it has neither the nodes of a story nor the places of a tour"
    raise StorymapError(Problem(source.name, what, "save the data of the story as JSON"))
