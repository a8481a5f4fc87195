"""Plain text, as newspapers write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.model import Article
from storymap.reading.article.reader import read_article


def read(folder: Path, text: str, name: str = "my-story_1.txt") -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    return read_article(folder / name)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def test_kicker_dateline_and_copyright(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        "EXCLUSIVE:\n\nCIUDAD JUÁREZ, Mexico\n\nThe river is low along the Laredo,Texas, side.\n\n"
        "Copyright © 2018 The River Gazette, LLC. Ask before you print.",
    )
    assert article.kicker == "EXCLUSIVE"
    assert kinds(article) == [
        ("dateline", "CIUDAD JUÁREZ, Mexico"),
        ("paragraph", "The river is low along the Laredo,Texas, side."),
    ]
    assert article.credit == "Copyright © 2018 The River Gazette, LLC. Ask before you print."
    assert article.title == "My story 1"
    assert [block.line for block in article.body] == [3, 5]


def test_headline_and_byline(tmp_path: Path) -> None:
    article = read(tmp_path, "A river runs dry\n\nBy ANA RUIZ\n\nEL PASO, Texas — The river is low.")
    assert (article.title, article.byline) == ("A river runs dry", "By ANA RUIZ")
    assert kinds(article) == [("paragraph", "EL PASO, Texas — The river is low.")]


def test_a_byline_right_under_the_headline(tmp_path: Path) -> None:
    article = read(tmp_path, "NEWS:\nA river runs dry\nBy Ana Ruiz\n\nThe river is low.")
    assert (article.kicker, article.title, article.byline) == ("NEWS", "A river runs dry", "By Ana Ruiz")
    assert kinds(article) == [("paragraph", "The river is low.")]


@pytest.mark.parametrize(
    "line",
    [
        "CIUDAD JUAREZ, Mexico",
        "KYIV, Ukraine (AP) —",
        "WASHINGTON, D.C.",
        "EL PASO, TEXAS",
        "ST. LOUIS, Mo. —",
        "LONDON —",
        "LONDON (Reuters)",
        "RIO DE JANEIRO, Brazil, March 3 -",
        "КИЕВ, Украина —",
        "SÃO PAULO, Brazil",
        "SAN CRISTÓBAL, Isle of Man",
    ],
)
def test_lines_that_are_datelines(tmp_path: Path, line: str) -> None:
    article = read(tmp_path, f"{line}\n\nThe river is low.")
    assert kinds(article) == [("dateline", line), ("paragraph", "The river is low.")]


@pytest.mark.parametrize(
    "line",
    [
        "GUNS, DRUGS AND MONEY",
        "RIVER RUNS DRY",
        "Ciudad Juarez, Mexico",
        "Mexico",
        "WAR, as it was seen by those who fled from it",
        "A RIVER, A BORDER, A BRIDGE TO NOWHERE AT ALL",
    ],
)
def test_lines_that_are_headlines(tmp_path: Path, line: str) -> None:
    article = read(tmp_path, f"{line}\n\nThe river is low.")
    assert article.title == line
    assert kinds(article) == [("paragraph", "The river is low.")]


@pytest.mark.parametrize(
    "line",
    ["The river is low.", "“The river is low.”", "See below:", "Copyright law is new", "A river, they said,"],
)
def test_lines_that_are_text(tmp_path: Path, line: str) -> None:
    article = read(tmp_path, f"{line}\n\nThe river is low.")
    assert (article.title == "My story 1") is (line != "Copyright law is new")
    assert article.credit == ""


def test_a_city_alone_is_a_dateline_below_a_headline_only(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, "A river runs dry\n\nMEXICO CITY\n\nIt is low."))[0] == ("dateline", "MEXICO CITY")
    assert read(tmp_path, "MEXICO CITY\n\nIt is low.").title == "MEXICO CITY"


def test_there_is_one_dateline_and_it_stands_near_the_top(tmp_path: Path) -> None:
    paragraphs = ["It is low."] * 6
    article = read(tmp_path, "\n\n".join([*paragraphs, "LAREDO, Texas", "It is high."]))
    assert {kind for kind, _ in kinds(article)} == {"paragraph"}
    article = read(tmp_path, "LAREDO, Texas\n\nEL PASO, Texas\n\nIt is low.")
    assert [kind for kind, _ in kinds(article)] == ["dateline", "paragraph", "paragraph"]


def test_wrapped_lines_stay_one_paragraph(tmp_path: Path) -> None:
    article = read(tmp_path, "The river is low\nand the bridge  is\nlong.\r\n \t\r\nIt is so.\n\n\n")
    assert kinds(article) == [("paragraph", "The river is low\nand the bridge  is\nlong."), ("paragraph", "It is so.")]


def test_long_lines_without_blank_ones_are_paragraphs(tmp_path: Path) -> None:
    long_line = "The river is low and the bridge is long. " * 4
    article = read(tmp_path, f"{long_line}\n{long_line}\n“It is so.”\n")
    assert [text for _, text in kinds(article)] == [long_line.strip(), long_line.strip(), "“It is so.”"]
    assert [block.line for block in article.body] == [1, 2, 3]


def test_indented_first_lines_begin_paragraphs(tmp_path: Path) -> None:
    article = read(tmp_path, "\tThe river is\nlow.\n\tThe bridge is\nlong.")
    assert [text for _, text in kinds(article)] == ["The river is\nlow.", "The bridge is\nlong."]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 2018 The River Gazette",
        "© The River Gazette 2018",
        "(c) 2018 The River Gazette",
        "(C) The River Gazette",
        "Copyright 2018 The River Gazette",
        "Copyright (c) 2018, The River Gazette",
        "Copyright by The River Gazette",
        "© 2018 The River Gazette\nAll rights reserved.",
        "© 2018 The River Gazette\n\nAll rights reserved.",
    ],
)
def test_a_closing_copyright_is_the_credit(tmp_path: Path, line: str) -> None:
    for text in (f"It is low.\n\n{line}\n", f"It is low.\n{line}"):
        article = read(tmp_path, text)
        assert article.credit == " ".join(line.split())
        assert kinds(article) == [("paragraph", "It is low.")]


def test_a_copyright_in_the_middle_is_text(tmp_path: Path) -> None:
    article = read(tmp_path, "It is low.\n\n© 2018 The River Gazette\n\nIt is so.")
    assert len(article.body) == 3
    assert article.credit == ""


def test_lines_of_stars_are_rules(tmp_path: Path) -> None:
    article = read(tmp_path, "It is low.\n\n* * *\n\nIt is so.\n\n———\n\n**\n\nEnd.")
    assert [kind for kind, _ in kinds(article)] == ["paragraph", "rule", "paragraph", "rule", "paragraph", "paragraph"]


def test_markup_is_text_here(tmp_path: Path) -> None:
    text = "It is *low* <b>and</b> [wide](place:x) &amp; so {{ on }}."
    article = read(tmp_path, text)
    assert kinds(article) == [("paragraph", text)]
    assert article.body[0].spans == ()


def test_emphasis_between_underscores(tmp_path: Path) -> None:
    article = read(tmp_path, "He read _El Río_ in some_long_name, =so=.")
    (block,) = article.blocks
    assert block.text == "He read El Río in some_long_name, =so=."
    assert [block.text[span.start : span.end] for span in block.spans] == ["El Río"]


def test_front_matter_names_places_and_gives_the_title(tmp_path: Path) -> None:
    article = read(tmp_path, "---\ntitle: A river\nplaces: river.geojson\n---\nA river\n\nIt is low\n\nSo.")
    assert (article.title, article.place_files) == ("A river", ("river.geojson",))
    assert [(block.text, block.line) for block in article.body] == [("It is low", 7), ("So.", 9)]
