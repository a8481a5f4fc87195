"""What can be written into which kind of article."""

from __future__ import annotations

from pathlib import PurePath

from storymap.editing.article.cannot_write import CannotWrite, cannot_write
from storymap.reading.article.kinds import KINDS

AS_MARKDOWN = "give the place an alias or an ignored phrase, or turn the article into Markdown"


def can_mark(article_name: str) -> bool:
    """Say whether marks and views can be written into the article: into Markdown."""
    return _kind(article_name) == "md"


def can_edit(article_name: str) -> bool:
    """Say whether the text of the article can be changed: in Markdown and in plain text."""
    return _kind(article_name) in ("md", "txt")


def has_front_matter(article_name: str) -> bool:
    """Say whether front matter can be written into the article."""
    return _kind(article_name) in ("md", "txt", "html")


def refused_mark(article_name: str) -> CannotWrite:
    """Return why marks cannot be written into this kind of article."""
    what = "marks and views can be written into Markdown alone"
    return cannot_write(article_name, what, AS_MARKDOWN)


def _kind(article_name: str) -> str:
    return KINDS.get(PurePath(article_name).suffix.lower(), "")
