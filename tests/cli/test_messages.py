"""Messages are few: one line for all of a kind, what matters last, and all of them with -v and in the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.cli.problem_groups import grouped
from storymap.errors import Problem
from tests.cli.commands import collection, run

NAMES = ("Aleppo", "Homs", "Hama", "Idlib", "Raqqa")


def lines(*problems: Problem) -> list[str]:
    return [f"{problem.severity}: {problem}" for problem in grouped(problems)]


@pytest.fixture
def desk_with_five(desk: Path) -> Path:
    records = [(name, 37 + number / 10, 36) for number, name in enumerate(NAMES)]
    (desk / "places.geojson").write_text(collection(("Laredo", -99.5, 27.5), *records), encoding="utf-8")
    return desk


NEVER = (
    'warning: places.geojson: the article never mentions "Aleppo" (feature 2, line 3); "Homs" (feature 3, line 4); '
    '"Hama" (feature 4, line 5); and 2 more, which -v lists; add an alias as the article writes it'
)


@pytest.mark.parametrize("command", ["build", "check", "publish"])
def test_places_that_are_never_mentioned_are_one_line(desk_with_five: Path, command: str) -> None:
    assert run(command, "story.md").stderr.splitlines()[:1] == [NEVER]


def test_all_are_listed_when_asked_for(desk_with_five: Path) -> None:
    listed = run("check", "story.md", "-v").stderr.splitlines()
    assert [line.split('"')[1] for line in listed if "never mentions" in line] == list(NAMES)
    problems = json.loads(run("check", "story.md", "--json").stdout)["problems"]
    assert [problem["what"] for problem in problems] == [f'the article never mentions "{name}"' for name in NAMES]


def test_what_check_asks_the_gazetteer_is_in_its_json(desk: Path) -> None:
    (desk / "story.md").write_text("# T\n\nFrom Laredo they drove to El Paso.\n", encoding="utf-8")
    problems = json.loads(run("check", "story.md", "--json").stdout)["problems"]
    assert [problem["severity"] for problem in problems] == ["note"]
    assert problems[0]["what"] == "the text names places that are not on the map: El Paso"


def test_suggest_has_its_messages_in_the_json_too(desk: Path) -> None:
    (desk / "story.md").write_text("# 大雨\n\n大阪府警は神戸で男二人を逮捕した。\n", encoding="utf-8")
    data = json.loads(run("suggest", "story.md", "--json").stdout)
    assert [problem["severity"] for problem in data["problems"]] == ["note", "warning"]


def test_errors_stand_last_and_before_them_warnings() -> None:
    told = lines(Problem("a", "e"), Problem("b", "w", "", "warning"), Problem("c", "n", "", "note"), Problem("d", "f"))
    assert told == ["note: c: n", "warning: b: w", "error: a: e", "error: d: f"]


def test_what_says_the_same_has_its_places_listed() -> None:
    problems = [Problem(f"a.csv, row {row}", "has no name", "write one") for row in range(1, 5)]
    assert lines(*problems) == [
        "error: a.csv: has no name (4 times: row 1; row 2; row 3; and 1 more, which -v lists); write one"
    ]


def test_files_are_named_where_there_are_several() -> None:
    problems = [Problem(f"{file}.csv, row 1", "has no name", "write one") for file in "ab"]
    assert lines(*problems) == ["error: has no name (2 times: a.csv, row 1; b.csv, row 1); write one"]


def test_one_name_or_number_that_differs_is_listed_with_where_it_is() -> None:
    problems = [Problem(f'a.csv, row {row} ("N{row}")', f"latitude 9{row}.5 is too much", "mend it") for row in (1, 2)]
    assert lines(*problems) == [
        'error: a.csv: latitude 91.5 is too much (2 of these: 91.5 (row 1 ("N1")); 92.5 (row 2 ("N2"))); mend it'
    ]


def test_what_differs_in_more_is_one_line_from_four_on() -> None:
    problems = [Problem("a", f'"{n}" is not {n}', "mend it", "warning") for n in range(5)]
    assert lines(*problems[:3]) == [f'warning: a: "{n}" is not {n}; mend it' for n in range(3)]
    assert lines(*problems) == [
        'warning: a: 5 of a kind: "0" is not 0; "1" is not 1; "2" is not 2; and 2 more, which -v lists; mend it'
    ]


def test_what_has_remedies_of_its_own_is_one_line_beyond_ten() -> None:
    problems = [Problem("a", f'it names "{n}"', f'write "{n}"', "warning") for n in range(11)]
    assert lines(*problems[:10]) == [f"warning: {problem}" for problem in problems[:10]]
    assert lines(*problems) == [
        'warning: a: 11 of a kind: it names "0"; it names "1"; it names "2"; and 8 more, which -v lists; '
        'of the first: write "0"'
    ]


def test_two_folders_keep_their_own_remedies() -> None:
    problems = [Problem("a", "it is outside", f"add --allow-path /tmp/{n}", "warning") for n in (1, 2)]
    assert len(lines(*problems)) == 2


def test_the_same_message_twice_is_told_once() -> None:
    assert lines(Problem("a", "b"), Problem("a", "b")) == ["error: a: b"]


def test_a_line_names_fewer_where_three_are_too_long() -> None:
    problems = [Problem("a", f'{"x" * 60} "{str(n) * 80}" ends', "", "warning") for n in range(3)]
    (line,) = lines(*problems)
    assert line.endswith(f'(3 of these: "{"0" * 80}"; and 2 more, which -v lists)')
