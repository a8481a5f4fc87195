"""Generates training texts from sentences with slots: the same texts for the same gazetteer."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NO_ENTRY, GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer

from .word_lists import ABBREVIATIONS, FIRST_NAMES_LIKE_PLACES, MAKERS, NEWSPAPERS, STREETS, SYLLABLES, TEAMS

_FRAMES = Path(__file__).with_name("frames.txt")


@dataclass(frozen=True)
class MarkedText:
    """A text, the ranges of code points that name places in it, and the place that each means, if it is known."""

    text: str
    spans: list[tuple[int, int]]
    meant: list[GazetteerEntry | None]

    def record(self, number: int) -> dict[str, Any]:
        """Return the text as the scorer reads it."""
        return {
            "id": f"own-{number}",
            "text": self.text,
            "toponyms": [
                {
                    "start": start,
                    "end": end,
                    "surface": self.text[start:end],
                    "lat": entry.lat if entry else None,
                    "lon": entry.lon if entry else None,
                    "geonameid": entry.geonameid if entry else None,
                }
                for (start, end), entry in zip(self.spans, self.meant, strict=True)
            ],
        }


def unmark(marked: str, meant: Mapping[str, GazetteerEntry]) -> MarkedText:
    """Return a text whose places are marked by brackets: "in [Paris]". `meant` maps a name to its place."""
    out = ""
    spans: list[tuple[int, int]] = []
    places: list[GazetteerEntry | None] = []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            surface = piece[1:-1]
            places.append(meant.get(surface.lower()))
            spans.append((len(out), len(out) + len(surface)))
            out += surface
        else:
            out += piece
    return MarkedText(out, spans, places)


class TextMaker:
    """Generates texts. `first` and `last` are first names and surnames, the commonest first."""

    def __init__(self, gazetteer: Gazetteer, first: list[str], last: list[str], seed: int = 7) -> None:
        self._gazetteer = gazetteer
        self._first, self._last = first, last
        self._random = random.Random(seed)  # noqa: S311 - texts to learn from, the same every time
        self._frames = read_frames(_FRAMES)
        entries = [gazetteer.entry(number) for number in range(len(gazetteer))]
        self._towns: dict[int, list[GazetteerEntry]] = {}
        self._counties: dict[int, list[GazetteerEntry]] = {}
        self._states: dict[str, list[GazetteerEntry]] = {}
        self._of_kind: dict[int, list[GazetteerEntry]] = {}
        for entry in entries:
            if entry.kind in place_types.SETTLEMENTS and entry.state != NO_ENTRY and entry.kind < place_types.QUARTER:
                self._towns.setdefault(entry.state, []).append(entry)
                if entry.population > 400_000:
                    self._of_kind.setdefault(place_types.CAPITAL, []).append(entry)
            elif entry.kind == place_types.COUNTY:
                self._counties.setdefault(entry.state, []).append(entry)
            elif entry.kind == place_types.STATE:
                self._states.setdefault(entry.country, []).append(entry)
            else:
                self._of_kind.setdefault(entry.kind, []).append(entry)

    def text(self) -> MarkedText:
        """Return the next text."""
        local = self._random.random() < 0.6
        slots = self._slots(local=local)
        body = self._frames["local"] if local else self._frames["world"] + self._frames["local"][:12]
        frames = [self._random.choice(self._frames["lead"]), *self._random.sample(body, self._random.randint(6, 14))]
        paragraphs = []
        for frame in frames:
            paragraphs.append(fill(frame, slots, self._random))
            if self._random.random() < 0.3:
                self._vary(slots, local=local)
        return unmark(self._random.choice(["\n\n", "\n", " "]).join(paragraphs), self._meant)

    def _slots(self, *, local: bool) -> dict[str, str]:
        pick = self._random
        self._meant: dict[str, GazetteerEntry] = {}
        slots: dict[str, str] = {"agency": pick.choice(["AP", "Reuters", "AFP"])}
        country = pick.choices(["US", "GB", "CA", "AU"], [8, 1, 1, 0.5])[0]
        states = [state for state in self._states[country] if len(self._towns.get(state.number, [])) > 8]
        self._home, self._other = pick.sample(states, 2)
        self._vary(slots, local=local)
        return slots

    def _vary(self, slots: dict[str, str], *, local: bool) -> None:
        pick, name = self._random, self._named
        towns = self._towns[self._home.number]
        sizes = [town.population**0.5 + 5 for town in towns]
        for key in ("city", "city2", "city3", "city4"):
            slots[key] = name(pick.choices(towns, sizes)[0])
        others = self._towns[self._other.number]
        slots["othercity"] = name(pick.choices(others, [town.population**0.5 for town in others])[0])
        slots["state"], slots["otherstate"] = name(self._home), name(self._other)
        slots["ST"] = ABBREVIATIONS.get(slots["state"], slots["state"])
        slots["OST"] = ABBREVIATIONS.get(slots["otherstate"], slots["otherstate"])
        self._meant |= {slots["ST"].lower(): self._home, slots["OST"].lower(): self._other}
        counties = [c for c in self._counties.get(self._home.number, []) if name(c).endswith(" County")]
        for key in ("county", "county2"):
            slots[key] = name(pick.choice(counties)).removesuffix(" County") if counties else slots["city"]
        countries = [c for c in self._of_kind[place_types.COUNTRY] if c.population > 300_000]
        weights = [c.population**0.4 for c in countries]
        for key in ("country", "country2", "country3"):
            slots[key] = name(pick.choices(countries, weights)[0])
        big = self._of_kind[place_types.CAPITAL]
        for key in ("bigcity", "bigcity2", "bigcity3"):
            slots[key] = name(pick.choices(big, [city.population**0.7 for city in big])[0])
        abroad = [
            s for code in ("MX", "IN", "CN", "PK", "NG", "BR", "DE", "ID", "PH", "TR") for s in self._states[code]
        ]
        slots["stateabroad"] = name(pick.choice(abroad))
        regions = self._of_kind[place_types.REGION] + self._of_kind[place_types.CONTINENT] * 12
        slots["region"], slots["region2"] = name(pick.choice(regions)), name(pick.choice(regions))
        slots["water"] = name(pick.choice(self._of_kind[place_types.SEA] + self._of_kind[place_types.RIVER]))
        slots["mountains"] = name(pick.choice(self._of_kind[place_types.MOUNTAINS]))
        if not local:
            slots["city"] = slots["bigcity"]
        slots["CITY"], slots["CITY2"] = slots["city"].upper(), slots["city2"].upper()
        for key in ("first", "first2", "first3"):
            slots[key] = self._person(self._first, 300)
        for key in ("last", "last2"):
            slots[key] = self._person(self._last, 2500)
        slots["Last"], slots["LAST"] = slots["last"], slots["last"].upper()
        slots["unlisted"] = self._unlisted()
        slots["street"], slots["street2"] = pick.sample(STREETS, 2)
        slots["placefirst"] = pick.choice(FIRST_NAMES_LIKE_PLACES)
        slots["press"] = pick.choice(NEWSPAPERS)
        slots["team"], slots["team2"] = pick.sample(TEAMS, 2)
        slots["maker"] = pick.choice(MAKERS)

    def _named(self, entry: GazetteerEntry) -> str:
        name = self._gazetteer.name(entry).removeprefix("the ")
        self._meant[name.lower()] = entry
        self._meant[name.lower().removesuffix(" county")] = (
            entry if entry.kind == place_types.COUNTY else self._meant[name.lower()]
        )
        return name

    def _unlisted(self) -> str:
        """Return a name that reads like a town's and is in no gazetteer."""
        pick = self._random
        while True:
            name = "".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 3))).title()
            if not self._gazetteer.lookup(name):
                return name

    def _person(self, names: list[str], most: int) -> str:
        # The commonest names much oftener than the others, as in life.
        return names[min(len(names) - 1, int(most * self._random.random() ** 2))].title()


def fill(frame: str, slots: Mapping[str, str], pick: random.Random) -> str:
    """Return a sentence with its slots filled; what has no word is an age."""
    return re.sub(r"\{(\w+)\}", lambda m: slots.get(m[1], str(pick.randint(18, 80))), frame)


def read_frames(path: Path) -> dict[str, list[str]]:
    """Return the sentences of a file of frames, by group."""
    groups: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            groups.setdefault(name, []).append(line)
    return groups
