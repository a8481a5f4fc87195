"""Word documents: what an author sees in Word is the article, and nothing else of the file."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image as PilImage
from PIL.PngImagePlugin import PngInfo

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.reader import front_matter_of, read_article
from tests.reading.article.files import refusal
from tests.reading.article.word_files import drawing, p, run, write_docx


def read(folder: Path, body: str, problems: list[Problem] | None = None, **more: object) -> Article:
    return read_article(write_docx(folder / "river-story.docx", body, **more), problems=problems)  # type: ignore[arg-type]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def picture() -> bytes:
    written = io.BytesIO()
    metadata = PngInfo()
    metadata.add_text("Location", "31.75,-106.48")
    PilImage.new("RGB", (4, 3), "red").save(written, "PNG", pnginfo=metadata)
    return written.getvalue()


def test_title_headings_author_and_language(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, p("Un río", "Title") + p("Agua", "Heading1") + p("El río baja."), problems)
    assert (article.title, article.byline, article.language) == ("Un río", "Ana Ruiz", "es-MX")
    assert kinds(article) == [("heading", "Agua"), ("paragraph", "El río baja.")]
    assert problems == []


def test_the_title_of_the_properties_where_the_text_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, p("The river is low."), title="A river runs dry").title == "A river runs dry"
    article = read(tmp_path, p("The river is low."), author="Microsoft Office User")
    assert (article.title, article.byline) == ("River story", "")


def test_bold_links_and_tables(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="link">{run("the report")}</w:hyperlink>'
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("El Paso", "12"))
    body = f"<w:p>{run('It is ')}{run('low', '<w:b/>')}{run(', says ')}{link}</w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    article = read(tmp_path, body)
    first = article.body[0]
    assert first.text == "It is low, says the report"
    assert {first.text[span.start : span.end] for span in first.spans} == {"low", "the report"}
    assert [block.text for block in article.body[1:]] == ["El Paso", "12"]


def test_deletions_comments_and_hidden_text_do_not_publish(tmp_path: Path) -> None:
    body = (
        f'<w:p><w:commentRangeStart w:id="1"/>{run("The river is ")}'
        f'<w:del w:id="2" w:author="E"><w:r><w:delText>stolen </w:delText></w:r></w:del>'
        f'<w:ins w:id="3" w:author="E">{run("low")}</w:ins><w:commentRangeEnd w:id="1"/>'
        f'<w:r><w:commentReference w:id="1"/></w:r>{run(", source: Juan", "<w:vanish/>")}'
        f"{run(' today', '<w:vanish w:val=' + chr(34) + '0' + chr(34) + '/>')}"
        f'<w:moveFrom w:id="4">{run("moved away")}</w:moveFrom><w:moveTo w:id="5">{run(" here.")}</w:moveTo></w:p>'
    )
    assert kinds(read(tmp_path, body)) == [("paragraph", "The river is low today here.")]


def test_footnotes_stand_at_the_end_without_arrows(tmp_path: Path) -> None:
    problems: list[Problem] = []
    body = f'<w:p>{run("The river is low.")}<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    article = read(tmp_path, body, problems, notes=f'<w:footnote w:id="7">{p("As seen in Laredo.")}</w:footnote>')
    assert [block.text for block in article.body] == ["The river is low.[1]", "As seen in Laredo."]
    assert problems == []


def test_pictures_are_written_anew_without_their_metadata(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, drawing("picture", "The river") + p("It is low."), problems, picture=picture())
    images = [block.image for block in article.body if block.image]
    assert [(image.alt, image.width, image.height) for image in images] == [("The river", 4, 3)]
    assert b"31.75" not in base64.b64decode(images[0].data.partition(",")[2])
    assert problems == []


def test_nothing_outside_the_document_is_read(tmp_path: Path) -> None:
    article = read(tmp_path, drawing("outside", "x", "link") + p("It is low."))
    assert not any(block.image and block.image.data for block in article.body)


def test_front_matter_that_is_typed_in_word(tmp_path: Path) -> None:
    body = p("---") + p("title: Río &amp; sal") + p("places: river.geojson") + p("---") + p("The river is low.")
    article = read(tmp_path, body)
    assert (article.title, article.place_files) == ("Río & sal", ("river.geojson",))
    assert kinds(article) == [("paragraph", "The river is low.")]
    # `add` and `suggest` ask for it to find the places file.
    assert front_matter_of(tmp_path / "river-story.docx").paths("places") == ("river.geojson",)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("word/document.xml", "<w:document", "the document is damaged"),
        ("word/document.xml", '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>', "the document is damaged"),
        ("word/document.xml", "<a>" * 100 + "</a>" * 100, "nested more than 60 deep"),
        ("word/styles.xml", "<a>" + "<b/>" * 1_000_001 + "</a>", "far more markup than in an article"),
        ("word/styles.xml", "<a>" + " " * (17 << 20) + "</a>", "far more markup than in an article"),
    ],
    ids=["damaged", "entities", "deep", "many", "long"],
)
def test_a_bomb_or_a_damaged_document_is_refused_in_one_line(
    tmp_path: Path, part: str, content: str, said: str
) -> None:
    path = write_docx(tmp_path / "a.docx", p("Text."), parts={part: content})
    problems = refusal(path)
    assert len(problems) == 1
    assert said in problems[0]


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.4")
    assert refusal(tmp_path / "a.docx") == ["a.docx: this is not a Word document; save it as .docx or .md"]


@pytest.mark.parametrize(
    ("ending", "remedy"),
    [
        (".doc", "this is an old Word document; open it in Word or LibreOffice, and save it as .docx"),
        (".rtf", "this is an RTF document; open it in Word or LibreOffice, and save it as .docx"),
        (".pages", "this is a Pages document; choose File, Export To, Word in Pages"),
        (
            ".PDF",
            "this is a PDF file; open it in Word, which converts it, and save it as .docx; or copy its text into a .md file",
        ),
    ],
)
def test_other_documents_are_refused_with_a_way_out(tmp_path: Path, ending: str, remedy: str) -> None:
    (tmp_path / f"a{ending}").write_bytes(b"x")
    assert refusal(tmp_path / f"a{ending}") == [f"{tmp_path / f'a{ending}'}: {remedy}"]


def test_a_document_with_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refusal(tmp_path / "a.docx") == [
        "a.docx: it has a password, or an older program wrote it; save it without a password as .docx or .md"
    ]


def test_a_subtitle_under_the_title_is_the_standfirst(tmp_path: Path) -> None:
    article = read(tmp_path, p("A river", "Title") + p("It is low &amp; dry", "Subtitle") + p("It is so."))
    assert (article.title, article.subtitle) == ("A river", "It is low & dry")
    assert kinds(article) == [("paragraph", "It is so.")]


def test_a_subtitle_within_the_text_stays_there(tmp_path: Path) -> None:
    article = read(tmp_path, p("It is so.") + p("It is low", "Subtitle"))
    assert article.subtitle == ""
    assert kinds(article) == [("paragraph", "It is so."), ("paragraph", "It is low")]


def test_front_matter_goes_before_the_document(tmp_path: Path) -> None:
    typed = p("---") + p("subtitle: Dry") + p("byline: B. Roe") + p("language: es") + p("---")
    article = read(tmp_path, typed + p("A river", "Title") + p("It is low", "Subtitle") + p("It is so."))
    assert (article.title, article.subtitle, article.byline, article.language) == ("A river", "Dry", "B. Roe", "es")


def test_a_document_without_front_matter_names_no_files(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p("It is so."))
    assert front_matter_of(path).paths("places") == ()
