"""Streets, roads and buildings: recognised by their nouns, never located, and each with the town in which it stands."""

from __future__ import annotations

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.suggest import find_suggestions, suggest_places
from storymap.geoparsing.suggestions import Suggestion
from storymap.geoparsing.toponyms import find_toponyms
from storymap.model import Article, Block


def suggested(text: str, language: str) -> dict[str, Suggestion]:
    article = Article(title="", language=language, blocks=(Block("paragraph", text),))
    return {suggestion.name: suggestion for suggestion in find_suggestions(article)}


def apart(text: str, language: str) -> list[str]:
    return [name for name, suggestion in suggested(text, language).items() if suggestion.status == "apart"]


TEXTS = [
    ("en", "He lives on West Market Street, off Highway 401 and the M25.", ["West Market Street", "Highway 401", "M25"]),
    ("en", "Church Street and Station Road flooded; St Thomas' Hospital did not.",
     ["Church Street", "Station Road", "St Thomas' Hospital"]),
    ("en", "Trucks left National Highway 37 for I-95.", ["National Highway 37", "I-95"]),
    ("en", "Parents waited at Aikin Elementary School and at Dulles International Airport.",
     ["Aikin Elementary School", "Dulles International Airport"]),
    ("en", "She crossed the rue de Rivoli, no: the Rue de Rivoli, and St. Peter's Square.",
     ["Rue de Rivoli", "St. Peter's Square"]),
    ("en", "Shots on Martin Luther King Jr. Boulevard, 5th Avenue and East 14th Street, off U.S. 31.",
     ["Martin Luther King Jr. Boulevard", "5th Avenue", "East 14th Street", "U.S. 31"]),
    ("en", "The White House is not in Morocco; Princeton University Hospital is no press.",
     ["White House", "Princeton University Hospital"]),
    ("es", "La AP-7 y la iglesia de San Juan; el colegio San José.", ["AP-7", "iglesia de San Juan", "colegio San José"]),
    ("es", "Cortaron la calle San Pedro, la plaza Nueva y la A-7.", ["calle San Pedro", "plaza Nueva", "A-7"]),
    ("es", "Volvió del aeropuerto de Cancún por la avenida de Navarro Reverter.",
     ["aeropuerto de Cancún", "avenida de Navarro Reverter"]),
    ("es", "El hotel Ritz de Madrid y la plaza Duque de Alba; el Palacio de la Moncloa.",
     ["hotel Ritz", "plaza Duque de Alba", "Palacio de la Moncloa"]),
    ("fr", "Le théâtre du Châtelet et la Place Beauvau.", ["théâtre du Châtelet", "Place Beauvau"]),
    ("fr", "Il vit rue de Lyon, près de la place du Mandarous et de l'A6.", ["rue de Lyon", "place du Mandarous", "A6"]),
    ("fr", "La nationale 147 et la gare de l'Est sont fermées.", ["nationale 147", "gare de l'Est"]),
    ("de", "Unfall auf der B 31: In der Bahnhofstraße und am Strandweg staute es sich, nahe der Brankov-Brücke.",
     ["B 31", "Bahnhofstraße", "Strandweg", "Brankov-Brücke"]),
    ("de", "Man traf sich in der Steinfelder Straße, dann am Bahnhof Neustadt.", ["Steinfelder Straße", "Bahnhof Neustadt"]),
    ("pt", "Protesto na Praça Duque de Caxias e na ponte 25 de Abril; a A25 fechou.",
     ["Praça Duque de Caxias", "ponte 25 de Abril", "A25"]),
    ("it", "In via Emilia e in piazza Amendola, poi sull'A4.", ["via Emilia", "piazza Amendola", "A4"]),
    ("nl", "Brand in de Oostzaanstraat, bij de Sint-Janskathedraal en langs de N38.",
     ["Oostzaanstraat", "Sint-Janskathedraal", "N38"]),
    ("ru", "Дом на улице Ленина и кафе на Невском проспекте закрыты.", ["улице Ленина", "Невском проспекте"]),
    ("ru", "Концерт в парке Горького и на площади Ленина.", ["парке Горького", "площади Ленина"]),
    ("uk", "Монету передали в музей Вікторії та Альберта.", ["музей Вікторії та Альберта"]),
    ("uk", "Кафе на вулиці Івана Горбачевського закрили.", ["вулиці Івана Горбачевського"]),
    ("ar", "أغلق شارع الرينبو ومطار هرات أمس.", ["شارع الرينبو", "مطار هرات"]),
    ("zh", "法院附近的鹿城路昨天封路，九号公路也关闭。", ["鹿城路", "九号公路"]),
    ("ja", "参加者はケニヤッタ通りから国道3号へ向かった。", ["ケニヤッタ通り", "国道3号"]),
    ("hi", "मॉल रोड पर पानी भर गया।", ["मॉल रोड"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), TEXTS)
def test_streets_roads_and_buildings_are_kept_apart(language: str, text: str, names: list[str]) -> None:
    found = suggested(text, language)
    assert [name for name, suggestion in found.items() if suggestion.status == "apart"] == names
    for name in names:
        assert not found[name].places
        assert found[name].meant is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "High School pupils and Medical School staff went to the Bulgarian Orthodox Church."),
        ("en", "The M23 rebels gave the US 60 days. Lois Lane read the Wall Street Journal."),
        ("en", "The Paris Independent School District and Texas A&M University-Commerce said so."),
        ("en", "Fans of A 1 steak sauce drove 60 km."),
        ("es", "La plaza y la calle estaban llenas; la Iglesia Católica calló."),
        ("fr", "Sa place de leader, le 14 juillet 1998, et les 100 m."),
        ("de", "Ein Stadtpark, eine Rheinbrücke und ein Biomarkt."),
        ("de", "Der Parkplatz, der Arbeitsplatz, der Radweg, die Hauptstraße und Platz 2 blieben leer um 8 Uhr."),
        ("it", "La notizia arriva via Twitter, via libera."),
        ("nl", "Onderweg naar de snelweg stond een supermarkt in de hoofdstraat."),
        ("pt", "A rua, a praça e a escola ficaram vazias no Porto."),
        ("zh", "道路和机场都关闭了。"),
        ("ja", "最寄り駅と病院は無事だった。"),
    ],
)
def test_common_words_are_no_streets(language: str, text: str) -> None:
    assert apart(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("es", "Un hospital de Getafe y una calle de Madrid esperan.", "Madrid"),
        ("es", "El mercado de Getafe y la plaza de Lugo se llenaron.", "Getafe"),
        ("fr", "Le marché de Rungis est bloqué.", "Rungis"),
        ("de", "Am Bahnhof von Fulda standen Züge.", "Fulda"),
        ("it", "L'oro arriva dal Sudan, via Dubai.", "Dubai"),
        ("en", "He grew up in Manatee Road, Florida.", "Manatee Road"),
        ("en", "On arrival at Lima's Jorge Chávez International Airport he was held.", "Lima"),
        ("de", "Er wohnt in Fulda, nahe der Landstraße am Hauptbahnhof.", "Fulda"),
        ("ar", "أغلق طريق أبو سمبل.", "أبو سمبل"),
    ],
)
def test_a_noun_that_says_what_of_a_town_is_meant_leaves_the_town(language: str, text: str, town: str) -> None:
    assert suggested(text, language)[town].status == "in"


