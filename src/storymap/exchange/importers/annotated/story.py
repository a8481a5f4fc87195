"""A story of a text and the annotations in it that name places."""

from __future__ import annotations

from collections.abc import Iterable

from storymap.exchange.imported import Imported
from storymap.exchange.importers.annotated.annotation import PlaceAnnotation
from storymap.exchange.importers.annotated.places import AnnotatedPlace, group_places, place_features
from storymap.exchange.importers.annotated.quotes import QuotedText
from storymap.exchange.importers.annotated.text import AnnotatedText
from storymap.exchange.importers.annotated.ties import tied, with_no_other_mentions
from storymap.exchange.report import Report
from storymap.model import Mention


def annotated_story(
    text: AnnotatedText, annotations: Iterable[PlaceAnnotation], report: Report, name: str, *, is_complete: bool = False
) -> Imported:
    """Return the story of a text, its names tied by hand where they are annotated.

    Other names of the places are tied by themselves when the story is built, unless the annotations are `is_complete`.
    `name` is that of their file. Raises StorymapError where there is too much to look for.
    """
    places = group_places(annotations, report)
    mentions = _mentions(text, places, report, name)
    features = place_features(places, report)
    report.kept("text", count=len(text.article.blocks))
    report.kept("places", count=len(features))
    article = tied(text.article, mentions, {place.place_id for place in places}, report)
    if is_complete:
        article = with_no_other_mentions(article, features)
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
