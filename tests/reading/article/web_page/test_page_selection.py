"""Saved pages: the story without what stands around it, and who decides what that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap import limits
from storymap.errors import ArticleError, Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article
from storymap.story import build_story
from tests.time_limit import TimeLimit

STORY = [
    f"The ferry of day {day} left the harbour late, and those who waited on the quay, with boxes, goats and children, "
    "watched the river rise past the second step of the landing."
    for day in range(12)
]
SHORT = "<h1>Ferry stops</h1><p>The ferry has stopped.</p>{}<p>Nobody knew why.</p>"


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>Ferry stops</title>{head}</head><body>{body}</body></html>'


def long_page(extra: str = "") -> str:
    links = "".join(f'<li><a href="/{n}">Another story {n}</a></li>' for n in range(40))
    story = "".join(f"<p>{text}</p>" for text in STORY)
    return page(
        f'<div class="top"><ul>{links}</ul></div><div class="wrap"><div class="story" id="s1"><h2>The quay</h2>{story}</div>{extra}'
        f'<div class="more"><h3>Read more</h3><ul>{links}</ul></div></div><div class="foot"><p>All rights reserved.</p></div>'
    )


def read(folder: Path, text: str, **more: object) -> tuple[Article, list[Problem]]:
    (folder / "a.html").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return read_article(folder / "a.html", problems=problems, **more), problems  # type: ignore[arg-type]


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def said(problems: list[Problem], severity: str) -> list[str]:
    return [problem.what for problem in problems if problem.severity == severity]


def test_a_long_page_gives_its_story_and_says_how_much_was_kept(tmp_path: Path) -> None:
    article, problems = read(tmp_path, long_page())
    assert texts(article) == ["The quay", *STORY]
    assert [str(p) for p in problems if p.severity == "note"] == [
        'a.html: 13 blocks of 95 kept; choose with --select "CSS", or keep everything with --whole'
    ]
    assert said(problems, "warning") == []


def test_links_of_a_story_stay_where_the_library_chose_it(tmp_path: Path) -> None:
    text = long_page().replace("The ferry of day 3", 'The <a href="https://example.org/ferry">ferry</a> of day 3')
    article, _ = read(tmp_path, text)
    block = article.body[4]
    assert [block.text[s.start : s.end] for s in block.spans if s.value == "https://example.org/ferry"] == ["ferry"]


@pytest.mark.parametrize(
    "furniture",
    [
        '<ul class="share-tools"><li>Share</li><li>Tweet</li></ul>',
        '<section class="related"><h2>Related</h2><p>A bridge opens</p></section>',
        '<div id="comments"><p>First!</p></div>',
        '<div class="newsletterBox"><p>Get our letters</p></div>',
        '<div class="cookie-notice"><p>We use cookies</p></div>',
        '<div class="ad-label"><p>Supported by</p></div>',
    ],
)
def test_furniture_among_paragraphs_is_left_out(tmp_path: Path, furniture: str) -> None:
    article, problems = read(tmp_path, page(f"<main>{SHORT.format(furniture)}</main>"))
    assert texts(article) == ["The ferry has stopped.", "Nobody knew why."]
    assert any(problem.what.startswith("3 blocks of ") for problem in problems)


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="header-story"><p>A fine day</p></div>',
        '<div class="section" id="sharing-a-boat-with-a-friend"><p>A fine day</p></div>',
        '<p class="broad">A fine day</p>',
    ],
)
def test_names_that_only_look_like_furniture_keep_their_text(tmp_path: Path, kept: str) -> None:
    article, problems = read(tmp_path, page(f"<main>{SHORT.format(kept)}</main>"))
    assert "A fine day" in texts(article)
    assert not any("kept" in problem.what for problem in problems)


@pytest.mark.parametrize("name", ["paywall", "comments"])
def test_an_element_with_most_of_a_story_is_its_story(tmp_path: Path, name: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    article, _ = read(tmp_path, page(f'<main><h1>Ferry</h1><p>{STORY[0]}</p><div class="{name}">{story}</div></main>'))
    assert texts(article) == [STORY[0], *STORY]


def test_a_teaser_in_the_only_article_is_not_the_story(tmp_path: Path) -> None:
    article, problems = read(tmp_path, long_page("<article><p>Another story: the bridge is open.</p></article>"))
    assert texts(article) == ["The quay", *STORY]
    assert said(problems, "warning") == []


def test_an_element_around_the_whole_story_is_no_furniture(tmp_path: Path) -> None:
    article, _ = read(tmp_path, page(f'<div class="has-comments share">{SHORT.format("")}</div>'))
    assert texts(article) == ["The ferry has stopped.", "Nobody knew why."]


def test_kicker_byline_and_date_beside_the_headline_are_no_paragraphs(tmp_path: Path) -> None:
    labels = (
        '<h3 class="kicker">Africa</h3><h1>Ferry stops</h1><p class="byline">By <a href="/a">A. Reporter</a> '
        '<time datetime="2017-01-13T14:15+0000">JAN. 13</time></p><p>The ferry has stopped.</p>'
    )
    article, problems = read(tmp_path, page(f"<main>{labels}</main>"))
    assert (article.kicker, article.title, article.byline) == ("Africa", "Ferry stops", "A. Reporter")
    assert (article.date, texts(article)) == ("2017-01-13", ["The ferry has stopped."])
    assert not any("lost" in problem.what for problem in problems)


def test_a_doubtful_choice_is_told_and_what_the_page_declares_comes_first(tmp_path: Path) -> None:
    chat = "".join(f"<span>Line {n} of a long list of stops<br></span>" for n in range(400))
    article, problems = read(tmp_path, long_page(f"<article>{chat}</article>"))
    assert "which part of the page is the article is doubtful" in said(problems, "warning")
    assert texts(article)[0].startswith("Line 0 of a long list of stops")


@pytest.mark.parametrize(
    ("selector", "first", "count"),
    [
        ("div.story", "The quay", 13),
        ("#s1 > p", STORY[0], 12),
        (".wrap p, .foot", STORY[0], 13),
        ('div[class="foot"]', "All rights reserved.", 1),
    ],
)
def test_a_selector_says_which_part_is_read(tmp_path: Path, selector: str, first: str, count: int) -> None:
    article, problems = read(tmp_path, long_page(), select=selector)
    assert (texts(article)[0], len(article.body)) == (first, count)
    assert f"{count} blocks of 95 kept" in said(problems, "note")


def test_a_void_element_that_is_selected_takes_nothing_along(tmp_path: Path) -> None:
    article, _ = read(tmp_path, page("<p>One</p><hr>Two<p>Three</p>"), select="p, hr")
    assert "Two" not in texts(article)


def test_front_matter_selects_and_the_call_goes_before_it(tmp_path: Path) -> None:
    text = f"---\nselector: .foot\n---\n{long_page()}"
    assert texts(read(tmp_path, text)[0]) == ["All rights reserved."]
    assert texts(read(tmp_path, text, select=".story")[0])[0] == "The quay"
    assert len(read(tmp_path, text, whole=True)[0].body) == 95


def test_the_whole_page_is_kept_on_request(tmp_path: Path) -> None:
    article, problems = read(tmp_path, long_page(), whole=True)
    assert len(article.body) == 95
    assert not any("kept" in problem.what for problem in problems)


@pytest.mark.parametrize(
    ("selector", "what"),
    [
        (".none", 'nothing in it is what the selector ".none" names'),
        ("p:has(a)", '"p:has(a)" is not a selector that is read'),
        ("p +", '"p +" is not a selector that is read'),
        ("<b>", '"<b>" is not a selector that is read'),
        (", ".join(["p"] * (limits.MOST_SELECTOR_PARTS + 1)), "the selector has 7 parts; at most 6 are read"),
        ("." + "a" * limits.LONGEST_SELECTOR, "is not a selector that is read"),
    ],
)
def test_a_selector_that_cannot_be_followed_is_refused(tmp_path: Path, selector: str, what: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, long_page(), select=selector)
    assert what in str(caught.value)
    assert '--select "article.story"' in str(caught.value)


def test_the_longest_selector_with_the_most_parts_is_read(tmp_path: Path) -> None:
    parts = ", ".join(["p"] * (limits.MOST_SELECTOR_PARTS - 1))
    selector = f"{parts}, .{'a' * (limits.LONGEST_SELECTOR - len(parts) - 3)}"
    assert len(selector) == limits.LONGEST_SELECTOR
    assert len(read(tmp_path, long_page(), select=selector)[0].body) == 13


def test_a_selector_for_what_is_no_page_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nText.\n")
    problems: list[Problem] = []
    read_article(tmp_path / "a.md", problems=problems, select="p")
    assert [p.what for p in problems if "page" in p.what] == ["it is no web page, and all of it is read"]


def test_a_story_is_built_of_the_part_that_is_selected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(long_page())
    (tmp_path / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    assert texts(build_story(tmp_path / "a.html", select=".foot").article) == ["All rights reserved."]
    assert len(build_story(tmp_path / "a.html", whole=True).article.body) == 95


@pytest.mark.parametrize(
    "body",
    [
        "<div class=ad>" * 1500 + "<p>Some words, of a paragraph</p>" * 40_000,
        "<div>" * 140 + "<div>a word<br></div>" * 14_000,
        "<p class=byline>" * 40_000 + "a" * 2000,
    ],
)
def test_hostile_pages_take_seconds(within: TimeLimit, tmp_path: Path, body: str) -> None:
    with within(40):
        read(tmp_path, page(body))
