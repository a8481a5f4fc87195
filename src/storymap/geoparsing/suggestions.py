"""From toponyms to suggestions: one for each place, with its names, why it was found, and what is not meant by it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM, Entry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.toponyms import Toponym

IN, MAYBE = 0.5, 0.2
_MOST_PHRASES = 10
_LONGEST_PHRASE = 6
# Evidence in words for an editor, the most telling first.
_REASONS = {
    "its state or country after it": "its state or country stands after it",
    "state's abbreviation after": "its state's abbreviation stands after it",
    "dateline": "it stands in the dateline",
    "in, at, near": 'after "in", "at" or "near"',
    "city of, people of": 'after "city of" or the like',
    "police, county, residents after": 'before "police", "residents" or the like',
    "others of its state": "the article names other places of its state",
    "others of its country": "the article names other places of its country",
    "follows another name": "it stands in a list of places",
}
_DOUBTS = {
    "within a person's name": "it may be a person's name",
    "a person of the text": "a person of the text has this name",
    "title before": "a title stands before it",
    "team": "it may be a team",
    "newspaper": "it may be a newspaper",
    "alone in quotation marks": "it may be a nickname",
    "organisation's word after": "it may be an organisation",
    "within an organisation's name": "it may be an organisation",
    "cartel or gang after": "it may be a gang",
    "street": "it may be a street",
    "common word": "it is a common word, too",
    "generic word": "it is a common word, too",
    "first name": "it is a first name, too",
    "common surname": "it is a surname, too",
    "natural landmark": "not in the gazetteer; locate it by hand",
    "built landmark": "not in the gazetteer; locate it by hand",
    "name of no list": "not in the gazetteer; locate it by hand",
}
LAYERS = {
    place_types.CONTINENT: "Regions",
    place_types.REGION: "Regions",
    place_types.MOUNTAINS: "Regions",
    place_types.ISLAND: "Regions",
    place_types.SEA: "Waters",
    place_types.RIVER: "Waters",
    place_types.LAKE: "Waters",
    place_types.COUNTRY: "Countries",
    place_types.STATE: "States",
    place_types.COUNTY: "Counties",
    place_types.CUSTOM: "Places",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place that an article names.

    `score` is the highest probability of its mentions; "in" from .5, "maybe" from .2. `candidates` are up to three
    places that the name can mean, the likeliest first; none if the gazetteer has none. `mentions` are ranges of code
    points of the text. `ignore` lists phrases that contain the name and do not mean the place.
    """

    name: str
    aliases: tuple[str, ...]
    score: float
    candidates: tuple[Entry, ...]
    mentions: tuple[tuple[int, int], ...]
    ignore: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def status(self) -> Literal["in", "maybe", "no"]:
        """Return whether an editor gets it ticked, offered, or not at all."""
        return "in" if self.score >= IN else "maybe" if self.score >= MAYBE else "no"

    @property
    def layer(self) -> str:
        """Return the name of the map layer that suits the place."""
        return LAYERS.get(self.candidates[0].kind, "Cities") if self.candidates else "Places"


