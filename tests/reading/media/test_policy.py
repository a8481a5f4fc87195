"""What media may weigh, and whose servers may be asked."""

from __future__ import annotations

import pytest

from storymap.errors import StorymapError
from storymap.model import MediaChoice
from storymap.reading.media.policy import MediaPolicy


def test_the_build_chooses_before_the_article_does() -> None:
    for given, written, delivery in (
        (None, "", "inline"),
        (None, "link", "link"),
        ("inline", "link", "inline"),
        ("link", "inline", "link"),
    ):
        media_policy = MediaPolicy(given)
        media_policy.apply_article_choice(written)
        assert media_policy.choice.delivery == delivery


def test_servers_are_listed_by_name_each_once() -> None:
    assert MediaPolicy(None, ["B.example", "a.example:8443", " b.example"]).choice == MediaChoice(
        "inline", ("a.example:8443", "b.example")
    )


@pytest.mark.parametrize(
    "host",
    [
        *("", "*", "*.example.org", "https://example.org", "example.org/a", "a b.org", "localhost", "user@example.org"),
        *(
            "example.org; script-src *",
            "'unsafe-inline'",
            "a..org",
            "-a.org",
            "example.org:",
            "example.org:123456",
            "[::1]",
        ),
        "éxample.org",
    ],
)
def test_what_is_no_name_of_a_server_is_refused(host: str) -> None:
    with pytest.raises(StorymapError, match=r"allow-remote: .* is not the name of a server; write for example"):
        MediaPolicy(None, [host])


def test_a_choice_that_there_is_not_is_refused() -> None:
    with pytest.raises(StorymapError, match='media: there is no "embed" for media; take inline or link'):
        MediaPolicy("embed")


@pytest.mark.parametrize(
    ("delivery", "item", "page", "said"),
    [("inline", 3 << 19, 8 << 20, "choose media: link"), ("link", 64 << 20, 256 << 20, "use")],
)
def test_sizes_up_to_the_limit_are_taken(delivery: str, item: int, page: int, said: str) -> None:
    media_policy = MediaPolicy(delivery)
    with pytest.raises(StorymapError) as caught:
        media_policy.count(item + 1, "a")
    assert said in caught.value.problems[0].remedy
    for _ in range(page // item):
        media_policy.count(item, "a")
    media_policy.count(page % item, "a")
    with pytest.raises(StorymapError) as caught:
        media_policy.count(1, "a")
    assert [p.severity for p in caught.value.problems] == ["error"]
    with pytest.raises(StorymapError) as caught:
        media_policy.count(1, "a")
    assert [p.severity for p in caught.value.problems] == ["warning"]
