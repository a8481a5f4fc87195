"""A story of a text and the annotations in it that name places."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.exchange.imported import Imported
from storymap.exchange.importers.annotated.annotation import PlaceAnnotation
from storymap.exchange.importers.annotated.places import AnnotatedPlace, group_places, place_features
from storymap.exchange.importers.annotated.quotes import QuotedText
from storymap.exchange.importers.annotated.text import AnnotatedText
from storymap.exchange.importers.annotated.ties import tied, tied_where_needed
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import PlaceRecords
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.model import Mention
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.problem_log import ProblemLog


def annotated_story(
    text: AnnotatedText,
    annotations: Iterable[PlaceAnnotation],
    report: Report,
    source: Source,
    *,
    is_complete: bool = False,
) -> Imported:
    """Return the story of a text, its names tied by hand where they are annotated.

    Other names of the places are tied by themselves when the story is built, unless the annotations are `is_complete`.
    `source` is their file. Raises StorymapError where there is too much to look for.
    """
    log = ProblemLog(source.name)
    places = group_places(annotations, report)
    mentions = _mentions(text, places, report, source.name)
    records = PlaceRecords(report, PictureFiles(source, report), ExtraProperties(log))
    features = place_features(places, records, report, with_quotes=not is_complete)
    source.problems += log.problems()
    report.kept("text", count=len(text.article.blocks))
    report.kept("places", count=len(features))
    if is_complete:
        article = tied_where_needed(text.article, sorted(set(mentions)), features, report)
    else:
        article = tied(text.article, mentions, {place.place_id for place in places}, report)
    return Imported(article, features, pictures=text.pictures, report=report)


def _mentions(text: AnnotatedText, places: Iterable[AnnotatedPlace], report: Report, name: str) -> list[Mention]:
    quoted = QuotedText(text.article, text.written, name)
    mentions = []
    for place in places:
        for one in place.annotations:
            if one.quote is None:
                continue
            found = quoted.find(one.quote)
            if found is None:
                report.lost(
                    "quotes that do not stand in a paragraph of the text", "their places are kept", example=one.words
                )
            else:
                mentions.append(Mention(*found, place.place_id))
    return mentions
