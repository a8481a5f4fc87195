"""Links of descriptions stay with the notes that are made of them."""

from __future__ import annotations

import pytest

from storymap.exchange.note_links import with_links
from storymap.exchange.report import Report
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.html_notes import note_text

ONE = '<p>See <a href="https://a.example/?x=1&amp;y=2">the <b>pier</b></a>.</p>'
TWO = f"{ONE}<a class=x href='https://b.example/'>B</a>"


def kept(html: str, **properties: str) -> tuple[str, str, list[str]]:
    """Return note, link and report of a place with a description."""
    given = {"name": "Pier", "note": note_text(html)} | properties
    feature, report = Feature("feature 1", {"properties": {key: text for key, text in given.items() if text}}), Report()
    with_links([feature], [html], report)
    found = feature.properties
    return found.get("note", ""), found.get("url", ""), [f"{line.fate}: {line}" for line in report.lines()]


def test_a_single_link_is_that_of_the_place() -> None:
    said = ["changed: links in descriptions (Pier); the link of their place"]
    assert kept(ONE) == ("See the pier.", "https://a.example/?x=1&y=2", said)
    assert kept('<a href="https://a.example/"><img src="a.png"></a>') == ("", "https://a.example/", said)


def test_several_stand_behind_their_words() -> None:
    note = "See the pier (https://a.example/?x=1&y=2).\nB (https://b.example/)"
    assert kept(TWO) == (note, "", ["changed: links in descriptions (2: Pier, …); their addresses stand in the text"])


def test_a_place_that_has_a_link_keeps_it() -> None:
    note, url, said = kept(ONE, url="https://own.example/")
    assert (note, url) == ("See the pier (https://a.example/?x=1&y=2).", "https://own.example/")
    assert said == ["changed: links in descriptions (Pier); their addresses stand in the text"]


def test_a_note_that_is_another_text_stays_and_what_is_lost_is_told() -> None:
    lost = "lost: more links of a place (2: https://a.example/?x=1&y=2, …); put them into the text"
    assert kept(TWO, note="Own words") == ("Own words", "", [lost])


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://a.example/'>https://a.example/</a>",
        "<a name='x'>words</a>",
        "<a href='#x'>words</a>",
        "<abbr href='https://a.example/'>words</abbr>",
        "no markup, https://a.example/",
        "<a href='https://a.example/'>never closed",
    ],
)
def test_what_says_its_address_or_has_none_stays_as_it_is(html: str) -> None:
    assert kept(html) == (note_text(html), "", [])


def test_frames_become_addresses_and_links_that_are_none_are_told() -> None:
    html = "x <iframe src='https://a.example/'></iframe><a href='javascript:alert(1)'>y</a><a href='b.html'>z</a>"
    assert kept(html) == (
        "x\nhttps://a.example/\nyz",
        "",
        [
            "changed: films, posts and pages of others (https://a.example/); a link to each stands in the text",
            "lost: links that are no web addresses (2: Pier, …)",
        ],
    )


def test_a_long_description_keeps_its_markup() -> None:
    html = TWO + "word " * 200
    assert kept(html) == (note_text(html), "", [])


def test_hostile_markup_is_gone_over_once() -> None:
    for html in ("<a " * 50_000, "<a href='" * 50_000, "<a href=x>" * 50_000, "</a>" * 50_000):
        assert kept(html)[1] == ""
