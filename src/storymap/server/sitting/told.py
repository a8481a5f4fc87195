"""What is told of a story beside what it holds: decisions and problems. Worked out when it is built, and considered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storymap.editing.article.kinds import can_mark
from storymap.geoparsing.story_questions import unanswered
from storymap.server.contract.state import DecisionState, ProblemState
from storymap.server.mends.mendable import Mendable
from storymap.server.mends.states import problem_states
from storymap.server.mends.story_mends import untitled
from storymap.server.sitting.decisions import Decisions, Suggestions, is_sure

if TYPE_CHECKING:
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.server.sitting.story_parts import StoryParts

_MOST_PROBLEMS = 300


@dataclass(frozen=True, slots=True)
class Told:
    """The decisions, how many suggestions are sure, and the problems."""

    decisions: Sequence[DecisionState] = ()
    sure: int = 0
    problems: Sequence[ProblemState] = ()


def told_of(
    parts: StoryParts | None,
    suggestions: Suggestions | None,
    gazetteer: Gazetteer | None,
    errors: Sequence[Problem],
    asked: Sequence[Problem],
    shown: Callable[[str], str],
) -> Told:
    """Return what is told. `errors` stop the page from being true; `asked` is what the gazetteer said of the story.

    `shown` takes the folders of this machine out of a text. Without `parts` there was never a page.
    """
    if parts is None:
        return Told(problems=_without_folders(problem_states(errors[:_MOST_PROBLEMS], None), shown))
    opened = {} if suggestions is None else suggestions.open(parts.known, parts.refused)
    sure = sum(map(is_sure, opened.values()))
    is_markable = parts.texts.get("article") is not None and can_mark(parts.article_name)
    mendable = Mendable(parts.story, parts.source_of, can_mark=is_markable, sure=sure)
    problems = [one for one in parts.story.problems if parts.texts.get("places") or one.what != "has no features"]
    warnings = [*untitled(parts.story), *unanswered(problems, asked), *asked]
    states = [*problem_states(errors[:_MOST_PROBLEMS], None), *problem_states(warnings[:_MOST_PROBLEMS], mendable)]
    decisions = Decisions(parts.place_states, suggestions, opened, gazetteer).states()
    return Told(decisions, sure, _without_folders(states, shown))


def _without_folders(states: list[ProblemState], shown: Callable[[str], str]) -> list[ProblemState]:
    return [
        {**state, "where": shown(state["where"]), "what": shown(state["what"]), "remedy": shown(state["remedy"])}
        for state in states
    ]
