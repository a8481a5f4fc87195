"""Measures what a desk's memory is worth: `python -m tools.gazetteer.desk`, on generated local news.

Each paper has a town, and stories about it and the towns around it. An editor corrects what is suggested for the first
ones; the last is read without memory, with what was learned, and with the paper's home set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.desk_memory import NO_MEMORY, DeskMemory, learn
from storymap.geoparsing.home_region import numbers_of_home
from storymap.geoparsing.suggest import find_suggestions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.model import Article, Block
from storymap.reading.desk.accepted_places import AcceptedPlace
from storymap.reading.desk.stories import StoryPlaces

from .error_kinds import KINDS, count_kinds
from .training.fit import local_news_maker
from .training.resolution import gazetteer_of

_PAPERS, _SEED = 200, 23
_STORIES = (1, 3, 6)  # that the editor has corrected before
_WAYS = ("no memory", *(f"{count} before" for count in _STORIES), "home is set")


def main() -> None:
    """Print a table of the kinds of errors, a column for what is known of the paper."""
    gazetteer = open_gazetteer()
    maker = local_news_maker(gazetteer, _SEED)
    counts: dict[str, Counter[str]] = {way: Counter() for way in _WAYS}
    for paper in range(_PAPERS):
        town = maker.town()
        *earlier, last = (maker.record(number, town) for number in range(paper * 10, paper * 10 + max(_STORIES) + 1))
        stories = [_corrected(document, gazetteer) for document in earlier]
        own = gazetteer_of(last, gazetteer)
        for way, before in zip(_WAYS, (0, *_STORIES, 0), strict=True):
            memory = learn(stories[:before], own, last["text"]) if before else NO_MEMORY
            home = numbers_of_home(town, gazetteer) if way == "home is set" else memory.home
            counts[way] += _kinds(last, own, home, memory)
    print(" | ".join(["| located marks", *_WAYS]) + " |")
    print("|---" * (len(_WAYS) + 1) + "|")
    for kind in KINDS:
        print(" | ".join([f"| {kind}", *(f"{counts[way][kind]:,}" for way in _WAYS)]) + " |")


def _kinds(
    document: Mapping[str, Any], gazetteer: Gazetteer, home: Mapping[int, float], memory: DeskMemory
) -> Counter[str]:
    toponyms = find_toponyms(document["text"], gazetteer, home=home, memory=memory)
    return count_kinds(document, toponyms, gazetteer)


def _corrected(document: Mapping[str, Any], gazetteer: Gazetteer) -> StoryPlaces:
    """Return the places of a story as an editor leaves them: what is suggested, each the right one or taken out."""
    article = Article("", (Block("paragraph", document["text"]),), language="en", has_own_title=False)
    accepted, refused = [], []
    for suggestion in find_suggestions(article, gazetteer=gazetteer_of(document, gazetteer)):
        if suggestion.status != "in":
            continue
        meant = _meant(suggestion.mentions, document["toponyms"])
        if meant is None:
            refused.append(suggestion.name)
            continue
        names = (suggestion.name, *suggestion.aliases)
        role = suggestion.focus.role if suggestion.focus else ""
        accepted.append(AcceptedPlace(names, meant["geonameid"], (meant["lon"], meant["lat"]), role))
    return StoryPlaces(f"{document['id']}.geojson", tuple(accepted), tuple(refused))


def _meant(mentions: Sequence[tuple[int, int]], marked: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the marked place at one of the mentions, None if they are no place."""
    located = [place for place in marked if place["geonameid"]]
    return next((p for start, end in mentions for p in located if p["start"] < end and p["end"] > start), None)


if __name__ == "__main__":
    main()
