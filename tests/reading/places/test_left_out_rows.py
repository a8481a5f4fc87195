"""Rows that cannot be a place: left out and told in one line, unless they are more than half of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_places


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*rows: str, choices: PlaceChoices = PlaceChoices()) -> tuple[list[str], list[str]]:  # noqa: B008 - frozen
    Path("p.csv").write_text("name,lat,lon,url\n" + "\n".join(rows), encoding="utf-8")
    problems: list[Problem] = []
    frame = read_places("p.csv", problems=problems, choices=choices)
    return frame["name"].tolist(), [f"{problem.severity}: {problem}" for problem in problems]


def test_a_bad_row_is_left_out_and_named() -> None:
    names, said = read("A,1,2,", "B,91,2,", "C,3,,", ",4,5,", "D,5,6,", "E,6,7,", "F,7,8,", "G,north,2,")
    assert names == ["A", "D", "E", "F"]
    assert said == [
        'warning: p.csv: of 8 rows 4 cannot be places and are left out: line 3 ("B") latitude 91 is outside '
        '-90..90; line 4 ("C") has no longitude; line 5 has no name; and 1 more; '
        "correct them; --strict refuses such files"
    ]


def test_one_of_two_is_left_out_and_one_of_one_refused() -> None:
    assert read("A,1,2,", "B,91,2,")[0] == ["A"]
    with pytest.raises(PlacesError, match=r'line 2 \("B"\): latitude 91 is outside'):
        read("B,91,2,")


def test_more_than_half_are_refused_with_each() -> None:
    with pytest.raises(PlacesError) as caught:
        read("A,1,2,", "B,91,2,", "C,1,,")
    assert {problem.where for problem in caught.value.problems} == {'p.csv, line 3 ("B")', 'p.csv, line 4 ("C")'}


def test_strict_refuses_one_bad_row() -> None:
    with pytest.raises(PlacesError, match="latitude 91"):
        read("A,1,2,", "B,91,2,", "C,1,1,", choices=PlaceChoices(strict=True))


def test_a_place_whose_link_is_wrong_is_no_bad_row() -> None:
    with pytest.raises(PlacesError, match="url must begin with https"):
        read("A,1,2,", "B,3,4,javascript:alert(1)", "C,1,1,")


def test_a_point_where_failed_geocoding_lands_is_left_out_unless_it_is_meant() -> None:
    names, said = read("A,1,2,", "Null,0,0,", "C,3,4,")
    assert names == ["A", "C"]
    assert 'line 3 ("Null") lies at 0, 0, where failed geocoding lands' in said[0]
    assert read("A,1,2,", "Null,0,0.0,", choices=PlaceChoices(allow_zero=True))[0] == ["A", "Null"]
    # The equator and the meridian of Greenwich are places like others.
    assert read("A,0,2,", "B,51.5,0,")[0] == ["A", "B"]


def test_the_same_name_at_the_same_point_is_one_place() -> None:
    names, said = read("A,1,2,", "A,1,2,https://example.org/a", "A,3,4,", "B,1,2,")
    assert names == ["A", "A", "B"]
    assert said == ['note: p.csv: the same name at the same point is one place: line 3 ("A")']
