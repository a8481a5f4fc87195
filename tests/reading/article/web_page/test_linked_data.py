"""What a page says of its article in JSON-LD."""

from __future__ import annotations

import json

import pytest

from storymap import limits
from storymap.reading.article.web_page.linked_data import linked_data

NEWS = {
    "@type": "NewsArticle",
    "headline": "Ferry &amp; quay",
    "datePublished": "2017-01-13T08:00:00Z",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Li"}],
    "inLanguage": "en-GB",
}


def script(data: object) -> str:
    return f'<html><script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


@pytest.mark.parametrize("data", [NEWS, [{"@type": "Organization"}, NEWS], {"@graph": [{"@type": "WebPage"}, NEWS]}])
def test_the_article_is_found_wherever_it_stands(data: object) -> None:
    found = linked_data(script(data))
    assert found["jsonld:headline"] == "Ferry & quay"
    assert found["jsonld:author"] == "Ana Ruiz\nBo Li"
    assert found["jsonld:datepublished"] == "2017-01-13T08:00:00Z"
    assert found["jsonld:inlanguage"] == "en-GB"


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, "null", '{"@type": "Product", "headline": "x"}', '{"@type": 5}', '{"@graph": "x"}']
)
def test_what_is_no_article_says_nothing(data: str) -> None:
    assert linked_data(script(data)) == {}


def test_values_of_other_kinds_are_left_out() -> None:
    found = linked_data(script({"@type": "Article", "headline": {"a": 1}, "author": {"name": ["x"]}, "url": 5}))
    assert set(found.values()) == {""}


def test_only_so_much_is_read() -> None:
    data = json.dumps(NEWS)
    padded = data + " " * (limits.LARGEST_LINKED_DATA - len(data))
    assert linked_data(script(padded)) != {}
    assert linked_data(script(padded + " ")) == {}


def test_data_that_is_no_json_does_not_hide_the_next() -> None:
    assert linked_data(script("{oops") + script(NEWS))["jsonld:headline"] == "Ferry & quay"
