"""A story that is open, as the editor has it, with its files in a folder."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storymap.build_choices import BuildChoices
from storymap.server.sitting.commands.table import checked_command
from storymap.server.sitting.dropped_files import DroppedFiles
from storymap.server.sitting.file_work import FileWork
from storymap.server.sitting.newsroom import NewsroomChoices
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.opening import opened_story

ARTICLE = """\
---
title: Two cities
places: places.geojson
---

People slept in Ciudad Juárez and worked in El Paso.

> The *bridge* is closed, she said in Sinaloa.

## A heading

Nobody comes to Juarez now.
"""
PLACES = """\
{
  "type": "FeatureCollection",
  "features": [
    {
      "type": "Feature",
      "properties": {"name": "El Paso", "layer": "Cities", "mine": [1, 2]},
      "geometry": {"type": "Point", "coordinates": [-106.4869, 31.7587]}
    },
    {
      "type": "Feature",
      "id": "juarez",
      "properties": {
        "name": "Ciudad Juárez",
        "layer": "Cities",
        "note": "South of the river."
      },
      "geometry": {"type": "Point", "coordinates": [-106.46080, 31.7202]}
    },
    {"type": "Feature", "properties": {"name": "Sinaloa"}, "geometry": null}
  ]
}
"""


class Sitting:
    """Files in a folder, the story that they make, and what a command changes in them."""

    def __init__(self, folder: Path, article: str, places: str | None, name: str = "story.md") -> None:
        self.folder = folder
        self.article = folder / name
        self.places = folder / "places.geojson"
        self.article.write_bytes(article.encode("utf-8"))
        if places is not None:
            self.places.write_bytes(places.encode("utf-8"))
        self.dropped = DroppedFiles()
        choices = NewsroomChoices(no_settings=True, no_added=True)
        self.story: OpenStory = opened_story(BuildChoices(self.article), choices, 1)
        self.build()

    def build(self) -> None:
        self.story.look()
        self.story.build()

    def consider(self) -> None:
        self.story.consider()

    @property
    def digests(self) -> dict[str, str]:
        assert self.story.parts is not None
        return dict(self.story.parts.digests)

    def run(self, command: str, base: dict[str, str] | None = None, **members: Any) -> None:
        """Perform a command that was made from the story as it was built last, or from `base`."""
        data = checked_command({"command": command, "base": self.digests if base is None else base, **members})
        if not FileWork(self.story, self.dropped).perform(data):
            self.story.commands.perform(data)

    def done(self, command: str, **members: Any) -> list[str]:
        """Perform a command, build, and return the lines of both files that differ, as `diff` writes them."""
        before = self.bytes()
        self.run(command, **members)
        self.build()
        return [line for one, other in zip(before, self.bytes(), strict=True) for line in changed_lines(one, other)]

    def bytes(self) -> tuple[bytes | None, bytes | None]:
        return tuple(path.read_bytes() if path.exists() else None for path in (self.article, self.places))  # type: ignore[return-value]

    def names(self) -> list[str]:
        assert self.story.parts is not None
        return [place["name"] for place in self.story.parts.places]

    def labels(self) -> list[tuple[str, bool]]:
        return [(change.label, is_undone) for change, is_undone in self.story.texts.history.changes()]


def changed_lines(before: bytes | None, after: bytes | None) -> list[str]:
    """The lines that went and came, with their ends where these are not the usual ones."""
    texts = [("" if data is None else data.decode("utf-8")).split("\n") for data in (before, after)]
    return [line for line in difflib.ndiff(*texts) if line[0] in "+-"]


OpenSitting = Callable[..., Sitting]


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenSitting]:
    made: list[Sitting] = []
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))

    def opened(article: str = ARTICLE, places: str | None = PLACES, name: str = "story.md") -> Sitting:
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        made.append(Sitting(folder, article, places, name))
        return made[-1]

    yield opened
    for one in made:
        one.dropped.close()
