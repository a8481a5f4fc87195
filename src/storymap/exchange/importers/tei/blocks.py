"""The text of a TEI document as blocks, with the names of places in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from storymap.errors import Problem, StorymapError
from storymap.exchange.article_parts import picture
from storymap.exchange.importers.tei import elements as tei
from storymap.exchange.importers.tei.inline import add_break
from storymap.exchange.importers.tei.listed_places import plain_words
from storymap.exchange.importers.tei.words import NamedWords, Words, parts_at_empty_lines
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.report import Report
from storymap.limits import DEEPEST_DOCUMENT, MOST_CONTAINERS
from storymap.model import Block, BlockKind, Container, ContainerTag
from storymap.reading.text import normalise
from storymap.reading.xml_elements import attribute, children, elements, local_name
from storymap.urls import safe_url

_BLANK_CELL = "\u00a0"
_LEADING: dict[str, BlockKind] = {"main": "headline", "": "headline", "sub": "standfirst", "kicker": "kicker"}


@dataclass(frozen=True, slots=True)
class _Place:
    """What a block would be here, and what it is within."""

    kind: BlockKind = "paragraph"
    level: int = 0
    within: tuple[Container, ...] = ()


class TextReader:
    """Reads the text of a document. `names` are the places that its blocks name, by the number of their block."""

    def __init__(self, name: str, pictures: PictureFiles, report: Report, *, is_recogito: bool) -> None:
        self.names: list[NamedWords] = []
        self._name = name
        self._pictures = pictures
        self._report = report
        self._is_recogito = is_recogito
        self._blocks: list[Block] = []
        self._words = Words()
        self._here = _Place()
        self._parents: list[str] = []
        self._divisions = 0
        self._keys = 0
        self._notes: list[Element] = []
        self._labelled: Container | None = None
        self._in_verse = self._in_name = self._in_note = False
        self._readers = {
            "note": self._note,
            "head": self._head,
            "quote": self._quote,
            "q": self._quote,
            "said": self._quote,
            "list": self._list,
            "item": self._item,
            "label": self._label,
            "table": self._table,
            "row": self._row,
            "cell": self._cell,
            "figure": self._figure,
            "eg": self._code,
            "egXML": self._code,
            "l": self._line,
            "speaker": self._speaker,
            "stage": self._stage,
            "titlePart": self._title_part,
            "p": self._paragraph,
            "ref": self._link,
            "ptr": self._link,
            "gap": self._gap,
            **dict.fromkeys(tei.BREAKS, self._break),
            **dict.fromkeys(("choice", "app", "subst"), self._choice),
            **dict.fromkeys(tei.DIVISIONS, self._division),
        }

    def read(self, root: Element) -> list[Block]:
        """Return the blocks of a document, its notes last. Raises StorymapError where it is nested too deep."""
        for text in children(root, "text"):
            self._children(text)
        self._flush()
        self._read_notes()
        return self._blocks

    def _children(self, element: Element) -> None:
        with self._deeper(element):
            self._text(element.text)
            for child in element:
                self._visit(child)
                self._text(child.tail)

    @contextmanager
    def _deeper(self, element: Element) -> Iterator[None]:
        """Read what is within an element. Raises StorymapError where that is nested too deep."""
        self._parents.append(local_name(element))
        if len(self._parents) > DEEPEST_DOCUMENT:
            what = f"its elements are nested more than {DEEPEST_DOCUMENT} deep"
            raise StorymapError(Problem(self._name, what, "make it flatter"))
        yield
        self._parents.pop()

    def _visit(self, element: Element) -> None:
        name = local_name(element)
        if name in tei.FURNITURE:
            if name in tei.TOLD:
                self._report.lost(tei.TOLD[name])
        elif name in self._readers:
            self._readers[name](element)
        elif name in tei.HOLDERS or name in tei.BLOCKS:
            with self._block():
                self._children(element)
        elif name:
            self._inline(element)

    def _text(self, text: str | None) -> None:
        if not self._is_recogito or self._in_name:
            self._words.add(text)
            return
        for number, part in enumerate(parts_at_empty_lines(text)):
            if number:
                self._flush()
            self._words.add(part)

    @contextmanager
    def _block(self, **changes: Any) -> Iterator[None]:
        """Read what is within as blocks by themselves; `changes` say of what kind they are."""
        self._flush()
        before = self._here
        self._here = replace(before, **changes)
        yield
        self._flush()
        self._here = before

    def _flush(self) -> None:
        text, spans, names = self._words.finished()
        self._words, self._in_verse = Words(), False
        if text.strip():
            for one in names:
                one.block = len(self._blocks)
            self.names += names
            here = self._here
            self._blocks.append(Block(here.kind, text, here.level, spans, here.within))

    def _inside(self, tag: ContainerTag, start: int = 1) -> tuple[Container, ...]:
        """Return the containers around with one more, as far as there may be more."""
        if len(self._here.within) >= MOST_CONTAINERS:
            return self._here.within
        self._keys += 1
        return (*self._here.within, Container(tag, self._keys, start))

    def _inline(self, element: Element) -> None:
        words, begin = self._words, len(self._words)
        is_name = not self._in_name and tei.is_place_name(element) and not _is_around_a_name(element)
        self._in_name = self._in_name or is_name
        self._children(element)
        if is_name:
            self._in_name = False
        if self._words is not words:  # blocks were within it
            return
        kind = tei.span_kind(element)
        if kind is not None:
            words.mark(begin, kind)
        if is_name:
            geo = next(elements(element, "geo"), None)
            position = "" if geo is None else "".join(geo.itertext())
            named = NamedWords(0, 0, -1, "", tei.pointers(element), attribute(element, "cert"), position)
            words.name(begin, named)

    def _choice(self, element: Element) -> None:
        if local_name(element) != "subst":
            self._report.changed("choices of an editor", "the regular, corrected or first form is taken")
        for one in tei.chosen(element):
            self._inline(one)

    def _break(self, element: Element) -> None:
        if local_name(element) == "milestone" and attribute(element, "rend") == "rule":
            self._flush()
            self._blocks.append(Block("rule", "", within=self._here.within))
        else:
            add_break(element, self._words)

    def _gap(self, element: Element) -> None:
        self._words.add("[…]")
        self._report.changed("gaps in the source", "as […]")

    def _link(self, element: Element) -> None:
        words, begin = self._words, len(self._words)
        target = attribute(element, "target")
        note = target.removeprefix("#fn.") if target.startswith("#fn.") else ""
        self._children(element)
        url = safe_url(normalise(target).strip())
        if url and local_name(element) == "ptr":
            words.add(url)
        if self._words is words and note.isdecimal() and int(note) <= len(self._notes):
            words.mark(begin, "superscript", str(int(note)))
        elif self._words is words and url:
            words.mark(begin, "link", url)

    def _note(self, element: Element) -> None:
        text = "".join(element.itertext()).strip()
        if self._is_recogito:
            last = self._words.last_name
            if last is not None and last.end == len(self._words):
                last.comments.append(normalise(text))
            else:
                self._report.lost("comments of annotators on what is no place")
        elif not text or attribute(element, "type") == "editorial":
            self._report.lost("notes without a text, and on the edition", example=text)
        elif self._in_note:
            self._words.add(" (")
            self._inline(element)
            self._words.add(")")
        else:
            self._notes.append(element)
            begin = len(self._words)
            self._words.raw(str(len(self._notes)))
            self._words.mark(begin, "superscript", str(len(self._notes)))

    def _read_notes(self) -> None:
        if not self._notes:
            return
        self._report.changed("notes", "they stand below the text", count=len(self._notes))
        self._blocks.append(Block("rule", ""))
        self._here, self._in_note = _Place(within=self._inside("ol")), True
        for number, note in enumerate(self._notes, 1):
            first = len(self._blocks)
            with self._block(within=self._inside("li")):
                self._children(note)
                self._flush()
                if len(self._blocks) == first:
                    self._words.add("[…]")
            self._blocks[first] = replace(self._blocks[first], note=number)

    def _division(self, element: Element) -> None:
        self._divisions += 1
        with self._block():
            self._children(element)
        self._divisions -= 1

    def _head(self, element: Element) -> None:
        parent = self._parents[-1] if self._parents else ""
        if parent in ("list", "table"):
            self._marked(element)
            return
        level = min(max(self._divisions, 1) + 1 + (parent == "lg"), 6)
        with self._block(kind="heading", level=level):
            self._children(element)

    def _paragraph(self, element: Element) -> None:
        kind, _, level = attribute(element, "rend").partition("-")
        is_heading = kind == "heading" and level in ("2", "3", "4", "5", "6")
        with self._block(kind="heading" if is_heading else "paragraph", level=int(level) if is_heading else 0):
            self._children(element)

    def _title_part(self, element: Element) -> None:
        with self._block(kind=_LEADING.get(attribute(element, "type"), "paragraph")):
            self._children(element)

    def _quote(self, element: Element) -> None:
        is_block = any(local_name(one) in ("p", "ab", "l", "lg", "list", "quote", "sp", "table") for one in element)
        if is_block or (local_name(element) == "quote" and self._parents and self._parents[-1] in tei.HOLDERS):
            with self._block(within=self._inside("blockquote")):
                self._children(element)
        else:
            self._inline(element)

    def _list(self, element: Element) -> None:
        kind = f"{attribute(element, 'rend')} {attribute(element, 'type')}"
        is_numbered = any(word in kind for word in ("number", "ordered")) and "unordered" not in kind
        first = next((attribute(one, "n") for one in children(element, "item")), "")
        start = int(first) if is_numbered and first.isdecimal() and len(first) < 7 else 1
        with self._block(within=self._inside("ol" if is_numbered else "ul", start)):
            self._children(element)
            self._labelled = None

    def _item(self, element: Element) -> None:
        within = (*self._here.within, self._labelled) if self._labelled is not None else self._inside("li")
        self._labelled = None
        with self._block(within=within):
            self._children(element)

    def _label(self, element: Element) -> None:
        if self._parents[-1:] != ["list"]:
            self._inline(element)
            return
        within = self._inside("li")
        self._labelled = within[-1] if len(within) > len(self._here.within) else None
        with self._block(within=within):
            self._marked(element)

    def _table(self, element: Element) -> None:
        with self._block(within=self._inside("table")):
            self._children(element)

    def _row(self, element: Element) -> None:
        with self._block(within=self._inside("tr")):
            for cell in children(element, "cell"):
                self._cell(cell, is_label=attribute(element, "role") == "label")

    def _cell(self, element: Element, *, is_label: bool = False) -> None:
        first = len(self._blocks)
        is_head = is_label or attribute(element, "role") == "label"
        with self._block(within=self._inside("th" if is_head else "td")):
            self._children(element)
            self._flush()
            if len(self._blocks) == first:
                self._blocks.append(Block("paragraph", _BLANK_CELL, within=self._here.within))

    def _figure(self, element: Element) -> None:
        with self._block(), self._deeper(element):
            first = len(self._blocks)
            for child in element:
                if local_name(child) in ("head", "p", "ab"):
                    self._children(child)
                    self._words.space()
            self._flush()
            alt = " ".join(plain_words(one) for one in children(element, "figDesc"))
            for graphic in (one for one in element if local_name(one) in ("graphic", "media")):
                self._graphic(graphic, alt, first)
                first = len(self._blocks)
            for inner in children(element, "figure"):
                self._figure(inner)

    def _graphic(self, graphic: Element, alt: str, caption: int) -> None:
        """Add a picture; the block at `caption`, if there is one, is what stands under it."""
        image = self._pictures.image(attribute(graphic, "url"), alt=alt)
        if image is None:
            return
        if caption < len(self._blocks):
            under = self._blocks[caption]
            self._blocks[caption] = replace(under, kind="image", image=replace(image, caption=under.text))
        else:
            self._blocks.append(replace(picture(image), within=self._here.within))

    def _code(self, element: Element) -> None:
        self._flush()
        text = normalise("".join(element.itertext())).strip("\n")
        if text.strip():
            self._blocks.append(Block("code", text, within=self._here.within))

    def _line(self, element: Element) -> None:
        if self._in_verse:
            self._words.line_break()
        else:
            self._flush()
            self._in_verse = True
        self._children(element)

    def _speaker(self, element: Element) -> None:
        with self._block():
            self._marked(element)

    def _stage(self, element: Element) -> None:
        if self._parents[-1] in tei.HOLDERS:
            with self._block():
                self._marked(element, "emphasis")
        else:
            self._marked(element, "emphasis")

    def _marked(self, element: Element, kind: Any = "strong") -> None:
        words, begin = self._words, len(self._words)
        self._children(element)
        if self._words is words:
            words.mark(begin, kind)


def _is_around_a_name(element: Element) -> bool:
    """Say whether words that point nowhere are around a name of a place: "the city of Basel"."""
    inner = (one for one in element.iter() if one is not element and tei.is_place_name(one))
    return not tei.pointers(element) and any(map(tei.pointers, inner))
