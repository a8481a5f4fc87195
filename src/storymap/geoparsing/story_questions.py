"""What the gazetteer asks of a story: places that are not on the map, other names, and exchanged coordinates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from shapely.geometry import Point

from storymap.gazetteer.name_keys import name_key
from storymap.gazetteer.swapped_positions import NamedPoint, swapped_positions
from storymap.matching.near_misses.messages import near_miss_problems, quoted
from storymap.matching.unmentioned import ADD_AN_ALIAS
from storymap.reading.places.geometry.axis_order import SWAP_QUESTION

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.model import Story
    from storymap.reading.desk.desk import Desk


def story_questions(
    story: Story, gazetteer: Gazetteer, desk: Desk, remedy: str, unwanted: Collection[str] = frozenset()
) -> list[Problem]:
    """Return what the gazetteer knows better than a story.

    `remedy` says how places are added that the text names and the map lacks; `unwanted` are name keys of those that
    nobody wants. `desk` is what is known of the newsroom.
    """
    # What finds places in a text is much: an editor's first page does not wait for it.
    from storymap.geoparsing.desk_of_text import memory_of
    from storymap.geoparsing.missing_places import missing_places

    swapped = [problem for problem in swapped_positions(_points(story), gazetteer) if problem not in story.problems]
    near = near_miss_problems(story.article, story.places, story.mentions, story.problems, gazetteer)
    # What may be another name of a place is not told as a missing one, too.
    forms = {name_key(form) for problem in (*story.problems, *near) for form in quoted(problem)}
    memory = memory_of(desk, gazetteer, story.article)
    missing = missing_places(story, gazetteer, remedy, forms.union(unwanted), memory)
    return [*missing, *near, *swapped]


def unanswered(problems: Sequence[Problem], answers: Sequence[Problem]) -> list[Problem]:
    """Return the problems without those that ask for an alias, where it is among the answers."""
    answered = {answer.where for answer in answers if "aliases" in answer.remedy}
    return [problem for problem in problems if problem.remedy != ADD_AN_ALIAS or problem.where not in answered]


def _points(story: Story) -> Iterator[NamedPoint]:
    """Yield the places at a point of whose coordinates nothing was said yet."""
    told = {problem.where for problem in story.problems if problem.remedy.endswith(SWAP_QUESTION)}
    rows = zip(*(story.places[column] for column in ("name", "where", "geometry")), strict=True)
    for name, where, point in rows:
        if isinstance(point, Point) and not point.is_empty and where not in told:
            yield NamedPoint(name, where, point.x, point.y)
