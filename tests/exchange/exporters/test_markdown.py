from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.cli.commands import run
from tests.exchange.exporters.test_annotations import write_story
from tests.exchange.imports import PICTURE
from tests.exchange.round_trips import fields_of, made_stories, seen_text, there_and_back


def exported(*arguments: str) -> tuple[str, str]:
    result = run("export", "story.md", "markdown", "-o", "a.md", "--force", *arguments)
    assert result.exit_code == 0, result.output
    return Path("a.md").read_text(encoding="utf-8"), result.output


def test_names_are_links_to_points_on_earth(empty_desk: Path) -> None:
    write_story()
    text, said = exported()
    assert text == (
        "---\ntitle: The 🌊 river\nlanguage: en\n---\n\n"
        "In [Basel](geo:47.55960,7.58860) the [**Rhine**](geo:47.00000,7.00000) turns.\n"
    )
    assert "lost: links of places without a position (Far); --url links to the page instead" in said


def test_with_the_address_of_the_page_they_lead_there(empty_desk: Path) -> None:
    write_story()
    text, _ = exported("--url", "https://example.org/s/")
    assert "[Basel](<https://example.org/s/#place=basel>)" in text
    assert "[**Rhine**](<https://example.org/s/#place=rhine>)" in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[In Basel.](https://example.org)", "[In Basel.](https://example.org)"),
        ('In [the Basel](view:47,7,5), Basel. {view="basel"}', "In the Basel, [Basel](geo:47.55960,7.58860)."),
        ("`Basel` [Basel](place:)", "`Basel` Basel"),
        ("| Basel |\n|---|\n| b |", "| [Basel](geo:47.55960,7.58860) |\n| --- |\n| b |"),
        ("1\\. *Bas*el", "1\\. [*Bas*el](geo:47.55960,7.58860)"),
    ],
)
def test_links_are_written_where_there_is_none_yet(empty_desk: Path, text: str, written: str) -> None:
    write_story()
    Path("story.md").write_text(f"---\nlanguage: en\n---\n\nBegin.\n\n{text}\n")
    assert exported()[0] == f"---\nlanguage: en\n---\n\nBegin.\n\n{written}\n"


def test_a_picture_gives_way_to_its_caption(empty_desk: Path) -> None:
    write_story()
    Path("a.png").write_bytes(PICTURE)
    Path("story.md").write_text('---\nlanguage: en\n---\n\nA.\n\n![x](a.png "In Basel.")\n\n![x](a.png)\n\nBasel.\n')
    text, said = exported()
    assert text.endswith("A.\n\nIn [Basel](geo:47.55960,7.58860).\n\n[Basel](geo:47.55960,7.58860).\n")
    assert "changed: pictures (In Basel.); their captions are paragraphs" in said
    assert "lost: pictures (x)" in said


@settings(max_examples=8, deadline=None)
@given(made_stories())
def test_the_text_comes_back(files: dict[str, str]) -> None:
    story, back = there_and_back(files, "markdown", ".md")
    assert seen_text(back.story) == seen_text(story)
    assert fields_of(back.story) == fields_of(story)
