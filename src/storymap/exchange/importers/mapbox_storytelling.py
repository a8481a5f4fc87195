"""The storytelling template of Mapbox, and its kin for MapLibre: their `config.js`, read as data and never run.

Chapters become sections with their view. The template has one marker, at the chapter that is read: where it is shown,
the chapters are places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

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
from storymap.exchange.javascript_literal import values_in
from storymap.exchange.json_members import first_text, list_in, number_in, record_in, text_in
from storymap.exchange.keyless_texts import keyless
from storymap.exchange.media_blocks import MediaBlocks
from storymap.exchange.place_list import PlaceList
from storymap.exchange.positions import position_of
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.model import AuthorView, Block

LABEL: Final = "a config.js of Mapbox or MapLibre storytelling"

# The file begins with a value, or with a statement that gives one a name; an article that quotes one does not.
_BEGINNING: Final = re.compile(
    r"""(?>\s|\ufeff|//[^\n]*(?:\n|\Z)|/\*.*?\*/|(["'])use\ strict\1;?|import\b[^\n]*\n)*+
    (?:\{|(?:export\s+)?(?:var|let|const)\s+[\w$]+\s*=|window\s*\.\s*[\w$]+\s*=|export\s+default\b|module\s*\.\s*exports\s*=)""",
    re.DOTALL | re.VERBOSE,
)
_LOOKED_AT: Final = 4 << 20  # bytes
_SIGNS: Final = tuple(re.compile(rf"""(?:\b|["']){name}["']?\s*:""") for name in ("chapters", "location", "center"))
# A text on one line; where a colon follows, it is the name of a member.
_TEXT: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')(\s*+:)?""")
_ZOOM_STEP: Final = 1  # their tiles have 512 pixels, ours 256
_USUAL_ZOOM: Final = 8
# What chapters say of the map alone, or of their own look.
_PASSED_OVER: Final = {
    *("id", "alignment", "hidden", "title", "image", "caption", "description", "chapterDiv", "location"),
    *("mapAnimation", "rotateAnimation", "spinGlobe", "mapInteractive", "callback", "onChapterEnter", "onChapterExit"),
}
_SAID: Final = ("image", "caption", "description", "chapterDiv")  # what of a chapter is read
# What is told otherwise, or says how the map and its inset look.
_SETTINGS: Final = {
    *("title", "subtitle", "byline", "footer", "description", "chapters", "style", "accessToken", "theme"),
    *("markerColor", "insetOptions", "insetPosition", "projection"),
}


def sniff(source: Source) -> bool:
    """Say whether the file is a script, or JSON, with chapters that have a location with a centre; or a zip with it."""
    try:
        text = _script(source) if source.archive is not None else source.data[:_LOOKED_AT].decode("utf-8", "ignore")
    except StorymapError:
        return False
    if _BEGINNING.match(text) is None:
        return False
    if (data := _json(source)) is not None:
        return any("center" in record_in(chapter, "location") for chapter in _chapters_of(data))
    names = _TEXT.sub(lambda found: found[0] if found[2] else "", text)
    return all(sign.search(names) for sign in _SIGNS)


def read(source: Source) -> Imported:
    """Return the story. Raises StorymapError, with the line, where a value has to be worked out by a program."""
    config = values_in(_script(source), source.name, lambda _, value: bool(_chapters_of(value)))
    if config is None:
        what = "it has no object with chapters"
        raise StorymapError(Problem(source.name, what, "import the config.js of the story"))
    check_sections(len(_chapters_of(config)), source.name)
    return _Reader(source, config).story()


def _script(source: Source) -> str:
    """Return the text of the file; of a zip of the whole story that of its config.js, "" where it has none."""
    if source.archive is None:
        return source.text
    member = source.member("config.js")
    return "" if member is None else source.decode(source.archive.read(member), member)


def _json(source: Source) -> Any:
    """Return a file that is JSON, None for any other, such as an object that is written as in a script."""
    try:
        return source.json
    except StorymapError:
        return None


def _chapters_of(value: Any) -> list[dict[str, Any]]:
    return [chapter for chapter in list_in(value, "chapters") if isinstance(chapter, dict)]


class _Reader:
    def __init__(self, source: Source, config: Mapping[str, Any]) -> None:
        self._report = Report()
        self._config = keyless(config, self._report)
        self._media = MediaBlocks(source, self._report)
        self._places = PlaceList(self._report)

    def story(self) -> Imported:
        config = self._config
        blocks = list(self._html(text_in(config, "description"), "description"))
        chapters = _chapters_of(config)
        for chapter in chapters:
            blocks += self._section(chapter)
        article = article_of(
            text_in(config, "title"),
            blocks,
            subtitle=text_in(config, "subtitle"),
            byline=text_in(config, "byline"),
            credit=text_in(config, "footer"),
        )
        self._report.kept("chapters", count=len(chapters))
        self._say_what_is_lost(chapters)
        return Imported(article, tuple(self._places.features), pictures=self._media.pictures.files, report=self._report)

    def _section(self, chapter: Mapping[str, Any]) -> list[Block]:
        title = plain(text_in(chapter, "title"))
        position = _centre(chapter)
        if position is None and record_in(chapter, "location"):
            self._report.lost("views that are not on the earth", "longitude comes first there", example=title)
        view = None if position is None else self._view(chapter, position)
        is_hidden = chapter.get("hidden") is True
        place_id = ""
        if position is not None and title and not is_hidden and self._config.get("showMarkers") is True:
            place_id = self._places.add(title, position)
        if is_hidden:
            self._say_what_is_hidden(chapter, title)
        elif position is not None and not title and self._config.get("showMarkers") is True:
            self._report.lost("markers of chapters without a title", "give them one")
        self._say_what_is_unknown(chapter, _PASSED_OVER, "of chapters")
        body = [] if is_hidden else self._body(chapter, title)
        blocks = [heading(title, view, place_id=place_id), *body] if title else list(with_view(body, view))
        if view is not None and not any(block.view for block in blocks):
            self._report.lost("views of chapters without words", "write something where the map should move")
        return blocks

    def _view(self, chapter: Mapping[str, Any], position: tuple[float, float]) -> AuthorView:
        location = record_in(chapter, "location")
        if number_in(location, "pitch") or number_in(location, "bearing"):
            self._report.lost("pitch and bearing", "the map lies flat, north is up")
        zoom = number_in(location, "zoom")
        return point_view(*position, (_USUAL_ZOOM if zoom is None else zoom) + _ZOOM_STEP)

    def _body(self, chapter: Mapping[str, Any], title: str) -> list[Block]:
        caption = text_in(chapter, "caption")
        return [
            *self._media.of(text_in(chapter, "image"), caption=caption, is_picture=True),
            *self._html(text_in(chapter, "description"), title),
            *self._html(text_in(chapter, "chapterDiv"), title),
        ]

    def _say_what_is_hidden(self, chapter: Mapping[str, Any], title: str) -> None:
        self._report.changed("hidden chapters", "their titles are shown, with their views", example=title)
        if any(first_text(chapter.get(name)) for name in _SAID):
            self._report.lost("texts and pictures of hidden chapters", "put them into the story", example=title)

    def _say_what_is_unknown(self, record: Mapping[str, Any], known: set[str], where: str) -> None:
        for name, value in record.items():
            if name not in known and (words := first_text(value)):
                self._report.lost(f'"{name}" {where}', "put it into the story", example=plain(words))

    def _html(self, html: str, where: str) -> tuple[Block, ...]:
        return blocks_of_html(html, self._report, where, self._media.again)

    def _say_what_is_lost(self, chapters: list[dict[str, Any]]) -> None:
        config, report = self._config, self._report
        self._say_what_is_unknown(config, _SETTINGS, "of the story")
        for chapter in chapters:
            if list_in(chapter, "onChapterEnter") or list_in(chapter, "onChapterExit"):
                why = "they are in the map's style; a context file can have them"
                report.lost("layers that chapters show and hide", why, example=plain(text_in(chapter, "title")))
            if chapter.get("rotateAnimation") is True or text_in(chapter, "callback"):
                report.lost("animations and programs of chapters", "nothing of theirs is run")
        if text_in(config, "accessToken"):
            report.lost("the access token", "it is not copied: the map of storymap needs none")
        if text_in(config, "style"):
            report.changed("the style of the map", "the map of storymap needs no server")


def _centre(chapter: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the centre of a chapter, longitude first, however the template's library would take it."""
    centre = record_in(chapter, "location").get("center")
    if isinstance(centre, list):
        return position_of(*centre[:2]) if len(centre) >= 2 else None
    record = record_in(centre)
    return position_of(record.get("lng", record.get("lon")), record.get("lat"))
