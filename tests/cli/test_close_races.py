"""Which place is meant is not always sure: what `suggest` writes, says and asks then."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.commands import run

STORY = "The fire in Springfield burned all night.\n\nThe minister left for Oslo, Norway.\n\nProtesters marched in Zefirbuno.\n\nDivers searched the Zefirbuno River.\n"


def features(folder: Path) -> dict[str, dict[str, Any]]:
    written = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["name"]: feature for feature in written}


def write(folder: Path) -> None:
    (folder / "story.md").write_text(STORY, encoding="utf-8")


def test_a_close_race_is_written_with_its_candidates(empty_desk: Path) -> None:
    write(empty_desk)
    result = run("suggest", "story.md")
    assert result.exit_code == 0, result.output
    assert "Springfield: not sure which; 1 mention" in result.output
    springfield = features(empty_desk)["Springfield"]
    candidates = springfield["properties"]["candidates"]
    assert len(candidates) == 3
    assert all({"name", "lat", "lon", "geonameid", "probability", "why"} <= one.keys() for one in candidates)
    assert springfield["properties"]["confidence"] == candidates[0]["probability"] < 0.5
    assert springfield["geometry"] is None, "a place that is likelier wrong than right is not put on the map"
    assert "too unsure which to put it on the map" in springfield["properties"]["why"]
    oslo = features(empty_desk)["Oslo"]
    assert oslo["geometry"] is not None
    assert oslo["properties"]["confidence"] >= 0.8
    assert "candidates" not in oslo["properties"]
    assert run("build", "story.md").exit_code == 0


def test_a_word_without_a_place_is_never_written_by_itself(empty_desk: Path) -> None:
    write(empty_desk)
    assert re.search(r"maybe 0\.\d+ Zefirbuno:", run("suggest", "story.md", "--all").output)
    assert "Zefirbuno" not in features(empty_desk)
    assert features(empty_desk)["Zefirbuno River"]["geometry"] is None


def test_close_races_are_asked_about_first(empty_desk: Path) -> None:
    write(empty_desk)
    result = run("suggest", "story.md", "--review", input="2\nq\n")
    first = result.output.split("Keep it")[0]
    assert "a close race: which of these?" in first
    assert "Springfield" in first
    chosen = features(empty_desk)["Springfield"]
    assert chosen["geometry"] is not None
    assert "candidates" not in chosen["properties"]
