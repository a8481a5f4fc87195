"""Interleave the saves of several people, and count what is lost: `python -m tools.interleaved --runs 1000`.

Three editors change one story, each from the texts that it saw last, while somebody saves with another program, also
between our reading and our writing. Every change must be there in the end, or have been refused as a conflict; and the
files must be whole at every moment. Each run is decided by its number, so that a bad one can be run again.
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

from storymap.editing import author_file
from storymap.editing.author_edit import edit_files
from storymap.editing.collection import Collection
from storymap.editing.edit import AuthorFile, Edit, EditConflict, Replacement, apply
from storymap.editing.places.features import add_features, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.layers import arrange_layers, rename_layer
from storymap.editing.places.members import change_members
from storymap.editing.places.suggestions import refuse_suggestions
from storymap.storage.conditional_replace import replace_if_unchanged

Facts = dict[tuple[Any, ...], Any]
Texts = dict[AuthorFile, str | None]
_STYLES: list[Callable[[Any], str]] = [
    json.dumps,
    lambda data: json.dumps(data, indent=2, ensure_ascii=False) + "\n",
    lambda data: "\ufeff" + json.dumps(data, indent="\t").replace("\n", "\r\n"),
    lambda data: json.dumps(data).replace('{"type": "Feature",', '\n  {"type": "Feature",'),
]
_STEPS, _EDITORS = 20, 3


@dataclass(slots=True)
class Count:
    """What came of some runs."""

    made: int = 0
    merged: int = 0
    conflicts: int = 0
    lost: int = 0
    invalid: int = 0
    bad_runs: list[int] = field(default_factory=list)


def facts(text: str | None) -> Facts:
    """Return what a places file says, one by one: of each feature by its `n`, of layers, of what was suggested."""
    collection = Collection(text or "", "places")
    found: Facts = {}
    for feature in collection.features:
        number = feature["properties"]["n"]
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
        article = "".join(
            f"{name}: 0 and more words\n\n" for name in ("all", *(f"e{n}" for n in range(_EDITORS)), "other")
        )
        for path, text in zip(self.paths.values(), (article, places), strict=True):
            path.write_bytes(text.encode())
        self._seen = [self._texts() for _ in range(_EDITORS)]
        self._undo: list[tuple[Edit, Texts]] = []
        self._expected = all_facts(self._texts())

    def run(self) -> None:
        """Do all steps."""
        for _ in range(_STEPS):
            action = self._random.choices(
                [self._edit, self._take_back, self._save_elsewhere, self._look], [6, 1, 3, 1]
            )[0]
            action()
            found = all_facts(self._texts())
            self._count.lost += len(changes(self._expected, found))
            self._expected = found

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
            "coordinates": [self._random.randrange(-170, 170) / 3, self._random.randrange(1, 80) / 7],
        }

    def _look(self) -> None:
        self._seen[self._random.randrange(_EDITORS)] = self._texts()

    def _edit(self) -> None:
        editor = self._random.randrange(_EDITORS)
        seen = self._seen[editor]
        edit = self._places_edit(seen["places"] or "")
        if self._random.random() < 0.3:
            own = self._line_edit(seen["article"] or "", self._random.choice(["all", f"e{editor}"]))
            edit = Edit.of([*edit.replacements, *own.replacements])
        self._make(edit, seen)
        self._look()

    def _take_back(self) -> None:
        if self._undo:
            edit, seen = self._undo.pop(self._random.randrange(len(self._undo)))
            self._make(edit, seen)

    def _make(self, edit: Edit, seen: Texts) -> None:
        """Make an edit, and note what is expected of it."""
        meant = apply(edit, seen)[0]
        before, after = all_facts(seen), all_facts(meant)
        mine = changes(before, after)
        with self._disturbed():
            try:
                edited = edit_files(self.paths, edit, seen)
            except EditConflict:
                self._count.conflicts += 1
                return
        self._count.made += 1
        self._count.merged += bool(edited.outside)
        others = changes(before, self._expected)
        # Both changed the same, and nobody was asked: one of the two is lost.
        self._count.lost += sum(self._expected.get(fact, ...) != after.get(fact, ...) for fact in mine & others)
        for fact in mine:
            self._expect(fact, after)
        self._undo.append((edited.inverse, {**seen, **edited.after}))

    def _expect(self, fact: tuple[Any, ...], facts_now: Facts) -> None:
        self._expected.pop(fact, None)
        if fact in facts_now:
            self._expected[fact] = facts_now[fact]

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
        file = file or ("article" if self._random.random() < 0.3 else "places")
        if file == "article":
            edit = self._line_edit(texts["article"] or "", self._random.choice(["all", "other"]))
        else:
            edit = self._places_edit(texts["places"] or "")
        text = apply(edit, texts)[0][file] or ""
        if file == "places" and self._random.random() < 0.2:
            text = self._random.choice(_STYLES)(json.loads(text.removeprefix("\ufeff")))
        before, after = all_facts(texts), all_facts({**texts, file: text})
        self._save(self.paths[file], text.encode())
        for fact in changes(before, after):
            self._expect(fact, after)

    def _save(self, path: Path, data: bytes) -> None:
        if self._random.random() < 0.5:
            beside = path.with_name("other-program.tmp")
            beside.write_bytes(data)
            beside.replace(path)
        else:
            path.write_bytes(data)

    def _line_edit(self, article: str, name: str) -> Edit:
        start = article.index(f"{name}: ") + len(name) + 2
        end = article.index(" ", start)
        return Edit((Replacement("article", start, article[start:end], str(self._random.randrange(1_000))),))

    def _places_edit(self, text: str) -> Edit:
        count = len(Collection(text, "places").items)
        row = (self._random.randrange(count),) if count else ()
        value = str(self._random.randrange(1_000))
        made: list[Callable[[], Edit]] = [
            lambda: add_features(text, [self._feature()]),
            lambda: refuse_suggestions(text, [f"Word {value}"]),
            lambda: arrange_layers(
                text, ["Cities", "Places"][:: self._random.choice([1, -1])], {"Cities": int(value) % 8 + 1}
            ),
            lambda: rename_layer(text, "Cities", self._random.choice(["Cities", "Towns"])),
        ]
        if row:
            made += [
                lambda: change_members(text, row, {self._random.choice(["note", "layer"]): f"{value} \U0001f5fa"}),
                lambda: change_members(text, row, {"name": f"Place {value}"}, place_id=f"place-{value}"),
                lambda: change_members(text, row, {self._random.choice(["note", "zoom", "aliases"]): None}),
                lambda: change_members(text, row, {"aliases": [f"Alias {value}"], "zoom": int(value) % 22}),
                lambda: set_geometry(text, row, self._point()),
                lambda: remove_feature(text, row),
            ]
        return self._random.choice(made)()


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
