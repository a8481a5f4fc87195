from __future__ import annotations

import pytest

from storymap import build_story
from storymap.model import Story
from tests.conftest import ROOT
from tests.rendering.conftest import make_story

__all__ = ["make_story"]


@pytest.fixture(scope="session")
def juarez_story() -> Story:
    return build_story(ROOT / "geodata" / "juarez" / "story.md")
