"""The places of files that have not changed since they were read: what is checked once need not be checked again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from storymap.errors import Problem, StorymapError
from storymap.limits import LARGEST_TEXT
from storymap.model import LayerChoice
from storymap.reading.files import read_bytes
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.checked_places import CheckedPlaces
from storymap.reading.places.files_alone import JSON, bytes_key
from storymap.reading.places.moved_point import ReadFile, with_moved_point
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import read_checked
from storymap.storage.memo import Memo

_Found: TypeAlias = tuple[CheckedPlaces, tuple[Problem, ...], tuple[LayerChoice, ...]]
# How the note begins that fields with other names were taken.
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
) -> CheckedPlaces:
    """Return what `read_checked` does, from `memo` if it has the places of the same bytes, read in the same way.

    Where one point has moved, only its feature is read again. What has pictures is read each time: their files may have
    changed. The places are shared: they are not to be changed.
    """
    key = None if memo is None or choices.fields else _key(files, encoding, choices)
    if memo is None or key is None:
        return read_checked(
            files, problems=problems, media_policy=media_policy, encoding=encoding, choices=choices, layers=layers
        )
    found: _Found | None = memo.find(key)
    if found is None:
        text = _text(files, encoding)
        last = ("last", tuple(files), encoding, choices.strict, choices.allow_zero)
        before: ReadFile | None = memo.find(last)
        read = None if before is None or text is None else with_moved_point(before, text)
        if read is None:
            noted, said, starts = list[Problem](), list[LayerChoice](), list[int]()
            places = read_checked(
                files,
                problems=noted,
                media_policy=media_policy,
                encoding=encoding,
                choices=choices,
                layers=said,
                starts=starts,
            )
            read = ReadFile(text or "", starts, places, tuple(noted), tuple(said))
        found = (read.places, read.problems, read.layers)
        # Somebody may have written it again meanwhile.
        if _is_of_these_alone(*found[:2]) and key == _key(files, encoding, choices):
            memo.keep(key, found)
            if text is not None and len(read.starts) == len(read.places) and min(read.starts, default=-1) >= 0:
                memo.keep(last, read)
    problems += found[1]
    if layers is not None:
        layers += found[2]
    return found[0]


def _text(files: Sequence[Path], encoding: str | None) -> str | None:
    """Return the text of the one file, None if there are several, or it is no JSON in UTF-8 of a usual size."""
    if len(files) != 1 or encoding is not None or files[0].suffix.lower() not in JSON:
        return None
    try:
        data = read_bytes(files[0], LARGEST_TEXT, files[0].name)
        return data.decode("utf-8")
    except (StorymapError, UnicodeDecodeError):
        return None  # reading says what is wrong


def _key(files: Sequence[Path], encoding: str | None, choices: PlaceChoices) -> Hashable | None:
    """Return what the places of these files depend on, None if it is more than the bytes of the files."""
    key = bytes_key(files)
    return None if key is None else (key, encoding, choices.strict, choices.allow_zero)


def is_read_as_named(noted: Iterable[Problem]) -> bool:
    """Say whether no field with another name was taken, by what was noted when files of places were read.

    Which are taken depends on the pictures that are there, and not on these files alone.
    """
    return not any(problem.what.startswith(_READ_WITH) for problem in noted)


def _is_of_these_alone(places: CheckedPlaces, noted: Sequence[Problem]) -> bool:
    return is_read_as_named(noted) and not places.has_pictures
