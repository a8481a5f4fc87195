"""Directives of MyST, divs of pandoc and Quarto, cells of Quarto and Observable: shown, kept or left out, never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from tests.reading.article.files import put_picture, read


def shown(folder: Path, text: str, problems: list[Problem] | None = None) -> list[tuple[str, str, int | None]]:
    put_picture(folder)
    return [(block.kind, block.text, block.line) for block in read(folder, text, problems).body]


@pytest.mark.parametrize("fence", ["```", "````", "~~~", ":::"])
def test_a_figure_is_a_picture_with_its_caption(tmp_path: Path, fence: str) -> None:
    text = f"One.\n\n{fence}{{figure}} a.png\n:alt: What\n:name: fig\n\nThe [caption](https://e.org),\nlong.\n\nMore.\n{fence}\n\nEnd.\n"
    assert shown(tmp_path, text) == [
        ("paragraph", "One.", 1),
        ("image", "The caption, long.", 3),
        ("paragraph", "More.", 10),
        ("paragraph", "End.", 13),
    ]
    image = read(tmp_path, text).body[1].image
    assert image is not None
    assert image.alt == "What"


def test_a_figure_that_is_missing_leaves_no_caption(tmp_path: Path) -> None:
    text = "One.\n\n```{figure} gone.png\nIts caption\n```\n\n:::{figure} gone.png\nIts *caption*\n:::\n"
    assert shown(tmp_path, text) == [("paragraph", "One.", 1)]


def test_an_image_needs_no_caption(tmp_path: Path) -> None:
    assert shown(tmp_path, "One.\n\n```{image} a.png\n:alt: What\n```\n\nTwo.\n") == [
        ("paragraph", "One.", 1),
        ("image", "", 3),
        ("paragraph", "Two.", 7),
    ]


def test_what_stands_in_notes_and_cards_stays_with_its_title(tmp_path: Path) -> None:
    problems: list[Problem] = []
    text = (
        "````{note}\nOne.\n```{warning} Beware\n:class: dropdown\nTwo.\n```\n````\n\n::::{grid} 1 2\n:::{card} A card\n\n"
        "Three.\n:::\n::::\n\n::: {.callout-tip title='Tip'}\n\nFour.\n:::\n\n:::tip[A *tip*]\n\nFive.\n\n:::\n"
    )
    assert [text for _, text, _ in shown(tmp_path, text, problems)] == [
        *("One.\nBeware", "Two.", "A card", "Three.", "Tip", "Four.", "A tip", "Five."),
    ]
    assert problems == []


def test_a_quotation_is_one(tmp_path: Path) -> None:
    (block,) = read(tmp_path, "```{epigraph}\nSaid.\n```\n").body
    assert (block.text, [container.tag for container in block.within]) == ("Said.", ["blockquote"])


@pytest.mark.parametrize(
    "cell",
    [
        "```{r}\n#| echo: false\nnrow(Paris)\n```",
        "```{python echo=FALSE}\nParis\n```",
        "```{code-cell} ipython3\nParis\n```",
        "```{ojs}\nParis\n```",
        "```mermaid\nParis --> Rome\n```",
        "```js\nconst paris = FileAttachment('Paris.csv').csv();\n```",
        "```sql\nselect 'Paris'\n```\n\n```js\ndisplay(1)\n```",
    ],
)
def test_code_that_another_program_runs_is_left_out(tmp_path: Path, cell: str) -> None:
    problems: list[Problem] = []
    assert shown(tmp_path, f"One.\n\n{cell}\n\nTwo.\n", problems)[0::1] == [
        ("paragraph", "One.", 1),
        ("paragraph", "Two.", 4 + cell.count("\n") + 1),
    ]
    assert [problem.what.partition(" (")[0] for problem in problems] == ["cells of code are left out"]


@pytest.mark.parametrize(
    "code",
    [
        "```js\nlet a = 1;\n```",
        "```python\nprint(1)\n```",
        "```{.r filename='a'}\n1\n```",
        "```{code-block} js\na\n```",
    ],
)
def test_examples_of_code_stay(tmp_path: Path, code: str) -> None:
    problems: list[Problem] = []
    assert [kind for kind, _, _ in shown(tmp_path, f"One.\n\n{code}\n", problems)] == ["paragraph", "code"]
    assert problems == []


def test_nothing_within_code_is_a_directive(tmp_path: Path) -> None:
    assert shown(tmp_path, "````\n```{note}\nOne\n```\n````\n") == [("code", "```{note}\nOne\n```", 1)]


def test_other_directives_are_left_out_with_one_warning(tmp_path: Path) -> None:
    problems: list[Problem] = []
    text = "One.\n\n```{toctree}\nParis\n```\n\n```{my-own}\nRome\n```\n\n:::{iframe} https://e.org\n:::\n"
    assert shown(tmp_path, text, problems) == [("paragraph", "One.", 1)]
    assert [str(problem).partition(";")[0] for problem in problems] == [
        "story.md, line 3: directives are left out (3, the first here): {toctree}, {my-own}, {iframe}"
    ]


def test_labels_breaks_and_comments_of_myst_are_not_shown(tmp_path: Path) -> None:
    text = '(my-label)=\n# T\n\n% A comment\n\nOne.\n\n+++ {"a": 1}\n\nTwo.\n'
    assert shown(tmp_path, text) == [("paragraph", "One.", 6), ("paragraph", "Two.", 10)]
    assert shown(tmp_path, "% of people\n") == [("paragraph", "% of people", 1)]


@pytest.mark.parametrize(
    "text", ["```{note}\nOne.\n", ":::{figure} a.png\nOne.\n", "::::{note}\n:::{tip}\nOne.\n:::\n"]
)
def test_no_text_is_lost_where_a_fence_is_not_closed(tmp_path: Path, text: str) -> None:
    assert any("One." in text for _, text, _ in shown(tmp_path, text))
