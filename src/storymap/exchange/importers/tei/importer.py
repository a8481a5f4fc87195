"""TEI documents: texts in which `placeName` and its like are marked, and lists of places (`listPlace`).

Of `choice` the form is taken that an editor chose, a line break within a word joins it (`lb break="no"`), notes become
notes at the end, and what is no text (headers of pages, what was deleted, other lists) is left out and told. A document
type is refused: it may hold entities that are files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import ImportedPlaces
from storymap.exchange.importers.annotated.annotation import COMMENTS, REVIEW, PlaceAnnotation
from storymap.exchange.importers.annotated.places import group_places, place_features
from storymap.exchange.importers.annotated.quotes import Quote
from storymap.exchange.importers.annotated.ties import tied, tied_where_needed
from storymap.exchange.importers.tei.blocks import TextReader
from storymap.exchange.importers.tei.header import read_header
from storymap.exchange.importers.tei.leading import led_article
from storymap.exchange.importers.tei.listed_places import ListedPlaces, geometry_of
from storymap.exchange.importers.tei.words import NamedWords
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import PlaceRecords
from storymap.exchange.report import Report
from storymap.exchange.root_name import root_name
from storymap.exchange.skeleton import skeleton
from storymap.exchange.source import Source
from storymap.model import Article, Mention
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.problem_log import ProblemLog
from storymap.reading.text import normalise

LABEL: Final = "a TEI document"

# Older and larger ones are refused in words.
_ROOTS: Final = ("TEI", "TEI.2", "teiCorpus")
_REVIEWS: Final = {"high": "verified", "medium": "unverified", "low": "unverified", "unknown": "not identifiable"}


def sniff(source: Source) -> bool:
    """Say whether the file is XML with TEI's root element, with or without its namespace."""
    return root_name(source.beginning) in _ROOTS


def read(source: Source) -> Imported:
    """Return the text with its places. Raises StorymapError where the file is no TEI, or has a document type."""
    report = Report()
    root = parse_xml(source.data, source.name, "TEI")
    header = read_header(root)
    listed = ListedPlaces(root, report, is_ours=header.is_ours)
    pictures = PictureFiles(source, report)
    reader = TextReader(source.name, pictures, report, is_recogito=header.is_recogito)
    blocks = reader.read(root)
    named = [(one, _annotation(one, listed)) for one in reader.names]
    places = group_places([*listed.annotations, *(annotation for _, annotation in named)], report)
    ids = {id(annotation): place.place_id for place in places for annotation in place.annotations}
    log = ProblemLog(source.name)
    records = PlaceRecords(report, pictures, ExtraProperties(log))
    features = place_features(places, records, report, with_quotes=not header.is_ours)
    source.problems += log.problems()
    if not blocks:
        _refuse_nothing(features, source)
        blocks = list(skeleton((), ImportedPlaces(features), report))
    article, numbers = led_article(header, blocks, source.name)
    mentions = [
        Mention(numbers[one.block], one.start, one.end, ids[id(note)]) for one, note in named if one.block in numbers
    ]
    report.kept("text", count=len(article.blocks))
    report.kept("places", count=len(features))
    if header.is_ours:
        article = tied_where_needed(article, sorted(set(mentions)), features, report)
    else:
        article = tied(article, mentions, {place.place_id for place in places}, report)
    return Imported(article, features, pictures=pictures.files, report=report)


def read_text(source: Source, report: Report) -> tuple[Article, Mapping[str, bytes]]:
    """Return the text of a document with its pictures, and without its places: annotations beside it have them.

    Raises StorymapError where the file is no TEI, or has no text.
    """
    root = parse_xml(source.data, source.name, "TEI")
    header = read_header(root)
    pictures = PictureFiles(source, report)
    blocks = TextReader(source.name, pictures, report, is_recogito=header.is_recogito).read(root)
    if not blocks:
        raise StorymapError(Problem(source.name, "there is no text in it", "name another with --text"))
    return led_article(header, blocks, source.name)[0], pictures.files


def _annotation(named: NamedWords, listed: ListedPlaces) -> PlaceAnnotation:
    place_id = listed.place_id(named.pointers)
    uri = "" if place_id else next(iter(named.pointers), "")
    review = _REVIEWS.get(named.certainty.lower(), "")
    members: dict[str, Any] = {COMMENTS: named.comments} | ({REVIEW: review} if review else {})
    quote = Quote(named.words)
    return PlaceAnnotation(quote, normalise(uri), "", geometry_of(named.position), place_id=place_id, members=members)


def _refuse_nothing(features: Sequence[Mapping[str, Any]], source: Source) -> None:
    if not features:
        raise StorymapError(Problem(source.name, "it has neither a text nor places", "export it with its text"))
