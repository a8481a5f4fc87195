"""The files that an article names: how many, each once, and where it is said that one may not be named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storymap.errors import Problem, StorymapError
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.article_files import ArticleFiles
from tests.reading.article.files import read, refusal


def article_files(folder: Path, front: str = "") -> ArticleFiles:
    (folder / "story.md").write_text(f"---\n{front}\n---\n\nText.\n", encoding="utf-8")
    return ArticleFiles("story.md", folder / "story.md", AllowedFolders())


def test_a_list_of_more_than_twenty_files_is_refused(tmp_path: Path) -> None:
    names = [f"{number}.csv" for number in range(21)]
    assert read(tmp_path, f"---\nplaces: [{', '.join(names[:20])}]\n---\nText").place_files == tuple(names[:20])
    for entry in ("places", "context"):
        path = tmp_path / "long.md"
        path.write_text(f"---\ntitle: T\n{entry}: [{', '.join(names)}]\n---\nText", encoding="utf-8")
        assert refusal(path) == [
            f"long.md, line 3: {entry} names 21 files; at most 20 are read; put their features into fewer files"
        ]


def test_every_file_that_may_not_be_named_is_said_with_its_line(tmp_path: Path) -> None:
    files = article_files(tmp_path, "title: T\nplaces:\n  - in.csv\n  - ../out.csv\n  - /vsizip/a.zip\ntheme: ../a.css")
    with pytest.raises(StorymapError) as caught:
        files.named("places", ["in.csv", "../out.csv", "/vsizip/a.zip"], [])
    assert [str(problem) for problem in caught.value.problems] == [
        'story.md, line 5: the places file "../out.csv" is outside the folder of the file; '
        f"save it beside the file, or add --allow-path {tmp_path.parent}",
        'story.md, line 6: the places file "/vsizip/a.zip" is not a relative path; save it beside the file and name it',
    ]
    with pytest.raises(StorymapError, match=r'^story.md, line 7: the theme "../a.css" is outside'):
        files.named("theme", ["../a.css"], [])


@pytest.mark.parametrize(
    ("entry", "kind", "example"),
    [
        ("places", "places file", "places.geojson"),
        ("context", "context file", "context.geojson"),
        ("theme", "theme", "theme.css"),
        ("tiles", "archive of tiles", "streets.pmtiles"),
    ],
)
def test_a_folder_and_a_name_of_nothing_are_refused_with_their_line(
    tmp_path: Path, entry: str, kind: str, example: str
) -> None:
    (tmp_path / "below").mkdir()
    # A theme that is a name without an ending is one of another tool, and left out.
    for folder in (".", "./below/") if entry == "theme" else (".", "below", "./below/"):
        files = article_files(tmp_path, f"title: T\n{entry}: {folder}")
        with pytest.raises(StorymapError) as caught:
            files.named(entry, [folder], [])
        (problem,) = caught.value.problems
        assert str(problem) == f'story.md, line 3: the {kind} "{folder}" is a folder; name a file in it'
    for nothing in ('""', "' '", '"\\u200b"'):
        (tmp_path / "a.md").write_text(f"---\ntitle: T\n{entry}: {nothing}\n---\nText", encoding="utf-8")
        assert refusal(tmp_path / "a.md") == [
            f"a.md, line 3: {entry} holds an empty name; "
            f"write the name of a file, for example {entry}: {example}, or leave it out"
        ]
    # An entry without a value names nothing.
    assert read(tmp_path, f"---\n{entry}:\n---\nText").place_files == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r'"a\0.csv"', r"a\x00.csv"),
        (r'"\a.csv"', r"\x07.csv"),
        (r'"a\tb.csv"', r"a\tb.csv"),
        ("a\x1b[2J.csv", r"a\x1b[2J.csv"),
        ("\x07a.csv", r"\x07a.csv"),
        ("a.csv\x7f", r"a.csv\x7f"),
        ("\u202evsc.a", r"\u202evsc.a"),
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
def test_a_path_with_control_characters_is_never_another_path(
    tmp_path: Path, written: str, shown: str, in_list: bool
) -> None:
    for name in ("a.csv", ".csv", "ab.csv", "a[2J.csv", "vsc.a"):
        (tmp_path / name).touch()
    front = f"places:\n  - other.csv\n  - {written}" if in_list else f"title: T\ntheme: t.css\nplaces: {written}"
    files = article_files(tmp_path, front)
    names = read(tmp_path, (tmp_path / "story.md").read_text(encoding="utf-8")).place_files
    with pytest.raises(StorymapError) as caught:
        files.named("places", names, [])
    (problem,) = caught.value.problems
    assert problem.where == "story.md, line 4"
    assert problem.what.endswith(f'has control characters in its name: "{shown}"')


def test_a_file_that_is_named_twice_is_read_once_whatever_its_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    (tmp_path / "soft.csv").symlink_to("a.csv")
    os.link(tmp_path / "a.csv", tmp_path / "hard.csv")
    (tmp_path / "b.csv").touch()
    names = ["a.csv", "./a.csv", "soft.csv", "hard.csv", "b.csv", "a.csv", "new.csv", "./new.csv"]
    problems: list[Problem] = []
    files = article_files(tmp_path, "places:\n" + "\n".join(f"- {name}" for name in names))
    assert files.named("places", names, problems) == [tmp_path / name for name in ("a.csv", "b.csv", "new.csv")]
    assert [(problem.severity, str(problem)) for problem in problems] == [
        ("warning", f"story.md, line {line}: the file {shown}; it is read once; take one of them out")
        for line, shown in (
            (4, '"a.csv" is named twice'),
            (5, '"soft.csv" is named twice ("a.csv")'),
            (6, '"hard.csv" is named twice ("a.csv")'),
            (3, '"a.csv" is named twice'),
            (10, '"new.csv" is named twice'),
        )
    ]


def test_a_usual_file_beside_the_article_is_taken_unless_it_is_a_link_that_leads_out(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    files = article_files(desk)
    assert files.beside("places.geojson") is None
    (desk / "a.geojson").touch()
    (desk / "places.geojson").symlink_to("a.geojson")
    assert files.beside("places.geojson") == desk / "places.geojson"
    (tmp_path / "b.geojson").touch()
    (desk / "context.geojson").symlink_to("../b.geojson")
    with pytest.raises(StorymapError) as caught:
        files.beside("context.geojson")
    assert str(caught.value) == (
        "story.md: the target of the link context.geojson is outside the folder of the file; "
        f"save it beside the file, or add --allow-path {tmp_path}"
    )


def test_an_article_made_in_python_names_files_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = ArticleFiles("article", None, AllowedFolders())
    assert files.named("places", ["a.csv"], []) == [Path("a.csv")]
    assert files.beside("places.geojson") is None
    with pytest.raises(StorymapError, match=r"^article: the places file"):
        files.named("places", ["../a.csv"], [])
