"""The places of a document: its mentions with their sentences, what it is about, and that `suggest` says the same."""

from __future__ import annotations

import pytest

from storymap.gazetteer.gazetteer import CustomPlace, Gazetteer, open_gazetteer
from storymap.geoparsing.document_places import DocumentPlaces, find_document_places
from storymap.geoparsing.home_region import home_region
from storymap.geoparsing.suggest import find_suggestions
from storymap.model import Article, Block
from storymap.reading.article.record_text import article_of_record

REPORT = """Dr. Reyes of El Paso went to see a bridge. In St. Louis, Missouri, he said: “It rained. It rained all day.”

The mayor of Laredo, Texas, met him. The Washington Post did not write of it.

He came home to El Paso on Friday."""


def places_of(
    text: str, title: str = "", gazetteer: Gazetteer | None = None
) -> tuple[DocumentPlaces, dict[str, float]]:
    """Return the places of an English text, and the weights by name."""
    gazetteer = gazetteer or open_gazetteer()
    found = find_document_places(article_of_record(text, title=title, language="en"), gazetteer)
    return found, {gazetteer.name(gazetteer.entry(number)): weight.value for number, weight in found.weights.items()}


def test_each_mention_has_its_sentence_and_its_place() -> None:
    found, _ = places_of(REPORT, "Rain in St. Louis")
    assert [(m.sentence, m.name, m.entry.geonameid) for m in found.mentions] == [
        (0, "St. Louis", 4407066),
        (1, "El Paso", 5520993),
        (2, "St. Louis", 4407066),
        (2, "Missouri", 4398678),
        (3, "Laredo", 4705349),
        (3, "Texas", 4736286),
        (5, "El Paso", 5520993),
    ]
    assert found.mentions[1].text == "Dr. Reyes of El Paso went to see a bridge."
    assert found.mentions[2].text == "In St. Louis, Missouri, he said: “It rained. It rained all day.”"
    assert all(mention.text[mention.start : mention.end] == mention.name for mention in found.mentions)
    assert all(0.5 <= mention.score <= 1 and 0 <= mention.confidence <= 1 for mention in found.mentions)


def test_the_heaviest_place_comes_first_and_is_in_the_frame() -> None:
    found, weights = places_of("El Paso has a new bridge. Officials of El Paso opened it.", "A bridge for El Paso")
    assert weights == {"El Paso": 1.0}
    assert [weight.role for weight in found.weights.values()] == ["scene"]
    assert found.frame is not None
    west, south, east, north = found.frame
    assert west < -106.487 < east
    assert south < 31.759 < north


@pytest.mark.parametrize("text", ["", " \n\n ", "Nothing happened anywhere.", "\ud800", "\u200b"])
def test_a_text_without_places_has_none(text: str) -> None:
    found, weights = places_of(text)
    assert (found.mentions, weights, found.frame) == ((), {}, None)


def test_weights_are_those_of_the_suggestions() -> None:
    gazetteer = open_gazetteer()
    article = article_of_record(REPORT, title="Rain in St. Louis", language="en")
    found = find_document_places(article, gazetteer)
    suggested = [one for one in find_suggestions(article, gazetteer=gazetteer) if one.status == "in"]
    assert {one.places[0].number: (one.focus.value, one.focus.role) for one in suggested if one.focus} == dict(
        found.weights.items()
    )


def test_a_region_that_the_desk_is_at_home_in_decides_between_namesakes() -> None:
    gazetteer = open_gazetteer()
    article = article_of_record("He lives in Springfield.", language="en")
    at_home = find_document_places(article, gazetteer, home=home_region("Oregon", gazetteer))
    oregon, other = at_home.mentions[0].entry, find_document_places(article, gazetteer).mentions[0].entry
    assert gazetteer.full_name(oregon) == "Springfield, Oregon, United States"
    assert other != oregon


def test_places_of_ones_own_are_found() -> None:
    gazetteer = open_gazetteer().with_places([CustomPlace("Segundo Barrio", 31.7537, -106.4862)])
    found, weights = places_of("She grew up in Segundo Barrio.", gazetteer=gazetteer)
    assert [(mention.name, mention.entry.geonameid, mention.entry.lat) for mention in found.mentions] == [
        ("Segundo Barrio", 0, 31.7537)
    ]
    assert weights == {"Segundo Barrio": 1.0}


def test_a_place_that_is_hardly_the_one_meant_has_no_frame_of_its_own() -> None:
    article = Article("", (Block("paragraph", "He lives in Springfield."),), language="en")
    found = find_document_places(article, open_gazetteer())
    assert [mention.confidence < 0.5 for mention in found.mentions] == [True]
    assert found.frame is None


def test_code_is_not_read_and_its_sentences_are_not_counted() -> None:
    blocks = (Block("code", "print('In Oslo. In Rome.')"), Block("paragraph", "It rains in Lima."))
    found = find_document_places(Article("", blocks, language="en"), open_gazetteer())
    assert [(mention.sentence, mention.name) for mention in found.mentions] == [(0, "Lima")]


def test_other_languages_are_read_by_their_own_names() -> None:
    article = article_of_record("Der Zug von Köln nach Mailand fährt wieder. In Mailand regnet es.", language="de")
    found = find_document_places(article, open_gazetteer())
    assert [(mention.sentence, mention.name, mention.entry.country) for mention in found.mentions] == [
        (0, "Köln", "DE"),
        (0, "Mailand", "IT"),
        (1, "Mailand", "IT"),
    ]


def test_of_hundreds_of_places_all_mentions_are_kept() -> None:
    names = [f"Quxtown {a}{b}" for a in "abcdefghijklmnopqrst" for b in "abcdefghijklmnopqrst"]
    own = [CustomPlace(name.title(), 10 + number / 100, 20.0) for number, name in enumerate(names)]
    found, weights = places_of(
        " ".join(f"He came to {place.name}." for place in own), gazetteer=open_gazetteer().with_places(own)
    )
    assert len(found.mentions) == 400
    assert len(weights) == 300


def test_what_was_read_before_changes_nothing() -> None:
    before, _ = places_of(REPORT, "Rain in St. Louis")
    for town in ("Paris", "Springfield", "Laredo, Spain", "the city of Chihuahua", "Washington state"):
        places_of(f"They met in {town}. In {town} it rained.", town)
    assert places_of(REPORT, "Rain in St. Louis")[0] == before
