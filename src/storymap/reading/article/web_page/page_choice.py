"""What of a page its reader wants."""

from __future__ import annotations

from typing import NamedTuple

from storymap.errors import Problem


class PageSelection(NamedTuple):
    """What of a page its reader wants: the elements that a CSS `selector` names, the `whole`, or the article."""

    selector: str = ""
    whole: bool = False


def is_no_page(name: str) -> Problem:
    """Return the warning that a selection has nothing to choose from in the file `name`."""
    what = "it is no web page, and all of it is read"
    return Problem(name, what, "leave out --select and --whole", "warning")