def collect_suggestions(text: str, toponyms: list[Toponym], gazetteer: Gazetteer) -> list[Suggestion]:
    """Return the suggestions of an article, in the order of first mention; those below .2 are left out."""
    groups: dict[object, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        groups[toponym.candidates[0].number if toponym.candidates else toponym.key].append(toponym)
    found = [_suggestion(text, group, gazetteer) for group in groups.values()]
    return sorted((s for s in found if s.status != "no"), key=lambda s: s.mentions[0])


def _suggestion(text: str, group: list[Toponym], gazetteer: Gazetteer) -> Suggestion:
    group = sorted(group, key=lambda t: t.start)
    score = max(toponym.score for toponym in group)
    meant = [toponym for toponym in group if toponym.score >= min(IN, score)]
    surest = max(meant, key=lambda t: t.score)
    name, aliases = _names(text, meant, gazetteer)
    others = [toponym for toponym in group if toponym.score < min(IN, score)]
    phrases = _phrases(text, others + [t for t in meant if _DOUBT_OF_NAME & t.evidence.keys()])
    return Suggestion(
        name, aliases, score, surest.candidates, tuple((t.start, t.end) for t in meant), phrases,
        _why(text, surest, gazetteer),
    )  # fmt: skip


_DOUBT_OF_NAME = {"team", "newspaper", "organisation's word after", "within an organisation's name", "within a person's name", "street",  # noqa: E501
                  "cartel or gang after"}  # fmt: skip


def _names(text: str, meant: list[Toponym], gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """Return the name of a place and its other names, as the article writes them."""
    written = Counter(" ".join(text[t.start : t.end].split()) for t in meant)
    entry = meant[0].candidates[0] if meant[0].candidates else None
    proper = gazetteer.name(entry) if entry is not None else ""
    by_key: dict[str, str] = {}
    for surface, _ in written.most_common():
        by_key.setdefault(name_key(surface), surface)
    if name_key(proper) in by_key:
        name = proper if all(ord(c) < 0x180 for c in proper) else by_key[name_key(proper)]
    else:
        name = max(by_key.values(), key=lambda surface: (len(surface), written[surface]))
    name = name.title() if name.isupper() and len(name) > 4 and "." not in name else name
    aliases = [surface for key, surface in by_key.items() if key != name_key(name)]
    return name, tuple(aliases)


def _phrases(text: str, toponyms: list[Toponym]) -> tuple[str, ...]:
    """Return the longer names that doubtful mentions stand in: "Washington Times", "Sinaloa cartel"."""
    found: Counter[str] = Counter()
    for toponym in toponyms:
        phrase = _whole_name(text, toponym)
        if phrase != text[toponym.start : toponym.end]:
            found[phrase] += 1
    return tuple(phrase for phrase, _ in found.most_common(_MOST_PHRASES))


def _whole_name(text: str, toponym: Toponym) -> str:
    """Return the run of capitalised words around a mention, with the small word that says it is an organisation."""
    before = text[max(0, toponym.start - 60) : toponym.start]
    after = text[toponym.end : toponym.end + 60].partition("\n")[0]
    words_before: list[str] = []
    for word in reversed(before.rpartition("\n")[2].split(" ")[:-1][-_LONGEST_PHRASE:]):
        if not word[:1].isupper() or word[-1:] in ',.;:!?"”':
            break
        words_before.insert(0, word)
    if not before.endswith(" "):
        words_before = []
    words_after: list[str] = []
    if after.startswith(" "):
        for word in after[1:].split(" ")[:_LONGEST_PHRASE]:
            bare = word.rstrip(",.;:!?\"”’'")
            small_organisation = bare.lower() in ("cartel", "gang", "bridge", "brigade")
            if not (bare[:1].isupper() or small_organisation):
                break
            words_after.append(bare.removesuffix("’s").removesuffix("'s"))
            if bare != word or small_organisation:
                break
    while words_before and words_before[0].lower() in ("the", "a", "an", "in", "at", "but", "and"):
        words_before.pop(0)
    return " ".join([*words_before, text[toponym.start : toponym.end], *words_after])


def _why(text: str, surest: Toponym, gazetteer: Gazetteer) -> tuple[str, ...]:
    surface = " ".join(text[surest.start : surest.end].split())
    out = []
    if surest.candidates:
        entry = surest.candidates[0]
        out.append(f'matched "{surface}": {gazetteer.full_name(entry)} ({place_types.LABELS[entry.kind]})')
        others = len({(round(e.lat), round(e.lon)) for e, q in gazetteer.matches(surest.key) if q != DEMONYM}) - 1
        if others > 0:
            out.append(f"{others} {'other' if others == 1 else 'others'} of this name")
    out += [reason for fact, reason in _REASONS.items() if fact in surest.evidence][:2]
    out += list(dict.fromkeys(doubt for fact, doubt in _DOUBTS.items() if fact in surest.evidence))[:2]
    return tuple(out)


def calibrated(score: float) -> float:
    """Return a score to show: two digits, never 0 or 1, because nothing is that sure."""
    return min(0.99, max(0.01, math.floor(score * 100 + 0.5) / 100))
