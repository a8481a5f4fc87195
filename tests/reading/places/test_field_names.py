"""Fields of other programs: which is the name, the note, the layer, and what is told of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storymap.errors import PlacesError, Problem
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_places


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*properties: dict[str, Any], **fields: str) -> tuple[dict[str, Any], list[str]]:
    """Return the first place of a file of features with these `properties`, and what was said."""
    features = [
        {"type": "Feature", "properties": each, "geometry": {"type": "Point", "coordinates": [6.9 + n, 50.9]}}
        for n, each in enumerate(properties)
    ]
    Path("p.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    problems: list[Problem] = []
    frame = read_places("p.geojson", problems=problems, choices=PlaceChoices(fields))
    return frame.iloc[0].to_dict(), [f"{problem.severity}: {problem}" for problem in problems]


@pytest.mark.parametrize(
    "field",
    ["Name", "NAME", "title", "Titel", "nom", "Nombre", "label", "Place Name", "NAME_1", "Название", "名称", "الاسم"],
)
def test_the_name_is_found_whatever_it_is_called(field: str) -> None:
    place, said = read({field: "Köln", "population": 1_000_000})
    assert (place["name"], place["properties"]) == ("Köln", {"population": 1_000_000})
    assert said == [
        f'note: p.geojson: it was read with "{field}" as name; say otherwise with --fields, such as name={field}'
    ]


def test_the_last_of_numbered_names_is_the_feature_s_own() -> None:
    place, _ = read({"NAME_0": "Germany", "NAME_1": "Nordrhein-Westfalen", "NAME_2": "Köln"})
    assert place["name"] == "Köln"
    assert place["properties"] == {"NAME_0": "Germany", "NAME_1": "Nordrhein-Westfalen"}


def test_a_description_is_the_note_as_text() -> None:
    place, said = read(
        {"name": "Köln", "description": "The <b>cathedral</b>.<br>At noon &amp; later<script>x()</script>"}
    )
    assert place["note"] == "The cathedral.\nAt noon & later"
    assert len(said) == 1


def test_what_is_called_as_storymap_calls_it_goes_first() -> None:
    place, said = read({"name": "Köln", "note": "Ours.", "title": "No name", "description": "No note"})
    assert (place["name"], place["note"]) == ("Köln", "Ours.")
    assert said == []
    assert place["properties"] == {"title": "No name", "description": "No note"}


def test_group_link_aliases_and_a_photo_that_is_there_are_found(desk: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(desk / "dom.png")
    place, _ = read(
        {
            "name": "Köln",
            "Kategorie": "Towns",
            "website": "https://example.org/k",
            "aka": "Cologne; Colonia",
            "Foto": "dom.png",
        }
    )
    assert (place["layer"], place["url"], place["aliases"]) == (
        "Towns",
        "https://example.org/k",
        ("Cologne", "Colonia"),
    )
    assert place["image"].data.startswith("data:image/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("photo", "https://example.org/a.jpg"),
        ("photo", "missing.jpg"),
        ("photo", "/etc/hostname\0.png"),
        ("description", "x" * 5_001),
        ("description", 7),
        ("category", {"a": 1}),
        ("aka", ["x" * 201]),
    ],
)
def test_what_cannot_be_that_stays_data_and_is_no_fault(field: str, value: Any) -> None:
    place, said = read({"name": "Köln", field: value})
    assert place["properties"][field] == value
    assert not [line for line in said if line.startswith("error")]


def test_a_person_says_which_field_is_which() -> None:
    place, said = read({"NOM": "Cologne", "name": "k-17", "TYPE": "Towns"}, name="NOM", layer="TYPE")
    assert (place["name"], place["layer"], said) == ("Cologne", "Towns", [])


def test_a_field_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(PlacesError, match='no feature has the field "NOM", which was named as name; it has name, TYPE'):
        read({"name": "Köln", "TYPE": "Towns"}, name="NOM")
