"""What mends the problems of a story as a whole: its language, what stands above it, places that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storymap.errors import Problem
from storymap.model import Story
from storymap.server.contract.state import MendState
from storymap.server.mends.mendable import Mendable, by_command, by_hand

_MISSING = "the text names places that are not on the map: "
_UNTITLED = "it has no title of its own; the page is called "
_LANGUAGE = re.compile(r"(?:write )?language: ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*) in the front matter.*")
_FILLED_IN = re.compile(r'([a-z ]+) has ".*", which another program fills in; it is left out', re.DOTALL)
# How messages call what stands above the article, and how the editor does.
_FIELDS = {
    "title": "title",
    "subtitle": "standfirst",
    "kicker": "kicker",
    "byline": "byline",
    "date": "date",
    "credit": "credit",
    "source url": "source",
}


def untitled(story: Story) -> list[Problem]:
    """Return the note that an article has no title, which nobody would otherwise notice before its readers."""
    article = story.article
    if article.has_own_title:
        return []
    return [Problem(article.name, f'{_UNTITLED}"{article.title}", as the file is', "write a title", "note")]


def story_mends(mendable: Mendable, problem: Problem) -> Iterator[MendState]:
    """Yield what mends a problem that is of no place and no block."""
    if problem.what.startswith(_MISSING):
        if mendable.sure:
            yield by_command("mendTakeSure", {"command": "take-sure"}, count=str(mendable.sure))
        yield by_hand("mendDecide", "part:decide")
    elif problem.what.startswith(_UNTITLED):
        yield by_hand("mendTitle", "field:title")
    elif problem.what.startswith("the language "):
        yield from _language(problem)
    elif (found := _FILLED_IN.fullmatch(problem.what)) and found[1] in _FIELDS:
        yield by_hand("mendField", f"field:{_FIELDS[found[1]]}")


def _language(problem: Problem) -> Iterator[MendState]:
    if found := _LANGUAGE.match(problem.remedy):
        command = {"command": "set-field", "field": "language", "value": found[1]}
        yield by_command("mendLanguage", command, language=found[1])
    else:
        yield by_hand("mendField", "field:language")
