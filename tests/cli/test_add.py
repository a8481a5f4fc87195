"""`storymap add` as an editor meets it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import run


def features_by_name(folder: Path) -> dict[str, dict[str, object]]:
    features = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in features}


def test_add_never_guesses(story: Path) -> None:
    result = run("add", "Santa Fe")
    assert result.exit_code == 1
    assert "places have this name" in result.stderr
    assert not (story / "places.geojson").exists()


def test_add_by_name_and_by_point_and_no_name_twice(story: Path) -> None:
    assert run("add", "Laredo, Texas").exit_code == 0
    assert run("add", "The bridge", "--at", "31.7,-106.4", "--layer", "Crossings", "--alias", "Bridge").exit_code == 0
    found = features_by_name(story)
    assert found["The bridge"]["geometry"] == {"type": "Point", "coordinates": [-106.4, 31.7]}
    assert found["Laredo"]["properties"]["geonameid"] == 4705349  # type: ignore[index]
    assert '"bridge" is already there' in run("add", "bridge", "--at", "1,1").stderr
