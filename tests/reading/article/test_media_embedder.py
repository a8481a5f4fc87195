"""The pictures of a whole article: few warnings of many problems, and a limit on their sum."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Image
from storymap.reading.article.media_embedder import MediaEmbedder
from tests.reading.article.files import put_picture, read
from tests.reading.media.samples import content, noise


def test_many_pictures_on_the_web_are_one_warning(tmp_path: Path) -> None:
    pictures = MediaEmbedder(tmp_path, "page.html")
    for number in range(3):
        pictures.embed(Image(f"https://example.org/{number}.png"))
    assert [str(p) for p in pictures.warnings()] == [
        "page.html: 3 pictures are on the web and are not loaded; save those you need beside the file, "
        "or allow their server with --allow-remote"
    ]


def test_a_thousand_missing_pictures_are_twenty_warnings_and_a_count(tmp_path: Path) -> None:
    pictures = MediaEmbedder(tmp_path, "page.html")
    for number in range(1000):
        pictures.embed(Image(f"{number}.png"), line=number + 1)
    warnings = pictures.warnings()
    assert len(warnings) == 21
    assert warnings[1].where == "page.html, line 2"
    assert warnings[-1].what == "980 more pictures have such problems"


def test_the_sum_of_pictures_is_limited_and_said_once_as_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(noise(1000, 1000))
    pictures = MediaEmbedder(tmp_path, "page.html")
    embedded = [pictures.embed(Image("a.png", "alt")).data for _ in range(12)]
    size = len(content(embedded[0]))
    fitting = (8 << 20) // size
    assert 6 <= fitting <= 11
    assert [bool(data) for data in embedded] == [True] * fitting + [False] * (12 - fitting)
    problems = pictures.warnings()
    assert [p.severity for p in problems] == ["error"] + ["warning"] * (11 - fitting)
    assert "all together have more than 8 MB" in problems[0].what


def test_a_picture_or_a_sound_whose_name_has_control_characters_is_not_another_one(tmp_path: Path) -> None:
    for name in ("ab.png", "c.png"):
        (tmp_path / name).write_bytes(noise(20, 20))
    (tmp_path / "ab.mp3").touch()
    text = '# T\n\nIn Laredo.\n\n![One](a\x1bb.png)\n\n![Two](a\x07b.mp3)\n\n![Three](c.png "Odd\x07ity")\n'
    problems: list[Problem] = []
    article = read(tmp_path, text, problems)
    assert [(problem.where, problem.what.partition(" has ")[2]) for problem in problems] == [
        ("story.md, line 5", 'control characters in its name: "a\\x1bb.png"'),
        ("story.md, line 7", 'control characters in its name: "a\\x07b.mp3"'),
    ]
    assert [bool(block.image.data) for block in article.body if block.image] == [True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("story.md", '![What](gone.png "Its caption"){credit="A. Photo"}'),
        ("story.md", "![What](gone.png)\n*Its caption*"),
        ("story.md", '{{< figure src="gone.png" caption="Its caption" >}}'),
        ("story.md", "![What](/gone.png)\n*Its caption*"),
        ("story.html", '<figure><img src="gone.png" alt="What"><figcaption>Its caption</figcaption></figure>'),
        ("story.html", '<figure><video src="gone.mp4"></video><figcaption>Its caption</figcaption></figure>'),
    ],
)
def test_a_picture_that_is_missing_leaves_no_lone_caption(tmp_path: Path, name: str, text: str) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, f"One.\n\n{text}\n\n" if name == "story.md" else f"<p>One.</p>{text}", problems, name)
    assert [block.text for block in article.body] == ["One."]
    assert [problem.severity for problem in problems] == ["warning"]


def test_a_line_in_italics_under_a_picture_is_its_caption(tmp_path: Path) -> None:
    put_picture(tmp_path)
    text = (
        "![What](a.png)\n*The [bridge](https://e.org) at noon*\n\n![What](a.png)\n*A* b\n\n![What](a.png)\n\n*Alone*\n"
    )
    blocks = read(tmp_path, text).body
    assert [(block.kind, block.text) for block in blocks] == [
        ("image", "The bridge at noon"),
        ("paragraph", "A b"),
        ("image", ""),
        ("image", ""),
        ("paragraph", "Alone"),
    ]
    assert [span.value for span in blocks[0].spans] == ["https://e.org"]
