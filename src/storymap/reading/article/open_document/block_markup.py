"""The blocks of an OpenDocument text as HTML: paragraphs, headings, lists, tables, quotations, pictures and notes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from storymap.reading.article.open_document.inline_markup import InlineWriter, Runs
from storymap.reading.article.open_document.styles import StyleSheet, TextMarks
from storymap.reading.xml_elements import attribute, elements, local_name

_QUOTES = ("Quotations", "Quote", "Intense Quote", "Block Quotation")
_MOST_REPEATED = 50
_MOST_REPEATED_MARKUP = 1_000_000  # characters
_FRAMES = ("frame", "a", "g", "custom-shape", "rect", "text-box")
_NEIGHBOURS = (("</pre><pre>", "\n"), ("</blockquote><blockquote>", ""))


class BlockWriter:
    """Writes the blocks of a document, whose pictures `picture` gives by their names in it, as names in the HTML.

    Afterwards `letters` says how many letters are in each language, "" for those that are not marked.
    """

    def __init__(self, styles: StyleSheet, picture: Callable[[list[str]], str]) -> None:
        self._styles = styles
        self._picture = picture
        self._inline = InlineWriter(styles, self._frame, self._note, self._count)
        self._notes: list[str] = []
        self._room = _MOST_REPEATED_MARKUP
        self.letters: Counter[str] = Counter()
        # What is not listed shows nothing that is for readers: comments, deletions, tables of contents, forms.
        self._writers: dict[str, Callable[[Element], str]] = {
            **dict.fromkeys(("p", "h"), self._paragraph),
            "list": self._list,
            "table": self._table,
            **dict.fromkeys(("section", "numbered-paragraph"), self._blocks),
            **dict.fromkeys(_FRAMES, self._frame_alone),
        }

    def write(self, text: Element) -> str:
        """Return the HTML of a document's `text`, its notes at the end."""
        for region in elements(text, "changed-region"):
            if any(local_name(child) == "deletion" for child in region):
                self._inline.deleted.add(attribute(region, "id"))
        markup = self._blocks(text)
        if self._notes:
            markup += f"<ol>{''.join(f'<li>{note}</li>' for note in self._notes)}</ol>"
        for between, joined in _NEIGHBOURS:
            markup = markup.replace(between, joined)
        return markup

    def _blocks(self, parent: Iterable[Element]) -> str:
        return "".join(map(self._block, parent))

    def _block(self, element: Element) -> str:
        name = local_name(element)
        is_hidden = attribute(element, "display") == "none"
        write = None if is_hidden else self._writers.get(name)
        return write(element) if write else ""

    def _frame_alone(self, element: Element) -> str:
        inline, after = self._frame(element)
        return (f"<p>{inline}</p>" if inline else "") + after

    def _paragraph(self, element: Element) -> str:
        style = attribute(element, "style-name")
        marks = self._styles.marked(TextMarks(), "paragraph", style)
        names = self._styles.names("paragraph", style)
        if marks.is_hidden:
            return ""
        runs = Runs()
        level = self._level(element, names, style)
        self._inline.write(element, TextMarks(language=marks.language) if level else marks, runs)
        text, after = runs.markup(heading=level > 0).strip(), "".join(runs.after)
        if "Horizontal Line" in names:
            return f"<hr>{after}"
        if not text:
            return after
        return _block_markup(text, names, level) + after

    def _level(self, element: Element, names: list[str], style: str) -> int:
        if "Title" in names:
            return 1
        if local_name(element) == "h":
            level = attribute(element, "outline-level") or "1"
            return min(int(level), 6) if re.fullmatch(r"[1-9]|10", level) else 1
        return min(self._styles.heading_level(style), 6)

    def _list(self, element: Element, style: str = "", level: int = 1) -> str:
        style = attribute(element, "style-name") or style
        items = []
        holds_headings = False
        for item in element:
            if local_name(item) not in ("list-item", "list-header"):
                continue
            blocks = [
                self._list(child, style, level + 1) if local_name(child) == "list" else self._block(child)
                for child in item
            ]
            holds_headings |= any(local_name(child) == "h" for child in item)
            items.append("".join(blocks))
        if holds_headings:  # numbered headings are items of a list
            return "".join(items)
        tag = "ol" if self._styles.is_ordered(style, level) else "ul"
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items if item)}</{tag}>"

    def _table(self, element: Element) -> str:
        rows = []
        for row, is_head in _rows(element):
            tag = "th" if is_head else "td"
            cells = []
            for cell in row:
                if local_name(cell) == "table-cell":
                    content = self._blocks(cell)
                    cells.append(self._repeated(f"<{tag}>{content}</{tag}>", cell, "number-columns-repeated"))
            rows.append(self._repeated(f"<tr>{''.join(cells)}</tr>", row, "number-rows-repeated"))
        return f"<table>{''.join(rows)}</table>"

    def _repeated(self, markup: str, element: Element, name: str) -> str:
        """Return the HTML of a cell or a row as often as it says, while there is room: tables stand in tables."""
        written = attribute(element, name)
        times = min(int(written), _MOST_REPEATED) if re.fullmatch(r"[0-9]{1,7}", written) else 1
        if times * len(markup) > self._room:
            times = 1
        self._room -= (times - 1) * len(markup)
        return markup * times

    def _frame(self, element: Element) -> tuple[str, str]:
        """Return the picture that a frame holds, and the blocks of a text box in it."""
        boxes = [element] if local_name(element) in ("text-box", "custom-shape", "rect") else []
        boxes += [child for child in element if local_name(child) == "text-box"]
        frames = [child for child in element if local_name(child) in ("frame", "g", "custom-shape", "rect")]
        sources = [attribute(child, "href") for child in element if local_name(child) == "image"]
        inline = self._image(element, sources) if any(sources) else ""
        after = "".join(_captioned(self._blocks(box)) for box in boxes)
        for frame in frames if not boxes else ():
            inner, blocks = self._frame(frame)
            inline, after = inline + inner, after + blocks
        return inline, after

    def _image(self, frame: Element, sources: list[str]) -> str:
        texts = {local_name(child): child.text or "" for child in frame if local_name(child) in ("title", "desc")}
        alt = " ".join((texts.get("desc") or texts.get("title") or "").split())
        src = self._picture([source for source in sources if source])
        return f'<img src="{html.escape(src)}" alt="{html.escape(alt)}">'

    def _note(self, element: Element) -> str:
        bodies = [child for child in element if local_name(child) == "note-body"]
        self._notes.append("")
        number = len(self._notes)
        self._notes[number - 1] = "".join(self._blocks(body) for body in bodies)
        return f"<sup>[{number}]</sup>"

    def _count(self, language: str, letters: int) -> None:
        self.letters[language] += letters


def _block_markup(text: str, names: list[str], level: int) -> str:
    if level:
        return f"<h{level}>{text}</h{level}>"
    if "Subtitle" in names:
        return f'<p class="subtitle">{text}</p>'
    if "Preformatted Text" in names:
        return f"<pre>{text.replace('<br>', chr(10))}</pre>"
    if not set(names).isdisjoint(_QUOTES):
        return f"<blockquote><p>{text}</p></blockquote>"
    return f"<p>{text}</p>"


def _captioned(blocks: str) -> str:
    """Return the blocks of a text box; a picture and the text under it are a figure."""
    match = re.fullmatch(r"<p>(<img [^>]*>)(.*)</p>", blocks, re.DOTALL)
    if match is None or "</p>" in match[2]:
        return blocks
    return f"<figure>{match[1]}<figcaption>{match[2].strip()}</figcaption></figure>"


def _rows(table: Element) -> Iterable[tuple[Element, bool]]:
    """Yield the rows of a table, and whether each is one of its head."""
    for child in table:
        if local_name(child) == "table-row":
            yield child, False
        elif local_name(child) in ("table-header-rows", "table-rows", "table-row-group"):
            for row, is_head in _rows(child):
                yield row, is_head or local_name(child) == "table-header-rows"
