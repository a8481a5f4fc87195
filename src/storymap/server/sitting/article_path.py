"""Whether there is an article at a path: asked before anything heavy is imported."""

from __future__ import annotations

from pathlib import Path

from storymap.errors import Problem, StorymapError
from storymap.reading.article.kinds import kind_of, refusal


def check_article(article: Path) -> None:
    """Raise StorymapError if there is no article at a path."""
    if not kind_of(article):
        raise refusal(article, str(article))
    if article.is_dir():
        raise StorymapError(Problem(str(article), "this is a folder", "name a file in it"))
    if not article.is_file():
        what = "there is no such file"
        raise StorymapError(Problem(str(article), what, "check the path, or begin without one: storymap edit"))
