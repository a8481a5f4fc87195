"""A web page and its pictures in a ZIP archive, as Google Docs downloads one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.reading.article.reader import front_matter_of, read_article
from tests.reading.article.files import refusal
from tests.reading.article.web_page.saved_pages import picture

PAGE = '<html><body><h1>The ferry</h1><p>It left Nauta.</p><img src="{}" alt="A boat"></body></html>'


def write_zip(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("page", "file", "src"),
    [
        ("TheFerry.html", "images/image1.png", "images/image1.png"),
        ("Ferry/The ferry.htm", "Ferry/The ferry_files/a b.png", "./The%20ferry_files/a%20b.png"),
    ],
)
def test_a_page_and_its_pictures_are_read(tmp_path: Path, page: str, file: str, src: str) -> None:
    saved = write_zip(tmp_path / "ferry.zip", {page: PAGE.format(src), file: picture(), "__MACOSX/._a.html": b"\0"})
    problems: list[Problem] = []
    article = read_article(saved, problems=problems)
    assert (article.title, article.body[0].text) == ("The ferry", "It left Nauta.")
    image = article.body[1].image
    assert image is not None and image.data.startswith("data:image/png")
    assert [problem for problem in problems if problem.severity != "note"] == []
    assert front_matter_of(saved).paths("places") == ()


def test_nothing_beside_the_archive_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "secret.png").write_bytes(picture())
    problems: list[Problem] = []
    for src in ("secret.png", "../secret.png", "images/secret.png", "file:///etc/passwd", "/secret.png"):
        article = read_article(write_zip(tmp_path / "ferry.zip", {"a.html": PAGE.format(src)}), problems=problems)
        assert [block.image.data for block in article.body if block.image] in ([""], [])
    assert len([problem for problem in problems if "is not in the file" in problem.what]) >= 4


@pytest.mark.parametrize(
    ("files", "count"), [({"a.txt": "Text"}, 0), ({"a.html": "<p>A</p>", "b.html": "<p>B</p>"}, 2)]
)
def test_an_archive_without_one_page_is_refused(tmp_path: Path, files: dict[str, str | bytes], count: int) -> None:
    said = refusal(write_zip(tmp_path / "a.zip", files))
    assert f"there are {count}; unpack it and name the article's file" in said[0]


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("<html><p>A page</p></html>")
    assert "this is not a ZIP archive" in refusal(tmp_path / "a.zip")[0]
