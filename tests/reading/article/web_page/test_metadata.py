"""What a saved page says of its article, wherever it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article
from tests.reading.article.web_page.saved_pages import page_part, picture, picture_part, write_mhtml

STORY = "<p>The ferry left Nauta late, and nobody on the quay knew why it had waited for so long.</p>"
SUMMARY = "What a year without rain did to the busiest landing of the river"


def page(head: str = "", body: str = STORY, lang: str = "en") -> str:
    return f'<html lang="{lang}"><head><title>Ferry | Site</title>{head}</head><body><main>{body}</main></body></html>'


def read(folder: Path, text: str, name: str = "ferry.html") -> tuple[Article, list[Problem]]:
    (folder / name).write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_article(folder / name, problems=problems), problems


def linked(**article: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry stops", **article}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**properties: str) -> str:
    return "".join(f'<meta property="{key.replace("__", ":")}" content="{value}">' for key, value in properties.items())


@pytest.mark.parametrize(
    ("head", "lang", "byline"),
    [
        (linked(author="Ana Ruiz, Bo Li"), "en", "Ana Ruiz and Bo Li"),
        (linked(author=[{"name": "Ana Ruiz"}, {"name": "Bo Li"}]), "fr", "Ana Ruiz et Bo Li"),
        (linked(author="Ruiz, Ana"), "en", "Ruiz, Ana"),
        (linked(author=[{"name": "Ana Ruiz, Reuters"}]), "en", "Ana Ruiz, Reuters"),
        ('<meta name="author" content="Ana Ruiz, Bo Li, and Ed Roe">', "en", "Ana Ruiz, Bo Li and Ed Roe"),
        ('<meta property="article:author" content="https://example.org/ana">', "en", ""),
    ],
)
def test_authors_are_joined_as_the_language_does(tmp_path: Path, head: str, lang: str, byline: str) -> None:
    assert read(tmp_path, page(head, lang=lang))[0].byline == byline


def test_microdata_on_what_the_page_shows(tmp_path: Path) -> None:
    body = (
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ferry stops</h1>'
        '<div itemprop="author" itemscope><span itemprop="name">Ana Ruiz</span> <i>in Nauta</i></div>'
        f'<time itemprop="datePublished" datetime="2017-01-13 14:15">Friday</time>{STORY}</article>'
    )
    article, _ = read(tmp_path, page("", body))
    assert (article.title, article.byline, article.date) == ("Ferry stops", "Ana Ruiz", "2017-01-13")


def test_the_standfirst_that_the_page_shows_goes_before_its_summary(tmp_path: Path) -> None:
    body = f'<h1>Ferry stops</h1><p class="article__standfirst">Nobody told those who wait.</p>{STORY}'
    article, _ = read(tmp_path, page(linked(description=SUMMARY), body))
    assert article.subtitle == "Nobody told those who wait."
    assert [block.text for block in article.body] == [STORY[3:-4]]


def test_a_label_in_the_story_is_no_standfirst(tmp_path: Path) -> None:
    body = f'<h1>Ferry stops</h1>{STORY * 8}<p class="subtitle">The second day of the wait</p>{STORY}'
    article, _ = read(tmp_path, page("", body))
    assert article.subtitle == ""
    assert "The second day of the wait" in [block.text for block in article.body]


@pytest.mark.parametrize(
    ("head", "subtitle"),
    [
        (linked(description=SUMMARY), SUMMARY),
        (meta(og__type="article", og__description=SUMMARY), SUMMARY),
        (meta(article__published_time="2017-01-13T14:15Z", description=SUMMARY), SUMMARY),
        (meta(og__type="website", og__description=SUMMARY), ""),
        (linked(description=STORY[3:60]), ""),
        (linked(description=SUMMARY + " \u2026"), ""),
        (linked(description=SUMMARY + " [...]"), ""),
        (linked(description="Word after word of a summary that was cut where the engine stops " * 3 + "and so"), ""),
        (linked(description="Ferry stops"), ""),
    ],
)
def test_a_summary_is_the_standfirst_unless_it_is_cut_or_a_copy(tmp_path: Path, head: str, subtitle: str) -> None:
    assert read(tmp_path, page(head))[0].subtitle == subtitle


@pytest.mark.parametrize(
    ("top", "heading", "title", "first"),
    [
        ("<h1>Why did the ferry stop?</h1>", "The problem", "Ferry stops", "The problem"),
        ("<h1>The River Gazette</h1>", "Ferry stops", "Ferry stops", STORY[3:-4]),
        ("", "The ferry stops at last", "The ferry stops at last", STORY[3:-4]),
    ],
)
def test_a_heading_in_the_story_is_the_title_if_it_is_the_pages(
    tmp_path: Path, top: str, heading: str, title: str, first: str
) -> None:
    text = page(linked(), f"<h1>{heading}</h1>{STORY}").replace("<main>", f"<header>{top}</header><main>")
    article, _ = read(tmp_path, text)
    assert (article.title, article.body[0].text) == (title, first)


ADDRESS = "https://cdn.example.org/2017/ferry%20quay.png?w=1200"


@pytest.mark.parametrize("head", [meta(og__image=ADDRESS), linked(image=[{"url": ADDRESS}]), linked(image=[ADDRESS])])
def test_the_pages_own_picture_leads_where_the_story_has_none(tmp_path: Path, head: str) -> None:
    (tmp_path / "ferry_files").mkdir()
    (tmp_path / "ferry_files" / "ferry quay.png").write_bytes(picture())
    article, problems = read(tmp_path, page(head))
    image = article.body[0].image
    assert image is not None and image.data.startswith("data:image/png")
    assert "the picture that the page names as its own leads the article, which has none" in [p.what for p in problems]
    shown = page(head, f'{STORY}<img src="ferry_files/ferry%20quay.png" alt="A quay">')
    assert [block.kind for block in read(tmp_path, shown)[0].body] == ["paragraph", "image"]


def test_the_pages_own_picture_in_one_file(tmp_path: Path) -> None:
    head = meta(og__image="https://example.org/a.png", og__image__alt="A quay")
    saved = write_mhtml(
        tmp_path / "ferry.mhtml", page_part(page(head)), picture_part("Content-Location: https://example.org/a.png")
    )
    image = read_article(saved).body[0].image
    assert image is not None and (image.alt, bool(image.data)) == ("A quay", True)


@pytest.mark.parametrize(
    "address", [ADDRESS, "../secret.png", "https://x.org/..%2F..%2Fsecret.png", "http://[", "/etc/x"]
)
def test_a_picture_that_was_not_saved_is_not_missed(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "page").mkdir()
    article, problems = read(tmp_path / "page", page(meta(og__image=address)))
    assert [block.kind for block in article.body] == ["paragraph"]
    assert [p for p in problems if p.severity == "warning"] == []
