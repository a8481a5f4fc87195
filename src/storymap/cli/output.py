"""Where a command writes when nobody says where, and the page on standard output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from storymap.model import Story
from storymap.reading.slugs import slugify

if TYPE_CHECKING:
    from storymap.rendering.page import StoryPage


def default_output(story: Story) -> Path:
    """Return output/<slug>.html: the slug of the title, or of the file's name if that has no Latin letter."""
    title = story.article.title
    name = title if re.search(r"[a-z0-9]", title, re.IGNORECASE) else Path(story.article.name).stem
    return Path("output", f"{slugify(name)}.html")


def print_page(page: StoryPage) -> None:
    """Write a page to standard output, in UTF-8 whatever the terminal has, and nothing else."""
    data = page.render().encode("utf-8")
    stream: BinaryIO = click.get_binary_stream("stdout")
    stream.write(data)
    stream.flush()
