"""Where a command writes when nobody says where."""

from __future__ import annotations

import re
from pathlib import Path

from storymap.model import Story
from storymap.reading.slugs import slugify


def default_output(story: Story) -> Path:
    """Return output/<slug>.html: the slug of the title, or of the file's name if that has no Latin letter."""
    title = story.article.title
    name = title if re.search(r"[a-z0-9]", title, re.IGNORECASE) else Path(story.article.name).stem
    return Path("output", f"{slugify(name)}.html")
