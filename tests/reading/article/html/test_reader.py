"""HTML: the body that a CMS gives, and saved pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.reader import read_article
from tests.conftest import ROOT
from tests.reading.media.samples import encoded, graphic, sound

PNG = encoded(graphic(40, 30), "PNG")


def read(folder: Path, text: str, problems: list[Problem] | None = None) -> Article:
    (folder / "page.html").write_text(text, encoding="utf-8")
    return read_article(folder / "page.html", problems=problems)


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def marks(block: Block) -> list[tuple[str, str, str]]:
    return [(span.kind, block.text[span.start : span.end], span.value) for span in block.spans]


def within(block: Block) -> str:
    return " ".join(container.tag for container in block.within)


def test_the_body_of_a_cms(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        """<h1>A river</h1>
        <p>The  river
           is <b>low</b>
           &mdash; <a href="place:juarez">here</a>.</p>
        Text in no element<div>and in a <div>division</div></div>
        <p>&nbsp;</p><p> </p>
        <h3>Part &amp; parcel</h3>""",
    )
    assert article.title == "A river"
    assert [(b.kind, b.level, b.text) for b in article.body] == [
        ("paragraph", 0, "The river is low — here."),
        ("paragraph", 0, "Text in no element"),
        ("paragraph", 0, "and in a"),
        ("paragraph", 0, "division"),
        ("heading", 3, "Part & parcel"),
    ]
    assert marks(article.body[0]) == [("strong", "low", ""), ("place", "here", "juarez")]


def test_breaks_are_lines_and_two_of_them_a_paragraph(tmp_path: Path) -> None:
    article = read(tmp_path, "<br>One <br> two<br/><br />Three<br>\n<br>\n<br>four<br>")
    assert texts(article) == ["One\ntwo", "Three", "four"]
    assert marks(article.body[0]) == [("break", "\n", "")]


def test_preformatted_text_stays_as_it_is(tmp_path: Path) -> None:
    article = read(tmp_path, "<pre>\n  a\n\tb  <b>c</b><br>d</pre><p>e</p>")
    assert [(b.kind, b.text) for b in article.body] == [("code", "  a\n\tb  c\nd"), ("paragraph", "e")]


def test_markup_around_blocks_reaches_each(tmp_path: Path) -> None:
    article = read(tmp_path, '<a href="https://example.org"><p>One</p><p>two</p></a><b>x<p>y</p></b>')
    link = [("link", "One", "https://example.org")]
    assert [marks(b) for b in article.body] == [
        link,
        [("link", "two", "https://example.org")],
        [("strong", "x", "")],
        [("strong", "y", "")],
    ]


def test_lists_that_are_written_badly(tmp_path: Path) -> None:
    article = read(tmp_path, "<li>alone<ul>loose<li>one<ol start=5><li>two</ol></ul><td>cell")
    assert [(b.text, within(b)) for b in article.body] == [
        ("alone", ""),
        ("loose", "ul li"),
        ("one", "ul li"),
        ("two", "ul li ol li"),
        ("cell", ""),
    ]
    assert article.body[3].within[2].start == 5


def test_tables(tmp_path: Path) -> None:
    article = read(
        tmp_path, "<table><caption>Deaths</caption><tr><th>City<th>Year<tr><td>Juárez<td><tr><td><p>a<p>b</table>"
    )
    assert [(b.text, within(b)) for b in article.body] == [
        ("Deaths", ""),
        ("City", "table tr th"),
        ("Year", "table tr th"),
        ("Juárez", "table tr td"),
        ("\u00a0", "table tr td"),
        ("a", "table tr td"),
        ("b", "table tr td"),
    ]


def test_a_figure_gives_caption_and_credit(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    article = read(
        tmp_path,
        """<p>One</p><figure><img src="a.png" alt="A bridge">
        <figcaption><p>The <i>bridge</i></p><p>at noon. <span class="photo-credit">Ana Ruiz</span></p></figcaption>
        </figure><p>Two</p>""",
    )
    assert texts(article) == ["One", "The bridge at noon.", "Two"]
    figure = article.body[1]
    assert figure.image is not None
    assert (figure.kind, figure.image.caption, figure.image.credit) == ("image", "The bridge at noon.", "Ana Ruiz")
    assert figure.image.data.startswith("data:image/png;base64,")
    assert marks(figure) == [("emphasis", "bridge", "")]


def test_a_figure_without_a_picture_is_text(tmp_path: Path) -> None:
    article = read(tmp_path, "<figure><blockquote>So.</blockquote><figcaption>Ana Ruiz</figcaption></figure>")
    assert [(b.text, within(b)) for b in article.body] == [("So.", "blockquote"), ("Ana Ruiz", "")]


def test_counting_pixels_are_no_pictures(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, '<p>One</p><img src="http://x.example/t.gif" width="1" height="1">', problems)
    assert (texts(article), problems) == (["One"], [])


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>bad()</script>",
        "<style>bad</style>",
        "<svg><text>bad</text></svg>",
        "<math><mi>bad</mi></math>",
        "<iframe>bad</iframe>",
        "<noscript><p>bad</p></noscript>",
        "<template>bad</template>",
        "<!-- bad -->",
        "<button>bad</button>",
        "<select><option>bad</select>",
        "<textarea>bad</textarea>",
        "<form>bad <input value=bad></form>",
        "<nav>bad</nav>",
        "<div hidden>bad</div>",
        '<div style="color: red; DISPLAY : none">bad <p>bad</p></div>',
        '<span class="a sr-only">bad</span>',
        "<object>bad</object>",
        "<svg><style><img src=x onerror=bad></style></svg>",
        "<?php bad ?>",
        "<![CDATA[bad]]>",
    ],
)
def test_what_is_not_the_article_is_left_out(tmp_path: Path, hidden: str) -> None:
    article = read(tmp_path, f"<p>Good {hidden}</p>{hidden}<p>text</p>")
    assert texts(article) == ["Good", "text"]


PAGE = """<!DOCTYPE html>
<html class="x" lang="es_MX"><head><meta charset="utf-8">
<title>A river | The Gazette</title>
<meta property="og:title" content="A river, shared">
<meta name="author" content="Ana Ruiz">
<meta property="article:published_time" content="2009-03-03T08:00:00-06:00">
<link rel="canonical" href="https://gazette.example/river">
<script>var a = "<p>bad</p>";</script></head>
<body><header><h2>bad</h2></header><nav><a href="javascript:void(0)">bad</a></nav>
%s
<aside>bad</aside><footer>bad</footer></body></html>"""


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<p>bad</p><article><header><h1>A river</h1></header><p>Text</p><aside>bad</aside></article>", "A river"),
        ("<p>bad</p><main><h1>A river</h1><article>Te</article><article>xt</article></main>", "A river"),
        ("<h1>A river</h1><div><p>Text</p></div>", "A river"),
        ("<form id=aspnetForm><h1>A river</h1><div><p>Text</p></div></form>", "A river"),
        ("<form>bad</form><p>Text</p>", "A river, shared"),
    ],
)
def test_a_saved_page_is_read_for_its_article(tmp_path: Path, body: str, title: str) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, PAGE % body, problems)
    assert "".join(texts(article)) == "Text"
    assert article.title == title
    assert (article.byline, article.date, article.language) == ("Ana Ruiz", "2009-03-03", "es-MX")
    assert article.source_url == "https://gazette.example/river"
    assert problems == []


def test_a_page_without_more_gives_its_title(tmp_path: Path) -> None:
    article = read(tmp_path, "<html><head><title>A &lt;river&gt;\n now</title></head><body>Text</body></html>")
    assert (article.title, texts(article), article.language) == ("A <river> now", ["Text"], "en")


def test_a_page_says_nothing_dangerous_about_itself(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        '<html lang="x y"><link rel=canonical href="javascript:alert(1)"><meta name=author content="https://a.example">'
        "<body>Text",
    )
    assert (article.source_url, article.byline, article.language) == ("", "", "en")


def test_bidirectional_and_joined_scripts_stay_as_they_are(tmp_path: Path) -> None:
    text = "القاهرة 1 בְּרֵאשִׁית 한국 नेपाल 👩‍👩‍👧"
    (line,) = texts(read(tmp_path, f"<p>{text}</p>"))
    assert line.split(" ")[0] == "القاهرة"
    assert line.endswith("👩‍👩‍👧")


def test_an_empty_alt_says_that_a_picture_is_decoration(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    problems: list[Problem] = []
    article = read(tmp_path, '<p>One</p>\n<img src="a.png" alt="">\n<img src="a.png">', problems)
    assert [b.image.decorative for b in article.body if b.image] == [True, False]
    assert [p.what for p in problems] == ['the picture "a.png" has no text for those who cannot see it']


def test_audio_and_video_with_caption_credit_and_poster(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "rain.wav").write_bytes(sound())
    shutil.copy(ROOT / "tests" / "reading" / "media" / "recordings" / "frag.mp4", tmp_path / "walk.mp4")
    (tmp_path / "walk.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    problems: list[Problem] = []
    article = read(
        tmp_path,
        """<p>One</p><audio controls autoplay aria-label="Rain" src="rain.wav" onplay="x()">No sound?</audio>
        <figure><video poster="a.png" title="A walk" autoplay loop><source src="walk.mp4" type="x/y">
        <track src="https://evil.example/x.vtt"><p>Your browser is old.</p></video>
        <figcaption>Over the <i>bridge</i>. <cite>Ana Ruiz</cite></figcaption></figure><p>Two</p>""",
        problems,
    )
    assert [(b.kind, b.text) for b in article.body] == [
        ("paragraph", "One"),
        ("recording", ""),
        ("recording", "Over the bridge."),
        ("paragraph", "Two"),
    ]
    rain, walk = (b.recording for b in article.body if b.recording)
    assert (rain.kind, rain.alt, rain.data[:15]) == ("audio", "Rain", "data:audio/wav;")
    assert (walk.kind, walk.alt, walk.credit, walk.data[:15]) == ("video", "A walk", "Ana Ruiz", "data:video/mp4;")
    assert walk.subtitles.startswith("data:text/vtt;base64,")
    assert walk.poster is not None
    assert walk.poster.data.startswith("data:image/png;")
    assert problems == []


def test_audio_and_video_without_a_file_are_nothing(tmp_path: Path) -> None:
    article = read(tmp_path, "<p>One</p><video><p>old browser</p></video><figure><audio></audio></figure><p>Two</p>")
    assert texts(article) == ["One", "Two"]


@pytest.mark.parametrize("formula", ["<math><mi>x</mi></math>", "<script type='math/tex; mode=display'>x^2</script>"])
def test_formulas_are_left_out_and_told(tmp_path: Path, formula: str) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, f"<h1>T</h1><p>A river {formula} runs.</p>{formula}", problems)
    assert [block.text for block in article.body] == ["A river runs."]
    assert "2 formulas are left out" in [problem.what for problem in problems]
