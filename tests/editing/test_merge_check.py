"""What two people change at once in a places file: the table of what is merged, and what a person is asked about."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tools.interleaved import facts, joined

from storymap.editing.edit import Edit, EditConflict, apply, moved
from storymap.editing.merge_check import check_merge
from storymap.editing.places.features import add_features, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.layers import arrange_layers, rename_layer
from storymap.editing.places.members import change_members
from storymap.editing.places.suggestions import refuse_suggestions
from storymap.editing.text_difference import difference

BASE = """{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "properties": {"name": "A", "layer": "L", "note": "a", "n": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
    {"type": "Feature", "properties": {"name": "B", "layer": "L", "n": 2}, "geometry": null}
  ],
  "storymap": {"suggested": ["A"]}
}
"""


def numbered(name: str, number: int) -> dict[str, Any]:
    feature = new_feature(name)
    feature["properties"]["n"] = number
    return feature


CHANGES: dict[str, Edit] = {
    "note of A": change_members(BASE, (0,), {"note": "mine"}),
    "no note of A": change_members(BASE, (0,), {"note": None}),
    "zoom of A": change_members(BASE, (0,), {"zoom": 3}),
    "name of A": change_members(BASE, (0,), {"name": "Z"}, place_id="a"),
    "move A": set_geometry(BASE, (0,), {"type": "Point", "coordinates": [3, 4]}),
    "remove A": remove_feature(BASE, (0,)),
    "move B": set_geometry(BASE, (1,), {"type": "Point", "coordinates": [3, 4]}),
    "remove B": remove_feature(BASE, (1,)),
    "add": add_features(BASE, [numbered("Mine", 3)]),
    "refuse": refuse_suggestions(BASE, ["Mine"]),
    "rename layer": rename_layer(BASE, "L", "Mine"),
    "arrange": arrange_layers(BASE, ["L"], {"L": 3}),
}


def by_hand(change: Callable[[dict[str, Any], list[Any]], object]) -> str:
    """The file as a person saved it who changed something and had all of it indented anew."""
    data = json.loads(BASE)
    change(data, data["features"])
    return json.dumps(data, indent=4) + "\n"


THEIRS: dict[str, str] = {
    "nothing but indentation": by_hand(lambda *_: None),
    "note of A": by_hand(lambda _, f: f[0]["properties"].update(note="theirs")),
    "name of A": by_hand(lambda _, f: f[0]["properties"].update(name="Theirs")),
    "layer of A": by_hand(lambda _, f: f[0]["properties"].update(layer="Theirs")),
    "url of A": by_hand(lambda _, f: f[0]["properties"].update(url="https://example.org")),
    "move A": by_hand(lambda _, f: f[0]["geometry"].update(coordinates=[1, 3])),
    "remove A": by_hand(lambda _, f: f.pop(0)),
    "remove B": by_hand(lambda _, f: f.pop(1)),
    "add": by_hand(lambda _, f: f.append(numbered("Theirs", 4))),
    "add first": by_hand(lambda _, f: f.insert(0, numbered("Theirs", 4))),
    "B before A": by_hand(lambda _, f: f.reverse()),
    "refuse": by_hand(lambda data, _: data["storymap"]["suggested"].append("Theirs")),
    "member": by_hand(lambda data, _: data.update(mine=7)),
}
# Who changed what at once cannot both be right: a person is asked. Everything else is merged.
CONFLICTS = {
    "note of A": {"note of A", "remove A", "B before A"},
    "no note of A": {"note of A", "remove A", "B before A"},
    "zoom of A": {"remove A", "B before A"},
    "name of A": {"name of A", "remove A", "B before A"},
    "move A": {"move A", "remove A", "B before A"},
    "remove A": {"note of A", "name of A", "layer of A", "url of A", "move A", "remove B", "B before A"},
    "move B": {"remove B"},
    "remove B": {"remove A", "B before A"},
    "rename layer": {"layer of A", "remove A", "remove B", "B before A"},
}


@pytest.mark.parametrize("theirs", THEIRS)
@pytest.mark.parametrize("mine", CHANGES)
def test_what_two_people_change_is_merged_or_asked(mine: str, theirs: str) -> None:
    saved, edit = THEIRS[theirs], CHANGES[mine]
    outside = difference("places", BASE, saved)
    alone = made(edit, BASE)
    if theirs in CONFLICTS.get(mine, ()):
        with pytest.raises(EditConflict):
            moved(edit, outside)
        return
    over = moved(edit, outside)
    merged = made(over, saved)
    check_merge(saved, merged)
    assert facts(merged) == joined(facts(BASE), facts(saved), facts(alone))
    # Taken back, there is what they saved; made again, what was merged.
    changed, inverse = apply(over, {"places": saved})
    assert apply(inverse, changed)[0]["places"] == saved


def made(edit: Edit, text: str) -> str:
    return apply(edit, {"places": text})[0]["places"] or ""


def test_a_member_that_both_add_is_not_there_twice() -> None:
    theirs = BASE.replace('"name": "B"', '"zoom": 9, "name": "B"')
    over = moved(change_members(BASE, (1,), {"zoom": 3}), difference("places", BASE, theirs))
    with pytest.raises(EditConflict):
        check_merge(theirs, made(over, theirs))


def test_of_a_file_that_is_half_typed_words_are_merged() -> None:
    half = BASE.replace('"B", "layer": "L"', '"B", "lay')
    over = moved(CHANGES["note of A"], difference("places", BASE, half))
    assert made(over, half) == half.replace('"note": "a"', '"note": "mine"')
    check_merge(half, made(over, half))


@pytest.mark.parametrize("after", ["", "[]", BASE[:-5], BASE.replace("[1, 2]", "[1, 2")])
def test_what_is_no_file_of_places_any_more_is_a_conflict(after: str) -> None:
    with pytest.raises(EditConflict):
        check_merge(BASE, after)
    check_merge("nonsense", after)


def test_a_file_that_is_made_or_removed_is_none_to_check() -> None:
    check_merge(None, BASE)
    check_merge(BASE, None)
    check_merge(BASE, BASE)
