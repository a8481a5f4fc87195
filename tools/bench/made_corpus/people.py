"""The people of made articles: some are called like a place, as people are."""

from __future__ import annotations

from typing import Final

from tools.bench.made_corpus.towns import Chance, drawn, open_towns

_LIKE_A_TOWN: Final = 0.08
_FIRST: Final = {
    "en": "Alice Austin Brooklyn Carolina Chelsea Daniel Denver Ellen Florence Georgia Hugh Jordan Kate Lincoln "
    "Madison Mary Oliver Paris Peter Rosa Ruth Sam Savannah Sydney Thomas Trenton Victoria Walter",
    "es": "Ana Asunción Carlos Carmen Diego Elena Guadalupe Ignacio José Lourdes Lucía Luis Mercedes Miguel Pilar "
    "Rosario Santiago Sofía Teresa Valencia",
    "de": "Anna Bernd Charlotte Dieter Erika Florian Hanna Heinrich Ida Johann Konrad Lena Milan Otto Petra Sabine "
    "Uwe Valentin Vienna Wolfgang",
    "fr": "Adèle Bernard Camille Claire Denis Émile Florence Gérard Hélène Jacques Jeanne Louis Lourdes Marcel "
    "Nicole Olivier Paul Rémy Sophie Yves",
}  # fmt: skip
_LAST: Final = {
    "en": "Adams Bristol Carter Chester Cleveland Cooper Dallas Dawson Evans Flint Garland Hamilton Harper Houston "
    "Irving Jackson Kent Lancaster London Miller Montgomery Nelson Orlando Parker Reading Reed Stanton Sutton "
    "Warwick Washington Wells Wilson Winchester York",
    "es": "Aguilar Ávila Burgos Cáceres Castillo Cruz Durán Flores García Guerrero León Luna Medina Molina Navarro "
    "Ortega Ramos Salinas Segovia Soria Toledo Valencia Vega Zamora",
    "de": "Augsburger Bach Berliner Brandt Dresdner Fischer Fulda Graf Hagen Hamm Hesse Köhler Lindau Maier "
    "Nürnberger Ostermann Pfeiffer Schwerin Steiner Unger Vogel Weimar Winter Zeller",
    "fr": "Arras Auxerre Beaumont Bernard Blanc Bourges Carpentier Duval Fontaine Garnier Lacroix Laval Leroy Lyon "
    "Marchand Moreau Nevers Paris Renard Rousseau Royan Tours Vincent",
}  # fmt: skip
_FIRST_NAMES = {language: names.split() for language, names in _FIRST.items()}
_LAST_NAMES = {language: names.split() for language, names in _LAST.items()}


def person(language: str, chance: Chance) -> tuple[str, str]:
    """Return the first and the last name of somebody."""
    first, last = _FIRST_NAMES[language], _LAST_NAMES[language]
    given = first[int(chance() * len(first))]
    if chance() < _LIKE_A_TOWN:
        return given, drawn(open_towns().all, chance).name.split()[0]
    return given, last[int(chance() * len(last))]
