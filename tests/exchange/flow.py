"""An import as a person does it: a file, and the story that it becomes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.exchange.importers.registry import importer_named, importer_of
from storymap.exchange.source import Source
from storymap.exchange.story_files import PLACES, STORY, story_files
from storymap.exchange.story_folder import write_story_folder
from storymap.model import Story
from storymap.story import build_story

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class ImportedStory:
    """The files of an imported story, the lines of its report, and the story that is built of it."""

    text: str
    features: list[dict[str, Any]]
    report: list[tuple[str, str]]
    story: Story

    def properties(self, place_id: str) -> dict[str, Any]:
        """The properties of a place in its file."""
        return next(one["properties"] for one in self.features if one["id"] == place_id)


def import_story(path: Path, *, name: str = "", text: Path | None = None, folder: str = "imported") -> ImportedStory:
    """Import the file as its content says, or as `name`, into a new folder, and build what was written."""
    source = Source(path, text_path=text)
    imported = (importer_named(name) if name else importer_of(source)).read(source)
    write_story_folder(Path(folder), story_files(imported))
    features = json.loads(Path(folder, PLACES).read_text(encoding="utf-8"))["features"]
    lines = [(line.fate, str(line)) for line in imported.report.lines()]
    return ImportedStory(
        Path(folder, STORY).read_text(encoding="utf-8"),
        features,
        lines,
        build_story(Path(folder, STORY), all_places=True),
    )


def mention_texts(story: Story) -> list[tuple[str, str]]:
    """The words that name places, in order, with the places that they name."""
    return [(story.article.blocks[one.block].text[one.start : one.end], one.place_id) for one in story.mentions]
