"""uMap's own files: layers and features as places, the map's name and description as title and lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from storymap.errors import Problem, StorymapError, printable
from storymap.exchange.article_parts import article_of, blocks_of_html
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import imported_places
from storymap.exchange.json_members import text_in
from storymap.exchange.layer_colours import nearest_colour
from storymap.exchange.long_notes import with_long_notes
from storymap.exchange.note_links import with_links
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.place_records import readable_name
from storymap.exchange.report import Report
from storymap.exchange.skeleton import skeleton, title_of_file
from storymap.exchange.source import Source
from storymap.exchange.umap_order import in_shown_order
from storymap.model import LayerChoice
from storymap.reading.places.formats.umap import read_umap, umap_options
from storymap.reading.places.formats.umap_markup import umap_html
from storymap.reading.places.layer_choices import joined_choices
from storymap.reading.problem_log import ProblemLog

LABEL: Final = "a uMap"
_TYPE: Final = re.compile(r'"type"\s*:\s*"umap"')


def sniff(source: Source) -> bool:
    """Say whether the file is a backup of a uMap."""
    if not source.beginning.startswith("{") or _TYPE.search(source.beginning) is None:
        return False
    try:
        # A feature of GeoJSON may have any type among its properties.
        return text_in(source.json, "type") == "umap"
    except StorymapError:
        return True


def read(source: Source) -> Imported:
    """Return the map as a story: its layers' features as places. Raises StorymapError where there are none."""
    members = source.json
    if not isinstance(members, dict) or not isinstance(members.get("layers"), list):
        what = "this is no uMap: it has no layers"
        raise StorymapError(Problem(source.name, what, "download the full backup of the map (.umap) in uMap"))
    members = in_shown_order(members)
    report, log = Report(), ProblemLog(source.name)
    collection = read_umap(members, source.name, log)
    if log.failed:
        raise StorymapError(log.problems())
    source.problems += log.problems()
    descriptions = [umap_html(_text(properties.get("description"))) for properties in _properties(members)]
    _tell(members, report)
    with_links(collection.features, descriptions, report)
    with_long_notes(collection.features, descriptions)
    pictures = PictureFiles(source, report)
    places = imported_places(collection, source, report, pictures)
    about = members["properties"] if isinstance(members.get("properties"), dict) else {}
    lead = blocks_of_html(umap_html(_text(about.get("description"))), report, "the map's description")
    article = article_of(
        readable_name(about.get("name")) or title_of_file(source.name),
        skeleton(lead, places, report, is_html=True),
        credit=_licence(about.get("licence")),
    )
    return Imported(article, places.places, places.context, _layers(members), pictures.files, report)


def _properties(members: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the properties of each feature of all layers, in the order of the file; {} for what is none."""
    for layer in members["layers"]:
        features = layer.get("features") if isinstance(layer, dict) else None
        for one in features if isinstance(features, list) else []:
            properties = one.get("properties") if isinstance(one, dict) else None
            yield properties if isinstance(properties, dict) else {}


def _tell(members: Mapping[str, Any], report: Report) -> None:
    """Report what uMap has and a story has not."""
    about = members["properties"] if isinstance(members.get("properties"), dict) else {}
    if about.get("tilelayer"):
        report.lost("the background map", "a story has its own")
    credits_of_map = filter(None, (readable_name(about.get(credit)) for credit in ("shortCredit", "longCredit")))
    for example in credits_of_map:
        report.lost("credits of the map", "write them into the story", example=example)
    for layer in members["layers"]:
        _tell_layer(layer, report)
    for properties in _properties(members):
        if umap_options(properties):
            report.lost("colours and symbols of single places", "a layer has a colour")
        if "{{" in _text(properties.get("description")):
            report.lost("pictures and frames within descriptions", "put the pictures into the story")


def _tell_layer(layer: Any, report: Report) -> None:
    options = umap_options(layer)
    name = readable_name(options.get("name"))
    if _text(options.get("description")).strip():
        report.lost("descriptions of layers", "put them into the text", example=name)
    remote = options.get("remoteData")
    if isinstance(remote, dict) and remote.get("url"):
        report.lost("layers whose data is elsewhere", "it is not fetched", example=name)
    if options.get("displayOnLoad") is False:
        report.changed("layers that are hidden at first", "they are shown", example=name)
    if options.get("type") not in (None, "", "Default", "Cluster"):
        report.lost("how layers are drawn", example=printable(str(options["type"]), 40))


def _layers(members: Mapping[str, Any]) -> tuple[LayerChoice, ...]:
    """Return the layers that have places, with the colours that come next to theirs, each for one layer."""
    choices, taken = list[LayerChoice](), set[int | None]()
    for layer in members["layers"]:
        options = umap_options(layer)
        name = readable_name(options.get("name"))
        if name and layer.get("features"):
            colour = nearest_colour(_text(options.get("color")))
            choices.append(LayerChoice(name, None if colour in taken else colour))
            taken.add(colour)
    return joined_choices(choices)


def _licence(licence: Any) -> str:
    """Return the name of a map's licence; "" where uMap only says that there is none."""
    return readable_name(licence.get("name")) if isinstance(licence, dict) and licence.get("url") else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
