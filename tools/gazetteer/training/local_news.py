"""Generates local news with namesakes: texts to learn from which of a name's places is meant, the same every time.

A text is about a town and the towns around it, most of them with a larger namesake elsewhere. How much it says varies:
often neither state nor country are named, and only the other towns tell. Some towns are hidden from the gazetteer, as
in life: then none of the places that it has under the name is right.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.home_region import numbers_of_home

from .texts import fill, read_frames, unmark
from .word_lists import ABBREVIATIONS, NEWSPAPERS, STREETS, TEAMS

_FRAMES = Path(__file__).with_name("local_frames.txt")
# How many texts of a hundred are about each country: newsrooms that write in English, and what they write about.
_COUNTRIES = {
    "US": 60, "GB": 10, "CA": 6, "AU": 5, "IE": 3, "ZA": 1, "NZ": 1, "IN": 2, "PH": 2, "NG": 1, "MX": 2, "ES": 1,
    "FR": 1, "DE": 1, "IT": 1, "BR": 1, "PK": 1, "KE": 1,
}  # fmt: skip
_CELL_DEGREES = 0.5
_WITH_STATE, _WITH_COUNTY, _WITH_FAR, _WITH_WORLD, _WITH_HOME = 0.5, 0.3, 0.5, 0.5, 0.15
_SHORT = 0.4  # of the texts: little says where they are
_WIDE = 0.35  # of the towns around: anywhere in the state
_WITH_NAMESAKE = 0.3  # of the large cities
_ANY_STATE = 0.5
_LIKE_A_COUNTRY = 0.08  # of the towns that texts are about: Lebanon in New Hampshire, Peru in Indiana
_TRIES = 20
_HIDDEN = 0.06  # of the towns
_LARGE_CITY, _LARGE_COUNTRY = 150_000, 1_000_000
_MOST_HIDDEN_POPULATION = 20_000
_NAMESAKES_COUNT = 4.0  # how much likelier a town with namesakes is taken than one without


class LocalNewsMaker:
    """Generates texts. `first` and `last` are first names and surnames, the commonest first."""

    def __init__(self, gazetteer: Gazetteer, first: Sequence[str], last: Sequence[str], seed: int) -> None:
        self._gazetteer = gazetteer
        self._first, self._last = first, last
        self._random = random.Random(seed)  # noqa: S311 - texts to learn from, the same every time
        self._frames = read_frames(_FRAMES)
        self._towns: dict[str, list[GazetteerEntry]] = {}
        self._cells: dict[tuple[int, int], list[GazetteerEntry]] = {}
        self._states: dict[str, list[GazetteerEntry]] = {}
        for number in range(len(gazetteer)):
            entry = gazetteer.entry(number)
            if entry.geonameid and entry.kind in (place_types.CAPITAL, place_types.SEAT, place_types.TOWN):
                self._towns.setdefault(entry.country, []).append(entry)
                self._cells.setdefault(_cell(entry), []).append(entry)
            elif entry.kind == place_types.STATE:
                self._states.setdefault(entry.country, []).append(entry)
        self._cities = [town for towns in self._towns.values() for town in towns if town.population > _LARGE_CITY]
        self._rivals_of: dict[str, list[GazetteerEntry]] = {}
        self._sizes = [city.population**0.7 for city in self._cities]
        entries = map(gazetteer.entry, range(len(gazetteer)))
        self._all_countries = [e for e in entries if e.kind == place_types.COUNTRY and e.population > _LARGE_COUNTRY]
        countries = {gazetteer.name(country) for country in self._all_countries}
        self._like_countries = {
            code: [town for town in towns if gazetteer.name(town) in countries] for code, towns in self._towns.items()
        }

    def town(self) -> GazetteerEntry:
        """Return a town that texts may be about."""
        return self._home(self._random.choices(list(_COUNTRIES), list(_COUNTRIES.values()))[0])

    def record(self, number: int, home: GazetteerEntry | None = None) -> dict[str, Any]:
        """Return the next text as the scorer reads it, with the newsroom's home and what the gazetteer hides.

        It is about the town `home`, or another one each time.
        """
        pick = self._random
        self._meant: dict[str, GazetteerEntry] = {}
        home = home or self.town()
        code = home.country
        slots = self._slots(home, code)
        around = pick.randint(0, 2) if pick.random() < _SHORT else pick.randint(2, 6)
        groups = ["around"] * around + ["people"] * pick.randint(0, 3)
        groups += ["state"] * (pick.randint(1, 2) if pick.random() < _WITH_STATE else 0)
        groups += ["county"] * (pick.randint(1, 2) if "county" in slots and pick.random() < _WITH_COUNTY else 0)
        groups += ["far"] * (pick.randint(1, 3) if pick.random() < _WITH_FAR else 0)
        groups += ["world"] * (pick.randint(1, 4) if pick.random() < _WITH_WORLD else 0)
        pick.shuffle(groups)
        lead = [frame for frame in self._frames["lead"] if "{ST}" not in frame or "state" in groups]
        frames = [pick.choice(lead)]
        for group in groups:
            frames.append(pick.choice([frame for frame in self._frames[group] if frame not in frames]))
        sentences = [fill(frame, slots, pick) for frame in frames]
        record = unmark(pick.choice(["\n\n", "\n", " "]).join(sentences), self._meant).record(number)
        record["id"] = f"local-{number}"
        record["home"] = numbers_of_home(home, self._gazetteer) if pick.random() < _WITH_HOME else None
        record["hidden"] = [
            entry.number
            for entry in dict.fromkeys(self._meant.values())
            if entry.kind == place_types.TOWN and entry.population < _MOST_HIDDEN_POPULATION and pick.random() < _HIDDEN
        ]
        return record

    def _home(self, code: str) -> GazetteerEntry:
        """Return the town that a text is about: seldom a large one."""
        states = self._states.get(code)
        towns = self._towns[code]
        like_countries = self._like_countries.get(code)
        if like_countries and self._random.random() < _LIKE_A_COUNTRY:
            return self._random.choice(like_countries)
        if states and self._random.random() < _ANY_STATE:
            # As many texts of Georgia or Vermont as of Texas.
            state = self._random.choice(states)
            towns = [town for town in towns if town.state == state.number] or towns
        for _ in range(_TRIES):
            home = self._town(towns, 0.5)
            if len(self._around(home)) > 5:
                break
        return home

    def _town(self, towns: Sequence[GazetteerEntry], power: float) -> GazetteerEntry:
        """Return one of some towns, the larger the likelier, and likelier with namesakes."""
        few = self._random.choices(towns, [(town.population + 50) ** power for town in towns], k=6)
        weights = [_NAMESAKES_COUNT if len(self._namesakes(town)) > 1 else 1.0 for town in few]
        return self._random.choices(few, weights)[0]

    def _namesakes(self, town: GazetteerEntry) -> set[tuple[int, int]]:
        matches = self._gazetteer.matches(name_key(self._gazetteer.name(town)))
        return {(round(match.entry.lat), round(match.entry.lon)) for match in matches}

    def _around(self, home: GazetteerEntry) -> list[GazetteerEntry]:
        """Return the towns in the cell of a town and those around it."""
        row, column = _cell(home)
        cells = [self._cells.get((row + r, column + c), []) for r in (-1, 0, 1) for c in (-1, 0, 1)]
        return [town for cell in cells for town in cell if town.country == home.country and town is not home]

    def _in_state(self, home: GazetteerEntry) -> list[GazetteerEntry]:
        return [town for town in self._towns[home.country] if town.state == home.state and town is not home]

    def _slots(self, home: GazetteerEntry, code: str) -> dict[str, str]:
        pick, entry = self._random, self._gazetteer.entry
        slots = {"home": self._named(home)}
        slots["HOME"] = slots["home"].upper()
        wide = self._in_state(home) or self._towns[code]
        around = self._around(home) or wide
        for key in ("near", "near2", "near3", "near4", "near5"):
            slots[key] = self._new(lambda: self._town(wide if pick.random() < _WIDE else around, 0.35))
        slots["state"] = self._new(lambda: entry(self._region(home)))
        slots["ST"] = ABBREVIATIONS.get(slots["state"], slots["state"]) if code == "US" else slots["state"]
        slots["otherstate"] = self._new(lambda: pick.choice(self._states.get(code, self._all_countries)))
        if code == "US" and home.county != NO_ENTRY and self._gazetteer.name(entry(home.county)).endswith(" County"):
            slots["county"] = self._new(lambda: entry(home.county))
        abroad = code if pick.random() < 0.7 else pick.choice(list(_COUNTRIES))
        far = self._town(self._towns[abroad], 0.5)
        slots["far"] = self._new(lambda: far)
        far_region = entry(self._region(far) if abroad == code else far.country_number)
        slots["farstate"] = self._new(lambda: far_region)
        slots["FST"] = ABBREVIATIONS.get(slots["farstate"], slots["farstate"]) if abroad == "US" else slots["farstate"]
        large = sorted(self._towns[code], key=lambda town: -town.population)[:40]
        slots["bigfar"] = self._new(lambda: pick.choice(large))
        world = self._world_city(code)
        slots["world"] = self._new(lambda: world)
        slots["worldcountry"] = self._new(lambda: entry(world.country_number))
        slots["world2"] = self._new(lambda: self._world_city(code))
        for key in ("country", "country2"):
            slots[key] = self._new(lambda: pick.choice(self._all_countries))
        slots["first"], slots["last"] = self._person(self._first, 300), self._person(self._last, 2500)
        slots["Last"], slots["street"] = slots["last"], pick.choice(STREETS)
        slots["press"], slots["team"] = pick.choice(NEWSPAPERS), pick.choice(TEAMS)
        return slots

    def _world_city(self, code: str) -> GazetteerEntry:
        """Return a large city, often one of which there is a namesake in the country that the text is about."""
        pick = self._random
        if pick.random() < _WITH_NAMESAKE and (rivals := self._rivals(code)):
            return pick.choice(rivals)
        return pick.choices(self._cities, self._sizes)[0]

    def _rivals(self, code: str) -> list[GazetteerEntry]:
        """Return the large cities of other countries that have a namesake in a country."""
        if code not in self._rivals_of:
            here = {self._gazetteer.name(town) for town in self._towns[code]}
            self._rivals_of[code] = [
                city for city in self._cities if city.country != code and self._gazetteer.name(city) in here
            ]
        return self._rivals_of[code]

    def _region(self, entry: GazetteerEntry) -> int:
        return entry.country_number if entry.state == NO_ENTRY else entry.state

    def _new(self, choose: Any) -> str:
        """Return the name of a chosen place; another is chosen where the text has the name for another place."""
        for _ in range(20):
            entry = choose()
            if self._meant.get(self._name(entry).lower(), entry) is entry:
                break
        return self._named(entry)

    def _named(self, entry: GazetteerEntry) -> str:
        name = self._name(entry)
        self._meant.setdefault(name.lower(), entry)
        if entry.kind == place_types.STATE and entry.country == "US" and name in ABBREVIATIONS:
            self._meant.setdefault(ABBREVIATIONS[name].lower(), entry)
        return name

    def _name(self, entry: GazetteerEntry) -> str:
        return self._gazetteer.name(entry).removeprefix("the ")

    def _person(self, names: Sequence[str], most: int) -> str:
        return names[min(len(names) - 1, int(most * self._random.random() ** 2))].title()


def _cell(entry: GazetteerEntry) -> tuple[int, int]:
    return math.floor(entry.lat / _CELL_DEGREES), math.floor(entry.lon / _CELL_DEGREES)
