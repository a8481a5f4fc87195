"""The link policy: which addresses may become links, and why others may not."""

from __future__ import annotations

import pytest

from storymap.urls import is_web_address, link_refusal, safe_path, safe_url


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("https://example.org/a?b=1#c", ""),
        ("HTTP://example.org", ""),
        ("mailto:desk@example.org", ""),
        ("", "scheme"),
        ("/a.html", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("ftp://example.org/a", "scheme"),
        ("java\nscript:alert(1)", "invisible characters"),
        ("https://example.org/a b", "invisible characters"),
        ("https://example.org/\u202e", "invisible characters"),
        ("https://example.org/<b>", "malformed"),
        ("https:///a", "malformed"),
        ("https://[::1", "malformed"),
        ("mailto:nobody", "malformed"),
        ("https://example.org/" + "a" * 2_000, "too long"),
    ],
)
def test_an_address_becomes_a_link_or_is_refused_for_a_reason(url: str, refusal: str) -> None:
    assert link_refusal(url) == refusal
    assert safe_url(url) == ("" if refusal else url)
    assert is_web_address(url) == (not refusal and not url.startswith("mailto:"))


@pytest.mark.parametrize("path", ["a.html", "../a/b%20c.html?view=map#place=x", "/a:b", "#a:b", "./a:b", "/", "東京/"])
def test_a_path_becomes_a_link(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//example.org/a",
        "javascript:alert(1)",
        "data:text/html,a",
        "/\\example.org",
        "a b",
        "a\tb",
        'a"b',
        "<b>",
        "a" * 3_000,
    ],
)
def test_what_leads_elsewhere_or_ends_early_is_no_path(path: str) -> None:
    assert safe_path(path) == ""
