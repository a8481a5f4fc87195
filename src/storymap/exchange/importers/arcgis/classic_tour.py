"""The classic Map Tour: the features of its layer, in a web map, as a query gives them, or with the app's own data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import article_of, blocks_of_html, check_sections, heading, plain, point_view
from storymap.exchange.imported import Imported
from storymap.exchange.importers.arcgis.map_views import degrees_of
from storymap.exchange.json_members import list_in, number_in, record_in, text_in
from storymap.exchange.keyless_texts import keyless
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.skeleton import title_of_file
from storymap.exchange.source import Source, read_json
from storymap.model import AuthorView, Block

# What the fields are called, in lower case: people could choose.
_NAMES: Final = ("name", "title")
_TEXTS: Final = ("caption", "description", "desc", "desc1", "full_caption")
_PICTURES: Final = ("pic_url", "url")
_CREDITS: Final = ("photo_credit", "credit", "attribution")
_LONGITUDES: Final = ("long", "lon", "longitude")
_LATITUDES: Final = ("lat", "latitude")
_IDS: Final = ("__objectid", "objectid", "fid", "id")
_OTHERS: Final = ("is_video", "icon_color", "thumb_url", "f__objectid", "pic_url_thumb")


def is_classic_tour(content: Any) -> bool:
    """Say whether JSON is the data of a classic Map Tour, or holds its features."""
    values = record_in(content, "values")
    if text_in(values, "webmap") and ("order" in values or "firstRecordAsIntro" in values):
        return True
    return any(_said(record, _NAMES) and _has_text(record) for record in _attributes(content))


def read_classic_tour(source: Source, content: Any) -> Imported:
    """Return a tour as a story. Raises StorymapError where its places are in another file, which is not there."""
    values = record_in(content, "values")
    features = list(_features(content)) or list(_features(_web_map(source, values)))
    if not features:
        webmap = text_in(values, "webmap")
        remedy = f'save the data of its web map as "{webmap}.json" beside it' if webmap else "save its web map as JSON"
        raise StorymapError(Problem(source.name, "its places are in its web map, which is not here", remedy))
    check_sections(len(features), source.name)
    return _Reader(source, values).story(features)


class _Reader:
    def __init__(self, source: Source, values: Mapping[str, Any]) -> None:
        self._source = source
        self._report = Report()
        self._values = keyless(values, self._report)
        self._media = MediaBlocks(source, self._report)
        self._places = PlaceList(self._report)

    def story(self, features: list[Mapping[str, Any]]) -> Imported:
        values, report = self._values, self._report
        features = self._in_order(
            [{**one, "attributes": keyless(record_in(one, "attributes"), report)} for one in features]
        )
        blocks: list[Block] = []
        if values.get("firstRecordAsIntro") is True and features:
            blocks += self._body(_lower(features[0]))
            features = features[1:]
        for feature in features:
            blocks += self._section(feature)
        article = article_of(
            text_in(values, "title") or title_of_file(self._source.name), blocks, subtitle=text_in(values, "subtitle")
        )
        report.kept("places of the tour", count=len(features))
        report.lost("the look of the tour and its map", "the map of storymap needs no server")
        return Imported(article, tuple(self._places.features), pictures=self._media.pictures.files, report=report)

    def _in_order(self, features: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return the features in the order of the tour, without those that it hides."""
        order = [record_in(one) for one in list_in(self._values, "order")]
        by_id = {_said(_lower(feature), _IDS): feature for feature in features}
        if not order:
            return features
        # A place that is listed twice is in the tour once: else a short list makes a story without an end.
        is_shown = {text_in(one, "id"): one.get("visible") is not False for one in order}
        self._report.lost("hidden places of the tour", count=sum(not shown for shown in is_shown.values()))
        listed = [by_id[name] for name, shown in is_shown.items() if shown and name in by_id]
        return listed or features

    def _section(self, feature: Mapping[str, Any]) -> list[Block]:
        record = _lower(feature)
        name = plain(_said(record, _NAMES))
        geometry = record_in(feature, "geometry")
        position = degrees_of(geometry.get("x"), geometry.get("y"), geometry.get("spatialReference"))
        if position is None:
            position = position_of(_said(record, _LONGITUDES), _said(record, _LATITUDES))
        known = (*_NAMES, *_TEXTS, *_PICTURES, *_CREDITS, *_LONGITUDES, *_LATITUDES, *_IDS, *_OTHERS)
        for key in record:
            if key not in known and text_in(record, key).strip():
                self._report.lost(f'the field "{key}"', "put it into the story", example=text_in(record, key))
        place_id = self._places.add(name, position)
        zoom = number_in(self._values, "zoomLevel")
        view: AuthorView | None = None
        if position is not None:
            view = AuthorView((place_id,)) if zoom is None else point_view(*position, zoom)
        title = name or str(self._places.features[-1]["properties"]["name"])
        return [heading(title, view, place_id=place_id), *self._body(record)]

    def _body(self, record: Mapping[str, Any]) -> list[Block]:
        credit, address = _said(record, _CREDITS), _said(record, _PICTURES)
        is_video = text_in(record, "is_video").strip().lower() in ("1", "yes", "true") or record.get("is_video") is True
        return [
            *self._media.of(address, credit=credit, is_picture=not is_video),
            *blocks_of_html(_said(record, _TEXTS), self._report, _said(record, _NAMES), self._media.again),
        ]


def _features(content: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the features in a web map, or in a set of features; with the projection of the set where they have none."""
    for feature_set in _feature_sets(content):
        reference = record_in(feature_set, "spatialReference")
        for feature in map(record_in, list_in(feature_set, "features")):
            if record_in(feature, "attributes"):
                geometry = {"spatialReference": reference} if reference else {}
                yield {**feature, "geometry": {**geometry, **record_in(feature, "geometry")}}


def _feature_sets(content: Any) -> Iterator[Mapping[str, Any]]:
    yield record_in(content)
    layers = [record_in(layer) for layer in list_in(content, "operationalLayers")]
    layers += [record_in(layer) for layer in list_in(record_in(content, "webmapJson"), "operationalLayers")]
    for layer in layers:
        if "tour" in f"{text_in(layer, 'id')} {text_in(layer, 'title')}".lower():
            for inner in list_in(record_in(layer, "featureCollection"), "layers"):
                yield record_in(inner, "featureSet")


def _attributes(content: Any) -> Iterator[Mapping[str, Any]]:
    return map(_lower, _features(content))


def _lower(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key.lower(): value for key, value in record_in(feature, "attributes").items()}


def _has_text(record: Mapping[str, Any]) -> bool:
    return any(key in record for key in (*_TEXTS, "pic_url", "thumb_url"))


def _said(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := text_in(record, name).strip())), "")


def _web_map(source: Source, values: Mapping[str, Any]) -> Any:
    """Return the web map that the data of an app names, from a file beside it; None where it is not there."""
    webmap = text_in(values, "webmap")
    content = source.beside(f"{webmap}.json") if webmap else None
    return None if content is None else read_json(source.decode(content, f"{webmap}.json"), f"{webmap}.json")
