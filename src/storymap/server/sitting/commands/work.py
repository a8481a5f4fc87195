"""What a command is planned from: the texts as they are, those that it was made from, and what the sitting knows.

A command that was made from older texts is planned anew on those that are there, if what it touches is still the same;
else both versions are shown. With `force` it is made all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from storymap.editing.edit import Edit, EditConflict, Texts, moved
from storymap.editing.places.addressing import feature_data
from storymap.errors import Problem, StorymapError
from storymap.server.sitting.merging import both_versions, changes_between, winning
from storymap.server.sitting.story_files import not_editable

if TYPE_CHECKING:
    from storymap.editing.collection import Collection as PlacesText
    from storymap.gazetteer.gazetteer import Gazetteer
    from storymap.geoparsing.suggestions import Suggestion
    from storymap.model import Article

Rows = Sequence[int]


class Known(Protocol):
    """What a sitting knows of its story, beside the texts."""

    @property
    def article_name(self) -> str:
        """The article's file's name."""

    @property
    def places_name(self) -> str:
        """The places file's name."""

    def place_name(self, place_id: str) -> str:
        """Return the name of a place as the story was built last, for the history."""

    def gazetteer(self) -> Gazetteer:
        """Return the gazetteer of the sitting."""

    def collection(self, text: str | None) -> PlacesText:
        """Return the places file with this text, parsed; it is not to be changed."""

    def rows(self, text: str | None) -> Mapping[str, tuple[int, ...]]:
        """Where the places of a story stand in the text of their file."""

    def shown(self, source: str) -> frozenset[str] | None:
        """Return the pictures that the article with this source shows, None if that is not known."""

    def article_of(self, source: str) -> Article:
        """Return the article of a source; of an empty one the article as it was built last."""

    def suggestion(self, key: str) -> Suggestion | None:
        """Return a suggestion that is in no file."""

    def sure(self) -> Collection[Suggestion]:
        """Return the suggestions that are sure, and in no file."""

    def mentioned(self, block: int, start: int, end: int) -> str | None:
        """Return the place that words mean, as the story was built last."""


@dataclass(frozen=True, slots=True)
class Work:
    """`texts` are as the files are now, `base` as they were when the command was made."""

    texts: Texts
    base: Texts
    known: Known
    force: bool = False

    @property
    def source(self) -> str:
        """The article's text that the command was made from. Raises StorymapError if there is none."""
        source = self.base.get("article")
        if source is None:
            raise StorymapError(not_editable(self.known.article_name))
        return source

    def on_article(self, planned: Callable[[str, frozenset[str] | None], Edit]) -> Edit:
        """Return an edit of the article that was planned on its source, as an edit of the text as it is.

        Raises EditConflict with both versions where somebody else has changed the same.
        """
        before, now = {"article": self.source}, {"article": self.texts.get("article")}
        edit = planned(self.source, self.known.shown(self.source))
        if before == now or not edit:
            return edit
        base: Texts = {"article": before["article"]}
        current: Texts = {"article": now["article"]}
        if self.force:
            return winning(edit, base, current)
        try:
            return moved(edit, changes_between(base, current))
        except EditConflict:
            raise EditConflict(*both_versions(edit, base, current)) from None

    def on_place(
        self,
        place_id: str,
        touched: Callable[[Mapping[str, Any]], Any],
        meant: Any,
        planned: Callable[[str | None, Rows], Edit],
    ) -> Edit:
        """Return an edit of one place, planned on the file as it is.

        `touched` is what of the place's feature the command changes, `meant` what it wants of it. Raises EditConflict
        where that has been changed since the command was made, and StorymapError if the place is gone.
        """
        text, before = self.texts.get("places"), self.base.get("places")
        rows = self.known.rows(text).get(place_id)
        if not rows:
            raise StorymapError(
                Problem(self.known.places_name, "this place is not in this file", "look at the places again")
            )
        if text != before and before is not None and not self.force:
            then = self.known.rows(before).get(place_id)
            if then:
                old = touched(feature_data(before, then[0], self.known.places_name))
                now = touched(feature_data(text, rows[0], self.known.places_name))
                if now not in (old, meant):
                    raise EditConflict("places", _shown(meant), _shown(now))
        return planned(text, rows)

    def on_places(self, planned: Callable[[str | None], Edit]) -> Edit:
        """Return an edit of the places file that touches no place, planned on the file as it is."""
        return planned(self.texts.get("places"))


def members(*keys: str) -> Callable[[Mapping[str, Any]], Any]:
    """Return what of a feature these members are."""

    def found(feature: Mapping[str, Any]) -> Any:
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        return {key: properties[key] for key in keys if key in properties}

    return found


def geometry(feature: Mapping[str, Any]) -> Any:
    """Return the geometry of a feature."""
    return feature.get("geometry")


def whole(feature: Mapping[str, Any]) -> Any:
    """Return all of a feature."""
    return feature


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), str):
        return str(next(iter(value.values())))
    return "" if value in (None, {}) else json.dumps(value, ensure_ascii=False)
