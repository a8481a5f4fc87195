"""Why a place was suggested, in words for an editor."""

from __future__ import annotations

from storymap.gazetteer import place_types
from storymap.gazetteer.entries import DEMONYM, HOUSE_NAME
from storymap.gazetteer.gazetteer import Gazetteer, GazetteerMatch
from storymap.geoparsing.alternatives import AT_HOME
from storymap.geoparsing.document_evidence import AT_HOME_ONLY
from storymap.geoparsing.toponym import LIKELY, SURE, Toponym
from storymap.geoparsing.whole_names import ELSEWHERE, PART
from storymap.matching.one_line import on_one_line

# Evidence in words for an editor, the most telling first.
_REASONS = {
    "its state or country after it": "its state or country stands after it",
    "state's abbreviation after": "its state's abbreviation stands after it",
    "dateline": "it stands in the dateline",
    "a recogniser's place": "the model takes it for a place",
    "in, at, near": 'after "in", "at" or "near"',
    "city of, people of": 'after "city of" or the like',
    "police, county, residents after": 'before "police", "residents" or the like',
    "others of its state": "the article names other places of its state",
    "others of its country": "the article names other places of its country",
    AT_HOME_ONLY: AT_HOME,
    "follows another name": "it stands in a list of places",
}
_DOUBTS = {
    ELSEWHERE: "the gazetteer has no place of this name in what stands after it; locate it by hand",
    PART: "it is a part of a longer name that the gazetteer does not have",
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
    "named street": "a street, square or road by its noun; locate it by hand",
    "named building": "a building, bridge or so by its noun; locate it by hand",
    "name of no list": "not in the gazetteer; locate it by hand",
}


def reasons_for(text: str, surest: Toponym, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return why a place was suggested by its surest toponym: the match, up to two reasons, and up to two doubts."""
    name = on_one_line(text[surest.start : surest.end])
    reasons = []
    if surest.places:
        entry = surest.places[0]
        added = gazetteer.added_from(entry)
        source = f"; from {added.title}, added by you" if added else ""
        reasons.append(f'matched "{name}": {gazetteer.full_name(entry)} ({place_types.LABELS[entry.kind]}{source})')
        matches = [match for match in gazetteer.matches(surest.key) if match.name_type != DEMONYM]
        if matches[:1] == [GazetteerMatch(entry, HOUSE_NAME)]:
            return (*reasons, "the newsroom calls it so")
        others = len({(round(match.entry.lat), round(match.entry.lon)) for match in matches}) - 1
        if others > 0:
            reasons.append(f"{others} {'other' if others == 1 else 'others'} of this name")
        if surest.confidence < SURE:
            reasons.append(_close_race(surest, gazetteer))
    # The newsroom's region counts like places of the article, and is none.
    not_named = {"others of its state", "others of its country"} if AT_HOME_ONLY in surest.evidence else set()
    facts = [fact for fact in _REASONS if fact in surest.evidence and fact not in not_named]
    reasons += [_REASONS[fact] for fact in facts][:2]
    reasons += list(dict.fromkeys(doubt for fact, doubt in _DOUBTS.items() if fact in surest.evidence))[:2]
    return tuple(reasons)


def _close_race(surest: Toponym, gazetteer: Gazetteer) -> str:
    """Return how sure it is which place is meant, and what else it can be."""
    others = [gazetteer.full_name(alternative.entry) for alternative in surest.alternatives[1:]]
    sure = "not sure which" if surest.confidence >= LIKELY else "too unsure which to put it on the map"
    return f"{sure}; or {' or '.join(others)}" if others else f"{sure}: it may be one that the gazetteer does not have"
