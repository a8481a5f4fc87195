"""Problems as the editor shows them."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.errors import Problem
from storymap.server.contract.state import MendState, ProblemState
from storymap.server.mends.article_mends import article_mends
from storymap.server.mends.mendable import Mendable
from storymap.server.mends.place_mends import place_mends
from storymap.server.mends.story_mends import story_mends
from storymap.server.mends.whereabouts import Whereabouts


def problem_states(problems: Iterable[Problem], mendable: Mendable | None) -> list[ProblemState]:
    """Return the problems in their order, each with where it is and what mends it.

    Of files that make no story, `mendable` is None: where their problems are is known in words alone.
    """
    found = None if mendable is None else Whereabouts(mendable.story)
    return [_state(problem, mendable, found) for problem in problems]


def _state(problem: Problem, mendable: Mendable | None, found: Whereabouts | None) -> ProblemState:
    row = found.row(problem) if found else None
    block = found.block(problem) if found and row is None else None
    place_id = str(mendable.story.places.index[row]) if mendable and row is not None else None
    return {
        "where": problem.where,
        "what": problem.what,
        "remedy": problem.remedy,
        "severity": problem.severity,
        "block": block,
        "place_id": place_id,
        "mends": [] if mendable is None else _mends(problem, mendable, row, block),
    }


def _mends(problem: Problem, mendable: Mendable, row: int | None, block: int | None) -> list[MendState]:
    if row is not None:
        return list(place_mends(mendable.story, problem, row))
    if block is not None:
        return list(article_mends(mendable, problem, block))
    return list(story_mends(mendable, problem))
