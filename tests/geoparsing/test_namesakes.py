"""Which of a name's places is meant, and how sure that is: short texts of local news, written for this test."""

from __future__ import annotations

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.home_region import home_region
from storymap.geoparsing.toponym import Toponym
from storymap.geoparsing.toponyms import find_toponyms

MEANT = [
    # Only the other towns tell.
    ("Police in Bonham, Honey Grove and Paris searched for a man.", "Paris", "Paris, Texas"),
    ("Police in Salem, Beverly and Peabody closed the road.", "Salem", "Salem, Massachusetts"),
    ("Police in Salem, Keizer and Albany closed the road.", "Salem", "Salem, Oregon"),
    ("Crews from Perrysburg, Maumee and Toledo put the fire out.", "Toledo", "Toledo, Ohio"),
    # States named by their towns, and countries by theirs.
    ("Crews from Clarkston, Decatur and Marietta drove across Georgia.", "Georgia", "Georgia, United States"),
    ("Crews from Tbilisi and Batumi drove across Georgia.", "Georgia", "Georgia"),
    ("Lawmakers in Georgia, Alabama and Florida passed the bill.", "Georgia", "Georgia, United States"),
    ("Keene, Claremont and Lebanon are in New Hampshire.", "Lebanon", "Lebanon, New Hampshire"),
    ("Leaders of Lebanon and Jordan met in Amman.", "Lebanon", "Lebanon"),
    # Much about the United States makes no village in France of them.
    ("In the U.S., France and Japan, prices rose. Paris and Tokyo asked the U.S. for help.", "U.S.", "United States"),
    # A town rather than the county around it, a country rather than its capital.
    ("Officials in Douglas and Nogales, Arizona, met.", "Douglas", "Douglas, Arizona"),
    ("She studied in La Paz, Mexico, and in Toluca.", "Mexico", "Mexico"),
    ("Flights from Mexico City resumed. Mexico has closed its schools.", "Mexico", "Mexico"),
]


# The gazetteer has one place of the name, or some, and none where the article is.
ELSEWHERE = [
    (
        "Work stopped at 62 tea gardens between Golaghat and Dibrugarh after talks in Guwahati broke down. "
        "Police used sticks at Moran, where pickers blocked a train to Tinsukia. The strike began in Assam.",
        "Moran",
    ),
    (
        "Voters in Springfield, Vermont, will decide on a quarry. Opponents came from Cavendish; a few drove from "
        "Rutland. People drive to Bellows Falls and Windsor to work, said an agency in Montpelier.",
        "Cavendish",
    ),
    (
        "Trustees in Paris, Texas, looked at what Sulphur Springs and Greenville did. An architect from Dallas was "
        "hired. Turnout was low around Brookston and Roxton, and in Blossom.",
        "Brookston",
    ),
]


def found(text: str, **options: object) -> dict[str, Toponym]:
    """Return the toponyms of a text by their words; of several with the same words the last."""
    return {text[t.start : t.end]: t for t in find_toponyms(text, open_gazetteer(), **options)}  # type: ignore[arg-type]


def full_name(toponym: Toponym) -> str:
    return open_gazetteer().full_name(toponym.places[0]) if toponym.places else ""


@pytest.mark.parametrize(("text", "name", "place"), MEANT)
def test_the_rest_of_an_article_decides_between_namesakes(text: str, name: str, place: str) -> None:
    meant = full_name(found(text)[name])
    assert meant == place or meant.startswith(f"{place}, ")


def test_one_name_means_two_places_where_the_words_after_it_say_so() -> None:
    text = "The suit was filed in Paris, Texas. Paris is quiet. The company has an office in Paris, France."
    toponyms = [t for t in find_toponyms(text, open_gazetteer()) if text[t.start : t.end] == "Paris"]
    assert [full_name(toponym).split(", ")[-1] for toponym in toponyms] == ["United States", "United States", "France"]


def test_a_name_that_nothing_decides_is_not_sure() -> None:
    springfield = found("The fire in Springfield burned all night.")["Springfield"]
    assert springfield.score >= 0.5
    assert springfield.confidence < 0.5
    assert len(springfield.alternatives) == 3
    sure = found("The fire in Springfield, Missouri, burned all night.")["Springfield"]
    assert sure.confidence > 0.9
    assert not sure.alternatives


@pytest.mark.parametrize(("text", "name"), ELSEWHERE)
def test_a_namesake_far_from_all_else_is_no_sure_pin(text: str, name: str) -> None:
    assert found(text)[name].confidence < 0.5, full_name(found(text)[name])


def test_the_probabilities_of_alternatives_fall_and_stay_within_one() -> None:
    text = "She grew up in Lebanon. The bus to Keene and Hanover leaves Lebanon at noon. He is from Aurora."
    for toponym in found(text).values():
        parts = [alternative.probability for alternative in toponym.alternatives]
        assert parts == sorted(parts, reverse=True) or parts[0] < 0.5
        assert all(0 <= part <= 1 for part in parts)
        assert [alternative.entry for alternative in toponym.alternatives] in ([], list(toponym.places))


def test_what_speaks_for_an_alternative_is_said() -> None:
    text = "The bus to Hanover leaves at noon. The driver is from Dover. Keene, New Hampshire, is quiet."
    home = home_region("Concord, New Hampshire", open_gazetteer())
    alone = found("He is from Dover.")["Dover"]
    assert {alternative.why for alternative in alone.alternatives} <= {
        "it is the best known of the name",
        "nothing else in the article speaks for it",
    }
    assert full_name(found(text)["Dover"]) == "Dover, New Hampshire, United States"
    assert full_name(found("He is from Dover.", home=home)["Dover"]) == "Dover, New Hampshire, United States"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Springfield council met. In Springfield, the heat was worse. Springfield won.", "Springfield"),
        ("Fire crews came from Toledo, Ohio. Hours later Toledo stood still. Then Toledo slept.", "Toledo"),
    ],
)
def test_a_name_accepted_once_is_accepted_wherever_it_stands_alone(text: str, name: str) -> None:
    toponyms = [t for t in find_toponyms(text, open_gazetteer()) if text[t.start : t.end] == name]
    alone = [t for t in toponyms if not text[t.end :].startswith(" council")]
    assert len(alone) >= 2
    assert all(toponym.score >= 0.5 for toponym in alone)


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        (
            "Phoenix is hot. In Phoenix, Arizona, it was 48 degrees. Phoenix slept badly. Buses of Phoenix ran.",
            "Phoenix",
            4,
        ),
        ("Texas lawmakers met in Austin. A Texas judge agreed. Texas ranchers did not.", "Texas", 3),
        ("Harris County deputies searched Houston. The Harris County budget is tight.", "Harris County", 2),
        ("Ohio voters went to the polls in Toledo and Dayton. An Ohio farmer stayed at home.", "Ohio", 2),
    ],
)
def test_a_place_counts_wherever_it_stands(text: str, name: str, count: int) -> None:
    toponyms = [t for t in find_toponyms(text, open_gazetteer()) if text[t.start : t.end] == name]
    assert len(toponyms) == count
    assert all(toponym.score >= 0.5 for toponym in toponyms), [toponym.score for toponym in toponyms]
