"""Blocks out of cleaned HTML: paragraphs, headings, lists, quotations, tables, code and pictures."""

from __future__ import annotations

import re
from typing import Final, Literal

from storymap.model import Block, BlockKind, Container, ContainerTag, Image, Recording, Span, View
from storymap.reading.article.embedded_media import Pictures
from storymap.reading.article.figures import read_figure, read_image, read_recording
from storymap.reading.article.html_tokens import End, Part, Start, inside
from storymap.reading.article.inline_markup import InlineReader
from storymap.reading.article.span_text import Prose
from storymap.reading.article.view_directives import NAMES, Views

# Each container with the one it must stand in, if any.
_CONTAINERS: Final[dict[str, tuple[ContainerTag, tuple[str, ...]]]] = {
    "blockquote": ("blockquote", ()),
    "ul": ("ul", ()),
    "ol": ("ol", ()),
    "table": ("table", ()),
    "li": ("li", ("ul", "ol")),
    "tr": ("tr", ("table",)),
    "th": ("th", ("tr",)),
    "td": ("td", ("tr",)),
}
_BOUNDARIES = {
    *(
        "address",
        "article",
        "aside",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
    ),
    *("footer", "form", "header", "hgroup", "main", "nav", "p", "section", "summary"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# No article needs more, and whatever draws the blocks nests with them.
_MOST_CONTAINERS = 20
_EMPTY_CELL = "\u00a0"


class FragmentReader:
    """Reads parts of HTML into blocks.

    A heading of level 1 keeps this level here: whoever reads the article decides whether it is the title.
    After reading, `refused` holds the schemes of the links that were dropped ("" for a relative one), and
    `flattened` says whether quotations or lists were nested so deeply that some were dropped. The text is
    kept in both cases.
    """

    def __init__(self, pictures: Pictures, views: Views, soft_break: Literal[" ", "\n"] = " ") -> None:
        self.blocks: list[Block] = []
        self.refused: set[str] = set()
        self.flattened = False
        self._pictures = pictures
        self._views = views
        self._view: View | None = None  # for the next block
        self._prose = Prose(soft_break)
        self._inline = InlineReader(self._prose, self.refused)
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._line: int | None = None
        self._media: list[Image | Recording] = []
        self._keys = 0
        self._stack: list[tuple[Container, ...]] = []  # for each open tag; none for one that is dropped
        self._within: tuple[Container, ...] = ()
        self._cells: list[int] = []  # for each open cell, how many blocks there were before it

    def read(self, parts: list[Part]) -> list[Block]:
        """Return the blocks of `parts`, in order."""
        position = 0
        while position < len(parts):
            part = parts[position]
            if isinstance(part, Start) and part.name == "figure":
                self._flush()
                self._mark(part)
                held = inside(parts, position)
                self._figure(held)
                position += len(held) + 1
            elif isinstance(part, Start) and part.name in ("audio", "video"):
                held = inside(parts, position)
                recording = read_recording(part, held)
                self._media += [] if recording is None else [self._embed(recording)]
                position += len(held) + 1
            elif isinstance(part, Start):
                self._start(part)
            elif isinstance(part, End):
                self._end(part.name)
            else:
                self._write(part)
            position += 1
        self._flush()
        return self.blocks

    def _write(self, text: str) -> None:
        if self._kind == "code":
            self._prose.write_verbatim(text)
        else:
            self._prose.write(text)

    def _start(self, tag: Start) -> None:
        name = tag.name
        if self._kind == "code":
            self._mark(tag)
            self._start_in_code(tag)
            return
        if name in _CONTAINERS or name in _BOUNDARIES or name in _HEADINGS or name in ("pre", "hr"):
            self._flush()
        self._mark(tag)
        if name in _CONTAINERS:
            self._push(tag)
        elif name == "caption" and self._within and self._within[-1].tag == "table":
            self._within = self._within[:-1]  # a table holds rows: its caption stands before it
        elif name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name == "pre":
            self._kind = "code"
        elif name == "hr":
            self._add("rule", "")
        elif name == "img":
            self._image(tag)
        elif name == "br":
            self._break_line()
        else:
            self._inline.start(tag)

    def _break_line(self) -> None:
        if not self._prose.break_line():
            self._flush()  # two breaks in a row are how old pages end a paragraph

    def _start_in_code(self, tag: Start) -> None:
        if tag.name in _BOUNDARIES or tag.name == "br":
            self._prose.write_verbatim("\n")
        elif tag.name == "img":
            self._image(tag)
        elif tag.name in _CONTAINERS:
            self._stack.append(())
            self._cells += [-1] if tag.name in ("td", "th") else []
        elif tag.name != "code":
            self._inline.start(tag)

    def _end(self, name: str) -> None:
        if name != "code" or self._kind != "code":
            self._inline.end(name)
        if self._kind == "code" and name != "pre":
            if name in _CONTAINERS:
                self._pop(name)
            return
        if name in _CONTAINERS or name in _BOUNDARIES or name in _HEADINGS or name == "pre":
            self._flush()
        if name in _CONTAINERS:
            self._pop(name)
        elif name == "caption":
            self._within = tuple(container for pushed in self._stack for container in pushed)
        elif name in _HEADINGS or name == "pre":
            self._kind, self._level = "paragraph", 0

    def _mark(self, tag: Start) -> None:
        if re.fullmatch(r"[0-9]{1,9}", tag.attributes.get("data-line", "")):
            self._line = int(tag.attributes["data-line"])
        written = {name: tag.attributes[f"data-{name}"] for name in NAMES if f"data-{name}" in tag.attributes}
        if written:
            self._view = self._views.read(written, self._line)

    def _push(self, tag: Start) -> None:
        name, parents = _CONTAINERS[tag.name]
        parent = self._within[-1].tag if self._within else ""
        kept = parent in parents if parents else len(self._within) < _MOST_CONTAINERS
        self.flattened |= not parents and not kept
        pushed: tuple[Container, ...] = ()
        if kept and not parents and parent in ("ul", "ol"):
            pushed = (self._container("li"),)  # a list holds items only
        if kept:
            pushed = (*pushed, self._container(name, tag.attributes.get("start", "")))
        self._stack.append(pushed)
        self._within = (*self._within, *pushed)
        if name in ("td", "th"):
            self._cells.append(len(self.blocks))

    def _pop(self, name: str) -> None:
        before = self._cells.pop() if name in ("td", "th") else None
        if before == len(self.blocks) and self._stack[-1]:
            self._add("paragraph", _EMPTY_CELL)  # without it the row would lose a column
        popped = self._stack.pop()
        self._within = self._within[: len(self._within) - len(popped)]

    def _container(self, tag: ContainerTag, start: str = "") -> Container:
        self._keys += 1
        return Container(tag, self._keys, int(start) if re.fullmatch(r"-?[0-9]{1,9}", start) else 1)

    def _image(self, tag: Start) -> None:
        image = read_image(tag)
        if image is not None:
            self._media.append(self._embed(image))

    def _embed(self, medium: Image | Recording) -> Image | Recording:
        if isinstance(medium, Recording):
            return self._pictures.embed_recording(medium, self._line)
        return self._pictures.embed(medium, self._line)

    def _figure(self, held: list[Part]) -> None:
        """Read what a figure holds; the caption and the credit go to its first picture, if it has one."""
        figure = read_figure(held, self.refused)
        if figure is None:
            self.read([part for part in held if not _is_figure(part)])
            return
        for medium in figure.media:
            first = medium is figure.media[0]
            self._add_medium(self._embed(medium), figure.spans if first else ())
        self.read([part for part in figure.rest if not _is_figure(part)])

    def _flush(self) -> None:
        """End the block that is being written, if there is one."""
        text, spans = self._prose.finish()
        if text:
            self._add(self._kind, text, self._level, spans)
        media, self._media = self._media, []
        for medium in media:
            self._add_medium(medium, ())

    def _add_medium(self, medium: Image | Recording, spans: tuple[Span, ...]) -> None:
        if medium.data or medium.alt or medium.caption:
            kind: BlockKind = "image" if isinstance(medium, Image) else "recording"
            self._add(kind, medium.caption, 0, spans, medium)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        spans: tuple[Span, ...] = (),
        medium: Image | Recording | None = None,
    ) -> None:
        within = self._within
        if within and within[-1].tag in ("ul", "ol"):
            within = (*within, self._container("li"))
        image = medium if isinstance(medium, Image) else None
        recording = medium if isinstance(medium, Recording) else None
        self.blocks.append(Block(kind, text, level, spans, within, image, self._line, self._view, recording))
        self._view = None


def _is_figure(part: Part) -> bool:
    return isinstance(part, Start | End) and part.name == "figure"
