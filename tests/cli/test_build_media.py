"""The media options of `storymap build` and `storymap check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.reading.media.samples import mp3


def test_media_too_large_for_the_page_are_refused_with_the_choice_and_go_beside_it(desk: Path) -> None:
    (desk / "rain.mp3").write_bytes(mp3(2 << 20))
    (desk / "story.md").write_text("# T\n\nLaredo.\n\n![Rain](rain.mp3)\n", encoding="utf-8")
    refused = run("build", "story.md")
    assert (refused.exit_code, refused.stderr) == (
        1,
        'error: story.md, line 5: the sound "rain.mp3" has 2 MB; at most 1.5 MB go into a page; '
        "use a smaller one, or choose media: link (--media link)\n",
    )
    assert not (desk / "output").exists()
    assert run("build", "story.md", "--media", "link").exit_code == 0
    assert sorted(path.name for path in (desk / "output").iterdir()) == ["t.html", "t.media"]
    (desk / "story.md").write_text("---\nmedia: link\n---\n# T\n\nLaredo.\n\n![Rain](rain.mp3)\n", encoding="utf-8")
    assert run("check", "story.md").stderr == ""
    assert run("check", "story.md", "--media", "inline").exit_code == 1


@pytest.mark.parametrize(
    ("front", "arguments", "said"),
    [
        ("media: beside\n", [], 'story.md, line 2: there is no "beside" for media; write inline (in the page) or link'),
        ("", ["--media", "beside"], 'media: there is no "beside" for media; take inline or link'),
        (
            "",
            ["--allow-remote", "https://a.example/"],
            'allow-remote: "https://a.example/" is not the name of a server',
        ),
    ],
)
def test_a_choice_of_media_that_is_none_is_refused(desk: Path, front: str, arguments: list[str], said: str) -> None:
    (desk / "story.md").write_text(f"---\n{front}---\n# T\n\nLaredo.\n", encoding="utf-8")
    result = run("build", "story.md", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
