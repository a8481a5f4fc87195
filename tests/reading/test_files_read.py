from __future__ import annotations

from pathlib import Path

import pytest

from storymap import build_story
from storymap.errors import StorymapError
from storymap.reading.files import read_bytes
from storymap.reading.files_read import noting_files


def test_all_files_of_a_story_are_noted_with_who_names_them(desk: Path) -> None:
    with noting_files() as read:
        build_story("story.md")
    assert [path.name for path in read.paths] == ["story.md", "places.geojson"]
    assert list(read.named) == [(Path(), Path("places.geojson"))]


def test_what_is_read_before_and_after_is_not_noted(desk: Path) -> None:
    read_bytes(Path("story.md"), 1_000)
    with noting_files() as read:
        with pytest.raises(StorymapError):
            read_bytes(Path("missing.md"), 1_000)
        with noting_files() as inner:
            read_bytes(Path("places.geojson"), 1_000)
    read_bytes(Path("story.md"), 1_000)
    assert list(read.paths) == []
    assert list(inner.paths) == [Path("places.geojson")]
