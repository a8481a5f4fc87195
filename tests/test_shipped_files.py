"""Data beside the code: read from a folder, and from a zip."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from storymap.shipped_files import shipped_bytes, shipped_path, shipped_text


@pytest.fixture(params=["a folder", "a zip"])
def package(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with a file, imported from either."""
    name = f"shipped_in_{request.param.replace(' ', '_')}"
    root = tmp_path / name
    (root / "data").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "data" / "words.txt").write_bytes("Żółw\r\n".encode())
    if request.param == "a zip":
        with zipfile.ZipFile(tmp_path / "code.zip", "w") as archive:
            for path in root.rglob("*"):
                archive.write(path, path.relative_to(tmp_path))
    monkeypatch.syspath_prepend(tmp_path if request.param == "a folder" else tmp_path / "code.zip")
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_a_file_is_read_as_it_was_shipped(package: str) -> None:
    assert shipped_bytes(package, "data", "words.txt") == "Żółw\r\n".encode()
    assert shipped_text(package, "data", "words.txt") == "Żółw\r\n"
    assert shipped_path(package, "data", "words.txt").parts[-3:] == (package, "data", "words.txt")


def test_a_file_that_is_not_there_is_not_found(package: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.txt"):
        shipped_text(package, "data", "none.txt")
