"""KML and KMZ of Google My Maps, Google Earth and others: folders as layers, placemarks as places."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from storymap.reading.character_references import unescaped
from storymap.reading.media.local_files import is_remote
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.formats.kml import main_file, placemarks, read_kml
from storymap.reading.places.formats.xml_file import parse_xml
from storymap.reading.problem_log import ProblemLog
from storymap.reading.xml_elements import child_text, children, local_name
from storymap.urls import safe_url

LABEL: Final = "a KML file"
_OF_A_SITE: Final = (".html", ".js", ".csv", ".json")
_PICTURE: Final = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
# What a story has not, by its element: what it is, and why or what helps.
_LOST: Final = {
    "NetworkLink": ("links to other files", "open it in Google Earth and save the places themselves"),
    "GroundOverlay": ("pictures laid over the map", ""),
    "ScreenOverlay": ("pictures laid over the screen", ""),
    "PhotoOverlay": ("pictures in space", ""),
    "Tour": ("flights over the map", "write views of the map into the text"),
    "Track": ("times of tracks", "the tracks are lines"),
    "Model": ("models of buildings", ""),
    "phoneNumber": ("telephone numbers", "put them into the text"),
    "Snippet": ("short texts of places", "put them into the text"),
    "TimeStamp": ("times of places", ""),
    "TimeSpan": ("times of places", ""),
    "author": ("who made the map or a place", "write it into the story"),
}


def sniff(source: Source) -> bool:
    """Say whether the file is KML, or an archive of KML and its pictures: not a whole site that has some KML in it."""
    if source.data.startswith(b"PK\x03\x04"):
        try:
            names = [name.lower() for name in source.archive.names] if source.archive else []
        except StorymapError:
            return False
        is_site = any(name.endswith(_OF_A_SITE) for name in names) and source.path.suffix.lower() != ".kmz"
        return any(name.endswith(".kml") for name in names) and not is_site
    return root_name(source.beginning) == "kml"


def read(source: Source) -> Imported:
    """Return the map as a story: its placemarks as places. Raises StorymapError where there are none."""
    data = source.data if source.archive is None else main_file(source.archive, source.name)
    report, log = Report(), ProblemLog(source.name)
    collection = read_kml(data, source.name, log)
    if not collection.features and log.failed:
        raise StorymapError(problem for problem in log.problems() if problem.severity == "error")
    source.problems += [problem for problem in log.problems() if problem.severity != "error"]
    root = parse_xml(data, source.name, "kml")
    elements = [element for element, _ in placemarks(root) if local_name(element) == "Placemark"]
    _tell(root, elements, report)
    pictures = PictureFiles(source, report)
    _with_pictures(collection.features, elements, report)
    _with_addresses(collection.features, elements, report)
    descriptions = [child_text(element, "description") for element in elements]
    with_links(collection.features, descriptions, report)
    with_long_notes(collection.features, descriptions)
    places = imported_places(collection, source, report, pictures)
    about = _document(root)
    lead = blocks_of_html(child_text(about, "description"), report, "the map's description")
    title = readable_name(child_text(about, "name")) or title_of_file(source.name)
    article = article_of(title, skeleton(lead, places, report, is_html=True))
    return Imported(article, places.places, places.context, places.layers, pictures.files, report)


def _document(root: Element) -> Element:
    """Return what holds the map's name: the Document, the only Folder, or the root."""
    return next((child for child in root if local_name(child) in ("Document", "Folder")), root)


def _tell(root: Element, elements: list[Element], report: Report) -> None:
    styled = sum(any(local_name(child) in ("Style", "styleUrl") for child in element) for element in elements)
    report.lost("colours and symbols of single places", "a layer has a colour", count=styled)
    about = _document(root)
    links = [link.get("href", "") for link in children(about, "link")]
    report.lost("links of the map", "put them into the text", count=len(links), example="".join(links[:1]))
    for element in root.iter():
        if local_name(element) == "Folder" and element is not about and child_text(element, "description").strip():
            report.lost("descriptions of folders", "put them into the text", example=child_text(element, "name"))
        what, why = _LOST.get(local_name(element), ("", ""))
        if what:
            report.lost(what, why)


def _with_addresses(features: list[Feature], elements: list[Element], report: Report) -> None:
    """Give each place its postal address, as data, and its link (`atom:link`) if it is one."""
    for one, element in zip(features, elements, strict=False):
        properties = one.value["properties"]
        if address := child_text(element, "address"):
            properties.setdefault("address", address)
        links = [link.get("href", "").strip() for link in children(element, "link")]
        usable = [link for link in links if safe_url(link)]
        if usable and "url" not in properties:
            properties["url"] = usable[0]
            links.remove(usable[0])
        lost = [link for link in links if link and link != properties.get("url")]
        report.lost("more links of a place", "put them into the text", count=len(lost), example="".join(lost[:1]))


def _with_pictures(features: list[Feature], elements: list[Element], report: Report) -> None:
    """Give each place the first picture of its description that is a file; those on the web are reported."""
    for one, element in zip(features, elements, strict=False):
        addresses = list(dict.fromkeys(_pictures(child_text(element, "description"))))
        remote = [address for address in addresses if is_remote(address)]
        report.lost("pictures on the web", "save them beside the story", count=len(remote), example="".join(remote[:1]))
        local = [address for address in addresses if address not in remote]
        properties = one.value["properties"]
        if local and "image" not in properties:
            properties["image"] = local[0]
            local = local[1:]
        report.lost("more pictures of a place", "put them into the text", count=len(local), example="".join(local[:1]))


def _pictures(description: str) -> Iterator[str]:
    yield from (unescaped(found[1]).strip() for found in _PICTURE.finditer(description))
