"""The towns of made articles: those of the shipped gazetteer, drawn as news names them: few often, most hardly ever."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer

# Where the paper is at home: the share of its articles by country; the rest is from anywhere.
_HOMES: Final = (("US", 0.42), ("MX", 0.10), ("GB", 0.10), ("DE", 0.07), ("FR", 0.06), ("ES", 0.05))
_NAMESAKES: Final = 0.05  # of all homes have a name that five places have
_LEAST: Final = 2_000  # inhabitants
_NEAREST: Final = 8  # towns that count as near
_TOWNS: Final = (place_types.CAPITAL, place_types.SEAT, place_types.TOWN)

Chance = Callable[[], float]


class Town(NamedTuple):
    """A town of the gazetteer: `lat` and `lon` in degrees, `region` and `land` the names of its state and country."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    region: str
    land: str


class Towns:
    """The towns of the world from 2,000 inhabitants on, the largest first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        _, names, kinds, populations = next(iter(gazetteer.name_tables()))
        chosen = np.flatnonzero(np.isin(kinds, _TOWNS) & (populations >= _LEAST))
        # By size, then by number: the same order everywhere.
        chosen = chosen[np.lexsort((chosen, -populations[chosen]))]
        self.all: list[Town] = []
        self._of_state: defaultdict[tuple[str, str], list[Town]] = defaultdict(list)
        self._of_country: defaultdict[str, list[Town]] = defaultdict(list)
        for number in chosen.tolist():
            entry = gazetteer.entry(number)
            state = "" if entry.state == NO_ENTRY else names[entry.state]
            land = "" if entry.country_number == NO_ENTRY else names[entry.country_number]
            town = Town(entry.geonameid, names[number], entry.lat, entry.lon, entry.country, state, land)
            self.all.append(town)
            self._of_state[town.country, state].append(town)
            self._of_country[town.country].append(town)
        self._positions: dict[int, npt.NDArray[np.float64]] = {}
        self.near = lru_cache(maxsize=1 << 16)(self._near)

    @cached_property
    def namesakes(self) -> list[Town]:
        """Towns whose name five of them have, or more."""
        count = Counter(town.name for town in self.all)
        return [town for town in self.all if count[town.name] >= 5]

    def home(self, chance: Chance) -> Town:
        """Return where an article happens."""
        share = chance()
        if chance() < _NAMESAKES:
            return drawn(self.namesakes, chance)
        for country, part in _HOMES:
            share -= part
            if share < 0:
                return drawn(self._of_country[country], chance)
        return drawn(self.all, chance)

    def far(self, home: Town, chance: Chance) -> Town:
        """Return a town of another country, the larger the likelier."""
        while (town := drawn(self.all, chance)).country == home.country:
            pass
        return town

    def _near(self, home: Town) -> tuple[Town, ...]:
        """Return the nearest towns of its state, else of its country, that are called something else."""
        for towns in (self._of_state[home.country, home.region], self._of_country[home.country], self.all):
            places = self._places(towns)
            away = (places - (home.lat, home.lon)) * (1, math.cos(math.radians(home.lat)))
            order = np.argsort((away**2).sum(axis=1), kind="stable")
            others = (towns[at] for at in order.tolist())
            if near := tuple(islice((town for town in others if town.name != home.name), _NEAREST)):
                return near
        return (home,)

    def _places(self, towns: list[Town]) -> npt.NDArray[np.float64]:
        """Return latitudes and longitudes; those of a list are worked out once."""
        if id(towns) not in self._positions:
            self._positions[id(towns)] = np.array([(town.lat, town.lon) for town in towns])
        return self._positions[id(towns)]


def drawn(towns: Sequence[Town], chance: Chance) -> Town:
    """Return a town by Zipf's law: the one of rank k about k times as rarely as the first."""
    return towns[int((len(towns) + 1) ** chance()) - 1]


@lru_cache(maxsize=1)
def open_towns() -> Towns:
    """Return the towns of the shipped gazetteer."""
    return Towns(open_gazetteer())
