"""The link policy: which addresses may become links, and why others may not."""

from __future__ import annotations

import pytest

from storymap.urls import is_web_address, link_refusal, safe_url


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
