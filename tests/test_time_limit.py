"""What takes too long fails on any machine, and what is only on a slow one does not."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests import time_limit
from tests.time_limit import TimeLimit

Work = Callable[[float], None]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Work of so many seconds, on a clock of its own."""
    clock = SimpleNamespace(now=0.0, process_time=lambda: clock.now)
    monkeypatch.setattr(time_limit, "time", clock)
    monkeypatch.setattr(time_limit, "yardstick", lambda: 1.0)
    return lambda seconds: setattr(clock, "now", clock.now + seconds)


def paces(monkeypatch: pytest.MonkeyPatch, *found: float) -> None:
    """Let the machine have these paces, one after the other."""
    each = iter(found)
    monkeypatch.setattr(time_limit, "yardstick", lambda: next(each))


def test_what_takes_longer_than_it_may_fails(within: TimeLimit, work: Work) -> None:
    with within(2):
        work(2)
    with (
        pytest.raises(pytest.fail.Exception, match=r"^it took 2\.50 s, and may take 2 s x 1\.00, the pace of this"),
        within(2),
    ):
        work(2.5)


@pytest.mark.parametrize("found", [(3, 1), (1, 3)])
def test_a_machine_that_is_slow_before_or_after_it_has_more_time(
    within: TimeLimit, work: Work, monkeypatch: pytest.MonkeyPatch, found: tuple[float, float]
) -> None:
    paces(monkeypatch, *found, *found)
    with within(2):
        work(5.9)
    with pytest.raises(pytest.fail.Exception, match=r"^it took 6\.10 s, and may take 2 s x 3\.00"), within(2):
        work(6.1)


def test_a_fast_machine_has_no_less(within: TimeLimit, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    paces(monkeypatch, 0.5, 0.5)
    with within(2):
        work(2)
    paces(monkeypatch, 0.5, 0.5)
    with pytest.raises(pytest.fail.Exception), within(2):
        work(2.1)


def test_what_fails_by_itself_says_so(within: TimeLimit, work: Work) -> None:
    def failing() -> None:
        work(9)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), within(2):
        failing()


def test_work_that_is_quadratic_fails_here_and_now(within: TimeLimit) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"^it took"), within(0.02):
        sum(one == other for one in range(3_000) for other in range(3_000))


def test_a_test_with_a_limit_counts_no_coverage(within: TimeLimit, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("no_cover")
