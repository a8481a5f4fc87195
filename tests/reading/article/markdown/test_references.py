"""References that another program resolves: left out with one warning a kind; roles are their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from tests.reading.article.files import put_picture, read


def text_and_kinds(folder: Path, text: str) -> tuple[str, list[str]]:
    problems: list[Problem] = []
    article = read(folder, text, problems)
    return article.body[0].text, [problem.what.partition(" are left out")[0] for problem in problems]


@pytest.mark.parametrize(
    ("written", "shown", "kinds"),
    [
        ("Dams [@usace; see @other, p. 3].", "Dams.", ["citations"]),
        ("Dams [see @usace] and [-@x].", "Dams and.", ["citations"]),
        ("As @fig-dams shows (@tbl-x).", "As shows.", ["cross references"]),
        ("Paris[^2] is.", "Paris is.", ["notes without a text"]),
        ("There are `r nrow(x)` and `{python} n`.", "There are and.", ["values"]),
        ("There are ${d3.format(',')({a: `${x}`})} dams.", "There are dams.", ["values"]),
        ("A {term}`MyST` and {ref}`the map <map>`, {abbr}`UN (United Nations)`.", "A MyST and the map, UN.", []),
        ("See {ref}`map`, {cite:p}`key` {math}`x^2`.", "See,.", ["cross references", "citations", "formulas"]),
        ("H{sub}`2`O {kbd}`Ctrl`", "H2O Ctrl", []),
        ("[[Paris]] and [[rome|Rome]].", "Paris and Rome.", []),
        (
            "By [@ann](https://e.org), ann@example.org, @ann and `[@ann]`.",
            "By @ann, ann@example.org, @ann and [@ann].",
            [],
        ),
        ("He [photo by @ann] said {x}.", "He [photo by @ann] said {x}.", []),
        (r"\[@ann] \${x} costs $5 {a}.", "[@ann] ${x} costs $5 {a}.", []),
    ],
)
def test_references_within_a_line(tmp_path: Path, written: str, shown: str, kinds: list[str]) -> None:
    text, found = text_and_kinds(tmp_path, written + "\n")
    assert (" ".join(text.split()).replace(" .", ".").replace(" ,", ","), found) == (shown, kinds)


def test_a_value_may_run_over_lines_but_is_closed(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, "One ${resize((width) => {\n\n  return chart(width);\n})}\n\nTwo ${x.\n", problems)
    assert [(block.text, block.line) for block in article.body] == [("One", 1), ("Two ${x.", 6)]
    assert [problem.where for problem in problems] == ["story.md, line 1", "story.md, line 6"]


def test_an_embedded_picture_of_obsidian(tmp_path: Path) -> None:
    put_picture(tmp_path)
    assert [block.kind for block in read(tmp_path, "One.\n\n![[a.png|300]]\n").body] == ["paragraph", "image"]
