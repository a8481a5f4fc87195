"""A document that becomes Markdown: its pictures are new files, and no other story's."""

from __future__ import annotations

from pathlib import Path

from storymap.reading.article.reader import read_article
from storymap.server.sitting.commands.file_commands import write_markdown
from tests.reading.article.word_files import drawing, p, write_docx
from tests.reading.media.samples import encoded, graphic, opened


def test_two_documents_in_one_folder_keep_their_own_pictures(tmp_path: Path) -> None:
    for name, width in (("a one.docx", 40), ("b.docx", 50), ("b.odt.docx", 60)):
        picture = encoded(graphic(width, 30), "PNG")
        path = write_docx(tmp_path / name, p("It is low.") + drawing("picture", "The river"), picture=picture)
        written = write_markdown(read_article(path, language="en"), path)
        image = read_article(written).blocks[1].image
        assert image is not None
        assert (image.alt, opened(image.data).width) == ("The river", width)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".docx") == [
        "a one.md",
        "a-one-picture-1.png",
        "b-picture-1.png",
        "b.md",
        "b.odt-picture-1.png",
        "b.odt.md",
    ]


def test_no_picture_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a-picture-1.png").write_bytes(b"mine")
    picture = encoded(graphic(40, 30), "PNG")
    path = write_docx(tmp_path / "a.docx", p("It is low.") + drawing("picture", "The river"), picture=picture)
    text = write_markdown(read_article(path, language="en"), path).read_text(encoding="utf-8")
    assert "![The river](a-2-picture-1.png)" in text
    assert (tmp_path / "a-picture-1.png").read_bytes() == b"mine"
