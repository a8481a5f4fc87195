"""Interleave the saves of several people, and count what is lost: `python -m tools.interleaved --runs 1000`.

Two editors are open on one story, each in two tabs that do not know the newest state, while somebody saves with another
program, also between our reading and our writing. Every command must do what it says and nothing else, or ask; what
others saved must stay; and the files must be whole at every moment. Each run is decided by its number, so that a bad
one can be run again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from storymap.build_choices import BuildChoices
from storymap.editing import author_file
from storymap.editing.collection import Collection
from storymap.editing.edit import AuthorFile, EditConflict, apply
from storymap.editing.places.addressing import feature_rows
from storymap.editing.places.features import add_features, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.members import change_members
from storymap.errors import StorymapError
from storymap.server.sitting.newsroom import NewsroomChoices
from storymap.server.sitting.opening import opened_story
from storymap.storage.conditional_replace import replace_if_unchanged

Facts = dict[tuple[Any, ...], Any]
Texts = dict[AuthorFile, str | None]
_STYLES: list[Callable[[Any], str]] = [
    json.dumps,
    lambda data: json.dumps(data, indent=2, ensure_ascii=False) + "\n",
    lambda data: "\ufeff" + json.dumps(data, indent="\t").replace("\n", "\r\n"),
    lambda data: json.dumps(data).replace('{"type": "Feature",', '\n  {"type": "Feature",'),
]
_STEPS, _STORIES, _TABS = 24, 2, 2
_FIELDS = ("byline", "credit")


@dataclass(slots=True)
class Count:
    """What came of some runs."""

    made: int = 0
    merged: int = 0
    conflicts: int = 0
    refused: int = 0
    lost: int = 0
    invalid: int = 0
    bad_runs: list[int] = field(default_factory=list)


def facts(text: str | None) -> Facts:
    """Return what a places file says, one by one: of each feature by its `n`, of layers, of what was suggested."""
    collection = Collection(text or "", "places")
    found: Facts = {}
    for feature in collection.features:
        number = feature["properties"].get("n", feature["properties"]["name"])
        found[number, "geometry"] = feature["geometry"]
        found[number, "id"] = feature.get("id")
        for key, value in feature["properties"].items():
            for one in value if isinstance(value, list) else [None]:
                found[number, key, one] = True if one else value
    memory = collection.member("storymap") or {}
    found |= {("suggested", name): True for name in memory.get("suggested", [])}
    return found | {("layer", layer["name"]): layer.get("colour") for layer in memory.get("layers", [])}


def joined(base: Facts, theirs: Facts, mine: Facts) -> Facts:
    """Return what two people's changes of the same facts come to."""
    merged = dict(base)
    for changed in (theirs, mine):
        for fact in changes(base, changed):
            merged.pop(fact, None)
            merged |= {fact: changed[fact]} if fact in changed else {}
    return merged


def changes(before: Facts, after: Facts) -> set[tuple[Any, ...]]:
    """Return the facts that differ."""
    return {fact for fact in {*before, *after} if before.get(fact, ...) != after.get(fact, ...)}


def all_facts(texts: Texts) -> Facts:
    """Return what both files say; of the article each line by the word that it begins with."""
    lines = (line.partition(": ") for line in (texts["article"] or "").splitlines() if ": " in line)
    return facts(texts["places"]) | {("line", name): value for name, _, value in lines}


