"""ArchieML: the head is front matter, the text is Markdown, the rest is left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.reading.article.archieml.document import ArchieDocument
from storymap.reading.article.reader import front_matter_of
from tests.reading.article.files import put_picture, read, refusal
from tests.time_limit import TimeLimit

STORY = """\
Headline: Two days by bicycle
dek: From Paris
to the sea.
:end
byline: Anne Dupont
pubdate: 2024-03-05
slug: two-days
mood: blue

:skip
Notes for the desk: not here.
[+body]
Not this either.
:endskip

[+body]
From Paris to Caen.
On to <b>Cabourg</b>, see [the map](https://example.org).

subhead: The sea
quote: It was far.
\\Note: a line that looks like an entry.
{.image}
url: a.png
caption: The beach
credit: B. Photo
{}
video-id: 5
- one
- two
[]

[related]
* Somewhere in Rome
[]
:ignore
And nothing of this: Berlin.
"""


@pytest.mark.parametrize("name", ["story.aml", "story.txt"])
def test_a_document_of_the_desk(tmp_path: Path, name: str) -> None:
    put_picture(tmp_path)
    problems: list[Problem] = []
    article = read(tmp_path, STORY, problems, name)
    assert (article.title, article.subtitle) == ("Two days by bicycle", "From Paris to the sea.")
    assert (article.byline, article.date, article.language) == ("Anne Dupont", "2024-03-05", "en")
    assert [(block.kind, block.text, block.line) for block in article.body] == [
        ("paragraph", "From Paris to Caen.", 17),
        ("paragraph", "On to Cabourg, see the map.", 18),
        ("heading", "The sea", 20),
        ("paragraph", "It was far.", 21),
        ("paragraph", "Note: a line that looks like an entry.", 22),
        ("image", "The beach", 23),
        ("paragraph", "one", 29),
        ("paragraph", "two", 30),
    ]
    assert [span.kind for span in article.body[1].spans] == ["strong", "link"]
    assert [(problem.severity, problem.where, problem.what.partition(";")[0]) for problem in problems] == [
        ("warning", name, "front matter that means nothing here: mood"),
        ("warning", f"{name}, line 28", "ArchieML that means nothing here is left out: video-id, related"),
        ("warning", f"{name}, line 23", 'the picture "a.png" has no text for those who cannot see it'),
    ]


def test_the_text_may_be_one_value(tmp_path: Path) -> None:
    text = "title: T\n{meta}\nauthor: A\n{}\nbody: One.\nTwo.\n\nThree.\n:end\nLost words.\n"
    problems: list[Problem] = []
    article = read(tmp_path, text, problems, "story.aml")
    assert [(block.text, block.line) for block in article.body] == [("One.", 5), ("Two.", 6), ("Three.", 8)]
    assert article.byline == "A"
    assert [str(problem) for problem in problems] == [
        "story.aml, line 10: text outside of every value is left out (1 lines, the first here); put it into [+body]"
    ]


def test_a_list_of_paragraphs_is_a_text(tmp_path: Path) -> None:
    text = "title: T\n[text]\n* One.\n* Two.\nStill two.\n:end\n[]\n[body]\ntype: text\nvalue: Three.\n[]\n"
    assert [block.text for block in read(tmp_path, text, name="story.aml").body] == [
        "One.",
        "Two.",
        "Still two.",
        "Three.",
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Note: this is a letter.\n\n[Illustration]\n\nParis.\n", "[Illustration]"),
        ("Title: A book\n\nAuthor: B\n\n[Illustration: a ship]\n\nText: none.\n", "[Illustration: a ship]"),
        ("[body]\n\nIn Paris.\n\nEnd.\n", "In Paris."),
        ("By: me\n\n[note] is a word.\n", "[note] is a word."),
    ],
)
def test_other_plain_texts_are_not_archieml(tmp_path: Path, text: str, kept: str) -> None:
    problems: list[Problem] = []
    assert kept in [block.text for block in read(tmp_path, text, problems, "story.txt").body]
    assert problems == []


def test_the_files_that_it_names_are_found(tmp_path: Path) -> None:
    path = tmp_path / "story.aml"
    path.write_text("title: T\nplaces: towns.csv\n[+body]\nParis.\n")
    assert front_matter_of(path).paths("places") == ("towns.csv",)


def test_a_document_without_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.aml").write_text("title: T\nWords.\n")
    assert refusal(tmp_path / "story.aml")[-1].startswith("story.aml: there is no text in it")


@pytest.mark.parametrize(
    "piece", ["[+body]\na\n", "{.a}\nb: c\n", "a: b\nc\n:end\n", "* x\n", ":skip\n", "[.+a]\n", "{", "[", "\\"]
)
def test_much_of_it_costs_no_more(within: TimeLimit, piece: str) -> None:
    with within(3):
        assert isinstance(ArchieDocument("[+body]\n" + piece * 30_000, "a").markdown, str)
