"""Where a story is written when nobody says where: what it is called there, and that no link leads elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.model import Story
from storymap.reading.slugs import slugify

OUTPUT = "output"
"""The folder that it is written into."""


def output_name(story: Story) -> str:
    """Return the slug of the title, or of the file's name if that has no Latin letter."""
    title = story.article.title
    return slugify(title if re.search(r"[a-z0-9]", title, re.IGNORECASE) else Path(story.article.name).stem)


def leads_out(path: Path, folder: Path) -> bool:
    """Say whether a link leads from a path in a folder out of this folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def check_usual_output(path: Path, folder: Path, shown: str, remedy: str) -> None:
    """Raise PageError, which calls the path `shown`, if it leads out of a folder: nobody named what it leads to."""
    if leads_out(path, folder):
        raise PageError(Problem(shown, "a link leads from here out of this folder", remedy))
