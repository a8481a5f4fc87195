import pytest

from storymap.exchange.article_parts import blocks_of_html
from storymap.exchange.report import Report

LINK = ("https://a.org/v?x=1&y=2",)


@pytest.mark.parametrize(
    "html",
    [
        '<iframe title="a > b" src="https://a.org/v?x=1&amp;y=2" allowfullscreen></iframe>',
        "<iframe src=//a.org/v?x=1&y=2>Your browser has no frames</iframe>",
        "<IFRAME data-src='https://a.org/v?x=1&y=2'>",
        "<embed src='https://a.org/v?x=1&y=2'>",
        "<object data='https://a.org/v?x=1&y=2'><p>Nothing</p></object>",
        "<object><param name=a><embed src='https://a.org/v?x=1&y=2'></object>",
    ],
)
def test_what_is_embedded_is_a_link(html: str) -> None:
    report = Report()
    for around, text in ((html, LINK), (f"<p>Before {html} after</p>", ("Before", *LINK, "after"))):
        blocks = blocks_of_html(around, report, "A")
        assert tuple(block.text.replace("https:https:", "https:") for block in blocks) == text
        assert [span.value for block in blocks for span in block.spans] == [LINK[0]]
    assert [str(line) for line in report.lines()] == [
        f"films, posts and pages of others (2: {LINK[0]}, …); a link to each stands in the text"
    ]


@pytest.mark.parametrize(
    "html", ["<iframe srcdoc='<p>a'></iframe>", "<embed src='javascript:a()'>", "<object></object>"]
)
def test_what_has_no_address_is_told(html: str) -> None:
    report = Report()
    assert [block.text for block in blocks_of_html(f"<p>A</p>{html}", report, "A")] == ["A"]
    assert [line.what for line in report.lines()] == ["what is embedded from elsewhere"]


def test_a_text_that_is_a_picture_is_told() -> None:
    report = Report()
    assert blocks_of_html("<img src='a.png'>", report, "A") == ()
    assert [line.what for line in report.lines()] == ["pictures and recordings within texts"]
