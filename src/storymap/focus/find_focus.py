"""The door: from an article, its mentions and its places to what the story is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from storymap.focus.focus_of_table import focus_of_table
from storymap.focus.place_table import MOST_PLACES
from storymap.focus.story_places import FocusPlaces, place_table
from storymap.geometry.bounds import flat_shapes
from storymap.model import Article, Mention, StoryFocus
from storymap.storage.memo import Memo, Same, kept, kept_of

if TYPE_CHECKING:
    import geopandas as gpd

FEW_NAMED = 0.5  # of a collection of more than MOST_PLACES


def find_focus(
    article: Article, mentions: Sequence[Mention], places: gpd.GeoDataFrame, frames: Memo[Any] | None = None
) -> StoryFocus:
    """Return how much each place matters, and the frame of the opening view.

    `places` is indexed by place_id and has the columns name, aliases, geometry (EPSG:4326), kind, role and weight, as
    `read_places` returns them. Where the article names none of them, all are the scene. Of more than MOST_PLACES
    places only those most often named have weights. `frames` keeps what follows from the frame of places alone.
    """
    make = lambda: FocusPlaces.of(places, kept_of(frames, places, flat_shapes))  # noqa: E731
    columns = kept(frames, ("focus", Same(places)), make)
    return focus_of(article, mentions, columns)


def focus_of(article: Article, mentions: Sequence[Mention], places: FocusPlaces) -> StoryFocus:
    """Return the focus of places that are no GeoDataFrame, as `find_focus` does."""
    return focus_of_table(
        article, mentions, place_table(places, mentions), is_collection=_is_collection(places, mentions)
    )


def _is_collection(places: FocusPlaces, mentions: Sequence[Mention]) -> bool:
    """Return whether the map is about its places, of which the article names a few: then all are shown at first."""
    named = len({mention.place_id for mention in mentions})
    return len(places) > MOST_PLACES and named < FEW_NAMED * len(places) and not places.has_authors_word.any()
