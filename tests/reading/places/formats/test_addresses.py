"""A placemark with an address and no coordinates is told, with a command that looks its town up."""

from __future__ import annotations

import shlex

import pytest
from click.testing import CliRunner

from storymap.cli.main import main
from storymap.reading.places.formats.addresses import known_name
from storymap.reading.places.formats.kml import read_kml
from storymap.reading.problem_log import ProblemLog

POINT = "<Point><coordinates>7.59,47.56</coordinates></Point>"


def read(*bodies: str) -> tuple[list[dict[str, object]], list[str]]:
    log = ProblemLog("p.kml")
    marks = "".join(f"<Placemark><name>Café</name>{body}</Placemark>" for body in bodies)
    found = read_kml(f"<kml>{marks}</kml>".encode(), "p.kml", log)
    return [dict(feature.properties) for feature in found.features], [str(problem) for problem in log.problems()]


def test_the_command_that_is_offered_finds_the_town() -> None:
    (place,), (said,) = read("<address>Marktplatz 9, 4001 Basel, Switzerland</address>")
    assert said == (
        'p.kml: one placemark has an address and no coordinates, placemark 1 ("Café"): '
        "\"Marktplatz 9, 4001 Basel, Switzerland\"; storymap find 'Basel, Switzerland'"
    )
    assert place["address"] == "Marktplatz 9, 4001 Basel, Switzerland"
    command = shlex.split(said.rpartition("; ")[2])
    found = CliRunner().invoke(main, command[1:])
    assert found.exit_code == 0
    assert "47.5" in found.output


def test_many_are_one_line_and_those_with_coordinates_are_none() -> None:
    _, (said,) = read(*["<address>nowhere at all</address>"] * 5, f"<address>Basel</address>{POINT}")
    assert "5 placemarks have an address and no coordinates" in said
    assert said.endswith('placemark 3 ("Café"): "nowhere at all"; and 2 more; write the coordinates of each')
    assert read(f"<address>Basel</address>{POINT}")[1] == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("1600 Pennsylvania Ave NW, Washington, DC 20500, USA", "Washington, USA"),
        ("10 rue de Rivoli, 75001 Paris, France", "Paris, France"),
        ("Av. Juárez 12, Ciudad Juárez, Chih., México", "Ciudad Juárez, México"),
        ("Basel", "Basel"),
        ("12345", ""),
        (", ,\n" * 100_000, ""),
    ],
)
def test_the_town_of_an_address_is_found_among_its_parts(address: str, name: str) -> None:
    assert known_name(address) == name
