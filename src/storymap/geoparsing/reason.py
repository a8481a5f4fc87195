"""Why a place was suggested: a sentence in English that knows what it says, for who says it in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Value = str | int | Sequence[str]

# By id: what is said, with the values that it is said of in braces. Those of `why` are ids themselves.
SENTENCES = {
    "stateAfter": "its state or country stands after it",
    "stateAfterName": "its state or country stands after the name",
    "abbreviationAfter": "its state's abbreviation stands after it",
    "dateline": "it stands in the dateline",
    "model": "the model takes it for a place",
    "inAtNear": 'after "in", "at" or "near"',
    "cityOf": 'after "city of" or the like',
    "policeAfter": 'before "police", "residents" or the like',
    "sameState": "the article names other places of its state",
    "sameCountry": "the article names other places of its country",
    "atHome": "it is in the newsroom's region",
    "near": "the article names places near it",
    "bestKnown": "it is the best known of the name",
    "nothingElse": "nothing else in the article speaks for it",
    "inList": "it stands in a list of places",
    "matched": 'matched "{words}": {place} ({kind})',
    "matchedAdded": 'matched "{words}": {place} ({kind}; from {source}, added by you)',
    "newsroom": "the newsroom calls it so",
    "others": "{count} others of this name",
    "close": "not sure which; or {places}",
    "closeUnknown": "not sure which: it may be one that the gazetteer does not have",
    "tooClose": "too unsure which to put it on the map; or {places}",
    "tooCloseUnknown": "too unsure which to put it on the map: it may be one that the gazetteer does not have",
    "elsewhere": "the gazetteer has no place of this name in what stands after it; locate it by hand",
    "part": "it is a part of a longer name that the gazetteer does not have",
    "person": "it may be a person's name",
    "personOfText": "a person of the text has this name",
    "politician": "it may be a politician's name",
    "car": "it may be a car",
    "titleBefore": "a title stands before it",
    "team": "it may be a team",
    "newspaper": "it may be a newspaper",
    "nickname": "it may be a nickname",
    "organisation": "it may be an organisation",
    "gang": "it may be a gang",
    "street": "it may be a street",
    "commonWord": "it is a common word, too",
    "firstName": "it is a first name, too",
    "surname": "it is a surname, too",
    "notInGazetteer": "not in the gazetteer; locate it by hand",
    "byStreet": "a street, square or road by its noun; locate it by hand",
    "byBuilding": "a building, bridge or so by its noun; locate it by hand",
    "standsIn": "it stands in {place}: {why}",
    "liesNear": "it lies near {place}: {why}",
    "townAfter": "the town stands after it",
    "townInName": "the town is in its name",
    "townSentence": "the same sentence names the town",
    "townArticle": "the article's town",
    "chosenBefore": "chosen before, in {file}",
    "refusedBefore": "refused before, in {file}",
}


class Reason(str):
    """A reason in English. `reason_id` is one of `SENTENCES`, "" where it is none of them; `values` stand in it."""

    __slots__ = ("reason_id", "values")

    reason_id: str
    values: Mapping[str, Value]

    def __new__(cls, text: str, reason_id: str = "", values: Mapping[str, Value] | None = None) -> Reason:
        """Return a reason of which the English `text` is known."""
        made = super().__new__(cls, text)
        made.reason_id, made.values = reason_id, dict(values or {})
        return made


def reason(reason_id: str, **values: Value) -> Reason:
    """Return the reason of this id, with its values."""
    shown: dict[str, Any] = {
        key: value if isinstance(value, str | int) else " or ".join(value) for key, value in values.items()
    }
    if "why" in values:
        shown["why"] = SENTENCES[shown["why"]]
    return Reason(SENTENCES[reason_id].format_map(shown), reason_id, values)