class Run:
    """One run, decided by its number."""

    def __init__(self, number: int, folder: Path, count: Count) -> None:
        self._random = Random(number)  # noqa: S311 - no secret
        self._count = count
        self._numbers = iter(range(1_000_000))
        self.paths: dict[AuthorFile, Path] = {"article": folder / "story.md", "places": folder / "places.geojson"}
        features = [self._feature() for _ in range(4)]
        places = self._random.choice(_STYLES)({"type": "FeatureCollection", "features": features, "x": 1.50})
        article = "---\ntitle: T\nbyline: A\ncredit: B\nother: 0\n---\n\nIn Place 1.\n"
        for path, text in zip(self.paths.values(), (article, places), strict=True):
            path.write_bytes(text.encode())
        choices = NewsroomChoices(no_settings=True, no_added=True)
        self._stories = [opened_story(BuildChoices(self.paths["article"]), choices, 1) for _ in range(_STORIES)]
        self._seen = [story.texts.digests for story in self._stories for _ in range(_TABS)]
        self._before = self._texts()
        self._changed: dict[tuple[int, int], set[tuple[Any, ...]]] = {}

    def run(self) -> None:
        """Do all steps."""
        for _ in range(_STEPS):
            actions = [self._command, self._undo, self._save_elsewhere, self._look]
            self._random.choices(actions, [6, 1, 3, 1])[0]()
            all_facts(self._texts())

    def _texts(self) -> Texts:
        return {file: path.read_bytes().decode() for file, path in self.paths.items()}

    def _feature(self) -> dict[str, Any]:
        number = next(self._numbers)
        feature = new_feature(f"Place {number}", layer=self._random.choice(["", "Cities"]), geometry=self._point())
        feature["properties"]["n"] = number
        return feature

    def _point(self) -> dict[str, Any]:
        return {
            "type": "Point",
            "coordinates": [round(self._random.uniform(-170, 170), 4), round(self._random.uniform(1, 80), 4)],
        }

    def _look(self) -> None:
        tab = self._random.randrange(len(self._seen))
        story = self._stories[tab // _TABS]
        story.look()
        self._seen[tab] = story.texts.digests

    def _command(self) -> None:
        """Have a tab ask for something, and look whether that has happened, and nothing else."""
        tab = self._random.randrange(len(self._seen))
        story = self._stories[tab // _TABS]
        base: Texts = {file: story.texts.text_of(file, self._seen[tab][file]) for file in self.paths}
        command, meant, allowed = self._asked(base)
        self._before = self._texts()
        with self._disturbed():
            try:
                story.commands.perform({**command, "base": self._seen[tab]})
            except EditConflict:
                self._count.conflicts += 1
                story.commands.conflicts.clear()
                return self._untouched()
            except StorymapError:  # the place is gone
                self._count.refused += 1
                return self._untouched()
        then, was, now = all_facts(base), all_facts(self._before), all_facts(self._texts())
        self._count.made += 1
        self._count.merged += then != was
        changed = changes(was, now)
        # What changes nothing is not in the history.
        if changed and story.texts.history.last is not None:
            self._changed[tab // _TABS, story.texts.history.last.number] = changed
        self._lost += sum(now.get(fact, ...) != value for fact, value in meant.items())
        self._lost += sum(not allowed(fact) for fact in changed)
        # Somebody else had changed the same, and nobody was asked.
        self._lost += sum(was.get(fact, ...) not in (then.get(fact, ...), value) for fact, value in meant.items())
        self._seen[tab] = story.texts.digests
        return None

    @property
    def _lost(self) -> int:
        return self._count.lost

    @_lost.setter
    def _lost(self, lost: int) -> None:
        self._count.lost = lost

    def _untouched(self) -> None:
        self._lost += len(changes(all_facts(self._before), all_facts(self._texts())))

    def _undo(self) -> None:
        which = self._random.randrange(_STORIES)
        story = self._stories[which]
        story.look()
        last = story.texts.history.last
        self._before = self._texts()
        try:
            story.commands.perform({"command": "undo", "base": story.texts.digests})
        except (EditConflict, StorymapError):
            self._count.conflicts += 1
            story.commands.conflicts.clear()
            return self._untouched()
        changed = changes(all_facts(self._before), all_facts(self._texts()))
        own = self._changed.get((which, last.number), set()) if last is not None else set()
        self._lost += len(changed - own)
        return None

    def _asked(self, base: Texts) -> tuple[dict[str, Any], Facts, Callable[[tuple[Any, ...]], bool]]:
        """Return a command, the facts that it means, and which facts it may change."""
        value = str(self._random.randrange(1_000))
        rows = feature_rows(base["places"] or "")
        kinds = ["field", "add", "rename-layer", *(["note", "name", "move", "delete", "zoom"] if rows else [])]
        kind = self._random.choice(kinds)
        if kind == "field":
            name = self._random.choice(_FIELDS)
            fact = ("line", name)
            return (
                {"command": "set-field", "field": name, "value": f"V{value}"},
                {fact: f"V{value}"},
                {fact}.__contains__,
            )
        if kind == "add":
            name = f"Added {next(self._numbers)}"
            command: dict[str, Any] = {"command": "add-place", "name": name, "aliases": [], "layer": "", "entry": None}
            return {**command, "geometry": self._point()}, {(name, "name", None): name}, lambda fact: fact[0] == name
        if kind == "rename-layer":
            command = {"command": "rename-layer", "layer": "Cities", "name": "Towns"}
            return command, {}, lambda fact: fact[1] == "layer"
        place_id = self._random.choice(sorted(rows))
        properties = Collection(base["places"] or "", "places").items[rows[place_id][0]].value["properties"]
        number, name = properties.get("n", properties["name"]), properties["name"]
        if kind == "move":
            point, fact = self._point(), (number, "geometry")
            return (
                {"command": "move-place", "place_id": place_id, "geometry": point},
                {fact: point},
                {fact}.__contains__,
            )
        if kind == "delete":
            command = {"command": "delete-place", "place_id": place_id}
            return command, {}, lambda fact: fact[0] == number or fact == ("suggested", name)
        change: dict[str, Any] = {"note": f"N{value}", "zoom": int(value) % 22}
        key = kind if kind != "name" or "n" in properties else "note"
        change |= {"name": f"Place {value}-{place_id}"}
        wanted = {(number, key, None): change[key]}
        may = {*wanted, (number, "id")}
        return (
            {"command": "change-place", "place_id": place_id, "changes": {key: change[key]}},
            wanted,
            may.__contains__,
        )

    @contextlib.contextmanager
    def _disturbed(self) -> Iterator[None]:
        """Have somebody save now and then between our reading and our writing."""

        def replace(target: Path, expected: bytes | None, data: bytes) -> bool:
            if self._random.random() < 0.3:
                self._save_elsewhere("places" if target.name == "places.geojson" else "article")
            return replace_if_unchanged(target, expected, data)

        with patch.object(author_file, "replace_if_unchanged", replace):
            yield

    def _save_elsewhere(self, file: AuthorFile | None = None) -> None:
        """Save a change with another program: whole, or in place."""
        texts = self._texts()
        file = file or ("article" if self._random.random() < 0.5 else "places")
        text = texts[file] or ""
        if file == "article":
            name = self._random.choice((*_FIELDS, "other"))
            lines = [
                f"{name}: W{self._random.randrange(1_000)}" if line.startswith(name) else line
                for line in text.split("\n")
            ]
            text = "\n".join(lines)
        else:
            text = self._places_elsewhere(text)
        path = self.paths[file]
        if self._random.random() < 0.5:
            beside = path.with_name("other-program.tmp")
            beside.write_bytes(text.encode())
            beside.replace(path)
        else:
            path.write_bytes(text.encode())
        self._before = self._texts()

    def _places_elsewhere(self, text: str) -> str:
        rows = feature_rows(text)
        row = rows[self._random.choice(sorted(rows))] if rows else ()
        value = str(self._random.randrange(1_000))
        made = [lambda: add_features(text, [self._feature()])]
        if row:
            made += [
                lambda: change_members(text, row, {"note": f"M{value}"}),
                lambda: change_members(text, row, {"zoom": None, "layer": "Cities"}),
                lambda: set_geometry(text, row, self._point()),
                lambda: remove_feature(text, row),
            ]
        text = apply(self._random.choice(made)(), {"places": text})[0]["places"] or ""
        if self._random.random() < 0.2:
            text = self._random.choice(_STYLES)(json.loads(text.removeprefix("\ufeff")))
        return text


def count_runs(runs: int, first: int = 0) -> Count:
    """Do some runs, and count."""
    count = Count()
    for number in range(first, first + runs):
        lost = count.lost
        with tempfile.TemporaryDirectory() as folder:
            try:
                Run(number, Path(folder), count).run()
            except Exception as error:
                count.invalid += 1
                print(f"run {number}: {type(error).__name__}: {error}")
            left = {path.name for path in Path(folder).iterdir()} - {"story.md", "places.geojson"}
        count.invalid += len(left)
        if count.lost > lost or left:
            count.bad_runs.append(number)
    return count


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    start = time.monotonic()
    count = count_runs(given.runs, given.first)
    print(
        f"{given.runs:,} runs in {time.monotonic() - start:.0f} s: {count.made:,} changes made, {count.merged:,} of "
        f"them merged with somebody else's, {count.conflicts:,} asked about, {count.lost:,} lost, "
        f"{count.invalid:,} invalid files"
    )
    if count.bad_runs:
        print("bad runs:", *count.bad_runs[:20])
        raise SystemExit(1)


if __name__ == "__main__":
    main()
