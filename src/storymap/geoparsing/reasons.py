"""Why a place was suggested, in words for an editor."""

from __future__ import annotations

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM, HOUSE_NAME
from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
from storymap.geoparsing.document_evidence import AT_HOME_ONLY
from storymap.geoparsing.reason import Reason, reason
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym
from storymap.geoparsing.whole_names import ELSEWHERE, PART
from storymap.matching.one_line import on_one_line

# The ids of what an editor is told of evidence, the most telling first.
_REASONS = {
    "its state or country after it": "stateAfter",
    "state's abbreviation after": "abbreviationAfter",
    "dateline": "dateline",
    "a recogniser's place": "model",
    "in, at, near": "inAtNear",
    "city of, people of": "cityOf",
    "police, county, residents after": "policeAfter",
    "others of its state": "sameState",
    "others of its country": "sameCountry",
    AT_HOME_ONLY: "atHome",
    "follows another name": "inList",
}
_DOUBTS = {
    ELSEWHERE: "elsewhere",
    PART: "part",
    "within a person's name": "person",
    "a person of the text": "personOfText",
    "first name and place before": "person",
    "administration or campaign after": "politician",
    "maker of cars before": "car",
    "title before": "titleBefore",
    "team": "team",
    "newspaper": "newspaper",
    "alone in quotation marks": "nickname",
    "organisation's word after": "organisation",
    "within an organisation's name": "organisation",
    "cartel or gang after": "gang",
    "street": "street",
    "common word": "commonWord",
    "generic word": "commonWord",
    "first name": "firstName",
    "common surname": "surname",
    "natural landmark": "notInGazetteer",
    "built landmark": "notInGazetteer",
    "named street": "byStreet",
    "named building": "byBuilding",
    "name of no list": "notInGazetteer",
}


def reasons_for(text: str, surest: Toponym, gazetteer: Gazetteer) -> tuple[Reason, ...]:
    """Return why a place was suggested by its surest toponym: the match, up to two reasons, and up to two doubts."""
    name = on_one_line(text[surest.start : surest.end])
    reasons = []
    if surest.places:
        entry = surest.places[0]
        added = gazetteer.added_from(entry)
        values = {"words": name, "place": gazetteer.full_name(entry), "kind": place_types.LABELS[entry.kind]}
        reasons.append(reason("matchedAdded", **values, source=added.title) if added else reason("matched", **values))
        matches = [match for match in gazetteer.matches(surest.key) if match.name_type != DEMONYM]
        if matches[:1] == [GazetteerMatch(entry, HOUSE_NAME)]:
            return (*reasons, reason("newsroom"))
        others = len({(round(match.entry.lat), round(match.entry.lon)) for match in matches}) - 1
        if others > 0:
            reasons.append(_others(others))
        if surest.confidence < SURE:
            reasons.append(_close_race(surest, gazetteer))
    # The newsroom's region counts like places of the article, and is none.
    not_named = {"others of its state", "others of its country"} if AT_HOME_ONLY in surest.evidence else set()
    facts = [fact for fact in _REASONS if fact in surest.evidence and fact not in not_named]
    doubts = dict.fromkeys(doubt for fact, doubt in _DOUBTS.items() if fact in surest.evidence)
    return (*reasons, *map(reason, [_REASONS[fact] for fact in facts][:2]), *map(reason, list(doubts)[:2]))


def _others(count: int) -> Reason:
    return Reason("1 other of this name", "others", {"count": 1}) if count == 1 else reason("others", count=count)


def _close_race(surest: Toponym, gazetteer: Gazetteer) -> Reason:
    """Return how sure it is which place is meant, and what else it can be."""
    others = [gazetteer.full_name(alternative.entry) for alternative in surest.alternatives[1:]]
    reason_id = "close" if surest.confidence >= LIKELY else "tooClose"
    return reason(reason_id, places=others) if others else reason(f"{reason_id}Unknown")
