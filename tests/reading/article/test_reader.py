"""The file of an article: which are refused, and how that is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.reading.article.reader import read_article
from tests.reading.article.files import FRONT_MATTER, read, refusal


def test_the_name_is_the_file_without_folders(tmp_path: Path) -> None:
    (tmp_path / "A River.MD").write_text("Text")
    article = read_article(str(tmp_path / "A River.MD"))
    assert (article.name, article.title) == ("A River.MD", "A River")
    assert (article.language, article.kicker, article.place_files) == ("en", "", ())


@pytest.mark.parametrize("source", ["https://example.org/a.html", "http://x/a.md", "ftp://x/a.txt", "file:///a.md"])
def test_addresses_are_refused(source: str) -> None:
    assert refusal(source) == [f"{source}: this is an address, and nothing is fetched; save the page and name its file"]


def test_an_address_that_became_a_path_is_refused() -> None:
    assert "nothing is fetched" in refusal(Path("https://example.org/a.html"))[0]


def test_files_that_are_no_article_are_refused(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a", "md", ".md", "a.geojson"):
        (tmp_path / name).write_text("x")
        assert refusal(tmp_path / name) == [
            f"{tmp_path / name}: an article is a .md, .txt, .html, .mhtml, .docx, .odt or .epub file; save it as one of these"
        ]
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "empty.md").touch()
    (tmp_path / "photo.md").write_bytes(b"\xff\xd8\xff\xe0")
    assert "this is a folder" in refusal(tmp_path)[0]
    assert "this is a folder" in refusal(tmp_path / "folder.md")[0]
    assert "there is no such file" in refusal(tmp_path / "none.md")[0]
    assert "this is a pipe or a device" in refusal(tmp_path / "pipe.md")[0]
    assert "the file is empty" in refusal(tmp_path / "empty.md")[0]
    assert refusal(tmp_path / "photo.md") == [
        "photo.md: this is a JPEG picture, not a text file; save or export the text as UTF-8"
    ]
    assert "not a usable file name" in refusal("a\0.md")[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "\n \n"),
        ("a.md", "# Only a title\n"),
        ("a.md", "---\ntitle: Only a title\n---\n"),
        ("a.md", "***\n\n![](none.png)"),
        ("a.txt", "\ufeff\n\n * * *\n"),
        ("a.html", "<html><title>Only a title</title><body><script>x</script>"),
    ],
)
def test_an_article_without_text_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert refusal(tmp_path / name)[-1] == f"{name}: there is no text in it; write the article below its title"


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * (17 << 18))
    assert "the file is larger than 16 MB" in refusal(tmp_path / "a.txt")[0]


def test_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Río\r\n\r\nIt is low.".encode("utf-16"))
    article = read_article(tmp_path / "a.txt")
    assert (article.title, article.body[0].text) == ("Río", "It is low.")


def test_damaged_letters_are_pointed_out_and_left(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, "One\n\nJu\ufffdrez said â€œno” to the mayor of the town", problems)
    assert article.body[1].text == "Ju\ufffdrez said â€œno” to the mayor of the town"
    assert [problem.where for problem in problems] == ["story.md, line 3", "story.md, line 3"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    assert read(tmp_path, FRONT_MATTER) == read(tmp_path, FRONT_MATTER)
