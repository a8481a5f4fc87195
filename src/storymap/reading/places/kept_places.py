"""The places of files that have not changed since they were read: what is checked once need not be checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.errors import Problem
from storymap.model import LayerChoice
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_places
from storymap.storage.memo import Memo

if TYPE_CHECKING:
    import geopandas as gpd

# Each of these is one file, of which nothing else is read.
_ALONE = (".geojson", ".json", ".csv")
# How the note begins that fields with other names were taken: which of them are depends on the pictures that are there.
_READ_WITH = "it was read with"


def read_places_again(
    files: Sequence[Path],
    memo: Memo[Any] | None,
    *,
    problems: list[Problem],
    media_policy: MediaPolicy,
    encoding: str | None,
    choices: PlaceChoices,
    layers: list[LayerChoice] | None = None,
) -> gpd.GeoDataFrame:
    """Return what `read_places` does, from `memo` if it has the places of the same bytes, read in the same way.

    What has pictures is read each time: their files may have changed. The frame is shared: it is not to be changed.
    """
    key = None if memo is None or choices.fields else _key(files, encoding, choices)
    found = None if memo is None or key is None else memo.find(key)
    if found is None:
        noted: list[Problem] = []
        said: list[LayerChoice] = []
        frame = read_places(
            files, problems=noted, media_policy=media_policy, encoding=encoding, choices=choices, layers=said
        )
        found = (frame, tuple(noted), tuple(said))
        if memo is not None and key is not None and _is_of_these_alone(frame, noted):
            memo.keep(key, found)
    problems += found[1]
    if layers is not None:
        layers += found[2]
    return found[0]


def _key(files: Sequence[Path], encoding: str | None, choices: PlaceChoices) -> Hashable | None:
    """Return what the places of these files depend on, None if it is more than the bytes of the files."""
    if any(path.suffix.lower() not in _ALONE for path in files):
        return None
    try:
        digests = []
        for path in files:
            with path.open("rb") as file:
                digests.append((str(path), hashlib.file_digest(file, "sha256").digest()))
    except OSError:
        return None  # reading says what is wrong
    return tuple(digests), encoding, choices.strict, choices.allow_zero


def _is_of_these_alone(frame: gpd.GeoDataFrame, noted: Sequence[Problem]) -> bool:
    is_as_named = not any(problem.what.startswith(_READ_WITH) for problem in noted)
    return is_as_named and all(image is None for image in frame["image"].tolist())
