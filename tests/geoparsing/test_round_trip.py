"""The round trip: what `suggest` writes `build` takes, and ties at least the mentions that `suggest` counted."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.editing.collection import EMPTY, Collection
from storymap.editing.suggestion_history import add_suggestions
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.article_text import article_text, block_starts
from storymap.geoparsing.suggest import find_suggestions
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Story
from storymap.story import build_story

NAMES = [
    *("St. Ives", "St Ives", "Saint Ives", "St. Austell", "Mt. Pleasant", "Ft. Worth", "Ste. Genevieve", "St. Louis"),
    *("Lebanon, Ky.", "Paris, Tex.", "Charleston, W.Va.", "Washington, D.C.", "Washington, DC", "Laredo, TX"),
    *("U.S.", "the United States", "U.K.", "E.U.", "New York", "New York City", "York", "Virginia", "West Virginia"),
    *("Xi'an", "N’Djamena", "L'Aquila", "l’Aquila", "Port-au-Prince", "Dallas–Fort Worth", "Guinea-Bissau", "Guinea"),
    *("Cádiz", "Cadiz", "CADIZ", "Milán", "Túnez", "Köln", "Wien", "München", "São Paulo", "A Coruña", "Zürich"),
    *("Łódź", "Kraków", "İstanbul", "Reykjavík", "Đà Nẵng", "Bogotá", "Ciudad Juárez", "CIUDAD JUAREZ", "El Paso"),
    *("The Hague", "the Hague", "Santa Fe bridge", "Berkeley County", "Georgia", "Mexico", "New Mexico", "Mexico City"),
    *(
        "Paris Police Department",
        "Boston Globe",
        "Sinaloa cartel",
        "United States Navy",
        "West Nile",
        "#Paris",
        "Paris",
    ),
    *("https://example.org/Paris", "Sir Thomas Rome", "Nice", "Reading", "Eu", "Al-Qaim", "Nile", "Copacabana Palace"),
    *(
        f"Zefir{'b' * 300}o",
        f"Paris {'Q' * 190} Police Department",
        "Texas\u2028City",
        "Zefir\u00adbuno",
        "Zefir\u200bbuno",
    ),
    *(
        "Zefir\u202ebuno",
        "Kölne\u0301\u0301",
        "a \ufeffParis",
        "😀 Laredo",
        "[Laredo]",
        "Laredo\\",
        '"Laredo"',
        "<Laredo>",
    ),
]
FRAMES = {
    "en": ["They came from {} on Monday.", "In {}, it rained.", "{}’s mayor spoke.", "“{}!” he said ({}).", "{}: {}."],
    "es": ["Viajamos de {} a {}.", "En {}, llovía.", "El alcalde de {} habló.", "«{}», dijo."],
    "fr": ["Il est venu de {} à {}.", "À {}, il pleuvait.", "Le maire de {} parla."],
    "de": ["Wir fuhren von {} nach {}.", "In {} regnete es.", "Die Polizei in {} schwieg."],
    "pt": ["Ela mora em {}.", "De {} a {}."],
    "pl": ["Pojechał z {} do {}."],
    "tr": ["{} ile {} arasında."],
}


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, str]:
    """Make a language and a wrapped text."""
    language = draw(st.sampled_from(sorted(FRAMES)))
    name = st.sampled_from(NAMES)
    paragraphs = []
    for _ in range(draw(st.integers(1, 3))):
        frames = draw(st.lists(st.sampled_from(FRAMES[language]), min_size=1, max_size=6))
        sentences = [frame.format(*(draw(name) for _ in range(frame.count("{}")))) for frame in frames]
        width = draw(st.integers(8, 90))
        paragraphs.append("\n".join(textwrap.wrap(" ".join(sentences), width, break_long_words=False)))
    return language, "\n\n".join(paragraphs)


def round_trip(folder: Path, text: str, language: str = "en", least: str = "in") -> tuple[list[Suggestion], Story]:
    """Return what is suggested for a text, and the story that is built with what `suggest` writes."""
    article, places = folder / "story.txt", folder / "places.geojson"
    article.write_text(f"A title\n\n{text}\n", encoding="utf-8")
    found = find_suggestions(article, language=language)
    accepted = [suggestion for suggestion in found if suggestion.status in ("in", least)]
    collection, added = add_suggestions(Collection(EMPTY, "places"), accepted, [], open_gazetteer())
    places.write_text(collection.text, encoding="utf-8")
    assert [suggestion.name for suggestion in added] == [suggestion.name for suggestion in accepted]
    return added, build_story(article, places, language=language)


def lost(suggestions: list[Suggestion], story: Story) -> Iterator[tuple[str, str]]:
    """Yield the mentions that are suggested and not tied: the name of the place, and the words."""
    text = article_text(story.article)
    starts = {block: start for start, block in block_starts(story.article)}
    for place_id, suggestion in zip(story.places.index, suggestions, strict=True):
        tied = {
            (starts[mention.block] + mention.start, starts[mention.block] + mention.end)
            for mention in story.mentions
            if mention.place_id == place_id
        }
        for start, end in suggestion.mentions:
            if not any(first < end and start < last for first, last in tied):
                yield suggestion.name, text[start:end]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories(), st.sampled_from(["in", "maybe"]))
def test_what_is_suggested_is_built_and_tied(tmp_path: Path, made: tuple[str, str], least: str) -> None:
    language, text = made
    suggestions, story = round_trip(tmp_path, text, language, least)
    assert list(lost(suggestions, story)) == []
    for suggestion in suggestions:
        for written in (suggestion.name, *suggestion.aliases, *suggestion.ignore):
            assert written == " ".join(written.split())
        assert suggestion.mentions


def features(suggestions: list[Suggestion], story: Story) -> dict[str, tuple[tuple[str, ...], str, int]]:
    """Return for each place its aliases, its layer and the number of its mentions in the story."""
    counts: dict[Any, int] = dict.fromkeys(story.places.index, 0)
    for mention in story.mentions:
        counts[mention.place_id] += 1
    return {
        suggestion.name: (suggestion.aliases, suggestion.layer, count)
        for suggestion, count in zip(suggestions, counts.values(), strict=True)
    }


def test_phrases_to_ignore_are_on_one_line_and_count_as_no_mention(tmp_path: Path) -> None:
    text = (
        "The fleet lay at Norfolk, Virginia, and belonged to the United\nStates Navy. From the United States it sailed."
        " The United\nStates Senate and the Berkeley\nCounty Court were told. In Berkeley County nobody knew."
    )
    suggestions, story = round_trip(tmp_path, text)
    ignored = {suggestion.name: suggestion.ignore for suggestion in suggestions if suggestion.ignore}
    assert ignored == {
        "United States": ("United States Navy", "United States Senate"),
        "Berkeley County": ("Berkeley County Court",),
    }
    assert {name: count for name, (_, _, count) in features(suggestions, story).items()} == {
        **{"Norfolk": 1, "Virginia": 1, "United States": 1, "Berkeley County": 1},
    }


def test_a_name_that_stands_in_longer_names_alone_is_tied_there(tmp_path: Path) -> None:
    suggestions, story = round_trip(tmp_path, "The Killeen Police Department in Texas\ncontinued its work.")
    assert features(suggestions, story)["Killeen"] == ((), "Cities", 1)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The coach left Penzance for St. Ives at noon. At St. Ives it rained; by evening we reached St.\nAustell in "
            "Cornwall, England.",
            {"St. Ives": ((), "Cities", 2), "St. Austell": ((), "Cities", 1)},
        ),
        (
            "en",
            "A woman from Lebanon, Ky., died. Police in Paris, Ky., said so. Crews from Lexington came.",
            {"Kentucky": (("Ky.",), "States", 2), "Lebanon": ((), "Cities", 1), "Paris": ((), "Cities", 1)},
        ),
        ("en", "He left the U.S. for Cuba.", {"United States": (("U.S.",), "Countries", 1)}),
        ("en", "The train ran from ZURICH to Basel.", {"Zürich": ((), "Cities", 1)}),
        ("en", "The road from Ciudad Juarez to El Paso.", {"Ciudad Juarez": ((), "Cities", 1)}),
        ("en", "They sailed to Port-\nau-Prince in Haiti.", {"Port-au-Prince": ((), "Cities", 1)}),
        ("es", "Llovía en Milán y en Cádiz.", {"Cádiz": ((), "Ciudades", 1), "Milán": ((), "Ciudades", 1)}),
        ("de", "Von Köln fuhren wir nach Mailand.", {"Köln": ((), "Städte", 1), "Mailand": ((), "Städte", 1)}),
    ],
)
def test_places_are_called_as_the_article_calls_them(
    tmp_path: Path, language: str, text: str, expected: dict[str, object]
) -> None:
    found = features(*round_trip(tmp_path, text, language))
    assert {name: found.get(name) for name in expected} == expected


def test_every_language_of_the_interface_has_names_of_layers() -> None:
    folder = Path(__file__).parents[2] / "src/storymap"
    layers = json.loads((folder / "geoparsing/layers.json").read_text(encoding="utf-8"))
    languages = {path.stem for path in (folder / "rendering/locales").glob("*.json")} - {"en"}
    assert set(layers) == languages
    assert {len(words) for words in layers.values()} == {7}
