r"""Which characters of Markdown became which characters of a block's text.

The reader goes by way of HTML, which forgets positions. So the text is laid along the source again: what is markup is
passed over, entities and backslash escapes count as what they stand for. Where two ways are open, such as a star that
is emphasis or a star, the one that fits all of the text is found.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

Place = tuple[int, int]
"""A range of the source, half-open."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WITH_MARKS = re.compile(r"\w(?:&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)+")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_SPACE = re.compile(r"[ \t\n]+")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--.{0,5000}?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.){0,1000}\](?:\([^()\n]{0,2000}\)|\[[^\[\]]{0,200}\])(?:\{[^{}\n]*\})?")
_LINK_END = re.compile(
    r"\]\((?:\s*<[^<>\n]*>|[^()<>]*(?:\([^()]*\)[^()<>]*)*)\)|\]\[[^\[\]]{0,300}\]|\](?=\{[^{}\n]*\})", re.DOTALL
)
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]|\^\[[^\[\]]{0,2000}\]")
_GENERATED = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|\{[^{}\n]{0,300}\}", re.DOTALL)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]{1,200}")
_DIGITS = re.compile(r"[0-9]{1,5}")
_FEWEST_STEPS = 20_000
# Of a longer block what is alike is not looked for: it would take too long.
_MOST_PAIRS = 20_000_000


class _Step(NamedTuple):
    """From one position of text and source to the next; `places` are those of the characters of text between."""

    text: int
    source: int
    places: tuple[Place, ...]


def align(text: str, source: str) -> list[Place | None]:
    """Return for each character of a block's `text` its range of the `source`, None where it is not known."""
    found = _search(text, source)
    return found if found is not None else _by_resemblance(text, source)


def _search(text: str, source: str) -> list[Place | None] | None:
    """Look for a way through both, the likeliest step first; None where there is none, or it takes too long."""
    openings = _openings(source)
    places: list[Place | None] = []
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[int, _Step]] = [(0, _Step(0, 0, ()))]
    most = max(_FEWEST_STEPS, 20 * (len(text) + len(source)))
    while stack and len(seen) < most:
        depth, step = stack.pop()
        del places[depth:]
        places += step.places
        if (step.text, step.source) in seen:
            continue
        seen.add((step.text, step.source))
        if step.text == len(text):
            return places
        steps = list(_steps(text, step.text, source, step.source, openings))
        stack += [(len(places), following) for following in reversed(steps)]
    return None


def _openings(source: str) -> frozenset[int]:
    """Return where the brackets stand that begin a link."""
    openings: set[int] = set()
    opened: list[int] = []
    for match in _BRACKET.finditer(source):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            opening = opened.pop()
            if _LINK_END.match(source, match.start()):
                openings.add(opening)
    return frozenset(openings)


def _steps(text: str, at: int, source: str, position: int, openings: frozenset[int]) -> Iterator[_Step]:
    """Yield the steps from here, the likeliest first."""
    if position >= len(source):
        return
    sign, wanted = source[position], text[at]
    if sign in " \t\n":
        end = _SPACE.match(source, position).end()  # type: ignore[union-attr]
        if wanted in " \n":
            yield _Step(at + 1, end, ((position, end),))
        yield _Step(at, end, ())
        return
    if sign in "\\&<![]^{":
        yield from _markup_steps(text, at, source, position)
    elif not wanted.isascii() and (end := _end_of_composed(wanted, source, position)):
        yield _Step(at + 1, end, ((position, end),))
    if position in openings:
        yield _Step(at, position + 1, ())
    if sign == wanted:
        length = _same_letters(text, at, source, position)
        yield _Step(at + length, position + length, tuple((i, i + 1) for i in range(position, position + length)))
    yield _Step(at, position + 1, ())


def _same_letters(text: str, at: int, source: str, position: int) -> int:
    """Return how many characters are the same in both, which is one unless they are letters."""
    word = _LETTERS.match(source, position)
    length = len(word[0]) if word else 1
    while source[position : position + length] != text[at : at + length]:
        length -= 1
    return length


def _end_of_composed(wanted: str, source: str, position: int) -> int:
    """Return where a letter ends whose accents are written as entities, 0 where there is none."""
    match = _WITH_MARKS.match(source, position)
    return match.end() if match and unicodedata.normalize("NFC", html.unescape(match[0])) == wanted else 0


def _markup_steps(text: str, at: int, source: str, position: int) -> Iterator[_Step]:
    if match := _ESCAPE.match(source, position) or _ENTITY.match(source, position):
        meant = match[0][1:] if match[0][0] == "\\" else html.unescape(match[0])
        if text.startswith(meant, at):
            yield _Step(at + len(meant), match.end(), (match.span(),) * len(meant))
        elif meant.isspace() and text[at].isspace():
            yield _Step(at + 1, match.end(), (match.span(),))
    elif match := _NOTE.match(source, position):
        if number := _DIGITS.match(text, at):
            yield _Step(number.end(), match.end(), (match.span(),) * len(number[0]))
    elif match := _TAG.match(source, position):
        instead = {"<q": "“", "</q": "”", "<br": "\n"}.get(re.split(r"[\s/>]", match[0][1:])[0].join(("<", "")), "")
        instead = "”" if match[0].lower().startswith("</q") else instead
        if instead and text.startswith(instead, at):
            yield _Step(at + 1, match.end(), (match.span(),))
        yield _Step(at, match.end(), ())
    elif match := (
        _IMAGE.match(source, position) or _LINK_END.match(source, position) or _GENERATED.match(source, position)
    ):
        yield _Step(at, match.end(), ())


def _by_resemblance(text: str, source: str) -> list[Place | None]:
    places: list[Place | None] = [None] * len(text)
    if len(text) * len(source) > _MOST_PAIRS:
        return places
    for block in SequenceMatcher(None, text, source, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = (block.b + step, block.b + step + 1)
    return places
