"""Local files that an article names: how they are found, and that nothing outside the folder is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.media.samples import PNG, PNG_URI, embed


def test_a_name_may_be_written_as_an_address(tmp_path: Path) -> None:
    (tmp_path / "el niño.png").write_bytes(PNG)
    for src in ("el niño.png", "el%20ni%C3%B1o.png", "./el niño.png"):
        assert embed(src, tmp_path)[0].data == PNG_URI


def test_a_picture_in_a_folder_below_is_embedded(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.png").write_bytes(PNG)
    assert embed("img/../img/a.png", tmp_path)[0].data == PNG_URI


@pytest.mark.parametrize(
    "src",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "link.png",
        "folder/secret.png",
        "inner/../../secret.png",
    ],
)
def test_nothing_outside_the_folder_is_embedded(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    base = tmp_path / "article"
    (base / "inner").mkdir(parents=True)
    (base / "link.png").symlink_to("../secret.png")
    (base / "folder").symlink_to("..")
    image, problems = embed(src, base)
    assert image.data == ""
    assert "is outside the folder of the file" in problems[0].what
