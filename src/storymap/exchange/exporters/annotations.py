"""W3C Web Annotations: each name of a place in the text, with what it quotes, where that stands, and which place it is.

A collection of one page. Its first annotation carries the text, so that nothing else is needed: as plain text, in which
the positions count code points (the texts of the article's blocks with an empty line between two), and as Markdown.
The bodies of the others say which place is meant ("identifying") and where that is ("georeferencing", a GeoJSON
feature; a line or area stands in the first annotation of its place only). A place that is never named has an annotation
of the text as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from storymap.editing.article.markdown_text import as_markdown
from storymap.errors import Problem
from storymap.exchange.exporters.words_only import tell_what_is_no_words, words_only
from storymap.exchange.plain_text import PlainText
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.model import DEFAULT_LAYER, PLACE_CREDIT, Article
from storymap.reading.slugs import slugify

LABEL: Final = "W3C Web Annotations"
ENDING: Final = ".jsonld"

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", "https://geojson.org/geojson-ld/geojson-context.jsonld")
GENERATOR: Final = "storymap"
PLACE: Final = "#place="
_AROUND = 32  # code points
_GAZETTEERS = re.compile(
    r"https?://(?:(?:www|sws)\.geonames\.org/\d|pleiades\.stoa\.org/places/|(?:www\.)?wikidata\.org/|vocab\.getty\.edu/"
    r"|(?:www\.)?openstreetmap\.org/|(?:dev\.)?whgazetteer\.org/|d-nb\.info/gnd/|viaf\.org/)"
)


def write(story: SharedStory, report: Report) -> bytes:
    """Return the annotations as JSON-LD, one on a line; pictures and what only a map can show are reported."""
    tell_what_is_no_words(story, report)
    story = words_only(story, report)
    annotations = list(_Annotations(story, report).all())
    report.kept("names in the text", count=len(story.mentions))
    report.kept("places", count=len(story.places))
    head: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": f"{story.url}#annotations",
        "type": "AnnotationCollection",
        "label": story.article.title,
        "generator": {"type": "Software", "name": GENERATOR},
        "total": len(annotations),
    }
    page = {"id": f"{story.url}#annotations-1", "type": "AnnotationPage", "startIndex": 0}
    lines = ",\n".join(map(_json, annotations))
    return f'{_json(head)[:-1]},\n"first": {_json(page)[:-1]}, "items": [\n{lines}\n]}}}}\n'.encode()


class _Annotations:
    def __init__(self, story: SharedStory, report: Report) -> None:
        self._story = story
        self._report = report
        self._source = story.url or f"{slugify(story.article.title)}.txt"
        self._plain = PlainText(story.article)
        self._places = {place.place_id: place for place in story.places}
        self._shown: set[str] = set()
        self._number = 0

    def all(self) -> Iterator[dict[str, Any]]:
        """Yield the annotation with the text, those of names, and those of places that are never named."""
        yield self._annotation(self._texts(), self._source, motivation="describing")
        for mention in self._story.mentions:
            start = self._plain.position(mention.block, mention.start)
            end = self._plain.position(mention.block, mention.end)
            yield self._annotation(self._bodies(self._places[mention.place_id]), self._target(start, end))
        for place in self._story.places:
            if place.place_id not in self._shown:
                yield self._annotation(self._bodies(place), self._source)

    def _annotation(self, body: Any, target: Any, motivation: str = "identifying") -> dict[str, Any]:
        self._number += 1
        return {
            "id": f"{self._story.url}#annotation-{self._number}",
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": target,
        }

    def _texts(self) -> dict[str, Any]:
        problems: list[Problem] = []
        article = self._story.article
        language = {"language": article.language} if article.language else {}
        texts = {"text/plain": self._plain.text, "text/markdown": as_markdown(_with_forbidden(article), problems)}
        for problem in problems:
            self._report.changed("markup that Markdown cannot say so", problem.what)
        items = [{"type": "TextualBody", "format": key, **language, "value": value} for key, value in texts.items()]
        return {"type": "Choice", "items": items}

    def _target(self, start: int, end: int) -> dict[str, Any]:
        text = self._plain.text
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        return {
            "source": self._source,
            "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
        }

    def _bodies(self, place: SharedPlace) -> list[dict[str, Any]]:
        identity = f"{self._story.url}{PLACE}{place.place_id}"
        source = place.url if _GAZETTEERS.match(place.url) else identity
        bodies: list[dict[str, Any]] = [{"type": "SpecificResource", "purpose": "identifying", "source": source}]
        is_point = place.geometry is not None and place.geometry.geom_type == "Point"
        if is_point or place.place_id not in self._shown:
            geometry = None if place.geometry is None else place.geometry.__geo_interface__
            bodies.append(
                {
                    "type": "Feature",
                    "id": identity,
                    "purpose": "georeferencing",
                    "properties": _properties(place),
                    "geometry": geometry,
                }
            )
        else:
            bodies[0]["id"] = identity
        self._shown.add(place.place_id)
        return bodies


def _properties(place: SharedPlace) -> dict[str, Any]:
    layer = "" if place.layer == DEFAULT_LAYER else place.layer
    members = {
        "name": place.name,
        "aliases": list(place.aliases),
        "layer": layer,
        "note": place.note,
        "url": place.url,
        "kind": place.kind,
        "zoom": place.zoom,
        PLACE_CREDIT: place.credit,
    }
    return {key: value for key, value in members.items() if value not in ("", None, [])} | dict(place.properties)


def _with_forbidden(article: Article) -> Article:
    """Return the article without ties to places, which the annotations have; words that are no place stay marked."""
    blocks = (
        replace(block, spans=tuple(span for span in block.spans if span.kind != "place" or not span.value))
        for block in article.blocks
    )
    return replace(article, blocks=tuple(blocks))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
