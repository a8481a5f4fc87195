"""The bench of the atlas reckons as it says: schedules, growth, and what a hundred million articles cost."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.bench.atlas.costs import MEASURED, Figures, cost_table, costs
from tools.bench.atlas.growth import exponent
from tools.bench.atlas.scheduling import makespan, speedup

from tests.conftest import ROOT

FIGURES = Figures(
    corpus=10_000,
    rate=250,
    lost=4.0,
    bytes_in=540,
    bytes_out=1_200,
    mentions=20.0,
    memory=400,
    memory_growth=0.0,
    atlas=100_000,
    atlas_seconds=100,
    atlas_growth=1.0,
    atlas_bytes=2_000,
)


def figures_in(page: str) -> Figures:
    """The figures that a page states."""
    found: dict[str, Any] = {}
    for name, (what, *_) in MEASURED.items():
        (cell,) = re.findall(rf"^\| {re.escape(what)} \| ([^|]*) \| measured \|$", page, re.MULTILINE)
        number = re.findall(r"-?\d[\d,]*(?:\.\d+)?", cell)[0].replace(",", "")
        found[name] = float(number) if "." in number else int(number)
    return Figures(**found)


def test_tasks_go_to_the_worker_that_is_free_first() -> None:
    assert makespan([3, 1, 1, 2], 2) == 4  # 3 | 1 1 2
    assert makespan([1, 1, 1], 8) == 1
    assert speedup([1.0] * 16, 8) == 8
    assert speedup([1.0] * 9, 8) == 4.5


@given(st.lists(st.floats(0.01, 100), min_size=1), st.integers(1, 16))
def test_no_schedule_beats_the_longest_task_or_the_number_of_workers(durations: list[float], workers: int) -> None:
    took = makespan(durations, workers)
    assert took >= max(*durations, sum(durations) / workers) * (1 - 1e-9)
    assert took <= sum(durations) / workers + max(durations) + 1e-9


def test_growth_is_the_power() -> None:
    assert exponent({1_000: 2.0, 10_000: 20.0, 100_000: 200.0}) == pytest.approx(1)
    assert exponent({10: 7.0, 1_000: 7.0}) == pytest.approx(0)
    assert exponent({10: 1.0, 1_000: 10.0}) == pytest.approx(0.5)


def test_a_hundred_million_articles_cost_what_the_figures_come_to() -> None:
    cost = costs(FIGURES)
    assert cost.core_hours == pytest.approx(100e6 / 240 / 3600)
    assert cost.hours == {cores: cost.core_hours / cores for cores in (8, 64, 256)}
    assert (cost.terabytes_in, cost.terabytes_out, cost.mentions) == pytest.approx((0.054, 0.12, 2e9))
    assert cost.memory == 400
    assert cost.atlas_hours == pytest.approx(100_000 / 3600)
    assert cost.atlas_terabytes == pytest.approx(0.2)
    steeper = costs(replace(FIGURES, atlas_growth=1.1, memory_growth=0.1))
    assert steeper.atlas_hours == pytest.approx(cost.atlas_hours * 1_000**0.1)
    assert steeper.memory == pytest.approx(400 * math.exp(0.1 * math.log(10_000)))


def test_the_table_of_costs_says_what_was_measured_and_what_was_not() -> None:
    lines = cost_table(FIGURES).splitlines()
    assert "| articles a second on one core, from Parquet to Parquet | 250 | measured |" in lines
    assert "| **100,000,000 articles** through `corpus` | 120 core-hours | calculated |" in lines
    assert "| on 8 cores | 14 hours | calculated |" in lines
    assert "| on 64 cores | 1.8 hours | calculated |" in lines
    assert "| read, as Parquet | 54 GB | calculated |" in lines
    assert "| rows of mentions | 2,000 million | calculated |" in lines
    assert "| an atlas of them in parts, on one core | 28 hours | extrapolated |" in lines
    assert figures_in(cost_table(FIGURES)) == FIGURES


def test_what_costs_follow_from_are_the_figures_as_they_are_stated() -> None:
    between = cost_table(replace(FIGURES, memory=303.4, memory_growth=0.0846, lost=0.149, atlas_growth=0.974))
    assert between == cost_table(figures_in(between))
    assert "| how its memory grows | exponent 0.08 | measured |" in between
    assert "| memory of a worker | 630 MB | extrapolated |" in between


def test_the_page_of_costs_follows_from_the_figures_that_it_states() -> None:
    page = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    told = page.partition("<!-- bench costs -->\n")[2].partition("<!-- /bench -->")[0]
    assert told == cost_table(figures_in(told))
