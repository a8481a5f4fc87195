"""The pictures that a Word document holds become files beside its Markdown."""

from __future__ import annotations

from pathlib import Path

from storymap.editing.article.embedded_pictures import with_picture_files
from storymap.editing.article.markdown_text import as_markdown
from storymap.reading.article.reader import read_article
from tests.editing.article.changes import bare, read_from_disk
from tests.reading.article.word_files import drawing, p, write_docx
from tests.reading.media.samples import encoded, graphic


def test_a_document_with_a_picture_is_the_same_in_markdown_with_a_file(tmp_path: Path) -> None:
    body = p("It is low.") + drawing("picture", "The river") + drawing("picture", "Again")
    document = read_article(
        write_docx(tmp_path / "a.docx", body, picture=encoded(graphic(40, 30), "PNG")), language="en"
    )
    article, files = with_picture_files(document)
    assert list(files) == ["picture-1.png"]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    text = as_markdown(article)
    assert "![The river](picture-1.png)" in text
    again = read_from_disk(tmp_path, text, "again.md").blocks
    assert [bare(block) for block in again] == [bare(block) for block in article.blocks]
    assert [block.image.data for block in again if block.image] == [
        block.image.data for block in document.blocks if block.image
    ]


def test_pictures_that_are_files_stay_what_they_are(tmp_path: Path) -> None:
    article = read_from_disk(tmp_path, "![A](a.png)\n\nText")
    assert with_picture_files(article) == (article, {})
