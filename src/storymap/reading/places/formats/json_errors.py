"""Messages about JSON that cannot be parsed: what stands at that place, and what JSON asks for instead."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from storymap.errors import printable

_CUT_OFF = "it may have been cut off: save or download it again"
_STRAIGHT = 'write straight double quotes (")'
_CURLY = "“”„‟«»‘’"
_ODD_SPACES = "\u00a0\u2007\u202f\ufeff\u200b\u3000"
_WORDS = {
    "None": "null",
    "True": "true",
    "False": "false",
    "undefined": "null",
    "nan": "null",
    "NULL": "null",
    "TRUE": "true",
    "FALSE": "false",
}


class BrokenJsonError(Exception):
    """JSON is broken at the code point `position` of the text."""

    def __init__(self, position: int, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.position = position
        self.what = what
        self.remedy = remedy


def explain(text: str, error: json.JSONDecodeError) -> BrokenJsonError:
    """Return what is wrong where the json module met `error`, in plain words."""
    return explain_at(text, error.pos, error.msg)


def explain_at(text: str, position: int, message: str) -> BrokenJsonError:
    """Return what is wrong at `position` of `text`, where the json module says or would say `message`."""
    if message.startswith(("Unterminated", "Invalid")):
        character = text[position : position + 1]
        what, remedy = next(words for test, *words in _IN_STRINGS if test(message, character))
        return BrokenJsonError(position, what, remedy)
    while position < len(text) and text[position] in " \t\n\r":
        position += 1
    if position >= len(text):
        return BrokenJsonError(len(text), "the file ends in the middle", _CUT_OFF)
    stop = _StopContext.at(text, position, message)
    if stop.character in "}]" and stop.before == ",":
        # Point at the comma, not at the bracket that it stands before.
        position = text.rindex(",", 0, position)
    what, remedy = next(words for test, *words in _BETWEEN_STRINGS if test(stop))
    shown = _in_words(stop.character)
    word = stop.word
    return BrokenJsonError(position, what.format(shown=shown, word=word), remedy.format(meant=_WORDS.get(word, "")))


@dataclass(frozen=True, slots=True)
class _StopContext:
    """What stands where parsing stopped, and the last character before that is not white space."""

    character: str
    before: str
    rest: str
    wanted: str

    @classmethod
    def at(cls, text: str, position: int, message: str) -> _StopContext:
        before = text[max(0, position - 10_000) : position].rstrip()[-1:]
        wanted = message.removeprefix("Expecting ").partition(" ")[0]
        return cls(text[position], before, text[position : position + 12], wanted)

    @property
    def word(self) -> str:
        return next((word for word in _WORDS if self.rest.startswith(word)), "")


# The first rule that fits is said.
_IN_STRINGS: tuple[tuple[Callable[[str, str], bool], str, str], ...] = (
    (lambda m, _: m.startswith("Unterminated"), "the text that begins here has no closing quote", _CUT_OFF),
    (
        lambda m, _: m.startswith("Invalid \\"),
        "a backslash stands before a letter that it does not go with",
        "write \\\\ for a backslash",
    ),
    (
        lambda _, c: c in {"\n", "\r"},
        "the line ends inside a text",
        "close the quotes, or write \\n for a line break",
    ),
    (lambda _, c: c == "\t", "there is a tab inside a text", "write \\t or a space"),
    (lambda *_: True, "there is a control character inside a text", "remove it"),
)
_BETWEEN_STRINGS: tuple[tuple[Callable[[_StopContext], bool], str, str], ...] = (
    (
        lambda s: (s.character in "}]" and s.before == ",") or s.wanted == "Illegal",
        "there is a comma after the last item",
        "remove the comma",
    ),
    (lambda s: s.character == "'", "there is a single quote", _STRAIGHT),
    (lambda s: s.character in _CURLY, "there is a curly quote", _STRAIGHT),
    (lambda s: s.rest.startswith(("//", "/*", "#")), "there is a comment, and JSON has none", "remove it"),
    (lambda s: s.character in _ODD_SPACES, "there is an unusual space between items", "write a plain space"),
    (
        lambda s: s.wanted == "property" and (s.character.isalpha() or s.character in "_$"),
        "the name of a member has no quotes",
        'write it in double quotes (")',
    ),
    (lambda s: s.word != "", 'JSON has no "{word}"', "write {meant}"),
    (lambda s: s.wanted == "property", "the name of a member is expected, not {shown}", "correct it"),
    (lambda s: s.wanted == "':'", "there is no colon after the name of a member", "add it"),
    (
        lambda s: s.wanted == "','" and (s.character == "." or (s.character.isdigit() and s.before == "0")),
        "this is not a number as JSON has it",
        "write it as 0.5",
    ),
    (
        lambda s: s.wanted == "','" and (s.character in '"{[-' or s.character.isalnum()),
        "there is no comma before this item",
        "add a comma",
    ),
    (lambda s: s.wanted == "','", "a comma or a closing bracket is expected, not {shown}", "correct it"),
    (lambda s: s.character in ",:", "there is nothing before this {shown}", "correct it"),
    (lambda s: s.character in ".+", "a number may not begin with {shown}", "write it as 0.5"),
    (lambda _: True, "a value is expected, not {shown}", "correct it"),
)


def _in_words(character: str) -> str:
    seen = printable(character) == character and not character.isspace()
    return f'"{character}"' if seen else f"the character U+{ord(character):04X}"
