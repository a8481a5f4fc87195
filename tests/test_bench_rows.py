"""The tables of figures say what was measured, how far runs differ, and why an aim is missed."""

from __future__ import annotations

from tools.bench.rows import Row, at_most, middle_rows, ms, rows_table


def test_of_three_runs_the_middle_is_told_with_the_least_and_the_most() -> None:
    runs = [[at_most("a build", seconds, 2, ms, "it reads")] for seconds in (1.5, 1.9, 1.2)]
    assert rows_table(middle_rows(runs)) == (
        "| what | storymap | spread | beside | ratio | aim | met, or why not |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| a build | 1500 ms | 1200 ms to 1900 ms |  |  | at most 2.0 s | yes |\n"
    )


def test_a_missed_aim_says_why() -> None:
    rows = [at_most("a build", 3, 2, ms, "it reads"), Row("its page", "7 MB")]
    assert rows_table(rows) == (
        "| what | storymap | beside | ratio | aim | met, or why not |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| a build | 3.0 s |  |  | at most 2.0 s | **no**: it reads |\n"
        "| its page | 7 MB |  |  |  |  |\n"
    )
