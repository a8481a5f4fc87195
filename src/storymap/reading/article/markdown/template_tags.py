"""Tags of site generators in Markdown: shortcodes of Hugo, tags of Jekyll, attributes, mathematics, `:::` fences.

What is known becomes Markdown; the rest is left out. Every line of the text stays on its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from storymap.errors import Problem, printable
from storymap.limits import LONGEST_TEMPLATE_TAG
from storymap.reading.article.markdown.brace_attributes import ATTRIBUTES, BRACKETED_SPAN, kept_attributes
from storymap.reading.article.markdown.directives import Directives
from storymap.reading.article.markdown.references import (
    INLINE_CODE,
    NOTE_TEXT,
    REFERENCES,
    ROLE,
    closing_braces,
    shown_reference,
    shown_role,
)
from storymap.reading.article.markdown.template_arguments import (
    IMAGE_NAMES,
    QUOTE_NAMES,
    TemplateTag,
    html_image,
    markdown_image,
    read_tag,
    signature,
)
from storymap.reading.problem_log import at_line

_TOKEN = re.compile(
    rf"(?P<escape>\\[\\`{{}}$\[@])|(?P<ticks>`+)|(?P<tag>\{{\{{|\{{%)|(?P<math>\$\$)"
    rf"|(?P<expression>\$\{{)|{ROLE}|(?P<span>{BRACKETED_SPAN})|(?P<braces>{ATTRIBUTES})|{REFERENCES}"
)
# What every token has among its first characters: these are found several times as fast as the tokens.
_SIGN = re.compile(r"[\\`{$\[@]")
_BEFORE_SIGN = 3  # characters, at most: " (-@fig-map"
_TICKS = re.compile("`+")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}"}
_KINDS = {"{{<": "shortcodes of Hugo", "{{%": "shortcodes of Hugo", "{{": "values", "{%": "tags of Liquid"}
# Where a tag cannot be meant any more: another one begins, or the paragraph is over.
_BREAK = re.compile(r"\{\{|\{%|\n[ \t]*\n")
# Tags whose content is no markup, and what stands instead of them. None: the content is for authors.
_VERBATIM = {"comment": None, "highlight": "```", "raw": ""}
# A value of Jekyll's in an address: where the site stands, which a file does not know, or a text and what changes it.
_SITE = re.compile(r"(?:site|page)\.(?:base)?url|relative_url|absolute_url", re.IGNORECASE)
_TEXT_VALUE = re.compile(r"""\s*(["'])([^"'\n]*)\1\s*(?:\|.*)?""", re.DOTALL)
_FENCE = re.compile(r"^( {0,3}):{3,}(?!:)[^\n]*$")
_OPTION = re.compile(r"^ {0,3}:[a-z-]{1,40}:(?: [^\n]*)?$")
_FIGURE_FENCE = re.compile(r"^ {0,3}:{3,} ?\{(?:figure|image)\} (\S{1,2000})\s*$")
_ADMONITION = re.compile(r"^(?P<head>\s{0,3}>\s?)\[!\w{1,20}\][+-]?\s*$")
# A line of a fence, of an admonition, or of a list of contents has one of them.
_OF_LINES = (":::", "[!", "{:")
_CONTENTS_LIST = re.compile(r"^ {0,3}(?:[*+-]|[0-9]\.) [^\n]{1,80}\n(?=\{: ?toc ?\})", re.MULTILINE | re.IGNORECASE)

_SpecialLines = Callable[[str], tuple[set[int], set[int]]]


class TemplateTags:
    """Takes the tags out of one article, the file `name`, whose text begins on `first_line`.

    `special_lines` tells which lines of a text are code and which are HTML, from 0.
    """

    def __init__(self, source: str, special_lines: _SpecialLines, name: str, first_line: int) -> None:
        self._name = name
        self._first_line = first_line
        self._unclosed: list[tuple[int, str]] = []
        self._left_out: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._quotes: list[tuple[int, int]] = []
        self._open_quotes: list[tuple[int, str]] = []
        self._source = Directives(source, self.leave_out).take()
        self._find_special_lines = special_lines
        self._labels = frozenset(NOTE_TEXT.findall(source))
        self._braces: dict[int, int] | None = None  # of the text that is being read
        self._next: dict[str, int] = {}  # for each sign that closes, where the next one stands

    def leave_out(self, kind: str, line: int, shown: str) -> None:
        """Take note of what is left out on a line of the text, from 0."""
        self._left_out[kind].append((line, shown))

    @cached_property
    def _special_lines(self) -> tuple[set[int], set[int]]:
        return self._find_special_lines(self._source)

    @property
    def _code_lines(self) -> set[int]:
        return self._special_lines[0]

    def take(self) -> str:
        """Return the text without its tags, with as many lines as it had."""
        if _next_token(self._source, 0) is None and not any(sign in self._source for sign in _OF_LINES):
            return self._source  # as most are: nobody asks which lines are code
        starts = [0, *(match.end() for match in re.finditer("\n", self._source))]
        pieces: list[str] = []
        for begin, end in self._prose(starts):
            pieces.append(self._take_from(begin, end, starts))
        lines = _without_fences("".join(pieces).split("\n"), self._code_lines)
        for first, last in self._quotes:
            lines[first : last + 1] = [f"> {line}" for line in lines[first : last + 1]]
        return "\n".join(lines)

    def problems(self) -> list[Problem]:
        """Return one warning for each kind of tag that was left out."""
        found = []
        for kind, tags in self._left_out.items():
            names = list(dict.fromkeys(printable(shown, 40) for _, shown in tags))
            shown = ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")
            what = f"{kind} are left out ({len(tags):,}, the first here): {shown}"
            remedy = "write what they should show in Markdown or HTML"
            found.append(Problem(at_line(self._name, tags[0][0] + self._first_line), what, remedy, "warning"))
        if self._unclosed:
            line, sign = self._unclosed[0]
            most = f"within {LONGEST_TEMPLATE_TAG:,} characters"
            what = f"tags of site generators are not closed {most} ({len(self._unclosed):,}, the first here): {sign}"
            found.append(Problem(at_line(self._name, line + self._first_line), what, "close them", "warning"))
        return found

    def _prose(self, starts: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the text in turn, those of code apart, each from the start of a line to another's."""
        first = 0
        for line in range(1, len(starts) + 1):
            ends = line == len(starts)
            if ends or (line in self._code_lines) != (first in self._code_lines):
                yield starts[first], len(self._source) if ends else starts[line]
                first = line

    def _take_from(self, begin: int, end: int, starts: list[int]) -> str:
        line = bisect_left(starts, begin)
        if line in self._code_lines:
            return self._source[begin:end]
        text = _CONTENTS_LIST.sub("\n", self._source[begin:end])
        runs = _positions_of_ticks(text)
        self._next, self._braces = {}, None
        pieces: list[str] = []
        at = 0
        while match := _next_token(text, at):
            pieces.append(text[at : match.start()])
            line += text.count("\n", at, match.start())
            done, instead = self._replace(match, text, line, runs)
            lost = text.count("\n", match.start(), done) - instead.count("\n")
            pieces.append(instead + "\n" * lost)
            line += text.count("\n", match.start(), done)
            at = done
        pieces.append(text[at:])
        return "".join(pieces)

    def _replace(self, match: re.Match[str], text: str, line: int, runs: dict[int, list[int]]) -> tuple[int, str]:
        """Return where what begins with `match` ends, and what stands there instead."""
        if match["ticks"]:
            return self._code(match, text, line, runs)
        if match["role"]:
            return self._role(match, text, line, runs)
        for group, read in (("tag", self._tag), ("math", self._formula), ("expression", self._expression)):
            if match[group]:
                return read(match, text, line)
        return match.end(), self._within_line(match, line)

    def _code(self, match: re.Match[str], text: str, line: int, runs: dict[int, list[int]]) -> tuple[int, str]:
        """Leave code as it is, but for a value that another program works out."""
        end = _end_of_code(match, text, runs)
        if not INLINE_CODE.match(text, match.end()):
            return end, text[match.start() : end]
        self.leave_out("values", line, text[match.start() : end])
        return end, ""

    def _within_line(self, match: re.Match[str], line: int) -> str:
        """Return what stands instead of attributes, or of a reference."""
        if match["braces"]:
            return kept_attributes(match["braces"])
        if match["spanned"] or match["escape"]:
            return match["spanned"] or match[0]
        shown = shown_reference(match, self._labels)
        if shown is not None and shown.left_out:
            self.leave_out(shown.left_out, line, match[0].strip())
        return match[0] if shown is None else shown.markup

    def _expression(self, match: re.Match[str], text: str, line: int) -> tuple[int, str]:
        """Leave out what Observable works out: `${…}`, with whatever is in it."""
        if self._braces is None:
            self._braces = closing_braces(text)
        end = self._braces.get(match.end() - 1, -1)
        if not 0 <= end - match.end() <= LONGEST_TEMPLATE_TAG:
            self._unclosed.append((line, "${"))
            return match.end(), match[0]
        self.leave_out("values", line, f"${{{' '.join(text[match.end() : end].split())}}}")
        return end + 1, ""

    def _role(self, match: re.Match[str], text: str, line: int, runs: dict[int, list[int]]) -> tuple[int, str]:
        """Show the words of a role of MyST, which are the code after its name."""
        ticks = _TICKS.match(text, match.end())
        end = _end_of_code(ticks, text, runs) if ticks else match.end()
        if ticks is None or end == ticks.end():
            return match.end(), match[0]
        shown = shown_role(match["role_name"], text[ticks.end() : end - len(ticks[0])])
        if shown.left_out:
            self.leave_out(shown.left_out, line, match[0])
        return end, shown.markup

    def _formula(self, match: re.Match[str], text: str, line: int) -> tuple[int, str]:
        begin = match.end()
        end = self._find(text, "$$", begin)
        # "$$5 or $$6" is money.
        if end <= begin or "\n\n" in text[begin:end] or text[end + 2 : end + 3].isdigit():
            return begin, match[0]
        self._left_out["formulas"].append((line, "$$"))
        return end + 2, ""

    def _tag(self, match: re.Match[str], text: str, line: int) -> tuple[int, str]:
        opener = text[match.start() : match.start() + 3]
        opener = opener if opener in _CLOSERS else match["tag"]
        closer = _CLOSERS[opener]
        begin = match.start() + len(opener)
        end = self._find(text, closer, begin)
        if end < 0 or _BREAK.search(text, begin, end):
            self._unclosed.append((line, opener))
            return match.end(), match[0]
        inner = text[begin:end]
        end += len(closer)
        if opener == "{{":
            return end, self._value(inner, line)
        tag = read_tag(inner)
        if tag.name in _VERBATIM:
            return self._verbatim(tag.name, text, end)
        return end, self._known(tag, opener, line)

    def _verbatim(self, name: str, text: str, begin: int) -> tuple[int, str]:
        """Return where a tag ends whose content begins at `begin`, and what it shows, as it is written."""
        sign = _VERBATIM[name]
        found = [at for word in (f"end{name}", f"/{name}") if (at := self._find(text, word, begin, len(text))) >= 0]
        end = text.find("}", min(found)) if found else -1
        if end < 0:
            return begin, ""
        last = text.rfind("{", begin, min(found))
        content = text[begin : last - (text[last - 1] == "{")]
        return end + 1 + (text[end + 1 : end + 2] == "}"), "" if sign is None else f"{sign}{content}{sign}"

    def _find(self, text: str, sign: str, begin: int, most: int | None = None) -> int:
        """Return where the next `sign` stands, at most `most` characters away, or -1. Each is looked for once."""
        most = LONGEST_TEMPLATE_TAG if most is None else most
        if self._next.get(sign, -1) < begin:
            found = text.find(sign, begin)
            self._next[sign] = len(text) if found < 0 else found
        at = self._next[sign]
        return at if at < len(text) and at - begin <= most else -1

    def _value(self, inner: str, line: int) -> str:
        if found := _TEXT_VALUE.fullmatch(inner):
            return found[2]
        if not _SITE.search(inner):
            self._left_out[_KINDS["{{"]].append((line, f"{{{{ {' '.join(inner.split())} }}}}"))
        return ""

    def _known(self, tag: TemplateTag, opener: str, line: int) -> str:
        """Return the Markdown of a tag: "" where it is left out."""
        if tag.closes:
            return self._end_of_quote(line) if tag.bare_name in QUOTE_NAMES else ""
        if tag.name in QUOTE_NAMES:
            self._open_quotes.append((line, signature(tag)))
            return ""
        show = html_image if line in self._special_lines[1] else markdown_image
        image = show(tag) if tag.name in IMAGE_NAMES else ""
        if not image:
            self._left_out[_KINDS[opener]].append((line, f"{opener} {tag.shown} {_CLOSERS[opener]}"))
        return image

    def _end_of_quote(self, line: int) -> str:
        """Take note of the lines of a quotation, and return who is quoted. One within another is no quotation."""
        if not self._open_quotes:
            return ""
        first, signed = self._open_quotes.pop()
        if not self._open_quotes and (not self._quotes or self._quotes[-1][1] < first):
            self._quotes.append((first, line))
        return signed


def _next_token(text: str, at: int) -> re.Match[str] | None:
    """Return the first token from `at` on, None if there is none."""
    while sign := _SIGN.search(text, at):
        for start in range(max(at, sign.start() - _BEFORE_SIGN), sign.end()):
            if match := _TOKEN.match(text, start):
                return match
        at = sign.end()
    return None


def _without_fences(lines: list[str], code_lines: set[int]) -> list[str]:
    """Empty the lines that open or close a block of Quarto, MyST or pandoc; what stands between them stays."""
    opened = False
    for at, line in enumerate(lines):
        if at in code_lines:
            opened = False
        elif _FENCE.match(line):
            figure = _FIGURE_FENCE.match(line)
            lines[at] = f"![]({figure[1]})" if figure and not re.search(r"[()<>]", figure[1]) else ""
            opened = True
        elif opened and _OPTION.match(line):
            lines[at] = ""
        else:
            opened = False
            if note := _ADMONITION.match(line):
                lines[at] = note["head"]
    return lines


def _positions_of_ticks(text: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = defaultdict(list)
    for match in _TICKS.finditer(text):
        runs[len(match[0])].append(match.start())
    return runs


def _end_of_code(match: re.Match[str], text: str, runs: dict[int, list[int]]) -> int:
    """Return the end of the code that begins with `match`, or of its backticks where no others close it."""
    same = runs[len(match[0])]
    after = bisect_left(same, match.end())
    if after == len(same):
        return match.end()
    blank = re.compile(r"\n[ \t]*\n").search(text, match.end(), same[after])
    return match.end() if blank else same[after] + len(match[0])
