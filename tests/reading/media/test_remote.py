"""Pictures on the web: which servers may be asked for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.reading.media.policy import MediaPolicy
from tests.reading.media.samples import embed


def test_a_picture_on_the_web_is_shown_from_a_server_that_was_allowed(tmp_path: Path) -> None:
    media_policy = MediaPolicy(hosts=["Images.Example.org", "cdn.example.org:8443"])
    for src in ("https://images.example.org/a.png?x=1", "https://cdn.example.org:8443/a.png"):
        image, problems = embed(src, tmp_path, media_policy=media_policy)
        assert (image.data, problems) == (src, [])


@pytest.mark.parametrize(
    ("src", "remedy"),
    [
        ("http://images.example.org/a.png", "write its address with https://"),
        ("//images.example.org/a.png", "save it beside the file"),
        ("https://images.example.org:444/a.png", "allow it with --allow-remote images.example.org:444"),
        ("https://images.example.org.evil.org/a.png", "--allow-remote images.example.org.evil.org"),
        ("https://images.example.org@evil.org/a.png", "save it beside the file"),
        ("https://images.example.org\\@evil.org/a.png", "save it beside the file"),
        ("https://images.example.org /a.png", "save it beside the file"),
    ],
)
def test_other_servers_are_not_asked(tmp_path: Path, src: str, remedy: str) -> None:
    image, problems = embed(src, tmp_path, media_policy=MediaPolicy(hosts=["images.example.org"]))
    assert image.data == ""
    assert "is on the web and is not loaded" in problems[0].what
    assert remedy in problems[0].remedy
