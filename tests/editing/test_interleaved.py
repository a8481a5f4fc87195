"""Several people save at once: nothing is lost but what a person was asked about."""

from __future__ import annotations

import pytest
from tools.interleaved import count_runs


def test_what_several_people_save_is_all_there(capsys: pytest.CaptureFixture[str]) -> None:
    count = count_runs(25)
    assert (count.lost, count.invalid, count.bad_runs, capsys.readouterr().out) == (0, 0, [], "")
    assert (count.made, count.merged, count.conflicts) > (200, 100, 50)
