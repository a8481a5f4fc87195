"""Places that an article names, and that are not among the places of its map."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from storymap.errors import Problem, printable
from storymap.geoparsing.article_text import block_starts
from storymap.geoparsing.suggest import find_suggestions

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Story

_MOST_NAMED = 5
_LONGEST_TEXT = 200_000


def missing_places(story: Story, gazetteer: Gazetteer) -> list[Problem]:
    """Return a note of the places that `storymap suggest` would add, in the order of first mention, if there are any.

    A name of which one of the story's mentions holds a part is none of them. Texts of over 200,000 code points are not
    looked through.
    """
    article = story.article
    if sum(len(block.text) for block in article.blocks) > _LONGEST_TEXT:
        return []
    starts = {block: at for at, block in block_starts(article)}
    taken = [(starts[m.block] + m.start, starts[m.block] + m.end) for m in story.mentions if m.block in starts]
    names = {str(name).casefold() for name in story.places["name"]}
    missing = [
        suggestion.name
        for suggestion in find_suggestions(article, gazetteer=gazetteer)
        if suggestion.status == "in" and suggestion.name.casefold() not in names
        if not any(start < end and begin < stop for start, stop in suggestion.mentions for begin, end in taken)
    ]
    if not missing:
        return []
    listed = ", ".join(printable(name, 60) for name in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    what = f"the text names places that are not on the map: {listed}{more}"
    return [Problem(article.name, what, f"storymap suggest {shlex.quote(article.name)} adds them", "note")]
