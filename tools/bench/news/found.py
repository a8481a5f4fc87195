"""What `suggest` finds in a text and puts on a map, for the measure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from storymap.editing.added_gazetteers import open_added
from storymap.gazetteer import place_types
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.collected_suggestions import collect_suggestions
from storymap.geoparsing.recognisers import NamedRecogniser, open_recogniser
from storymap.geoparsing.suggestions import Suggestion
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.measure import BearsName, Found, Range

_NO_NAME = place_types.SETTLEMENTS | {place_types.COUNTRY, place_types.CUSTOM}


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds places: a gazetteer, and a model if there is one."""

    gazetteer: Gazetteer = field(default_factory=open_gazetteer)
    recogniser: NamedRecogniser | None = None

    def suggestions(self, text: str) -> list[Suggestion]:
        """Return what `suggest` finds in a text."""
        language = recognise_language([text]).language
        toponyms = find_toponyms(text, self.gazetteer, language=language, recogniser=self.recogniser)
        return collect_suggestions(text, toponyms, self.gazetteer, language)


def open_finder(model: str | None = None, *, added: bool = False) -> Finder:
    """Return a finder with a model that is installed, and with the gazetteers that the user added."""
    gazetteer = open_gazetteer().with_added(open_added([])) if added else open_gazetteer()
    return Finder(gazetteer, None if model is None else open_recogniser(model))


def find_located(text: str, finder: Finder) -> list[Found]:
    """Return the names of a text that `suggest` would write to a places file with a location."""
    written = (one for one in finder.suggestions(text) if one.status == "in")
    return [located(start, end, one.meant) for one in written if one.meant for start, end in one.mentions]


def find_apart(text: str, finder: Finder) -> list[Range]:
    """Return the names of a text that `suggest` lists apart: streets, buildings and the like, without a location."""
    return [Range(*mention) for one in finder.suggestions(text) if one.status == "apart" for mention in one.mentions]


def located(start: int, end: int, entry: GazetteerEntry) -> Found:
    """Return a place of the gazetteer as found at a range of the text."""
    is_country = entry.kind == place_types.COUNTRY
    return Found(start, end, entry.number, (entry.lat, entry.lon), entry.country, is_country)


def name_bearer(gazetteer: Gazetteer) -> BearsName:
    """Return the question whether a place, by its number, bears an English name and is neither town nor country."""

    @cache
    def numbers(name: str) -> frozenset[int]:
        found = (match.entry for match in gazetteer.lookup(name))
        return frozenset(entry.number for entry in found if entry.kind not in _NO_NAME)

    return lambda number, name: number in numbers(name)
