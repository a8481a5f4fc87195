"""Made articles: number n is the same in every run, on every machine, whichever others are made."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from tools.bench.made_corpus.calendar_words import MONTHS, WEEKDAYS, day, thousands
from tools.bench.made_corpus.people import person
from tools.bench.made_corpus.phrases import Phrase, sections, told
from tools.bench.made_corpus.towns import Town, open_towns

_LANGUAGES: Final = {
    **dict.fromkeys(("ES", "MX", "AR", "BO", "CL", "CO", "CU", "EC", "GT", "HN", "PE", "PY", "SV", "UY", "VE"), "es"),
    **dict.fromkeys(("DE", "AT"), "de"),
    "FR": "fr",
}
_UNDATED: Final = 0.01
_NOWHERE: Final = 0.02  # of all articles name no place
_FEWEST, _MOST = 18, 26  # sentences between the first and the last ones
_SPREAD: Final = 7_919  # a prime, so that the generators of neighbours have little in common
_NUMBERS: Final = {"few": (2, 9), "small": (10, 60), "hundreds": (100, 900), "year": (1948, 2026)}


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """A made article. `date` is ISO, or "". `towns` are those that it names, in the order of the text."""

    number: int
    title: str
    date: str
    byline: str
    language: str
    text: str
    towns: tuple[Town, ...]

    @property
    def record(self) -> dict[str, str]:
        """The article as a row of a table or a line of JSON."""
        return {
            "id": f"made-{self.number:09d}",
            "title": self.title,
            "date": self.date,
            "byline": self.byline,
            "language": self.language,
            "url": f"https://archive.example/{self.date[:4] or 'undated'}/{self.number}",
            "text": self.text,
        }


def made_article(number: int) -> MadeArticle:
    """Return the article of a number from 0 on."""
    return _Writer(number).article()


class _Writer:
    """Who writes one article. Only `random()` of the generator is used: its numbers are the same in all of Python."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._chance = chance = Random(number * _SPREAD + 1).random  # noqa: S311 - no secret
        towns = open_towns()
        self._home = home = towns.home(chance)
        self._language = _LANGUAGES.get(home.country, "en")
        near, away = towns.near(home), [towns.far(home, chance) for _ in range(3)]
        self._near = [near[self._below(len(near))] for _ in range(3)]
        self._away = away
        self._people = [person(self._language, chance) for _ in range(2)]
        self._told: set[int] = set()
        self._named: dict[Town, None] = {}
        self._date = day(chance())

    def article(self) -> MadeArticle:
        """Return the article."""
        chance, frames = self._chance, sections(self._language)
        is_dated = chance() >= _UNDATED
        is_nowhere = chance() < _NOWHERE
        if is_nowhere:
            self._language, frames = "en", sections("en")
        body = frames["nowhere" if is_nowhere else "body"]
        title = self._sentence(frames["nowhere" if is_nowhere else "title"]).rstrip(".")
        count = _FEWEST + self._below(_MOST - _FEWEST + 1)
        sentences = [self._sentence(body) for _ in range(count)]
        if not is_nowhere:
            sentences = [self._lead(frames["lead"]), *sentences]
            sentences += [self._sentence(frames["close"]) for _ in range(2)]
        return MadeArticle(
            self._number,
            title,
            self._date.isoformat() if is_dated else "",
            " ".join(self._people[1]),
            self._language,
            self._paragraphs(sentences),
            tuple(self._named),
        )

    def _lead(self, frames: tuple[Phrase, ...]) -> str:
        """Return the first sentence, behind the name of the town as agencies write it, now and then."""
        sentence = self._sentence(frames)
        if self._chance() >= 0.3 or not self._home.region:
            return sentence
        return f"{self._home.name.upper()}, {self._home.region} — {sentence}"

    def _paragraphs(self, sentences: list[str]) -> str:
        parts, at = [], 0
        while at < len(sentences):
            count = 2 + self._below(3)
            parts.append(" ".join(sentences[at : at + count]))
            at += count
        return "\n\n".join(parts)

    def _sentence(self, frames: tuple[Phrase, ...]) -> str:
        """Return a sentence, one that the article does not have yet where there is one."""
        at = self._below(len(frames))
        for _ in range(4):
            if id(frames[at]) not in self._told:
                break
            at = self._below(len(frames))
        self._told.add(id(frames[at]))
        sentence = told(frames[at], self._fill, self._below)
        return sentence[:1].upper() + sentence[1:]

    def _below(self, number: int) -> int:
        return int(self._chance() * number)

    def _fill(self, slot: str) -> str:
        """Return what stands in a slot."""
        if slot in _NUMBERS:
            least, most = _NUMBERS[slot]
            return str(least + self._below(most - least + 1))
        if slot == "many":
            return thousands(1_000 + 10 * self._below(9_000), self._language)
        if slot in ("month", "weekday"):
            words = (MONTHS if slot == "month" else WEEKDAYS)[self._language]
            return words[self._below(len(words))]
        return self._person(slot) if len(slot) == 1 else self._place(slot)

    def _person(self, slot: str) -> str:
        if slot == "r":
            return " ".join(person(self._language, self._chance))
        who = self._people["pq".index(slot.lower())]
        return " ".join(who) if slot.islower() else who[1]

    def _place(self, slot: str) -> str:
        """Return the name of a place, and keep in mind which town is named."""
        home = self._home
        if slot in ("state", "country"):
            return (home.region if slot == "state" else home.land) or home.name
        pool = [home] if slot == "home" else self._near if slot == "near" else self._away
        town = pool[self._below(len(pool))]
        self._named[town] = None
        return town.name
