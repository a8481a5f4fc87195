"""W3C Web Annotations with their text: those of Recogito (JSON-LD), of annotators in a browser, and our own.

A place is what has a georeferenced body, an identifying one, or a tag that says "place". The text is what `--text`
names, else the one that the annotations carry, else a file beside them, called as the address of their target ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from storymap.errors import Problem, StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.importers.annotated.story import annotated_story
from storymap.exchange.importers.annotated.text import AnnotatedText, annotated_text, as_imported
from storymap.exchange.importers.web_annotations.annotations import annotations_in, is_annotation, places_of
from storymap.exchange.importers.web_annotations.members import address_of, many
from storymap.exchange.json_members import record_in, text_in
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.reading.article.source_ranges import SourceRanges

LABEL: Final = "web annotations"

_OURS = "storymap"


def sniff(source: Source) -> bool:
    """Say whether the file is JSON with an annotation in it."""
    if "Annotation" not in source.beginning:
        return False
    try:
        return any(is_annotation(one) for one in annotations_in(source.json))
    except StorymapError:
        return False


def read(source: Source) -> Imported:
    """Return the text with its places. Raises StorymapError where there is no text, or either cannot be read."""
    report = Report()
    listed = [one for one in annotations_in(source.json) if is_annotation(one)]
    if not listed:
        what = "it has no annotations as the W3C has them"
        raise StorymapError(Problem(source.name, what, "download them again as JSON-LD"))
    is_ours = text_in(record_in(record_in(source.json), "generator"), "name") == _OURS
    carried = {form: text for one in listed if is_ours for form, text in _carried(one)}
    text = None if source.text_path else _text_in(carried)
    if text is None:
        text = annotated_text(source, _names(listed), report)
    places = places_of(listed, report, is_ours=is_ours)
    return annotated_story(text, places, report, source, is_complete=is_ours)


def _carried(annotation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts that an annotation of the whole text has as its bodies, with their formats."""
    if annotation.get("motivation") != "describing":
        return
    for body in many(annotation.get("body")):
        for item in many(record_in(body).get("items")):
            if text_in(item, "value").strip():
                yield text_in(item, "format"), text_in(item, "value")


def _text_in(carried: dict[str, str]) -> AnnotatedText | None:
    if "text/markdown" not in carried:
        return None
    article = SourceRanges(carried["text/markdown"], "story.md", frozenset()).article
    return AnnotatedText(as_imported(article), carried.get("text/plain", ""))


def _names(annotations: list[dict[str, Any]]) -> list[str]:
    """Return what the file of the text may be called, by the addresses of the targets."""
    targets = (target for one in annotations for target in many(one.get("target")))
    sources = (address_of(record_in(target).get("source") or target) for target in targets)
    names = (PurePosixPath(unquote(source.partition("?")[0].partition("#")[0])).name for source in sources)
    return list(dict.fromkeys(name for name in names if name))[:20]
