"""What stands within a paragraph of an OpenDocument text, as HTML: an allow-list of elements, and how text is set."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from storymap.reading.article.open_document.styles import StyleSheet, TextMarks
from storymap.reading.xml_elements import attribute, local_name

# Those that show a text which they hold. What is not listed shows nothing, or nothing that is for readers: comments,
# deletions, marks of an index, the name of the file.
_SHOWN = {
    *("span", "a", "meta", "meta-field", "ruby-base", "date", "time", "title", "subject", "author-name", "chapter"),
    *("sequence", "variable-set", "variable-get", "variable-input", "user-field-get", "user-field-input", "expression"),
    *("text-input", "bookmark-ref", "reference-ref", "note-ref", "sequence-ref", "bibliography-mark"),
    *("conditional-text", "database-display", "keywords", "initial-creator", "measure"),
}
_FRAMES = ("frame", "text-box", "g", "custom-shape", "rect")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:")


@dataclass(slots=True)
class Runs:
    """The text of a paragraph in the order in which it is written: each piece with its marks and as HTML.

    `after` are the blocks of text boxes and captions that stand in it.
    """

    pieces: list[tuple[TextMarks, str]] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def markup(self, heading: bool = False) -> str:
        """Return the text as HTML. In a heading nothing is strong, since all of it is."""
        parts = []
        for marks, pieces in groupby(self.pieces, key=lambda piece: piece[0]):
            parts.append(_wrapped("".join(text for _, text in pieces), marks, heading))
        return "".join(parts)


class InlineWriter:
    """Writes what stands within paragraphs.

    `frame` gives the HTML of a picture, and the blocks of a text box, `note` that of a footnote's mark. `count` is told
    how many letters are in which language. `deleted` are the ids of changes that took something away.
    """

    def __init__(
        self,
        styles: StyleSheet,
        frame: Callable[[Element], tuple[str, str]],
        note: Callable[[Element], str],
        count: Callable[[str, int], None],
    ) -> None:
        self._styles = styles
        self._frame = frame
        self._note = note
        self._count = count
        self.deleted: set[str] = set()
        self._open_deletions: set[str] = set()

    def write(self, element: Element, marks: TextMarks, runs: Runs) -> None:
        """Add the content of `element`, which is set as `marks` say, to `runs`."""
        self._text(element.text, marks, runs)
        for child in element:
            self._child(child, marks, runs)
            self._text(child.tail, marks, runs)

    def _text(self, text: str | None, marks: TextMarks, runs: Runs) -> None:
        if text and not marks.is_hidden and not self._open_deletions:
            self._count(marks.language, len(text))
            runs.pieces.append((marks, html.escape(text)))

    def _child(self, child: Element, marks: TextMarks, runs: Runs) -> None:
        name = local_name(child)
        if name in ("change-start", "change-end"):
            self._change(child)
        elif marks.is_hidden or self._open_deletions or attribute(child, "display") == "none":
            return
        elif name in ("s", "tab"):
            runs.pieces.append((marks, " "))
        elif name == "line-break":
            runs.pieces.append((TextMarks(), "<br>"))
        elif name == "note":
            runs.pieces.append((TextMarks(), self._note(child)))
        elif name in _FRAMES:
            inline, after = self._frame(child)
            runs.pieces.append((TextMarks(), inline))
            runs.after.append(after)
        elif name == "ruby":
            self._ruby(child, marks, runs)
        elif name in _SHOWN:
            self._shown(child, name, marks, runs)

    def _shown(self, child: Element, name: str, marks: TextMarks, runs: Runs) -> None:
        style = attribute(child, "style-name")
        within = self._styles.marked(marks, "text", style) if style and name == "span" else marks
        target = attribute(child, "href") if name == "a" else ""
        if not _SCHEME.match(target):
            self.write(child, within, runs)
            return
        linked = Runs(after=runs.after)
        self.write(child, within, linked)
        runs.pieces.append((TextMarks(), f'<a href="{html.escape(target)}">{linked.markup()}</a>'))

    def _ruby(self, child: Element, marks: TextMarks, runs: Runs) -> None:
        parts = {}
        for part in child:
            inner = Runs()
            self.write(part, marks, inner)
            parts[local_name(part)] = inner.markup()
        ruby = f"<ruby>{parts.get('ruby-base', '')}<rt>{parts.get('ruby-text', '')}</rt></ruby>"
        runs.pieces.append((TextMarks(), ruby))

    def _change(self, mark: Element) -> None:
        change = attribute(mark, "change-id")
        if change in self.deleted and local_name(mark) == "change-start":
            self._open_deletions.add(change)
        else:
            self._open_deletions.discard(change)


def _wrapped(text: str, marks: TextMarks, heading: bool) -> str:
    tags = [
        ("strong", marks.is_strong and not heading),
        ("em", marks.is_emphasised),
        ("s", marks.is_struck),
        ("code", marks.is_code),
        (marks.position, bool(marks.position)),
    ]
    if not text.strip():
        return text
    for tag, is_set in reversed(tags):
        text = f"<{tag}>{text}</{tag}>" if is_set else text
    return text
