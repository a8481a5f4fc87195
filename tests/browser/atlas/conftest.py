"""The dozen stories of the docs as an atlas on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.atlas.pages.writer import atlas_files
from storymap.atlas.records import Atlas
from tests.atlas.pages.dozen import dozen


def written(atlas: Atlas, folder: Path) -> Path:
    """Write an atlas into a folder and return its page of all."""
    for path, content in atlas_files(atlas):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "index.html"


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(dozen(), tmp_path_factory.mktemp("atlas"))
