"""All changes of a places file in any order, by two people: undone, the bytes are what they were; nobody loses anything."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tools.interleaved import facts, joined

from storymap.editing.author_edit import check_merge
from storymap.editing.collection import Collection
from storymap.editing.edit import Edit, EditConflict, apply, moved
from storymap.editing.places.addressing import feature_rows
from storymap.editing.places.features import add_features, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.layers import arrange_layers, rename_layer
from storymap.editing.places.members import change_members
from storymap.editing.places.suggestions import refuse_suggestions
from storymap.editing.text_difference import difference

NAMES = st.sampled_from(["A", "B", "A b", "Ünal", '<b>"\\x"</b>', "[1, 2]", "東京", "x" * 30])
LAYERS = st.sampled_from(["", "Cities", "Ströme", "]}"])
NUMBERS = st.integers(-1_700_000, 1_700_000).map(lambda number: number / 20_000)
POINTS = st.tuples(NUMBERS, NUMBERS).filter(any).map(lambda pair: {"type": "Point", "coordinates": list(pair)})
LINES = st.lists(st.tuples(NUMBERS, NUMBERS).map(list), min_size=2, max_size=5, unique_by=tuple).map(
    lambda line: {"type": "LineString", "coordinates": line}
)
MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "aliases": st.lists(NAMES, max_size=3),
        "ignore": st.lists(NAMES, max_size=2),
        "layer": LAYERS,
        "note": st.sampled_from(["", "Nöte\nof two lines", '"}]']),
        "url": st.sampled_from([None, "https://example.org/?a=1&b"]),
        "zoom": st.sampled_from([None, 3, 7.5]),
        "role": st.sampled_from([None, "scene", "passing"]),
        "weight": st.sampled_from([None, 0, 0.25, 1]),
    },
)
STYLES: list[Callable[[Any], str]] = [
    json.dumps,
    lambda data: json.dumps(data, indent=2, ensure_ascii=False) + "\n",
    lambda data: "\ufeff" + json.dumps(data, indent="\t", ensure_ascii=False).replace("\n", "\r\n"),
    lambda data: json.dumps(data, separators=(",", ":"), ensure_ascii=False),
    lambda data: json.dumps(data, indent=None).replace('{"type": "Feature",', '\n {"type": "Feature",'),
]


NUMBERED = itertools.count()


def numbered(name: str, **more: Any) -> dict[str, Any]:
    """A feature to add that has a number of its own, by which it is known whatever happens to it."""
    feature = new_feature(name, **more)
    feature["properties"]["n"] = next(NUMBERED)
    return feature


def edits(text: str, data: st.DataObject) -> Edit:
    """One change of a file, of any kind."""
    rows = feature_rows(text)
    kind = data.draw(
        st.sampled_from(["add", "refuse", "arrange", "rename", *(["members", "move", "remove"] if rows else [])])
    )
    place_id = data.draw(st.sampled_from([*rows])) if rows else ""
    match kind:
        case "add":
            features = [numbered(name, geometry=data.draw(POINTS)) for name in data.draw(st.lists(NAMES, max_size=2))]
            return add_features(text, features)
        case "refuse":
            return refuse_suggestions(text, data.draw(st.lists(NAMES, max_size=2)))
        case "arrange":
            layers = data.draw(st.lists(LAYERS, max_size=3))
            return arrange_layers(text, layers, {layer: data.draw(st.integers(1, 8)) for layer in layers[:1]})
        case "rename":
            return rename_layer(text, data.draw(LAYERS), data.draw(LAYERS))
        case "members":
            return change_members(text, rows[place_id], data.draw(MEMBERS), place_id=place_id)
        case "move":
            return set_geometry(text, rows[place_id], data.draw(st.one_of(st.none(), POINTS, LINES)))
    return remove_feature(text, rows[place_id])


class Sitting(RuleBasedStateMachine):
    """Somebody edits, undoes and redoes, while somebody else saves changes of their own."""

    @initialize(style=st.sampled_from(STYLES), names=st.lists(NAMES, max_size=4))
    def begin(self, style: Callable[[Any], str], names: list[str]) -> None:
        features = [numbered(name, layer="Cities" if row % 2 else "") for row, name in enumerate(names)]
        self.text = style({"type": "FeatureCollection", "features": features, "mine": {"a": 1.50, "b": []}})
        self.first = self.text
        self.undos: list[Edit] = []
        self.redos: list[Edit] = []

    def make(self, edit: Edit) -> Edit:
        changed, inverse = apply(edit, {"places": self.text})
        assert changed["places"] is not None
        self.text = changed["places"]
        return inverse

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        before = self.text
        edit = edits(before, data)
        self.undos.append(self.make(edit))
        self.redos.clear()
        # What is read from the two texts differs by the edit, and by nothing else.
        assert apply(difference("places", before, self.text), {"places": before})[0]["places"] == self.text

    @precondition(lambda self: self.undos)
    @rule()
    def undo(self) -> None:
        self.redos.append(self.make(self.undos.pop()))

    @precondition(lambda self: self.redos)
    @rule()
    def redo(self) -> None:
        self.undos.append(self.make(self.redos.pop()))

    @rule(data=st.data())
    def two_at_once(self, data: st.DataObject) -> None:
        """Both edit the same text; the second is moved over what the first one saved, as a comparison shows it."""
        base = self.text
        mine, theirs = edits(base, data), edits(base, data)
        saved = apply(theirs, {"places": base})[0]["places"]
        try:
            over = moved(mine, difference("places", base, saved))
            merged = apply(over, {"places": saved})[0]["places"]
            check_merge(saved, merged)
        except EditConflict:
            return
        alone = apply(mine, {"places": base})[0]["places"]
        assert facts(merged) == joined(facts(base), facts(saved), facts(alone))

    @invariant()
    def it_is_a_file_of_places(self) -> None:
        if hasattr(self, "text"):
            Collection(self.text, "places")

    def teardown(self) -> None:
        if hasattr(self, "text"):
            while self.undos:
                self.undo()
            assert self.text == self.first


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)
