"""What the built story knew of its texts, by the texts: a command may have been made from an earlier one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from storymap.editing.collection import Collection, open_text
from storymap.editing.places.addressing import feature_rows, rows_of_story
from storymap.reading.places.place_choices import PlaceChoices

if TYPE_CHECKING:
    from storymap.model import Story

_Value = TypeVar("_Value")
_MOST = 12
Rows = Mapping[str, tuple[int, ...]]


class Versions:
    """Remembers where the places of a file stand and which pictures an article shows, for the last texts of each."""

    def __init__(self, places_name: str, choices: PlaceChoices) -> None:
        self._name = places_name
        self._choices = choices
        self._lock = threading.Lock()
        self._rows: OrderedDict[str, Rows] = OrderedDict()
        self._read: OrderedDict[str, Rows] = OrderedDict()
        self._shown: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._collection: Collection | None = None
        # The place_ids of the last story, where its places stand, and the rows.
        self._last: tuple[list[Any], list[Any], Rows] = ([], [], {})

    def built(self, story: Story, source: str | None, places: str | None, shown: frozenset[str]) -> Rows:
        """Remember what a story was built from, and return where its places stand."""
        rows: Rows = {}
        if places is not None:
            with self._lock:
                known = self._rows.get(places)
            ids, wheres = story.places.index.tolist(), story.places["where"].tolist()
            rows = known or self._of_last(ids, wheres) or rows_of_story(places, story.places, self._name)
            self._last = (ids, wheres, rows)
        with self._lock:
            if places is not None:
                _put(self._rows, places, rows)
            if source is not None:
                _put(self._shown, source, shown)
        return rows

    def _of_last(self, ids: list[Any], wheres: list[Any]) -> Rows:
        """Return the rows of the last story if its places were read at the same time, and stand where they stood.

        Where they stand is text that is made anew with each reading, so the same objects are the same reading: only
        points have moved since, of places that stand in the file once (`with_moved_point`).
        """
        last_ids, last_wheres, rows = self._last
        is_same = len(wheres) == len(last_wheres) and all(map(is_, wheres, last_wheres))
        return rows if is_same and ids == last_ids else {}

    def collection(self, text: str | None) -> Collection:
        """Return the places file with this text, parsed: from the last one, where one feature is another."""
        with self._lock:
            last = self._collection
        made = open_text(text, self._name) if text is None or last is None else last.changed_to(text)
        with self._lock:
            self._collection = made
        return made

    def rows(self, text: str | None) -> Rows:
        """Return where places stand in the text of their file; one that no story was built from is read by itself."""
        if text is None:
            return {}
        with self._lock:
            known = self._rows.get(text) or self._read.get(text)
        if known is not None:
            return known
        found = feature_rows(text, choices=self._choices)
        with self._lock:
            _put(self._read, text, found)
        return found

    def shown(self, source: str) -> frozenset[str] | None:
        """Return the pictures that the article of a source shows; those of the last one if it was not built."""
        with self._lock:
            last = next(reversed(self._shown.values()), None)
            return self._shown.get(source, last)


def _put(known: OrderedDict[str, _Value], key: str, value: _Value) -> None:
    known[key] = value
    known.move_to_end(key)
    while len(known) > _MOST:
        known.popitem(last=False)
