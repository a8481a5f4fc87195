"""Where a command writes when nobody says where."""

from __future__ import annotations

import os
import re
from pathlib import Path

from storymap.errors import PageError, Problem
from storymap.model import Story
from storymap.reading.slugs import slugify


def default_output(story: Story, ending: str = ".html") -> Path:
    """Return output/<slug><ending>: the slug of the title, or of the file's name if that has no Latin letter.

    Raises PageError if a link there leads out of the current folder: nobody named what it leads to.
    """
    title = story.article.title
    name = title if re.search(r"[a-z0-9]", title, re.IGNORECASE) else Path(story.article.name).stem
    path = Path("output", f"{slugify(name)}{ending}")
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(".")):
        raise PageError(Problem(str(path), "a link leads from here out of this folder", "name the output with -o"))
    return path
