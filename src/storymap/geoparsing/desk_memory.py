"""The memory of a desk: where it is at home, which place it meant by a name before, and which names it refused.

It is made anew from the places files each time (`learn`): the same files give the same memory, and nothing is hidden.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.home_region import numbers_of_home
from storymap.geoparsing.named_words import NamedWords
from storymap.reading.desk.accepted_places import AcceptedPlace
from storymap.reading.desk.stories import StoryPlaces

_MOVED_DEGREES = 0.5  # a point farther from the gazetteer's is another place, which an editor put there
_IN_A_STATE = place_types.SETTLEMENTS | {place_types.COUNTY}
_LEAST_SHARE = 0.1  # of a desk's stories: what it names less often is not its home
# A few stories may all be about somewhere else.
_DOUBT = 1.0  # stories


class DeskMemory(NamedTuple):
    """What a desk knows when it reads a text.

    `home` holds the numbers of countries and states, with how much each counts, as `home_region` does; `home_stories`
    of how many stories that is the sum, 0 if somebody set it. `chosen` holds for a name key the numbers of the places
    that it meant before, with the share of the stories, and `chosen_in` the file of the first. `refused` holds the name
    keys that were refused, with the file. `never` are name keys of what is no place.
    """

    home: Mapping[int, float] = {}
    home_stories: int = 0
    chosen: Mapping[str, Mapping[int, float]] = {}
    chosen_in: Mapping[tuple[str, int], str] = {}
    refused: Mapping[str, str] = {}
    never: frozenset[str] = frozenset()


NO_MEMORY = DeskMemory()


def learn(stories: Sequence[StoryPlaces], gazetteer: Gazetteer, text: str, never: Iterable[str] = ()) -> DeskMemory:
    """Return what the places files of a desk teach for a text. `never` are names that are no places.

    Of the text's own places file only what the text does not name counts, so that a second run finds the same. The
    `gazetteer` has the names of the text's language.
    """
    named = NamedWords(text if any(story.is_own for story in stories) else "")
    known = [_known_places(story, gazetteer, named) for story in stories]
    chosen: dict[str, Counter[int]] = defaultdict(Counter)
    chosen_in: dict[tuple[str, int], str] = {}
    for story, places in zip(stories, known, strict=True):
        for key, number in dict.fromkeys((key, place.entry.number) for place in places for key in place.keys):
            chosen[key][number] += 1
            chosen_in.setdefault((key, number), story.shown)
    home, count = _learned_home(known, gazetteer)
    return DeskMemory(
        home,
        count,
        {key: {number: times / found.total() for number, times in found.items()} for key, found in chosen.items()},
        chosen_in,
        _refused(stories, gazetteer),
        frozenset(filter(None, map(name_key, never))),
    )


class _KnownPlace(NamedTuple):
    """A place of the gazetteer that a story has, the name keys that mean it there, and its role."""

    entry: GazetteerEntry
    keys: tuple[str, ...]
    role: str


def _known_places(story: StoryPlaces, gazetteer: Gazetteer, named: NamedWords) -> list[_KnownPlace]:
    found = []
    for place in story.accepted:
        if story.is_own and any(map(named.may_name, place.names)):
            continue
        entry = _entry_of(place, gazetteer)
        if entry is not None:
            keys = tuple(dict.fromkeys(filter(None, map(name_key, place.names))))
            found.append(_KnownPlace(entry, keys, place.role))
    return found


def _entry_of(place: AcceptedPlace, gazetteer: Gazetteer) -> GazetteerEntry | None:
    """Return the place of the gazetteer that is meant by one of the names, None if it was moved since."""
    for name in place.names:
        for match in gazetteer.matches(name_key(name)):
            if match.entry.geonameid == place.geonameid:
                return None if _is_moved(match.entry, place.point) else match.entry
    return None


def _is_moved(entry: GazetteerEntry, point: tuple[float, float] | None) -> bool:
    return point is not None and max(abs(entry.lon - point[0]), abs(entry.lat - point[1])) > _MOVED_DEGREES


def _learned_home(known: Sequence[Sequence[_KnownPlace]], gazetteer: Gazetteer) -> tuple[dict[int, float], int]:
    """Return the states and countries of the towns that stories have, with how much each counts, and how many stories.

    Each story counts once, its towns in equal parts; towns that it names in passing do not.
    """
    home: dict[int, float] = defaultdict(float)
    count = 0
    for places in known:
        towns = [place.entry for place in places if place.entry.kind in _IN_A_STATE and place.role != "passing"]
        count += bool(towns)
        for town in towns:
            for number, weight in numbers_of_home(town, gazetteer).items():
                if number not in (town.number, town.county):
                    home[number] += weight / len(towns)
    kept = {number: weight / (count + _DOUBT) for number, weight in sorted(home.items())}
    return {number: weight for number, weight in kept.items() if weight >= _LEAST_SHARE}, count


def _refused(stories: Sequence[StoryPlaces], gazetteer: Gazetteer) -> dict[str, str]:
    """Return the name keys that were refused, with the file.

    What another story has was not, nor what a file has under another name.
    """
    accepted = {key for story in stories for place in story.accepted for key in map(name_key, place.names)}
    refused: dict[str, str] = {}
    for story in stories:
        here = {place.geonameid for place in story.accepted}
        for name in story.refused:
            key = name_key(name)
            is_renamed = any(match.entry.geonameid in here for match in gazetteer.matches(key) if match.entry.geonameid)
            if key and key not in accepted and not is_renamed:
                refused.setdefault(key, story.shown)
    return refused
