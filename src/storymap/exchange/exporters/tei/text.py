"""The blocks of an article as TEI's text: divisions by its headings, lists, quotations, tables, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from storymap.exchange.exporters.span_nesting import nested, with_mentions
from storymap.exchange.exporters.tei.xml_text import element, xml_text
from storymap.exchange.report import Report
from storymap.model import Block, Container, Mention, Span

_Numbered = tuple[int, Block]
_RENDITIONS: Final = {
    "emphasis": "italic",
    "strong": "bold",
    "strike": "strikethrough",
    "superscript": "superscript",
    "subscript": "subscript",
}
_LISTS: Final = {"ul": "bulleted", "ol": "numbered"}


class TeiText:
    """Writes the blocks of an article; `xml_id` says what a place is called in the document."""

    def __init__(
        self, blocks: Sequence[Block], mentions: Sequence[Mention], xml_id: Callable[[str], str], report: Report
    ) -> None:
        self._blocks = list(enumerate(blocks))
        self._mentions = {key: list(group) for key, group in groupby(mentions, key=lambda one: one.block)}
        self._xml_id = xml_id
        self._report = report
        self._notes = self._read_notes()
        self._written: set[int] = set()

    def title_parts(self) -> str:
        """Return kicker, headline and standfirst as the parts of a title page."""
        kinds = {"kicker": "kicker", "headline": "main", "standfirst": "sub"}
        parts = [
            element("titlePart", self._words(number, block), type=kinds[block.kind])
            for number, block in self._blocks
            if block.is_leading
        ]
        return "\n".join(parts)

    def body(self) -> str:
        """Return the other blocks, with a division for each heading."""
        pieces: list[str] = []
        depth = 0
        in_notes = {number for note in self._notes.values() for number, _ in note} | self._rules_of_notes()
        blocks = [(number, block) for number, block in self._blocks if not block.is_leading and number not in in_notes]
        for box, group in _groups(blocks, 0):
            for number, block in [(-1, None)] if box is not None else group:
                if block is not None and block.kind == "heading":
                    wanted = max(block.level, 2) - 1
                    pieces.append("</div>" * max(0, depth - wanted + 1) + "<div>" * (wanted - min(depth, wanted - 1)))
                    depth = wanted
                    pieces.append(element("head", self._words(number, block)))
                elif block is not None:
                    pieces.append(self._block(number, block))
            if box is not None:
                pieces.append(self._container(box, list(group), 0))
        pieces.append("</div>" * depth)
        body = "\n".join(filter(None, pieces))
        return body or "<p/>"

    def _container(self, box: Container, members: list[_Numbered], depth: int) -> str:
        inner = "\n".join(self._pieces(members, depth + 1))
        if box.tag in _LISTS:
            first = str(box.start) if box.tag == "ol" and box.start != 1 else ""
            if first:
                inner = inner.replace("<item>", f'<item n="{first}">', 1)
            return element("list", inner, rend=_LISTS[box.tag])
        if box.tag in ("td", "th"):
            return element("cell", inner, role="label" if box.tag == "th" else "")
        return element({"blockquote": "quote", "li": "item", "tr": "row"}.get(box.tag, box.tag), inner)

    def _pieces(self, blocks: list[_Numbered], depth: int) -> Iterator[str]:
        for box, group in _groups(blocks, depth):
            members = list(group)
            if box is not None:
                yield self._container(box, members, depth)
            else:
                yield from (self._block(number, block) for number, block in members)

    def _block(self, number: int, block: Block) -> str:
        words = self._words(number, block)
        if block.kind == "rule":
            return '<milestone unit="section" rend="rule"/>'
        if block.kind == "code":
            return element("eg", xml_text(block.text), xml_space="preserve")
        if block.kind == "heading":  # within a list or a quotation, where TEI has no divisions
            return element("p", words, rend=f"heading-{max(block.level, 2)}")
        if block.image is not None or block.recording is not None:
            return self._figure(block, words)
        return element("p", words, rend="dateline" if block.kind == "dateline" else "")

    def _figure(self, block: Block, words: str) -> str:
        medium = block.image or block.recording
        alt = "" if medium is None else medium.alt
        what = "pictures" if block.image is not None else "recordings"
        self._report.changed(what, "their captions and descriptions are figures; the files are not in it", example=alt)
        described = element("figDesc", xml_text(alt)) if alt else ""
        return element("figure", (element("head", words) if words else "") + described)

    def _words(self, number: int, block: Block) -> str:
        """Return the text of a block with its markup as elements."""
        marks = nested(with_mentions(block.spans, self._mentions.get(number, [])))
        breaks = {span.start for span in block.spans if span.kind == "break"}
        edges = sorted({0, len(block.text), *(at for span in marks for at in (span.start, span.end))})
        edges = sorted({*edges, *breaks, *(at + 1 for at in breaks)})
        pieces: list[str] = []
        stack: list[tuple[Span, str]] = []
        skipped = 0
        for begin, end in zip(edges, [*edges[1:], len(block.text)], strict=True):
            while stack and stack[-1][0].end <= begin:
                pieces.append(stack.pop()[1])
            for span in (span for span in marks if span.start == begin):
                opening, closing, is_whole = self._mark(span)
                pieces.append(opening)
                stack.append((span, closing))
                skipped = max(skipped, span.end if is_whole else 0)
            if begin in breaks:
                pieces.append('<lb rend="break"/>')
            elif begin >= skipped:
                pieces.append(xml_text(block.text[begin:end]))
        pieces += [closing for _, closing in reversed(stack)]
        return "".join(pieces)

    def _mark(self, span: Span) -> tuple[str, str, bool]:
        """Return how a span begins and ends; and whether that says all, so that its text is not written."""
        if span.kind == "place":
            return element("placeName", "\0", ref=f"#{self._xml_id(span.value)}").split("\0")[0], "</placeName>", False
        if span.kind == "link":
            return element("ref", "\0", target=span.value).split("\0")[0], "</ref>", False
        if span.kind == "code":
            return "<code>", "</code>", False
        note = int(span.value) if span.kind == "superscript" and span.value.isdecimal() else 0
        if note in self._written:
            return f'<ref target="#fn.{note}">', "</ref>", False
        if note in self._notes:
            self._written.add(note)
            content = "\n".join(self._pieces(self._notes[note], 2))
            return element("note", content, xml_id=f"fn.{note}", n=str(note), place="foot"), "", True
        return f'<hi rend="{_RENDITIONS[span.kind]}">', "</hi>", False

    def _read_notes(self) -> dict[int, list[_Numbered]]:
        """Return the blocks of each note that is referred to, in a list of notes, by its number."""
        referred = {span.value for _, block in self._blocks for span in block.spans if span.kind == "superscript"}
        notes: dict[int, list[_Numbered]] = {}
        for _, group in groupby(self._blocks, key=lambda one: one[1].within[:2]):
            members = list(group)
            first = members[0][1]
            if first.note and str(first.note) in referred and len(first.within) >= 2 and first.note not in notes:
                notes[first.note] = members
        return notes

    def _rules_of_notes(self) -> set[int]:
        """Return the rule over the notes, where every block below it is one of theirs."""
        in_notes = {number for note in self._notes.values() for number, _ in note}
        first = min(in_notes, default=0)
        is_last = in_notes == set(range(first, len(self._blocks)))
        return {first - 1} if first and is_last and self._blocks[first - 1][1].kind == "rule" else set()


def _groups(blocks: Sequence[_Numbered], depth: int) -> Iterator[tuple[Container | None, Iterator[_Numbered]]]:
    return groupby(blocks, key=lambda one: one[1].within[depth] if len(one[1].within) > depth else None)
