"""Short texts in Spanish, French, German and Portuguese, written for this test: their places and nothing else."""

from __future__ import annotations

import pytest

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.toponyms import find_toponyms

TEXTS = [
    ("es", "La policía de Nuevo Laredo cerró el puente hacia Texas.", ["Nuevo Laredo", "Texas"]),
    ("es", "El alcalde de Bogotá viajó ayer a Lima y a Quito.", ["Bogotá", "Lima", "Quito"]),
    ("es", "Miles huyeron de Culiacan, Sinaloa, según el gobierno de México.", ["Culiacan", "Sinaloa", "México"]),
    ("es", "Vive cerca de Guadalajara desde hace diez años.", ["Guadalajara"]),
    ("es", "El presidente Juan Pérez habló en Sevilla.", ["Sevilla"]),
    ("fr", "Le maire de Lyon a reçu les habitants de Grenoble.", ["Lyon", "Grenoble"]),
    ("fr", "Un incendie près de Marseille a détruit dix maisons.", ["Marseille"]),
    ("fr", "Elle est née à Dakar et vit à Bruxelles.", ["Dakar", "Bruxelles"]),
    ("fr", "Les pompiers sont arrivés de Bordeaux, en France.", ["Bordeaux", "France"]),
    ("fr", "Le train pour Genève partira de Paris.", ["Genève", "Paris"]),
    ("de", "Der Bürgermeister von Köln reiste nach Wien.", ["Köln", "Wien"]),
    ("de", "In Hamburg und Bremen regnete es den ganzen Tag.", ["Hamburg", "Bremen"]),
    ("de", "Die Polizei in München sperrte zwei Straßen.", ["München"]),
    ("de", "Aus Leipzig kamen drei Züge.", ["Leipzig"]),
    ("pt", "O prefeito de Recife viajou para Lisboa.", ["Recife", "Lisboa"]),
    ("pt", "A polícia de Curitiba fechou a ponte.", ["Curitiba"]),
    ("pt", "Ela nasceu em Luanda e mora no Porto.", ["Luanda", "Porto"]),
    ("pt", "O incêndio perto de Coimbra, em Portugal, durou dois dias.", ["Coimbra", "Portugal"]),
]


@pytest.mark.parametrize(("language", "text", "places"), TEXTS)
def test_the_places_of_a_sentence(language: str, text: str, places: list[str]) -> None:
    found = find_toponyms(text, open_gazetteer(), language=language)
    assert [text[toponym.start : toponym.end] for toponym in found if toponym.score >= 0.5] == places
