"""Counts the kinds of errors of suggestions against marked places.

`python -m tools.gazetteer.error_kinds` counts those in the half of the labelled news whose errors are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.suggestions import IN
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym
from storymap.geoparsing.toponyms import find_toponyms
from tools.bench.news.labels import KINDS as PLACE_KINDS
from tools.bench.news.sets import DEMANDING, DEVELOPMENT

from .training.labelled_news import news_documents
from .training.truth import is_right

_LOCATED, _SURE, _CLOSE, _UNSURE = "right", "wrong, sure of it", "wrong, shown as a close race", "wrong, not on the map"
KINDS = (
    _LOCATED, _SURE, _CLOSE, _UNSURE, "wrong, the right one not in the gazetteer", "found, not located", "doubted",
    "not found", "false alarm, located", "false alarm, not located",
)  # fmt: skip


def count_kinds(document: Mapping[str, Any], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Counter[str]:
    """Return how often each kind of error is made in a document, of the marked places with a position."""
    kinds: Counter[str] = Counter()
    taken = [toponym for toponym in toponyms if toponym.score >= IN]
    for marked in document["toponyms"]:
        if marked["lat"] is not None:
            kinds[_kind(marked, toponyms, gazetteer)] += 1
    for toponym in taken:
        if not any(_overlap(marked, toponym) for marked in document["toponyms"]):
            kinds["false alarm, located" if toponym.places else "false alarm, not located"] += 1
    return kinds


def _kind(marked: Mapping[str, Any], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> str:
    found = [toponym for toponym in toponyms if _overlap(marked, toponym)]
    taken = [toponym for toponym in found if toponym.score >= IN]
    if not taken:
        return "doubted" if found else "not found"
    located = [toponym for toponym in taken if toponym.places]
    if not located:
        return "found, not located"
    if any(is_right(marked, toponym.places[0], gazetteer) for toponym in located):
        return _LOCATED
    if not any(is_right(marked, m.entry, gazetteer) for t in located for m in gazetteer.matches(t.key)):
        return "wrong, the right one not in the gazetteer"
    confidence = max(toponym.confidence for toponym in located)
    return _SURE if confidence >= SURE else _CLOSE if confidence >= LIKELY else _UNSURE


def _overlap(marked: Mapping[str, Any], toponym: Toponym) -> bool:
    return bool(marked["start"] < toponym.end and marked["end"] > toponym.start)


# What makes a name seem to be something other than a place, by the facts that say so; the first that fits counts.
_CAUSES = {
    "a person": (
        "within a person's name", "a person of the text", "title before", "first name before", "said after",
        "first name and place before", "a person's name before", "initial before",
    ),
    "an organisation, a team or a paper": (
        "team", "newspaper", "organisation's word after", "within an organisation's name", "cartel or gang after",
    ),
    "a part of a longer name": (
        "capital word after", "capital name after", "surname after", "generic capital word after", "street",
        "capital word before", "generic capital word before", "another name before, without a comma",
        "another name after, without a comma",
    ),
}  # fmt: skip


def news_table() -> Iterator[str]:
    """Yield the lines of a table: what is missing or wrong in the news that may be looked at, by kind of place."""
    gazetteer = open_gazetteer()
    rows = {kind: Counter[str]() for kind in PLACE_KINDS}
    false: Counter[str] = Counter()
    for document in news_documents(gazetteer, DEMANDING, DEVELOPMENT):
        found = find_toponyms(document["text"], gazetteer, language=document["language"])
        taken = [toponym for toponym in found if toponym.score >= IN and toponym.places]
        for marked in document["toponyms"]:
            if not marked["is_optional"]:
                rows[marked["label"].kind] += _counts(marked, taken, gazetteer)
        for toponym in taken:
            if not any(_overlap(marked, toponym) for marked in document["toponyms"]):
                false[_cause(toponym)] += 1
    columns = ("names", "missing", "wrong", "wrong, on the map", "wrong, sure of it")
    yield f"| kind | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    every = sum(rows.values(), Counter[str]())
    for name, row in (*rows.items(), ("**all**", every)):
        yield f"| {name} | {' | '.join(str(row[column]) for column in columns)} |"
    yield ""
    yield f"No places: {false.total()}; {', '.join(f'{cause} {count}' for cause, count in false.most_common())}."


def _counts(marked: Mapping[str, Any], taken: Sequence[Toponym], gazetteer: Gazetteer) -> Counter[str]:
    counts = Counter(names=1)
    found = [toponym for toponym in taken if _overlap(marked, toponym)]
    if not found:
        counts["missing"] = 1
    elif not any(is_right(marked, toponym.places[0], gazetteer) for toponym in found):
        confidence = max(toponym.confidence for toponym in found)
        counts["wrong"] = 1
        counts["wrong, on the map"] = int(confidence >= LIKELY)
        counts["wrong, sure of it"] = int(confidence >= SURE)
    return counts


def _cause(toponym: Toponym) -> str:
    found = (cause for cause, facts in _CAUSES.items() if not toponym.evidence.keys().isdisjoint(facts))
    return next(found, "a word or name by itself")


if __name__ == "__main__":
    print("\n".join(news_table()))
