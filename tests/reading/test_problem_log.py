"""The problems of one file: they have an end."""

from __future__ import annotations

from storymap.reading.problem_log import MOST_LISTED, ProblemLog


def test_problems_without_end_are_counted() -> None:
    problem_log = ProblemLog("p.geojson")
    for index in range(MOST_LISTED + 7):
        problem_log.warning(f"feature {index}", "odd")
    problem_log.error("feature 9", "wrong")
    listed = problem_log.problems()
    assert len(listed) == MOST_LISTED + 2
    assert "p.geojson: 7 more warnings are not listed" in [str(problem) for problem in listed]
    assert problem_log.failed
