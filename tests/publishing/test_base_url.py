from __future__ import annotations

import pytest

from storymap.errors import PageError
from storymap.publishing.base_url import folder_url


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        (None, ""),
        ("https://maps.example.org/juarez/", "https://maps.example.org/juarez/"),
        ("https://maps.example.org/juarez", "https://maps.example.org/juarez/"),
        ("https://maps.example.org", "https://maps.example.org/"),
        ("http://127.0.0.1:8000/a%20b/", "http://127.0.0.1:8000/a%20b/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_the_address_of_a_folder_ends_with_a_slash(url: str | None, folder: str) -> None:
    assert folder_url(url) == folder


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/juarez/",
        "maps.example.org/juarez",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "file:///srv/maps/",
        "https://",
        "https:///x",
        "https://user:secret@example.org/",
        "https://example.org/?a=1",
        "https://example.org/?",
        "https://example.org/#top",
        "https://example.org/story.html",
        'https://example.org/"onload="x',
        "https://example.org/<script>",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/\u202etxt",
        "https://exämple.org/",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
    ],
)
def test_what_is_not_the_plain_address_of_a_folder_is_refused(url: str) -> None:
    with pytest.raises(PageError) as refused:
        folder_url(url)
    (problem,) = refused.value.problems
    assert problem.where == "--url"
    assert "https://maps.example.org/juarez/" in problem.remedy
