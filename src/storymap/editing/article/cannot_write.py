"""Why something cannot be written into an article."""

from __future__ import annotations

from storymap.errors import ArticleError, Problem


class CannotWrite(ArticleError):  # noqa: N818 - it says what happened
    """A change cannot be written into the article's text. Its problem says why, and what to do instead."""


def cannot_write(where: str, what: str, remedy: str) -> CannotWrite:
    """Return the refusal of a change of the file or line `where`."""
    return CannotWrite(Problem(where, what, remedy))
