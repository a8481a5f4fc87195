"""Web pages saved as .mhtml: the page and the pictures within are the article, and nothing else is opened."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from storymap.errors import ArticleError, Problem
from storymap.model import Article
from storymap.reading.article.reader import front_matter_of, read_article
from storymap.story import build_story
from tests.reading.article.files import refusal
from tests.reading.article.web_page.saved_pages import ADDRESS, page_part, picture, picture_part, write_mhtml
from tests.time_limit import TimeLimit

PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><title>Le bac</title></head><body><nav><p>Accueil</p></nav>'
    "<main><h1>Le bac s’arrête</h1><p>Le bac a quitté Nauta.</p>{}</main></body></html>"
)


def read(path: Path) -> tuple[Article, list[Problem]]:
    problems: list[Problem] = []
    return read_article(path, problems=problems), problems


def test_the_page_is_read_as_a_saved_page_is(tmp_path: Path) -> None:
    article, problems = read(write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(""))))
    assert (article.title, article.language, article.source_url) == ("Le bac s’arrête", "fr", ADDRESS)
    assert [block.text for block in article.body] == ["Le bac a quitté Nauta."]
    assert problems == []


def test_the_ending_of_internet_explorer_and_the_letters_that_a_part_declares(tmp_path: Path) -> None:
    headers = f'Content-Type: text/html;\r\n\tcharset="windows-1251"\r\nContent-Location: {ADDRESS}'
    source = "<html><body><p>Паром ушёл из Николаева, и никто не знал, почему.</p></body></html>"
    article, problems = read(write_mhtml(tmp_path / "ferry.mht", page_part(source.encode("cp1251"), headers)))
    assert article.body[0].text.startswith("Паром ушёл из Николаева")
    assert [str(p) for p in problems if "read as" in p.what] == []


def test_a_page_that_was_saved_alone_has_no_other_parts(tmp_path: Path) -> None:
    (tmp_path / "ferry.mht").write_bytes(b"MIME-Version: 1.0\r\n" + page_part(PAGE.format("")).encode())
    assert read(tmp_path / "ferry.mht")[0].title == "Le bac s’arrête"


@pytest.mark.parametrize("src", ["https://example.org/a%20b.png?w=2", "../a%20b.png?w=2", "cid:1@mhtml.blink"])
def test_a_picture_comes_from_the_file(tmp_path: Path, src: str) -> None:
    part = picture_part("Content-Location: https://example.org/a%20b.png?w=2\r\nContent-ID: <1@mhtml.blink>")
    saved = write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(f'<img alt="Un bac" src="{src}">')), part)
    article, problems = read(saved)
    image = article.body[1].image
    assert image is not None and image.data.startswith("data:image/png;base64,") and image.width == 4
    assert problems == []


def test_a_picture_that_is_not_in_the_file_is_not_looked_for_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    images = (
        '<img alt="A" src="secret.png"><img alt="B" src="/etc/passwd"><img alt="C" src="https://example.org/c.png">'
    )
    article, problems = read(write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(images))))
    assert [(block.image.alt, block.image.data) for block in article.body if block.image] == [("C", "")]
    assert [problem.what for problem in problems] == [
        'the picture "secret.png" is not in the file',
        'the picture "/etc/passwd" is not in the file',
        'the picture "https://example.org/c.png" is on the web and is not loaded',
    ]


def test_pictures_that_the_browser_had_not_loaded_are_one_message(tmp_path: Path) -> None:
    images = '<img alt="A" src=""><img alt="B" src="">'
    _, problems = read(write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(images))))
    assert [problem.what for problem in problems] == ["a picture was not loaded when the page was saved"]


def test_the_main_page_is_the_one_that_the_file_names(tmp_path: Path) -> None:
    frame = "Content-Type: text/html\r\nContent-ID: <frame@blink>\r\nContent-Location: https://ads.example.org/"
    advert = page_part("<html><body><p>Buy a boat in Lima.</p></body></html>", frame)
    assert read(write_mhtml(tmp_path / "a.mhtml", advert, page_part(PAGE.format(""))))[0].title == "Le bac s’arrête"
    start = '\r\n\tstart="<frame@blink>";'
    assert read(write_mhtml(tmp_path / "b.mhtml", advert, start=start))[0].body[0].text == "Buy a boat in Lima."


def test_links_of_a_page_are_complete_and_those_within_it_are_text(tmp_path: Path) -> None:
    links = '<p>See <a href="/report">the report</a>, <a href="#note">below</a> and <a href="p?q=1#x">this</a>.</p>'
    article, problems = read(write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(links))))
    found = {article.body[1].text[s.start : s.end]: s.value for s in article.body[1].spans}
    assert found == {"the report": "https://example.org/report", "this": "https://example.org/2020/p?q=1#x"}
    assert problems == []


def test_attributes_of_the_site_are_no_views_of_the_map(tmp_path: Path) -> None:
    passage = '<p data-view="list" data-hide="false">Personne <span data-layers="x">ne savait</span>.</p>'
    article, problems = read(write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format(passage))))
    assert [list(block.views) for block in article.body] == [[], []]
    assert problems == []


def test_a_story_is_built_with_the_places_beside_it(tmp_path: Path) -> None:
    saved = write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format("")))
    point = {"type": "Point", "coordinates": [-73.6, -4.5]}
    feature = {"type": "Feature", "properties": {"name": "Nauta"}, "geometry": point}
    (tmp_path / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    story = build_story(saved)
    assert [mention.place_id for mention in story.mentions] == ["nauta"]
    assert front_matter_of(saved).paths("places") == ()


def test_a_selector_chooses_within_the_page(tmp_path: Path) -> None:
    saved = write_mhtml(tmp_path / "ferry.mhtml", page_part(PAGE.format('<p class="more">Autre chose.</p>')))
    assert [block.text for block in read_article(saved, select=".more").body] == ["Autre chose."]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<html><body><p>A page</p>", "there is no web page in it"),
        (b"Content-Type: text/plain\r\n\r\nHello", "there is no web page in it"),
        (b"\0\1\2" * 500, "there is no web page in it"),
        (b"Content-Type: text/html\r\n\r\n\0\0", "this looks like UTF-16"),
    ],
)
def test_what_is_no_saved_page_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "a.mhtml").write_bytes(data)
    assert what in "".join(refusal(tmp_path / "a.mhtml"))


HEAD = b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
PART = b"--b\r\nContent-Type: text/html\r\n\r\n<p>Nauta is quiet.</p>\r\n"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + PART + b"--b\n\n" * 500_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i) for i in range(3000)),
        b"Content-Type: multipart/related;" + b";" * 5_000_000,
        HEAD + PART + b"\n" * 5_000_000,
        HEAD + PART.replace(b"text/html", b"text/html; charset=punycode") + b"a-\xe9" * 1_000_000,
        HEAD + PART.replace(b"<p>", b'<img src="http://[x"><a href="//[y">x</a><p>'),
    ],
)
def test_hostile_files_take_seconds(within: TimeLimit, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mhtml").write_bytes(data)
    with within(30), contextlib.suppress(ArticleError):
        read(tmp_path / "a.mhtml")


def test_a_web_archive_of_safari_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.webarchive").write_bytes(b"bplist00")
    assert 'save the page as "Page Source" (.html)' in "".join(refusal(tmp_path / "a.webarchive"))
