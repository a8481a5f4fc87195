"""An article to begin with, for places that came without one: it names each of them, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from storymap.exchange.article_parts import blocks_of_html, heading, paragraph
from storymap.exchange.imported_places import ImportedPlaces
from storymap.exchange.report import Report
from storymap.model import DEFAULT_LAYER, Block, Container, Span
from storymap.reading.text import normalise

MOST_NAMED: Final = 1_000
"""How many places the article names; those beyond are on the map and in its list."""


def skeleton(
    lead: Iterable[Block], places: ImportedPlaces, report: Report, *, is_html: bool = False
) -> tuple[Block, ...]:
    """Return the blocks of an article: a lead, and for each layer a list of its places, each tied by hand.

    A note that is too long for a popup becomes a section; `is_html` says that such notes are HTML.
    """
    blocks = list(lead)
    named = places.places[:MOST_NAMED]
    left = len(places.places) - len(named)
    report.changed("places beyond the first 1,000", "they are on the map, and not in the text", count=left)
    layers = dict.fromkeys(str(one["properties"].get("layer", DEFAULT_LAYER)) for one in named)
    with_headings = tuple(layers) not in ((), (DEFAULT_LAYER,))
    for number, layer in enumerate(layers):
        of_layer = [one for one in named if one["properties"].get("layer", DEFAULT_LAYER) == layer]
        if with_headings:
            blocks.append(heading(layer))
        blocks += _list([one for one in of_layer if one["id"] not in places.texts], number)
        for one in of_layer:
            if one["id"] in places.texts:
                name, text = str(one["properties"]["name"]), places.texts[one["id"]]
                blocks.append(Block("heading", name, level=3 if with_headings else 2, spans=(_tie(one, name),)))
                blocks += blocks_of_html(text, report, name) if is_html else paragraphs(text)
    report.changed("long notes", "they are sections of the text", count=len(places.texts))
    return tuple(blocks)


def title_of_file(name: str) -> str:
    """Return a title for a map that has none, from the name of its file."""
    return " ".join(PurePath(name).stem.replace("_", " ").split()) or "Places"


def _list(places: Sequence[Mapping[str, Any]], number: int) -> list[Block]:
    around = Container("ul", number * (MOST_NAMED + 1))
    items = []
    for at, one in enumerate(places, 1):
        name = str(one["properties"]["name"])
        within = (around, Container("li", around.key + at))
        items.append(Block("paragraph", name, spans=(_tie(one, name),), within=within))
    return items


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return a plain text as paragraphs, which blank lines part."""
    return tuple(paragraph(" ".join(part.split())) for part in normalise(text).split("\n\n") if part.strip())


def _tie(place: Mapping[str, Any], name: str) -> Span:
    return Span(0, len(name), "place", str(place["id"]))