@pytest.mark.parametrize(
    ("language", "text", "name", "town", "why"),
    [
        ("en", "The fire on Clarksville Street in Paris, Texas, was put out.", "Clarksville Street", "Paris, Texas",
         "the town stands after it"),
        ("en", "In Laredo, Texas, Market Street was shut.", "Market Street", "Laredo, Texas",
         "the same sentence names the town"),
        ("fr", "Il vit à Saint-Étienne, rue de Lyon.", "rue de Lyon", "Saint-Étienne", "the same sentence names the town"),
        ("es", "El aeropuerto de Cancún cerró.", "aeropuerto de Cancún", "Cancún", "the town is in its name"),
        ("en", "The mayor of Omaha spoke. Nobody listened. Then Dodge Street was shut.", "Dodge Street", "Omaha, Nebraska",
         "the article's town"),
    ],
)  # fmt: skip
def test_the_town_is_that_of_the_text(language: str, text: str, name: str, town: str, why: str) -> None:
    street = suggested(text, language)[name]
    assert street.town is not None
    assert open_gazetteer().full_name(street.town).startswith(town)
    assert street.town_why == why
    assert street.why[-1].endswith(why)
    assert street.meant is None, "the town's point is not the street's"


def test_a_street_has_no_town_where_the_text_names_none() -> None:
    assert suggested("He lives on Main Street.", "en")["Main Street"].town is None


def test_a_town_ignores_the_streets_that_are_called_after_it() -> None:
    found = suggested("Le maire de Toulouse vit à Lyon, rue de Toulouse.", "fr")
    assert found["Toulouse"].ignore == ("rue de Toulouse",)
    assert len(found["Toulouse"].mentions) == 1


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "The town lies on the Black River, which runs into the Connecticut three miles downstream.",
            "Connecticut",
        ),
        ("en", "The town lies on the Black River, which is high.", "Black River"),
        ("es", "El fuego volvió a la sierra de Laredo, lejos de todo.", "sierra de Laredo"),
        ("es", "Se vieron junto al monte Madrid, lejos de todo.", "monte Madrid"),
        ("pt", "O barco afundou entre o Monte Brasil e o Pico.", "Monte Brasil"),
        ("uk", "З вулкана Майон зійшов потік.", "вулкана Майон"),
    ],
)
def test_mountains_and_rivers_are_not_the_town_or_state_of_their_name(language: str, text: str, name: str) -> None:
    found = suggested(text, language)
    assert found[name].status == "apart"
    assert found[name].meant is None


def test_a_part_of_a_town_is_not_the_large_city_of_its_first_word() -> None:
    assert all(
        not one.places for name, one in suggested("No Recife, em Brasília Teimosa.", "pt").items() if "Bras" in name
    )


def test_a_landmark_is_not_the_town_that_once_had_its_name() -> None:
    assert all(
        not one.places for name, one in suggested("Joggers in Central Park, New York.", "en").items() if "Park" in name
    )


def test_a_state_after_the_is_the_state_where_a_noun_follows() -> None:
    assert suggested("The Ohio governor spoke in Ohio.", "en")["Ohio"].places


def test_a_long_text_of_nothing_but_streets_is_read_in_time() -> None:
    text = "Main Street " * 2000 + "rue de la " * 2000 + "A-7 " * 2000
    for language in ("en", "fr", "de", "ar", "zh", "ja"):
        assert isinstance(find_toponyms(text, open_gazetteer(), language=language), list)


def test_streets_are_rows_of_the_table_with_their_town() -> None:
    article = Article(
        title="", language="en", blocks=(Block("paragraph", "He met her on Main Street in Laredo, Texas."),)
    )
    table = suggest_places(article).set_index("name")
    row = table.loc["Main Street"]
    assert (row["status"], row["geometry"], row["geonameid"]) == ("apart", None, 0)
    assert (row["town"], row["town_geonameid"]) == ("Laredo, Texas, United States", 4705349)
    assert (table.loc["Laredo"]["status"], table.loc["Laredo"]["town"]) == ("in", "")
