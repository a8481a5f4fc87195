"""Cleaned HTML to blocks: paragraphs, headings, lists, quotations, tables, code and pictures."""

from __future__ import annotations

import re
from typing import Literal

from storymap.model import AuthorView, Block, BlockKind, Image, Recording, Span
from storymap.reading.article.html.cleaning import MARKED_TEXT
from storymap.reading.article.html.containers import CONTAINER_TAGS, ContainerStack
from storymap.reading.article.html.figures import read_figure, read_image, read_recording
from storymap.reading.article.html.inline_markup import InlineReader, note_number
from storymap.reading.article.html.text_builder import TextBuilder
from storymap.reading.article.html.tokens import EndTag, HtmlToken, StartTag, content_of
from storymap.reading.article.media_embedder import MediaEmbedder
from storymap.reading.article.view_directives import ViewDirectives, data_attributes
from storymap.reading.media.local_files import is_remote

# Elements that end the paragraph before them and are no blocks themselves.
_BOUNDARIES = {
    *("address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "form", "header", "hgroup", "main", "nav", "p", "section", "summary"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_TAGS = CONTAINER_TAGS | _BOUNDARIES | _HEADINGS.keys() | {"pre", "hr"}
_EMPTY_CELL = "\u00a0"
_LINE = re.compile("[0-9]{1,9}")


class BlockBuilder:
    """Makes blocks of HTML tokens.

    A heading of level 1 keeps this level here: whoever reads the article decides whether it is the title.
    Afterwards `dropped_schemes` holds the schemes of the links that were dropped ("" for a relative one), and
    `flattened` says whether quotations or lists were nested so deeply that some were dropped. The text stays in both
    cases.
    """

    def __init__(self, media: MediaEmbedder, views: ViewDirectives, soft_break: Literal[" ", "\n"] = " ") -> None:
        self.blocks: list[Block] = []
        self.dropped_schemes: set[str] = set()
        self._embedder = media
        self._views = views
        self._view: AuthorView | None = None  # for the next block
        self._text = TextBuilder(soft_break)
        self._inline = self._inline_reader(self._text)
        self._containers = ContainerStack()
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._line: int | None = None
        self._note = 0  # the number of the note that the next block begins
        self._media: list[Image | Recording] = []  # those in the running text of the block that is being written

    @property
    def flattened(self) -> bool:
        """Whether a list or quotation was dropped because it was nested too deeply."""
        return self._containers.flattened

    def read(self, tokens: list[HtmlToken]) -> list[Block]:
        """Return the blocks of `tokens`, in order."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if isinstance(token, StartTag) and token.name == "figure":
                self._flush()
                self._note_line_and_view(token)
                content = content_of(tokens, position)
                self._figure(content)
                position += len(content) + 1
            elif isinstance(token, StartTag) and token.name in ("audio", "video"):
                content = content_of(tokens, position)
                recording = read_recording(token, content)
                self._media += [] if recording is None else [self._embed(recording)]
                position += len(content) + 1
            elif isinstance(token, StartTag):
                self._start(token)
            elif isinstance(token, EndTag):
                self._end(token.name)
            else:
                self._write(token)
            position += 1
        self._flush()
        return self.blocks

    def _inline_reader(self, text: TextBuilder) -> InlineReader:
        return InlineReader(text, self.dropped_schemes, self._views, lambda: self._line)

    def _write(self, text: str) -> None:
        if self._kind == "code":
            self._text.write_verbatim(text)
        else:
            self._text.write(text)

    def _start(self, tag: StartTag) -> None:
        name = tag.name
        if self._kind == "code":
            self._note_line_and_view(tag)
            self._start_in_code(tag)
            return
        if name in _BLOCK_TAGS:
            self._flush()
        self._note_line_and_view(tag)
        if name in CONTAINER_TAGS:
            self._containers.open(tag, len(self.blocks))
            self._note = int(note_number(tag) or 0)
        elif name == "caption":
            self._containers.open_caption()
        elif name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name == "pre":
            self._kind = "code"
        elif name == "hr":
            self._add("rule", "")
        else:
            self._start_inline(tag)

    def _start_inline(self, tag: StartTag) -> None:
        if tag.name == "img":
            self._image(tag)
        elif tag.name == "br":
            self._break_line()
        else:
            self._inline.start(tag)

    def _break_line(self) -> None:
        if not self._text.break_line():
            self._flush()  # two breaks in a row are how old pages end a paragraph

    def _start_in_code(self, tag: StartTag) -> None:
        if tag.name in _BOUNDARIES or tag.name == "br":
            self._text.write_verbatim("\n")
        elif tag.name == "img":
            self._image(tag)
        elif tag.name in CONTAINER_TAGS:
            self._containers.ignore(tag.name)
        elif tag.name != "code":
            self._inline.start(tag)

    def _end(self, name: str) -> None:
        if name != "code" or self._kind != "code":
            self._inline.end(name)
        if self._kind == "code" and name != "pre":
            if name in CONTAINER_TAGS:
                self._close_container(name)
            return
        if name in _BLOCK_TAGS:
            self._flush()
        if name in CONTAINER_TAGS:
            self._close_container(name)
        elif name == "caption":
            self._containers.close_caption()
        elif name in _HEADINGS or name == "pre":
            self._kind, self._level = "paragraph", 0

    def _close_container(self, name: str) -> None:
        if self._containers.is_empty_cell(name, len(self.blocks)):
            self._add("paragraph", _EMPTY_CELL)  # without it the row would lose a column
        self._containers.close(name)

    def _note_line_and_view(self, tag: StartTag) -> None:
        if _LINE.fullmatch(tag.attributes.get("data-line", "")):
            self._line = int(tag.attributes["data-line"])
        written = data_attributes(tag.attributes)
        if written and tag.name not in MARKED_TEXT:
            self._view = self._views.read(written, self._line)

    def _image(self, tag: StartTag) -> None:
        image = read_image(tag)
        if image is not None:
            self._media.append(self._embed(image))

    def _embed(self, medium: Image | Recording) -> Image | Recording:
        if isinstance(medium, Recording):
            return self._embedder.embed_recording(medium, self._line)
        return self._embedder.embed(medium, self._line)

    def _figure(self, content: list[HtmlToken]) -> None:
        """Read the content of a figure; the caption and the credit go to its first picture, if it has one."""
        figure = read_figure(content, self._inline_reader)
        if figure is None:
            self.read([token for token in content if not _is_figure(token)])
            return
        for medium in figure.media:
            first = medium is figure.media[0]
            self._add_medium(self._embed(medium), figure.spans if first else ())
        self.read([token for token in figure.rest if not _is_figure(token)])

    def _flush(self) -> None:
        """End the block that is being written, if there is one."""
        text, spans = self._text.finish()
        if text:
            self._add(self._kind, text, self._level, spans)
        media, self._media = self._media, []
        for medium in media:
            self._add_medium(medium, ())

    def _add_medium(self, medium: Image | Recording, spans: tuple[Span, ...]) -> None:
        # What is on the web is linked to; a caption of nothing would stand alone.
        if medium.data or (is_remote(medium.src) and (medium.alt or medium.caption)):
            kind: BlockKind = "image" if isinstance(medium, Image) else "recording"
            self._add(kind, medium.caption, 0, spans, medium)
        else:
            self._view = None

    def _add(
        self,
        kind: BlockKind,
        text: str,
        level: int = 0,
        spans: tuple[Span, ...] = (),
        medium: Image | Recording | None = None,
    ) -> None:
        within = self._containers.around_block()
        image = medium if isinstance(medium, Image) else None
        recording = medium if isinstance(medium, Recording) else None
        self.blocks.append(
            Block(kind, text, level, spans, within, image, self._line, self._view, recording, self._note)
        )
        self._view, self._note = None, 0


def _is_figure(token: HtmlToken) -> bool:
    return isinstance(token, StartTag | EndTag) and token.name == "figure"
