"""Admonitions of Python-Markdown and MkDocs are text of the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from tests.reading.article.files import read, refusal


def texts(folder: Path, text: str, problems: list[Problem] | None = None) -> list[tuple[str, int | None]]:
    return [(block.text, block.line) for block in read(folder, text, problems).body]


def test_the_text_stays_below_the_title_that_the_author_wrote(tmp_path: Path) -> None:
    problems: list[Problem] = []
    text = 'One.\n\n!!! note "To *Laredo*"\n    Two.\n\n    - Three.\n\nFour.\n\n??? tip\n    Five.\n\n!!! danger ""\n    Six.\n'
    assert texts(tmp_path, text, problems) == [
        *(("One.", 1), ("To Laredo", 3), ("Two.", 4), ("Three.", 6), ("Four.", 8), ("Five.", 11), ("Six.", 14)),
    ]
    title = read(tmp_path, text).body[1]
    assert [(span.kind, title.text[span.start : span.end]) for span in title.spans if span.kind == "strong"] == [
        ("strong", "To Laredo")
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("!!! What a day", "!!! What a day"),
        ("???", "???"),
        ("!!! nowhere known\n    to Laredo", "!!! nowhere known\nto Laredo"),
    ],
)
def test_what_is_no_admonition_is_as_it_was(tmp_path: Path, text: str, shown: str) -> None:
    assert texts(tmp_path, f"{text}\n\nIn El Paso.\n")[0] == (shown, 1)


def test_too_many_within_each_other_are_refused_and_not_cut(tmp_path: Path) -> None:
    nested = "".join(f"{'    ' * depth}!!! note\n" for depth in range(120))
    (tmp_path / "story.md").write_text(f"In Laredo.\n\n{nested}{'    ' * 120}In it.\n")
    assert refusal(tmp_path / "story.md")[0].endswith("lists or quotations are nested too deeply; nest them less")


def test_many_of_them_are_read(tmp_path: Path) -> None:
    nested = "".join(f"{'    ' * depth}!!! note\n" for depth in range(15))
    assert len(texts(tmp_path, f"In Laredo.\n\n{nested}{'    ' * 15}In it.\n\n" * 300)) == 600
