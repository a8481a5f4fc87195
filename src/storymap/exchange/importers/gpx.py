"""GPX of receivers and route planners: waypoints as places, tracks and routes as lines, without their times."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from storymap.errors import StorymapError
from storymap.exchange.article_parts import article_of, blocks_of_html
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import imported_places
from storymap.exchange.long_notes import with_long_notes
from storymap.exchange.note_links import with_links
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import readable_name
from storymap.exchange.report import Report
from storymap.exchange.root_name import root_name
from storymap.exchange.skeleton import skeleton, title_of_file
from storymap.exchange.source import Source
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.gpx import read_gpx
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.places.html_notes import note_text
from storymap.reading.problem_log import ProblemLog
from storymap.reading.xml_elements import child_text, children, local_name
from storymap.urls import safe_url

LABEL: Final = "a GPX file"
_POINTS: Final = ("rtept", "trkpt")
# What a story has not, by its element: what it is.
_LOST: Final = {
    "time": "when somebody was there",
    "ele": "heights",
    "extensions": "what the receiver measured beside it",
    "sym": "symbols of single places",
    "author": "who made the file",
    "copyright": "whose the file is, and its licence",
    "keywords": "keywords",
}


def sniff(source: Source) -> bool:
    """Say whether the file is GPX."""
    return root_name(source.beginning) == "gpx"


def read(source: Source) -> Imported:
    """Return waypoints, routes and tracks as the places of a story. Raises StorymapError where there are none."""
    report, log = Report(), ProblemLog(source.name)
    collection = read_gpx(source.data, source.name, log)
    if log.failed:
        raise StorymapError(problem for problem in log.problems() if problem.severity == "error")
    source.problems += [problem for problem in log.problems() if problem.severity == "warning"]
    root = parse_xml(source.data, source.name, "gpx")
    for element in root.iter():
        report.lost(_LOST.get(local_name(element), ""), count=local_name(element) in _LOST)
    elements = [one for one in root if local_name(one) in ("wpt", "rte", "trk")]
    _with_more(collection.features, elements, report)
    notes = [_note(one) for one in elements]
    with_links(collection.features, notes, report)
    with_long_notes(collection.features, notes)
    places = imported_places(collection, source, report, PictureFiles(source, report))
    about = [*children(root, "metadata"), root]
    links = [link for one in about for link in _links(one)]
    report.lost("links of the file", "put them into the text", count=len(links), example="".join(links[:1]))
    title = next(filter(None, (readable_name(child_text(one, "name")) for one in about)), title_of_file(source.name))
    text = next(filter(None, (child_text(one, "desc") for one in about)), "")
    lead = blocks_of_html(text, report, "the file's description")
    article = article_of(title, skeleton(lead, places, report, is_html=True))
    return Imported(article, places.places, places.context, places.layers, report=report)


def _with_more(features: list[Feature], elements: list[Element], report: Report) -> None:
    """Give each place its comment beside its description, as data, and its link; tell what has no place in one."""
    for one, element in zip(features, elements, strict=False):
        properties, comment = one.value["properties"], note_text(child_text(element, "cmt"))
        if comment and comment != properties.get("note"):
            properties["cmt"] = comment
        links = _links(element)
        if usable := [link for link in links if safe_url(link)]:
            properties.setdefault("url", usable[0])
        lost = [link for link in links if link != properties.get("url")]
        report.lost("more links of a place", "put them into the text", count=len(lost), example="".join(lost[:1]))
    for point in (child for element in elements for child in element.iter()):
        said = [child_text(point, key) for key in ("name", "desc", "cmt")] if local_name(point) in _POINTS else []
        if any(said):
            why = "make them waypoints"
            report.lost("names and notes of points of routes", why, example=next(filter(None, said)))


def _links(element: Element) -> list[str]:
    """Return the addresses that GPX 1.1 has as `link`, and 1.0 as `url`."""
    listed = [*(link.get("href", "") for link in children(element, "link")), child_text(element, "url")]
    return [link.strip() for link in listed if link.strip()]


def _note(element: Element) -> str:
    return child_text(element, "desc") or child_text(element, "cmt")
