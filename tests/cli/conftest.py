"""What the tests of commands need."""

from __future__ import annotations

from pathlib import Path

import pytest

STORY = (
    "# Trucks\n\nCIUDAD JUAREZ, Mexico - Police closed the Santa Fe bridge, the way from Ciudad Juarez to El Paso, Texas."
    " The Sinaloa cartel was not involved, said Jordan Smith of the Boston Globe.\n\nHe lives in Sinaloa. Juarez was calm.\n"
)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text(STORY, encoding="utf-8")
    return tmp_path
