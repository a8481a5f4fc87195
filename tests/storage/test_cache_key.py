"""The key of the cache: the user's alone, made once, and without it nothing on disk counts."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storymap.storage import cache, cache_key
from storymap.storage.cache import cached
from storymap.storage.cache_key import signing_key


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("STORYMAP_CACHE", str(tmp_path / "cache"))
    forget()
    return tmp_path / "data"


def forget() -> None:
    cache_key._key_at.cache_clear()
    cache._recent.clear()


def test_it_is_made_once_and_is_the_users_alone(data: Path) -> None:
    key = signing_key()
    assert key is not None
    assert len(key) == 32
    assert stat.S_IMODE((data / "cache.key").stat().st_mode) == 0o600
    assert [file.name for file in data.iterdir()] == ["cache.key"]
    forget()
    assert signing_key() == key


def test_processes_at_once_agree_on_one(data: Path) -> None:
    program = "from storymap.storage.cache_key import signing_key; print(signing_key().hex())"
    running = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(4)]
    said = {process.communicate(timeout=60)[0] for process in running}
    assert said == {(data / "cache.key").read_bytes().hex().encode() + b"\n"}


@pytest.mark.parametrize("damage", ["short", "long", "empty"])
def test_a_file_that_is_no_key_is_none(data: Path, damage: str) -> None:
    data.mkdir()
    (data / "cache.key").write_bytes({"short": b"x", "long": bytes(33), "empty": b""}[damage])
    (data / "cache.key").chmod(0o600)
    assert signing_key() is None


def test_a_key_that_others_may_read_or_that_is_a_link_is_none(data: Path, tmp_path: Path) -> None:
    assert signing_key() is not None
    (data / "cache.key").chmod(0o640)
    forget()
    assert signing_key() is None
    (data / "cache.key").chmod(0o600)
    (data / "cache.key").rename(tmp_path / "elsewhere")
    (data / "cache.key").symlink_to(tmp_path / "elsewhere")
    forget()
    assert signing_key() is None


def test_without_a_key_nothing_is_written_and_nothing_on_disk_is_believed(data: Path, tmp_path: Path) -> None:
    cached("thing", [b"a"], lambda: b"made")
    (file,) = (tmp_path / "cache").iterdir()
    data.rename(tmp_path / "away")
    data.write_text("in the way")
    forget()
    assert cached("thing", [b"a"], lambda: b"again") == b"again"
    assert cached("thing", [b"b"], lambda: b"other") == b"other"
    assert list((tmp_path / "cache").iterdir()) == [file]


def test_what_another_key_signed_is_made_anew(data: Path, tmp_path: Path) -> None:
    cached("thing", [b"a"], lambda: b"theirs")
    (data / "cache.key").unlink()
    forget()
    assert cached("thing", [b"a"], lambda: b"ours") == b"ours"


def test_a_result_under_another_ones_name_is_made_anew(tmp_path: Path) -> None:
    cached("thing", [b"a"], lambda: b"first")
    (first,) = (tmp_path / "cache").iterdir()
    cached("thing", [b"b"], lambda: b"second")
    (second,) = set((tmp_path / "cache").iterdir()) - {first}
    first.replace(second)
    forget()
    assert cached("thing", [b"b"], lambda: b"again") == b"again"


def test_what_does_not_last_is_not_written(tmp_path: Path) -> None:
    assert cached("thing", [b"a"], lambda: b"made", is_lasting=False) == b"made"
    assert cached("thing", [b"a"], lambda: b"other", is_lasting=False) == b"made"
    assert not (tmp_path / "cache").exists()
