"""Books of Project Gutenberg as plain text: the book is the article, and what stands around it is not.

Tried on GITenberg/*_11, _35, _84, _103, _800, _1342, _2000, _2701, _3261, _18304, _19942, _20170, _22367, _24675 and
_44157, in English, Dutch, French, German and Spanish, with the heads of 1994, 2001, 2004 and since.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article, Block
from storymap.reading.article.reader import read_article
from tests.time_limit import TimeLimit

HEAD = """The Project Gutenberg EBook of The river, by Ana Ruiz

This eBook is for the use of anyone anywhere at no cost.

Title: The river
       A journey in two weeks

Author: Ana Ruiz

Release Date: May 15, 2008 [EBook #103]

Language: Spanish

Character set encoding: ISO-8859-1

*** START OF THIS PROJECT GUTENBERG EBOOK THE RIVER ***




Produced by A. Volunteer and the Online Distributed
Proofreading Team



"""
PROSE = (
    "The river is low this year, and whoever lives beside it in Laredo has\n"
    "seen how the stones come out of the water, one after the other, as far\n"
    "as the bridge that nobody has mended since the flood of the year before\n"
    "last, when the mayor of the town went away and was not seen again there.\n"
)
FOOT = """


End of the Project Gutenberg EBook of The river, by Ana Ruiz

*** END OF THIS PROJECT GUTENBERG EBOOK THE RIVER ***

***** This file should be named 103.txt or 103.zip *****
Salt Lake City, UT 84116.
"""


def read(folder: Path, text: str, problems: list[Problem] | None = None, **more: bool) -> Article:
    (folder / "book.txt").write_text(text, encoding="utf-8")
    return read_article(folder / "book.txt", problems=problems, **more)


def book(folder: Path, body: str, problems: list[Problem] | None = None) -> Article:
    return read(folder, HEAD + body + FOOT, problems)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(block.text.split())) for block in article.body]


def marked(block: Block, kind: str) -> list[str]:
    return [block.text[span.start : span.end] for span in block.spans if span.kind == kind]


def test_head_and_licence_are_left_out_and_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = book(tmp_path, PROSE, problems)
    assert kinds(article) == [("paragraph", " ".join(PROSE.split()))]
    assert (article.title, article.subtitle, article.byline) == ("The river", "A journey in two weeks", "Ana Ruiz")
    assert (article.language, article.date) == ("es", "")
    assert [str(problem) for problem in problems] == [
        "book.txt: left out: head and licence of Project Gutenberg, credit of volunteers; --whole keeps everything"
    ]
    # The line is that of the file: messages name it.
    lines = (HEAD + PROSE).split("\n")
    assert lines[(article.body[0].line or 0) - 1].startswith("The river is low")


def test_a_head_without_its_first_line_names_the_author(tmp_path: Path) -> None:
    head = HEAD[HEAD.index("Title:") :]
    assert book(tmp_path, PROSE).byline == read(tmp_path, head + PROSE + FOOT).byline == "Ana Ruiz"


def test_whole_keeps_everything(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, HEAD + PROSE + FOOT, problems, whole=True)
    assert any("Salt Lake City" in block.text for block in article.body)
    assert not any("--whole" in problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (
            "***START OF THE PROJECT GUTENBERG EBOOK THE RIVER***\n",
            "***END OF THE PROJECT GUTENBERG EBOOK THE RIVER***",
        ),
        ("*** START OF THE PROJECT GUTENBERG EBOOK 103 ***", "*** END OF THE PROJECT GUTENBERG EBOOK 103 ***"),
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK, THE\nRIVER ***",
            "End of Project Gutenberg’s The river, by Ana Ruiz",
        ),
        (
            "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\nWhy is this here?\n"
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of The Project Gutenberg Etext of The river",
        ),
    ],
    ids=["close", "number", "two-lines", "small-print"],
)
def test_other_forms_of_head_and_foot(tmp_path: Path, head: str, foot: str) -> None:
    first = "**The Project Gutenberg Etext of The river, by Ana Ruiz**\n\n"
    article = read(tmp_path, f"{first}{head}\n\n\n{PROSE}\n\n{foot}\n\nThe licence.\n")
    assert kinds(article) == [("paragraph", " ".join(PROSE.split()))]
    assert (article.title, article.byline) == ("The river", "Ana Ruiz")


def test_the_encoding_that_its_head_declares_is_believed(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_bytes((HEAD + PROSE.replace("mayor", "alcalde Muñoz") + FOOT).encode("latin-1"))
    problems: list[Problem] = []
    assert "Muñoz" in read_article(tmp_path / "book.txt", problems=problems).body[0].text
    assert [problem.severity for problem in problems] == ["note"]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("CHAPTER I", "CHAPTER I"),
        ("CHAPTER II.\n\nIN WHICH THE RIVER RISES", "CHAPTER II. IN WHICH THE RIVER RISES"),
        ("Chapter 1. The Stones", "Chapter 1. The Stones"),
        ("CHAPTER THE FIRST: The Stones", "CHAPTER THE FIRST: The Stones"),
        (
            "Capítulo primero. Que trata de la condición del río\nde Laredo",
            "Capítulo primero. Que trata de la condición del río de Laredo",
        ),
        ("Erstes Kapitel.", "Erstes Kapitel."),
        (" I\n\n\n Introduction", "I. Introduction"),
        ("XIV. The first day of school.", "XIV. The first day of school."),
        ("THE MERMAID OF ZENNOR", "THE MERMAID OF ZENNOR"),
        ("PREFACE.", "PREFACE."),
        ("To the reader", "To the reader"),
    ],
)
def test_chapters_are_headings(tmp_path: Path, written: str, heading: str) -> None:
    article = book(tmp_path, f"{PROSE}\n\n\n\n{written}\n\n\n{PROSE}")
    assert kinds(article)[1] == ("heading", heading)
    assert [kind for kind, _ in kinds(article)] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "written",
    ["STOP THIEF!", "“I go,” said he.", "Then, in the spring,", "THE END", "He was never seen again in the town."],
)
def test_lines_that_do_not_stand_apart_are_no_headings(tmp_path: Path, written: str) -> None:
    article = book(tmp_path, f"{PROSE}\n{written}\n\n{PROSE}")
    assert {kind for kind, _ in kinds(article)} == {"paragraph"}


def test_verse_and_letters_keep_their_lines(tmp_path: Path) -> None:
    verse = "     The stones come out,\n       The river goes,\n     And why it does\n       Nobody knows.\n"
    letter = "LAREDO, March 3.\nMy dear sister,\n"
    article = book(tmp_path, f"{PROSE}\n{verse}\n{letter}\n{PROSE * 4}")
    assert [len(marked(block, "break")) for block in article.body] == [0, 3, 1, 0]


def test_emphasis_goes_over_lines(tmp_path: Path) -> None:
    article = book(
        tmp_path,
        "It was =low=, and 1 = 2 = 3 said nothing.\n\n"
        "He read _The stones of\nLaredo_ and _nothing else_, in the file_of_the_year and __init__.",
    )
    assert marked(article.body[0], "strong") == ["low"]
    assert article.body[0].text == "It was low, and 1 = 2 = 3 said nothing."
    assert marked(article.body[1], "emphasis") == ["The stones of\nLaredo", "nothing else"]
    assert article.body[1].text.endswith("in the file_of_the_year and __init__.")


def test_furniture_of_the_pages_is_left_out(tmp_path: Path) -> None:
    problems: list[Problem] = []
    body = (
        "[Illustration: The bridge at\nSalamanca, seen from [the] north]\n\nTHE RIVER\n\nBY\n\nANA RUIZ\n\n\n\n\n"
        "CONTENTS\n\n\n  I  HOW THE RIVER ROSE IN CÁDIZ     3\n\n II  HOW IT FELL     9\n\n\n\n\n"
        f"CHAPTER I\n\n{PROSE.strip()} [Pg 12]\n\n[Illustration]\n\nIt rose.{{13}} It fell.\n\n[14]\n\n"
        "[Transcriber's Note: A stone was mended.]\n\nIt was quiet.\n"
    )
    article = book(tmp_path, body, problems)
    assert kinds(article) == [
        ("heading", "CHAPTER I"),
        ("paragraph", " ".join(PROSE.split())),
        ("paragraph", "It rose. It fell."),
        ("paragraph", "[14]"),
        ("paragraph", "It was quiet."),
    ]
    assert problems[0].what == (
        "left out: head and licence of Project Gutenberg, credit of volunteers, 2 illustrations, note of transcribers, "
        "2 numbers of a page, table of contents"
    )


def test_the_town_of_the_printer_is_no_place_of_the_story(tmp_path: Path) -> None:
    problems: list[Problem] = []
    page = "THE RIVER\n\n\nBY\nANA RUIZ\n\n\n\nNEW YORK\nTHE RIVER PRESS\n1917\n\n\n_Published, November, 1917_\n\nCopyright, 1916, by\nA. PRINTER\n\n\n\n"
    article = book(tmp_path, f"{page}To my sister in Mier\n\n\n\nFOREWORD\n\n\n{PROSE}\n{PROSE}", problems)
    assert [text[:20] for _, text in kinds(article)] == [
        "To my sister in Mier",
        "FOREWORD",
        *["The river is low thi"] * 2,
    ]
    assert ", title page; " in str(problems[0])


def test_what_is_printed_in_the_story_is_no_title_page(tmp_path: Path) -> None:
    article = book(tmp_path, "CHAPTER I\n\n\nIt rose.\n\n“It was printed in Laredo,” he said.\n\nIt fell.\n")
    assert len(article.body) == 4


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    article = book(tmp_path, f"It rose.[1]\n\n[Footnote 1: In Laredo.]\n\n{PROSE}")
    assert kinds(article)[0] == ("paragraph", "It rose.[1]")
    assert kinds(article)[-2:] == [("rule", ""), ("paragraph", "[1] In Laredo.")]


def test_a_head_of_signs_alone_takes_no_time(within: TimeLimit, tmp_path: Path) -> None:
    with within(5):
        read(tmp_path, "*\n" * 25_000 + HEAD + "[Illustration [" * 100_000 + "_a " * 100_000 + "\n\n{1}\n" * 10_000)


def test_a_newspaper_that_shouts_has_no_chapters(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"A river\n\n{PROSE}\n\n\n\nTHE MAYOR SPEAKS TO ALL OF THE TOWN\n\nPart 2 was shown in Ghent.\n\n{PROSE}",
    )
    assert {block.kind for block in article.body} == {"paragraph"}


def test_a_chapter_of_a_text_without_a_head_is_a_heading(tmp_path: Path) -> None:
    article = read(tmp_path, f"The river\n\nCHAPTER II\n\n{PROSE}")
    assert kinds(article)[0] == ("heading", "CHAPTER II")


def test_what_speaks_of_the_project_is_an_article(tmp_path: Path) -> None:
    article = read(tmp_path, f"A river\n\nProject Gutenberg turns 50 in Illinois.\n\n{PROSE}")
    assert len(article.body) == 2


def test_lines_far_from_the_margin_are_kept(tmp_path: Path) -> None:
    sign = f"{' ' * 30}your sister in the town,\n{' ' * 30}who waits for the river\n"
    article = book(tmp_path, f"{PROSE * 4}\n{sign}\n{PROSE}")
    assert [len(marked(block, "break")) for block in article.body] == [0, 1, 0]


def test_quotations_are_wrapped(tmp_path: Path) -> None:
    quoted = "".join(f"    {line[:60]}\n" for line in PROSE.split("\n") if line)
    article = book(tmp_path, f"{PROSE * 4}\n{quoted}\n{PROSE}")
    assert not any(marked(block, "break") for block in article.body)
