"""`storymap find` as an editor meets it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import run


def test_a_gazetteer_of_ones_own_is_used(story: Path) -> None:
    (story / "own.csv").write_text("name,latitude,longitude\nZefirbuno,10.5,20.5\n")
    assert "(10.5, 20.5)" in run("find", "Zefirbuno", "--gazetteer", "own.csv").stdout
    assert run("find", "Zefirbuno").exit_code == 1
    linked = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"title": "Tenochtitlan"},
                "names": [{"toponym": "México-Tenochtitlan"}],
                "geometry": {"type": "Point", "coordinates": [-99.1, 19.4]},
            }
        ],
    }
    (story / "lpf.json").write_text(json.dumps(linked), encoding="utf-8")
    assert "(19.4, -99.1)" in run("find", "Mexico Tenochtitlan", "--gazetteer", "lpf.json").stdout
