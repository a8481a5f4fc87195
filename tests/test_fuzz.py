"""Every reader gets broken inputs for a moment; `make fuzz` does it for as long as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.fuzz.run import fuzz
from tools.fuzz.targets import TARGETS, LiveMarkError, _check


@pytest.mark.fuzz
def test_every_reader_reads_or_refuses_what_it_is_given(tmp_path: Path) -> None:
    reports = fuzz(TARGETS, 1.2, seed=13, faults=tmp_path / "faults")
    assert [str(report) for report in reports.values() if report.faults] == []
    assert [report.reader for report in reports.values() if report.read < 5] == []


@pytest.mark.parametrize(
    "page",
    [
        "<p onclick='x'>a</p>",
        "<a href=' java\nscript:window.pwned=1'>a</a>",
        "<script>window.pwned=1</script>",
        "<p>49098013</p>",
    ],
)
def test_a_live_mark_in_a_page_is_seen(page: str) -> None:
    _check("<p>&lt;script&gt;window.pwned=1&lt;/script&gt;</p>")
    with pytest.raises(LiveMarkError):
        _check(page)
