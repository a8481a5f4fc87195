"""The text that broken HTML should show: as if an element that hides text, and is never closed, were not there.

A browser's parser lets an element that is never closed swallow all that follows: `<svg>`, `<select>`, `<script>`, a
comment. This scanner reads such a tag as if it hid nothing. It is compared with what was really read, never shown.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from storymap.reading.character_references import unescaped

# Of an element, its content up to the first end tag of its name is no markup.
_RAW = {"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"}
_HIDING = {"button", "canvas", "datalist", "dialog", "map", "math", "menu", "object", "select", "svg", "template"}
_AROUND = {"aside", "audio", "footer", "form", "header", "nav", "video"}
# A paragraph ends where a block begins, so its end tag closes nothing.
_NEVER_OPEN = {
    "p",
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
_MARKUP = re.compile(r"<!--|<!\[CDATA\[|\]\]>|<[!?]|</?[a-zA-Z][^\s/>]*|</")
_EMPTY_COMMENT = re.compile(r"-?>")
_TAG_END = re.compile(r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
# A quotation mark that is missing lets a value go on to the next attribute.
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE_BEGINS = re.compile(r"<[a-zA-Z][^<>]*=\s*[\"']")
_HIDDEN = re.compile(r"\shidden(?=[\s=/>])|(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ACTION = re.compile(r"\sdata-(?:view|layers|show|hide)\s*=", re.IGNORECASE)
_LINE = re.compile(r"\bdata-line=\"([0-9]{1,9})\"")


@dataclass(frozen=True, slots=True)
class Unclosed:
    """An element that hides text and is not closed: its name, its first line, and the pieces of text after it.

    `within` says which of `article` and `main` are around it.
    """

    name: str
    line: int
    begin: int
    end: int
    within: frozenset[str]


@dataclass(slots=True)
class VisibleText:
    """Pieces of text with the line of each, from 1, and the elements that are not closed."""

    pieces: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    unclosed: list[Unclosed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    line: int
    begin: int
    hides: bool


def scan_html(source: str, first_line: int, separating: set[str]) -> VisibleText:
    """Return the visible text of the HTML `source`, whose first line is `first_line`.

    Only tags of the elements `separating` end a word; where tags say their line (`data-line`), it is theirs.
    """
    scanner = _Scanner(source, first_line, separating)
    scanner.scan()
    return scanner.found


class _Scanner:
    def __init__(self, source: str, first_line: int, separating: set[str]) -> None:
        self.found = VisibleText()
        self._pieces: list[list[str]] = []
        self._source = source
        self._separating = separating
        self._line = first_line
        self._says_lines = "data-line=" in source
        self._counted = 0
        self._stack: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._never: set[str] = set()  # what is searched for and does not come again
        self._joins = False

    def scan(self) -> None:
        position = 0
        while (match := _MARKUP.search(self._source, position)) is not None:
            self._text(position, match.start())
            position = self._markup(match)
        self._text(position, len(self._source))
        self._close_down_to(0)
        self.found.pieces = ["".join(parts) for parts in self._pieces]

    def _text(self, begin: int, end: int) -> None:
        if begin == end:
            return
        text = unescaped(self._source[begin:end])
        if self._joins and self._pieces:
            self._pieces[-1].append(text)
        else:
            self._pieces.append([text])
            self.found.lines.append(self._line_at(begin))
        self._joins = True

    def _markup(self, match: re.Match[str]) -> int:
        """Take the markup that begins with `match`, and return where the text goes on."""
        written, after = match[0], match.end()
        if written == "<!--":
            empty = _EMPTY_COMMENT.match(self._source, after)
            return empty.end() if empty else self._past("-->", after)
        if written in ("<!", "<?", "</"):
            return self._past(">", after)
        return after if written in ("<![CDATA[", "]]>") else self._tag(written, after)

    def _tag(self, written: str, after: int) -> int:
        """Take the tag that begins with `written`, before the position `after`; return where the text goes on."""
        name = written.lstrip("</").lower()
        end = self._tag_end(after)
        if end < 0:
            return after
        if name in self._separating:
            self._joins = False
        attributes = self._source[after:end]
        if written.startswith("</"):
            if self._names[name]:
                self._close(name)
            return end
        if self._says_lines and (said := _LINE.search(attributes)):
            self._line = int(said[1])
        if name in _RAW:
            return self._past_raw(name, end)
        if name not in _NEVER_OPEN and not attributes.endswith("/>"):
            hides = name in _HIDING or name in _AROUND or _HIDDEN.search(attributes) is not None
            hides = hides and not (name == "button" and _ACTION.search(attributes))
            self._stack.append(_Open(name, self._line_at(after), len(self._pieces), hides))
            self._names[name] += 1
            self._joins = self._joins and not hides
        return end

    def _tag_end(self, after: int) -> int:
        """Return where the tag ends whose name ends at `after`, -1 if it does not."""
        match = None if "quote" in self._never else _TAG_END.match(self._source, after)
        if match is not None and not _lacks_quote(match[0]):
            return match.end()
        if match is None:
            self._never.add("quote")  # one that is never closed would be looked for again and again
        return self._after(">", after)

    def _past(self, ending: str, begin: int) -> int:
        return max(begin, self._after(ending, begin))

    def _after(self, ending: str, begin: int) -> int:
        """Return where the next `ending` from `begin` on ends, -1 if there is none."""
        found = -1 if ending in self._never else self._source.find(ending, begin)
        if found < 0:
            self._never.add(ending)
            return -1
        return found + len(ending)

    def _past_raw(self, name: str, begin: int) -> int:
        if name in self._never:
            return begin
        found = re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE).search(self._source, begin)
        if found is None:
            self._never.add(name)
            return begin
        return found.end()

    def _close(self, name: str) -> None:
        at = next(index for index in reversed(range(len(self._stack))) if self._stack[index].name == name)
        self._close_down_to(at + 1)
        opened = self._stack.pop()
        self._names[name] -= 1
        if opened.hides:
            del self._pieces[opened.begin :], self.found.lines[opened.begin :]
            # What was not closed within it hides nothing else.
            self.found.unclosed = [one for one in self.found.unclosed if one.begin < opened.begin]
            self._joins = False

    def _close_down_to(self, depth: int) -> None:
        """Close the elements above `depth`, whose end tags are missing."""
        while len(self._stack) > depth:
            opened = self._stack.pop()
            self._names[opened.name] -= 1
            if opened.hides:
                within = frozenset(name for name in ("article", "main") if self._names[name])
                end = len(self._pieces)
                self.found.unclosed.append(Unclosed(opened.name, opened.line, opened.begin, end, within))
                self._joins = False

    def _line_at(self, position: int) -> int:
        if not self._says_lines:
            self._line += self._source.count("\n", self._counted, position)
            self._counted = max(self._counted, position)
        return self._line


def _lacks_quote(tag: str) -> bool:
    """Say whether a value in a tag goes on to the next attribute of the next tag."""
    for match in _VALUE.finditer(tag):
        value = match[0]
        begin = value.rfind("<")
        if -1 < value.find(">") < begin and _ATTRIBUTE_BEGINS.fullmatch(value, begin):
            return True
    return False
