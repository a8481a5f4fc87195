"""OpenDocument texts: what an author sees in LibreOffice is the article, and nothing else of the file.

Tried on all 128 `.odt` files of jgm/pandoc (test/odt), jdum/odfdo (tests/samples), eea/odfpy (examples, tests) and
apache/tika (test-documents): refused are those with a password, without text, and that are none.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image as PilImage

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.reader import front_matter_of, read_article
from tests.reading.article.files import refusal
from tests.reading.article.odt_files import p, span, write_odt


def read(folder: Path, body: str, problems: list[Problem] | None = None, **more: object) -> Article:
    return read_article(write_odt(folder / "river-story.odt", body, **more), problems=problems)  # type: ignore[arg-type]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def marked(block: Block) -> dict[str, str]:
    return {block.text[mark.start : mark.end]: mark.kind for mark in block.spans}


def picture() -> bytes:
    written = io.BytesIO()
    PilImage.new("RGB", (4, 3), "red").save(written, "PNG")
    return written.getvalue()


FRAME = (
    '<draw:frame><draw:image xlink:href="Pictures/river.png"/><svg:title>Picture 1</svg:title>'
    "<svg:desc>The river</svg:desc></draw:frame>"
)


def test_title_standfirst_headings_and_author(tmp_path: Path) -> None:
    problems: list[Problem] = []
    body = (
        p("A river runs dry", "P1") + p("It is low", "Subtitle") + '<text:h text:outline-level="1">Water</text:h>'
        f"{p('Stones', 'P2')}{p('The river is low.')}"
    )
    article = read(tmp_path, body, problems)
    assert (article.title, article.subtitle, article.byline) == ("A river runs dry", "It is low", "Ana Ruiz")
    assert [(block.kind, block.level, block.text) for block in article.body] == [
        ("heading", 2, "Water"),
        ("heading", 2, "Stones"),
        ("paragraph", 0, "The river is low."),
    ]
    assert problems == []


def test_emphasis_links_and_spaces(tmp_path: Path) -> None:
    link = f'<text:a xlink:href="https://example.org/report">the {span("report", "I")}</text:a>'
    within = '<text:a xlink:href="#stones">the stones</text:a>'
    body = p(f'It is {span("low", "B")},<text:s text:c="3"/>says {link}<text:line-break/>of {within}{span("2", "Up")}.')
    block = read(tmp_path, body).body[0]
    assert block.text == "It is low, says the report\nof the stones2."
    assert marked(block) == {
        "low": "strong",
        "the report": "link",
        "report": "emphasis",
        "\n": "break",
        "2": "superscript",
    }


def test_lists_tables_and_quotations(tmp_path: Path) -> None:
    items = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in ("Laredo", "El Paso"))
    cells = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in ("Town", "Stones"))
    body = (
        f'<text:list text:style-name="L1">{items}</text:list><text:list>{items}</text:list>'
        f"<table:table><table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-columns-repeated="2">{p("3")}</table:table-cell></table:table-row>'
        f"</table:table>{p('So it is.', 'Quotations')}{p('a = 1', 'Preformatted_20_Text')}"
        f"{p('b = 2', 'Preformatted_20_Text')}"
    )
    article = read(tmp_path, body)
    assert [[container.tag for container in block.within] for block in article.body] == [
        *[["ol", "li"]] * 2,
        *[["ul", "li"]] * 2,
        *[["table", "tr", "th"]] * 2,
        *[["table", "tr", "td"]] * 2,
        ["blockquote"],
        [],
    ]
    assert kinds(article)[-1] == ("code", "a = 1\nb = 2")


def test_deletions_comments_hidden_text_and_contents_do_not_publish(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"<office:change-info><dc:creator>E</dc:creator></office:change-info>{p('stolen')}</text:deletion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="c3"><text:deletion/></text:changed-region></text:tracked-changes>'
        f"<text:table-of-content>{p('Stones 3')}</text:table-of-content>"
        '<text:section text:display="none">' + p("Juan told us.") + "</text:section>"
        "<text:p>The river<office:annotation><dc:creator>E</dc:creator><text:p>Is this true?</text:p></office:annotation>"
        ' is <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>low'
        '<text:change-end text:change-id="c2"/><text:change-start text:change-id="c3"/>, says Juan'
        f'<text:change-end text:change-id="c3"/>{span(", source: Juan", "Gone")}'
        "<text:hidden-text>Juan</text:hidden-text><text:file-name>/home/juan/x.odt</text:file-name>.</text:p>"
    )
    assert kinds(read(tmp_path, body)) == [("paragraph", "The river is low.")]


def test_footnotes_stand_at_the_end_and_not_in_the_title(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>{0}</text:note-citation>"
        "<text:note-body><text:p>As seen in {1}.</text:p></text:note-body></text:note>"
    )
    body = p(f"A river{note.format('*', 'Mier')}", "P1") + p(f"It is low.{note.format('1', 'Laredo')}")
    article = read(tmp_path, body)
    assert article.title == "A river"
    assert [block.text for block in article.body] == ["It is low.[2]", "As seen in Mier.", "As seen in Laredo."]


def test_pictures_with_their_captions(tmp_path: Path) -> None:
    problems: list[Problem] = []
    box = f"<draw:frame><draw:text-box>{p(FRAME + 'Figure 1: Low water')}</draw:text-box></draw:frame>"
    article = read(tmp_path, p(FRAME) + p(f"It is low.{box}"), problems, picture=picture())
    assert [(block.kind, block.text) for block in article.body] == [
        ("image", ""),
        ("paragraph", "It is low."),
        ("image", "Figure 1: Low water"),
    ]
    image = article.body[0].image
    assert image is not None
    assert (image.alt, image.width) == ("The river", 4)
    assert base64.b64decode(image.data.partition(",")[2])
    assert problems == []


def test_a_picture_that_stands_there_often_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A logo of 1 MB on each of 300 pages is no archive of 300 MB.
    written = io.BytesIO()
    PilImage.effect_noise((100, 100), 50).save(written, "PNG")
    monkeypatch.setattr("storymap.reading.zip_archive.LARGEST_ZIP", 200_000)
    article = read(tmp_path, p(FRAME) * 300 + p("It is low."), picture=written.getvalue())
    assert sum(block.image is not None and bool(block.image.data) for block in article.body) == 300


def test_nothing_outside_the_document_is_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "river.png").write_bytes(picture())
    frame = '<draw:frame><draw:image xlink:href="../river.png"/></draw:frame>'
    article = read(tmp_path, p(frame) + p("It is low."), problems)
    assert not any(block.image for block in article.body)
    assert [str(problem) for problem in problems] == [
        'river-story.odt: the picture "../river.png" is not in the file; save the file again with it'
    ]


def test_front_matter_that_is_typed_in_the_document(tmp_path: Path) -> None:
    body = p("---") + p("title: Río &amp; sal") + p("places: river.geojson") + p("—-") + p("The river is low.")
    article = read(tmp_path, body)
    assert (article.title, article.place_files) == ("Río & sal", ("river.geojson",))
    assert kinds(article) == [("paragraph", "The river is low.")]
    assert front_matter_of(tmp_path / "river-story.odt").paths("places") == ("river.geojson",)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("content.xml", "<office:document-content", "the document is damaged; open it and save it again"),
        (
            "content.xml",
            '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>',
            "the document is damaged; open it and save it again",
        ),
        (
            "content.xml",
            "<a>" * 100 + "</a>" * 100,
            "its parts are nested more than 60 deep; nest tables and lists less",
        ),
        (
            "styles.xml",
            "<a>" + "<b/>" * 1_000_001 + "</a>",
            "there is far more markup than in an article; keep only the article",
        ),
        ("META-INF/manifest.xml", "<a><encryption-data/></a>", "the document has a password; save it without one"),
        ("mimetype", "application/epub+zip", "this is not an OpenDocument text; save it as .odt, .docx or .md"),
    ],
    ids=["damaged", "entities", "deep", "many", "password", "other"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, part: str, content: str, said: str) -> None:
    path = write_odt(tmp_path / "a.odt", p("Text."), parts={part: content})
    assert refusal(path) == [f"a.odt: {said}"]


def test_a_table_that_repeats_itself_without_end_is_bounded(tmp_path: Path) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="1000000">{p("3")}</table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert len(read(tmp_path, f"<table:table>{row}</table:table>").body) == 2500
    nested = row
    for _ in range(10):
        nested = row.replace("</table:table-cell>", f"<table:table>{nested}</table:table></table:table-cell>")
    # It would be 2,500 tables in each of 2,500 tables, and so on.
    assert len(read(tmp_path, f"<table:table>{nested}</table:table>").body) < 50_000
