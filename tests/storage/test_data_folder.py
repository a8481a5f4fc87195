"""Where what a user adds is kept."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from storymap.storage.data_folder import data_folder


def test_it_is_what_the_environment_says_else_where_this_system_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "mine"))
    assert data_folder() == tmp_path / "mine"
    monkeypatch.setenv("STORYMAP_DATA", "")
    assert data_folder().name == "storymap"
    assert data_folder().is_absolute()


def test_on_linux_it_is_that_of_the_desktop_specification(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if platformdirs.PlatformDirs.__name__ != "Unix":
        pytest.skip("another system has another place")
    monkeypatch.delenv("STORYMAP_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "storymap"


@pytest.mark.parametrize("told", [None, "", " ", "here", "~/data", "/var/data", "/var/data/"])
@pytest.mark.parametrize("home", [None, "", "here", "/", "/home/ana/", "/home/ana"])
def test_wherever_home_is_it_is_the_one_that_platformdirs_finds(
    told: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYMAP_DATA", raising=False)
    for name, value in (("XDG_DATA_HOME", told), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert data_folder() == platformdirs.user_data_path("storymap", appauthor=False)
