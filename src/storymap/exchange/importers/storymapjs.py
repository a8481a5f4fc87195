"""StoryMapJS (Knight Lab): its JSON, or the zip that its editor gives out.

The overview becomes title and lead, each slide a section that is tied to its place, and the line between the slides
context. Where the map chose the zoom itself, so does ours: the view is this place and the one before, and for the first
the one after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import (
    article_of,
    blocks_of_html,
    check_sections,
    heading,
    plain,
    point_view,
    with_view,
)
from storymap.exchange.imported import Imported
from storymap.exchange.json_members import list_in, number_in, record_in, text_in
from storymap.exchange.keyless_texts import keyless
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.route import Route
from storymap.exchange.source import Source, read_json
from storymap.model import AuthorView, Block
from storymap.reading.article.language.tags import is_language, language_tag

LABEL: Final = "a StoryMapJS file"

_VERSIONS: Final = ("draft.json", "published.json")  # of the editor's zip; the first is what was written last
_SMALL: Final = re.compile(r"<small\b[^<>]*>(.*?)(?:</small>|\Z)", re.IGNORECASE | re.DOTALL)
_USUAL_SYMBOL: Final = "pushpin"
_USUAL_ZOOM: Final = 10
_PICTURES: Final = "_images"


def sniff(source: Source) -> bool:
    """Say whether the file is JSON with the slides of a StoryMapJS, or a zip with such a file."""
    try:
        return _storymap_in(source) is not None
    except StorymapError:
        return all(sign in source.beginning for sign in ('"storymap"', '"slides"'))


def read(source: Source) -> Imported:
    """Return the story. Raises StorymapError for what is none, has no slides, or lies on a picture."""
    storymap = _storymap_in(source)
    if storymap is None:
        raise StorymapError(Problem(source.name, "this is no StoryMapJS", "download it again in its editor"))
    if text_in(storymap, "map_type") == "zoomify":
        what = "this StoryMapJS lies on a picture (a gigapixel image), not on the earth"
        raise StorymapError(Problem(source.name, what, "import one that lies on a map"))
    report = Report()
    storymap = record_in(keyless(storymap, report))
    slides = [slide for slide in list_in(storymap, "slides") if isinstance(slide, dict)]
    if not slides:
        raise StorymapError(Problem(source.name, "it has no slides", "add one in the editor of StoryMapJS"))
    check_sections(len(slides), source.name)
    return _Reader(source, storymap, report).story(slides)


class _Reader:
    def __init__(self, source: Source, storymap: Mapping[str, Any], report: Report) -> None:
        self._source = source
        self._storymap = storymap
        self._report = report
        self._media = MediaBlocks(source, self._report)
        self._places = PlaceList(self._report)
        self._route = Route()
        self._stops: list[str] = []  # the places of the slides so far
        # As in its viewer, where this is the default.
        self._chooses_zoom = storymap.get("calculate_zoom") is not False and not storymap.get("map_as_image")

    def story(self, slides: list[dict[str, Any]]) -> Imported:
        first = slides[0]
        has_overview = text_in(first, "type") == "overview"
        headline = text_in(record_in(first, "text"), "headline")
        subtitle = " ".join(_SMALL.findall(headline))
        blocks: list[Block] = []
        if has_overview:
            blocks += self._body(first)
            slides = slides[1:]
        for slide in slides:
            blocks += self._section(slide)
        blocks = list(map(self._with_next_stop, blocks))
        language = language_tag(text_in(self._storymap, "language"))
        article = article_of(
            _without_small(headline) if has_overview else self._title() or _without_small(headline),
            blocks,
            subtitle=subtitle if has_overview else "",
            language=language if is_language(language) else "",
            credit=text_in(self._storymap, "attribution"),
        )
        self._report.kept("slides", count=len(slides))
        self._say_what_is_lost()
        context = self._route.features() if self._storymap.get("show_lines") is not False else ()
        self._report.changed("the line between the slides", "context of the map", count=len(context))
        return Imported(article, tuple(self._places.features), context, (), self._media.pictures.files, self._report)

    def _section(self, slide: Mapping[str, Any]) -> list[Block]:
        headline = text_in(record_in(slide, "text"), "headline")
        location = record_in(slide, "location")
        position = position_of(location.get("lon"), location.get("lat"))
        place_id = self._place(slide, plain(headline), position)
        view = self._view(location, position, place_id)
        if position is not None:
            self._route.visit(position, is_drawn=location.get("line") is not False)
        title = plain(headline) or plain(text_in(location, "name"))
        body = self._body(slide)
        return [heading(title, view, place_id=place_id), *body] if title else list(with_view(body, view))

    def _place(self, slide: Mapping[str, Any], headline: str, position: tuple[float, float] | None) -> str:
        """Return the id of the place of a slide, "" where it has none: an overview has no marker."""
        location = record_in(slide, "location")
        name = text_in(location, "name")
        if text_in(slide, "type") == "overview" or (position is None and not plain(name)):
            return ""
        if position is None and ("lat" in location or "lon" in location):
            self._report.lost("positions that cannot be", "drag the place to where it is", example=plain(name))
        named = plain(name) or headline
        short = [headline] if headline and named.startswith(f"{headline},") else []
        return self._places.add(named, position, aliases=short, when=plain(text_in(slide, "date")))

    def _view(
        self, location: Mapping[str, Any], position: tuple[float, float] | None, place_id: str
    ) -> AuthorView | None:
        if position is None or not place_id:
            return None
        before = self._stops[-1:]
        self._stops += [] if before == [place_id] else [place_id]
        if self._chooses_zoom:
            return AuthorView((*before, place_id) if before != [place_id] else (place_id,))
        zoom = number_in(location, "zoom")
        return point_view(*position, _USUAL_ZOOM if zoom is None else zoom)

    def _with_next_stop(self, block: Block) -> Block:
        """Return a block; the first stop has none before it, so that its view has the one after it, too."""
        first = tuple(self._stops[:1])
        if not self._chooses_zoom or block.view is None or block.view.place_ids != first:
            return block
        return replace(block, view=AuthorView(tuple(dict.fromkeys(self._stops[:2]))))

    def _body(self, slide: Mapping[str, Any]) -> list[Block]:
        words, medium = record_in(slide, "text"), record_in(slide, "media")
        headline = plain(text_in(words, "headline"))
        if text_in(record_in(slide, "background"), "url"):
            self._report.lost("pictures behind the text of slides", "put them into the story", example=headline)
        symbol = text_in(record_in(slide, "location"), "icon")
        if symbol and _USUAL_SYMBOL not in symbol:
            self._report.lost("symbols of places", "layers have symbols of their own", example=headline)
        caption, credit = text_in(medium, "caption"), text_in(medium, "credit")
        blocks = [*blocks_of_html(text_in(words, "text"), self._report, headline, self._media.again)]
        if (caption or credit) and not (text_in(medium, "url") or list_in(medium, "url")):
            self._report.lost("captions without a medium", "put them into the text", example=plain(caption or credit))
        # Several of them are a slide show.
        for address in list_in(medium, "url") or [text_in(medium, "url")]:
            if isinstance(address, str):
                blocks += self._media.of(self._address(address), caption=caption, credit=credit)
        return blocks

    def _address(self, address: str) -> str:
        """Return an address of a picture on its server as that of the same picture in the zip, if it is there."""
        try:
            parts = urlsplit(address.strip()).path.split("/")
        except ValueError:
            return address
        name = "/".join(parts[-2:])
        is_here = parts[-2:-1] == [_PICTURES] and self._source.member(name) is not None
        return name if is_here else address

    def _title(self) -> str:
        """Return the title that the editor's list has for it; it stands in the zip alone."""
        member = self._source.member("metadata.json")
        if member is None or self._source.archive is None:
            return ""
        return text_in(read_json(self._source.decode(self._source.archive.read(member), member), member), "title")

    def _say_what_is_lost(self) -> None:
        if map_type := text_in(self._storymap, "map_type"):
            self._report.changed("the look of the map", "the map of storymap needs no server", example=map_type)
        if self._storymap.get("zoomify"):
            self._report.lost("the gigapixel image of zoomify", "the story lies on a map of the earth")
        if words := text_in(self._storymap, "call_to_action_text"):
            self._report.lost("the words of the button that begins the story", example=plain(words))
        if text_in(self._storymap, "font_css") not in ("", "stock:default"):
            self._report.lost("fonts", "a theme can choose them")


def _without_small(headline: str) -> str:
    return _SMALL.sub(" ", headline)


def _storymap_in(source: Source) -> Mapping[str, Any] | None:
    """Return what has the slides; None if the file is no StoryMapJS. Raises StorymapError where it is broken."""
    if source.archive is None:
        return _with_slides(source.json)
    for name in _VERSIONS:
        member = source.member(name)
        if member is not None:
            storymap = _with_slides(read_json(source.decode(source.archive.read(member), member), member))
            if storymap is not None and (list_in(storymap, "slides") or name == _VERSIONS[-1]):
                return storymap
    return None


def _with_slides(content: Any) -> Mapping[str, Any] | None:
    """Return the slides together with the options, which stand beside them or around them."""
    storymap = record_in(content, "storymap")
    return {**content, **storymap} if isinstance(storymap.get("slides"), list) else None
