"""`names.bin`: places by the beginnings of their names' words, and by address.

Of a beginning that many names have the most-named places are listed, so that a look-up never reads them all.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypedDict

from storymap.atlas.parts.external_sort import SortedRows
from storymap.atlas.parts.key_tree import KeyTree
from storymap.atlas.parts.numbered_places import NumberedPlaces
from storymap.atlas.parts.packed_file import PackedFile
from storymap.atlas.parts.words import name_keys
from storymap.rendering.contract.atlas_parts import TreeData

LISTED: Final = 24  # places, of a beginning that many have
MANY: Final = 64  # names: from here on a beginning has a list
_LONGEST_LISTED: Final = 24  # code points: a beginning of more letters has no list


class NameTrees(TypedDict):
    """The directories of `names.bin`: all names, lists of beginnings, addresses."""

    names: TreeData
    lists: TreeData
    slugs: TreeData


class PlaceNames:
    """Takes the names of places, each with how often it is written."""

    def __init__(self, folder: Path, places: NumberedPlaces) -> None:
        self._places = places
        self._rows = SortedRows(folder, "names")

    def add(self, number: int, name: str) -> None:
        """Add a name of a place. One that is added twice is found once."""
        for key in name_keys(name):
            self._rows.add([key, number, name])

    def finish(self, path: Path, moved: Iterable[tuple[str, str]] = ()) -> NameTrees:
        """Write all of it into a file. `moved` are earlier addresses of places, with those of now."""
        with PackedFile(path) as file:
            tree = KeyTree(file)
            lists = _Beginnings()
            for key, number, name in self._different():
                tree.add(key, self._entry(number, name))
                lists.see(key, number, name)
            names = tree.finish()
            tree = KeyTree(file)
            for beginning, found in sorted(lists.finish()):
                tree.add(beginning, [self._entry(number, name) for number, name in found])
            listed = tree.finish()
            tree = KeyTree(file)
            slugs = {slug: number for number, slug in enumerate(self._places.slugs)}
            earlier = {old: slugs[new] for old, new in moved if new in slugs and old not in slugs}
            for slug, number in sorted({**slugs, **earlier}.items()):
                tree.add(slug, number)
            return {"names": names, "lists": listed, "slugs": tree.finish()}

    def _different(self) -> Iterator[tuple[str, int, str]]:
        before: tuple[str, int] | None = None
        for key, number, name in self._rows.read():
            if (key, number) != before:
                before = (key, number)
                yield key, number, name

    def _entry(self, number: int, name: str) -> list[Any]:
        """Return `[number, name, country, layer, documents, name as it was written, or ""]`."""
        row = self._places.rows[number]
        written = "" if name == row.name else name
        return [number, row.name, row.country, self._places.layer[number], row.documents, written]


class _Beginnings:
    """Beginnings of sorted keys, each with its places of the lowest numbers, which are those named most."""

    def __init__(self) -> None:
        self._open: list[tuple[int, list[tuple[int, str]]]] = []
        self._before = ""
        self._made: list[tuple[str, list[tuple[int, str]]]] = []

    def see(self, key: str, number: int, name: str) -> None:
        cut = key[:_LONGEST_LISTED]
        common = 0
        while common < min(len(cut), len(self._before)) and cut[common] == self._before[common]:
            common += 1
        self._close(common)
        while len(self._open) < len(cut):
            self._open.append((0, []))
        for at, (count, best) in enumerate(self._open):
            if len(best) < LISTED * 2:
                heapq.heappush(best, (-number, name))
            elif -number > best[0][0]:
                heapq.heapreplace(best, (-number, name))
            self._open[at] = (count + 1, best)
        self._before = cut

    def finish(self) -> list[tuple[str, list[tuple[int, str]]]]:
        self._close(0)
        return self._made

    def _close(self, length: int) -> None:
        for at in range(len(self._open) - 1, length - 1, -1):
            count, best = self._open.pop()
            if count >= MANY:
                # A place is in it once, though several of its names may begin so.
                once = {-number: name for number, name in sorted(best)}
                self._made.append((self._before[: at + 1], sorted(once.items())[:LISTED]))
