import pytest

from storymap.exchange.article_parts import article_of, blocks_of_html, paragraph, plain
from storymap.exchange.imported import Imported
from storymap.exchange.report import Report
from storymap.exchange.story_files import story_files
from storymap.model import Block, Image


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A &amp; B", "A & B"),
        ("<b>A</b>&nbsp;&lt;b&gt;", "A <b>"),
        ("A &copy B &unknown; R&D", "A &copy B &unknown; R&D"),
        ("one\n\ttwo<br>three", "one two three"),
        ("<script>x</script><style>y</style>", ""),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_html_is_a_plain_line(html: str, text: str) -> None:
    assert plain(html) == text


def test_html_is_cleaned_blocks_and_blank_html_is_none() -> None:
    report = Report()
    blocks = blocks_of_html("<h1>One</h1><p onclick=x>Two <em>three</em></p></p><img src=a.png>", report, "here")
    assert [(block.kind, block.text, block.level) for block in blocks] == [
        ("heading", "One", 2),
        ("paragraph", "Two three", 0),
    ]
    assert [str(line) for line in report.lines()] == [
        "pictures and recordings within texts (here); put them into the story"
    ]
    assert blocks_of_html("<p> </p><script>x</script>", report, "") == blocks_of_html(" \n", report, "") == ()


def test_media_within_html_become_what_they_are_made() -> None:
    def caption(medium: object) -> tuple[Block, ...]:
        assert isinstance(medium, Image)
        return (paragraph(f"{medium.src}: {medium.alt}"),)

    html = "<p>One</p><img src='https://example.org/a.png' alt='x'><img src=b.png>"
    assert [block.text for block in blocks_of_html(html, Report(), "", caption)] == [
        "One",
        "https://example.org/a.png: x",
        "b.png:",
    ]


def test_lists_of_several_texts_stay_several_lists() -> None:
    html = "<ul><li>a</li><li>b</li></ul>"
    parts = [*blocks_of_html(html, Report(), ""), paragraph("between"), *blocks_of_html(html, Report(), "")]
    imported = Imported(article_of("T", parts))
    assert story_files(imported)["story.md"].decode() == "---\ntitle: T\n---\n\n- a\n- b\n\nbetween\n\n- a\n- b\n"
    assert imported.report.lines() == ()
