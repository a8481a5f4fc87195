"""Makes texts to learn from out of sentences with slots: the same texts for the same gazetteer."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import NOBODY, Entry
from storymap.gazetteer.gazetteer import Gazetteer

HERE = Path(__file__).parent
_ABBREVIATED = {
    "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.",
    "Indiana": "Ind.", "Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.",
    "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
    "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
    "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.",
    "Oregon": "Ore.", "Pennsylvania": "Pa.", "South Carolina": "S.C.", "Tennessee": "Tenn.", "Vermont": "Vt.",
    "Virginia": "Va.", "Washington": "Wash.", "West Virginia": "W.Va.", "Wisconsin": "Wis.", "Wyoming": "Wyo.",
}  # fmt: skip
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ru",
    "sen",
    "dar",
    "bel",
    "tor",
    "vi",
    "gan",
    "hol",
    "pen",
    "wick",
    "ston",
    "mar",
    "es",
    "ti",
    "bu",
    "no",
    "za",
    "kel",
    "fir",
    "an",
    "der",
    "qua",
    "li",
]
_TEAMS = [
    "Cowboys",
    "Eagles",
    "Tigers",
    "Bulldogs",
    "Wildcats",
    "Giants",
    "Rangers",
    "Lions",
    "Bears",
    "Panthers",
    "Warriors",
    "Hawks",
    "Rockets",
    "Pirates",
]
_PRESS = [
    "Times",
    "Post",
    "Herald",
    "Tribune",
    "Gazette",
    "Journal",
    "News",
    "Star",
    "Chronicle",
    "Courier",
    "Observer",
    "Globe",
    "Mail",
]
_FIRST_NAMES_LIKE_PLACES = [
    "Paris",
    "Jordan",
    "Austin",
    "Dallas",
    "Chelsea",
    "Madison",
    "Charlotte",
    "Florence",
    "Sydney",
    "Victoria",
    "Georgia",
    "Virginia",
    "Carolina",
    "Israel",
    "Chad",
    "Kenya",
    "Brooklyn",
    "London",
    "Savannah",
    "Lincoln",
    "Jackson",
    "Houston",
    "Vienna",
    "Asia",
    "India",
    "Denver",
    "Sofia",
    "Alexandria",
    "Cairo",
    "Aurora",
    "Adelaide",
]
_STREETS = [
    "Main",
    "Oak",
    "Washington",
    "Jackson",
    "Lincoln",
    "Madison",
    "Franklin",
    "Houston",
    "Park",
    "Church",
    "Mill",
    "College",
    "Elm",
    "Jefferson",
    "Maple",
    "Monroe",
    "Lexington",
    "Church",
    "Spring",
    "Walnut",
    "Cherry",
    "Austin",
    "Dallas",
    "Delaware",
    "Virginia",
    "Ohio",
    "Adams",
    "Clinton",
    "Second",
    "Broad",
    "Highland",
]


@dataclass(frozen=True)
class Text:
    """A text and the ranges of code points that name places in it."""

    text: str
    spans: list[tuple[int, int]]
    meant: list[Entry | None]

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


def unmark(marked: str, meant: Mapping[str, Entry]) -> Text:
    """Return a text whose places stand in brackets: "in [Paris]". `meant` leads from a name to its place."""
    out = ""
    spans: list[tuple[int, int]] = []
    places: list[Entry | None] = []
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            surface = piece[1:-1]
            places.append(meant.get(surface.lower()))
            spans.append((len(out), len(out) + len(surface)))
            out += surface
        else:
            out += piece
    return Text(out, spans, places)


class Maker:
    """Makes texts. `people` holds first names and surnames, the commonest first."""

    def __init__(self, gazetteer: Gazetteer, first: list[str], last: list[str], seed: int = 7) -> None:
        self._gazetteer = gazetteer
        self._first, self._last = first, last
        self._random = random.Random(seed)  # noqa: S311 - texts to learn from, the same every time
        self._frames = _read_frames()
        entries = [gazetteer.entry(number) for number in range(len(gazetteer))]
        self._towns: dict[int, list[Entry]] = {}
        self._counties: dict[int, list[Entry]] = {}
        self._states: dict[str, list[Entry]] = {}
        self._of_kind: dict[int, list[Entry]] = {}
        for entry in entries:
            if entry.kind in place_types.SETTLEMENTS and entry.state != NOBODY and entry.kind < place_types.QUARTER:
                self._towns.setdefault(entry.state, []).append(entry)
                if entry.population > 400_000:
                    self._of_kind.setdefault(place_types.CAPITAL, []).append(entry)
            elif entry.kind == place_types.COUNTY:
                self._counties.setdefault(entry.state, []).append(entry)
            elif entry.kind == place_types.STATE:
                self._states.setdefault(entry.country, []).append(entry)
            else:
                self._of_kind.setdefault(entry.kind, []).append(entry)

    def text(self) -> Text:
        """Return the next text."""
        local = self._random.random() < 0.6
        slots = self._slots(local=local)
        body = self._frames["local"] if local else self._frames["world"] + self._frames["local"][:12]
        frames = [self._random.choice(self._frames["lead"]), *self._random.sample(body, self._random.randint(6, 14))]
        paragraphs = []
        for frame in frames:
            paragraphs.append(self._filled(frame, slots))
            if self._random.random() < 0.3:
                self._vary(slots, local=local)
        return unmark(self._random.choice(["\n\n", "\n", " "]).join(paragraphs), self._meant)

    def _slots(self, *, local: bool) -> dict[str, str]:
        pick = self._random
        self._meant: dict[str, Entry] = {}
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
        slots["ST"] = _ABBREVIATED.get(slots["state"], slots["state"])
        slots["OST"] = _ABBREVIATED.get(slots["otherstate"], slots["otherstate"])
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
        slots["Last"] = slots["last"]
        slots["unlisted"] = self._unlisted()
        slots["street"], slots["street2"] = pick.sample(_STREETS, 2)
        slots["placefirst"] = pick.choice(_FIRST_NAMES_LIKE_PLACES)
        slots["press"] = pick.choice(_PRESS)
        slots["team"], slots["team2"] = pick.sample(_TEAMS, 2)

    def _named(self, entry: Entry) -> str:
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
            name = "".join(pick.choice(_SYLLABLES) for _ in range(pick.randint(2, 3))).title()
            if not self._gazetteer.lookup(name):
                return name

    def _person(self, names: list[str], most: int) -> str:
        # The commonest names much oftener than the others, as in life.
        return names[min(len(names) - 1, int(most * self._random.random() ** 2))].title()

    def _filled(self, frame: str, slots: dict[str, str]) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: slots.get(m[1], str(self._random.randint(18, 80))), frame)


def _read_frames() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    name = ""
    for line in (HERE / "frames.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            groups.setdefault(name, []).append(line)
    return groups
