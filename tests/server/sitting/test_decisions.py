"""What is to be decided, in which order, and under which keys."""

from __future__ import annotations

import json

from storymap.server.editor_words import editor_texts
from storymap.server.sitting.decisions import is_sure
from tests.server.sitting.conftest import OpenSitting

TEXT = (
    "# Trucks\n\nPolice closed the Santa Fe bridge in El Paso, Texas. Trucks from Springfield waited. "
    "El Paso was calm, and El Paso stayed so.\n\nThe Springfield plant was open, and the Lisbon Street market.\n"
)


def test_suggestions_come_after_the_state_and_only_for_another_text(sitting: OpenSitting) -> None:
    work = sitting(TEXT, None)
    assert work.story.suggestions is None
    assert work.story.told.decisions == []
    assert work.story.consider()
    first = work.story.suggestions
    assert first is not None
    work.done("take-sure")
    assert not [one for one in work.story.opened().values() if is_sure(one)]
    work.consider()
    assert work.story.suggestions is not None
    assert work.story.suggestions.by_key is first.by_key
    work.done("set-block", block=2, before=work.story.parts.source_of(2), source="In Laredo, Texas, too.")  # type: ignore[union-attr]
    work.consider()
    assert work.story.suggestions.by_key is not first.by_key


def test_a_places_file_that_is_named_and_not_made_yet_is_made_with_the_first_place(sitting: OpenSitting) -> None:
    work = sitting("---\nplaces: mine.geojson\n---\n\n" + TEXT, None)
    work.places = work.folder / "mine.geojson"
    assert not work.story.errors
    work.consider()
    work.done("take-sure")
    assert "El Paso" in work.names()
    assert work.places.exists()


def test_keys_are_made_of_names_and_stay(sitting: OpenSitting) -> None:
    work = sitting(TEXT, None)
    work.consider()
    keys = list(work.story.opened())
    assert {"el-paso", "texas", "santa-fe-bridge", "springfield"} <= set(keys)
    work.done(
        "set-block",
        block=1,
        before=work.story.parts.source_of(1),
        source="A new beginning.\n\n" + TEXT.split("\n\n")[1],
    )  # type: ignore[union-attr]
    work.consider()
    assert keys == list(work.story.opened())


def test_a_decision_has_its_sentences_candidates_and_reasons(sitting: OpenSitting) -> None:
    work = sitting(TEXT, None)
    work.consider()
    decisions = {one["key"]: one for one in work.story.told.decisions}
    bridge = decisions["santa-fe-bridge"]
    assert (bridge["reason"], bridge["candidates"], bridge["place_id"], bridge["mentions"]) == ("apart", [], None, 1)
    (sentence,) = bridge["sentences"]
    assert sentence == {
        "block": 1,
        "start": 18,
        "end": 33,
        "before": "Police closed the ",
        "name": "Santa Fe bridge",
        "after": " in El Paso, Texas.",
    }
    springfield = decisions["springfield"]
    assert springfield["reason"] == "close"
    assert len(springfield["candidates"]) == 3
    chances = [one["probability"] for one in springfield["candidates"]]
    assert None not in chances
    assert all(one["why"]["id"] for one in springfield["candidates"])
    reasons = [reason for decision in decisions.values() for reason in decision["why"]]
    assert {reason["id"] for reason in reasons} >= {"matched", "byStreet", "standsIn", "others"}
    texts = editor_texts("de")
    assert all(f"why.{reason['id']}" in texts for reason in reasons)
    assert work.story.told.decisions[0]["reason"] in ("close", "unlocated")


def test_what_suggest_wrote_as_a_close_race_is_to_be_decided(sitting: OpenSitting) -> None:
    candidates = [
        {"name": "Springfield, Illinois", "lat": 39.8, "lon": -89.6},
        {"name": "Springfield, Missouri", "lat": 37.2, "lon": -93.3},
    ]
    feature = {
        "type": "Feature",
        "properties": {"name": "Springfield", "candidates": candidates, "confidence": 0.5},
        "geometry": {"type": "Point", "coordinates": [-89.6, 39.8]},
    }
    work = sitting(TEXT, json.dumps({"type": "FeatureCollection", "features": [feature]}))
    work.consider()
    decision = next(one for one in work.story.told.decisions if one["place_id"] == "springfield")
    assert (decision["key"], decision["reason"]) == ("@springfield", "close")
    work.done("locate-place", place_id="springfield", entry=decision["candidates"][1]["entry"])
    assert not [one for one in work.story.told.decisions if one["place_id"]]
    assert "candidates" not in json.loads(work.places.read_text())["features"][0]["properties"]


def test_the_problems_are_those_of_check_with_their_mends(sitting: OpenSitting) -> None:
    work = sitting(TEXT, None)
    assert [one["what"] for one in work.story.told.problems] == []
    work.consider()
    (missing,) = [one for one in work.story.told.problems if one["what"].startswith("the text names places")]
    assert {"command": "take-sure"} in [mend["command"] for mend in missing["mends"]]
