"""Places that an article names, and that are not among the places of its map."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from storymap.errors import Problem, printable
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.article_text import article_text, block_starts
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory
from storymap.geoparsing.suggest import find_suggestions

if TYPE_CHECKING:
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Story

_MOST_NAMED = 5
_LONGEST_TEXT = 200_000


def missing_places(
    story: Story,
    gazetteer: Gazetteer,
    remedy: str,
    unwanted: Collection[str] = frozenset(),
    memory: DeskMemory = NO_MEMORY,
) -> list[Problem]:
    """Return a note of the places that `storymap suggest` would add, in the order of first mention, if there are any.

    `unwanted` are name keys of places that it would not. A name of which one of the story's mentions holds a part is
    none of them. `memory` is what the desk knows. Texts of over 200,000 code points are not looked through.
    """
    article = story.article
    if sum(len(block.text) for block in article.blocks) > _LONGEST_TEXT:
        return []
    starts = {block: at for at, block in block_starts(article)}
    taken = bytearray(len(article_text(article)))
    for mention in story.mentions:
        if mention.block in starts:
            at = starts[mention.block]
            taken[at + mention.start : at + mention.end] = b"\1" * (mention.end - mention.start)
    names = {str(name).casefold() for name in story.places["name"]}
    missing = [
        suggestion.name
        for suggestion in find_suggestions(article, gazetteer=gazetteer, memory=memory)
        if suggestion.status == "in" and suggestion.name.casefold() not in names
        if name_key(suggestion.name) not in unwanted
        if not any(any(taken[start:end]) for start, end in suggestion.mentions)
    ]
    if not missing:
        return []
    listed = ", ".join(printable(name, 60) for name in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    what = f"the text names places that are not on the map: {listed}{more}"
    return [Problem(article.name, what, remedy, "note")]
