"""Local files that an article names: how they are found, and that nothing outside the folder is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.media.local_files import companion_file, name_from
from storymap.reading.media.policy import MediaPolicy
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


def test_a_picture_in_an_allowed_folder_is_embedded_by_every_spelling(tmp_path: Path) -> None:
    base, other = tmp_path / "article", tmp_path / "other folder"
    base.mkdir()
    other.mkdir()
    (other / "a.png").write_bytes(PNG)
    (base / "link.png").symlink_to("../other folder/a.png")
    policy = MediaPolicy(allowed=AllowedFolders([other]))
    for src in ("../other folder/a.png", "../other%20folder/a.png", "link.png", str(other / "a.png")):
        assert embed(src, base, media_policy=policy)[0].data == PNG_URI
        assert embed(src, base)[0].data == ""


def test_what_belongs_to_a_film_is_held_by_the_rule_of_the_film(tmp_path: Path) -> None:
    base, other = tmp_path / "article", tmp_path / "other"
    base.mkdir()
    other.mkdir()
    (other / "a.vtt").touch()
    (base / "a.vtt").symlink_to("../other/a.vtt")
    (base / "b.vtt").touch()
    nothing, allowed = AllowedFolders(), AllowedFolders([other])

    def companion(film: Path, folders: AllowedFolders) -> Path | None:
        return companion_file(film, base, (".vtt",), "the file", folders)

    for film in (base / "a.mp4", other / "a.mp4"):
        with pytest.raises(StorymapError, match=r'the file "a\.vtt" is outside the folder of the file; save it beside'):
            companion(film, nothing)
    assert companion(base / "b.mp4", nothing) == base / "b.vtt"
    assert companion(base / "c.mp4", nothing) is None
    assert companion(base / "a.mp4", allowed) == base / "a.vtt"
    assert companion(other / "a.mp4", allowed) == other / "a.vtt"
    assert name_from(base, other / "a.jpg") == "../other/a.jpg"
