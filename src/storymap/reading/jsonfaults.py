"""Plain words for JSON that cannot be parsed: what stands at that place, and what JSON wants instead."""

from __future__ import annotations

import json

from storymap.errors import printable

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
_CUT_OFF = "it may have been cut off: save or download it again"


class JsonFault(Exception):
    """JSON is broken at the code point `position` of the text."""

    def __init__(self, position: int, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.position = position
        self.what = what
        self.remedy = remedy


def parse_fault(text: str, error: json.JSONDecodeError) -> JsonFault:
    """Return the fault behind an error of the json module."""
    return explain(text, error.pos, error.msg)


def explain(text: str, position: int, message: str) -> JsonFault:
    """Return what is wrong at `position` of `text`; `message` is what the json module says of it."""
    if message.startswith("Unterminated string"):
        return JsonFault(position, "the text that begins here has no closing quote", _CUT_OFF)
    if message.startswith("Invalid control character"):
        return _explain_control(text, position)
    if message.startswith("Invalid \\"):
        return JsonFault(
            position, "a backslash stands before a letter that it does not go with", "write \\\\ for it"
        )
    while position < len(text) and text[position] in " \t\n\r":
        position += 1
    if position >= len(text):
        return JsonFault(len(text), "the file ends in the middle", _CUT_OFF)
    return _explain_character(text, position, message)


def _explain_control(text: str, position: int) -> JsonFault:
    character = text[position : position + 1]
    if character in {"\n", "\r"}:
        return JsonFault(
            position, "the line ends inside a text", "close the quotes, or write \\n for a line break"
        )
    if character == "\t":
        return JsonFault(position, "there is a tab inside a text", "write \\t or a space")
    return JsonFault(position, "there is a control character inside a text", "remove it")


def _explain_character(text: str, position: int, message: str) -> JsonFault:
    character = text[position]
    before = text[max(0, position - 10_000) : position].rstrip()[-1:]
    rest = text[position : position + 12]
    if character in "}]" and before == ",":
        # Point at the comma, not at what it stands before.
        return JsonFault(
            text.rindex(",", 0, position), "there is a comma after the last item", "remove the comma"
        )
    if message.startswith("Illegal trailing comma"):
        return JsonFault(position, "there is a comma after the last item", "remove the comma")
    if character == "'":
        return JsonFault(position, "there is a single quote", "JSON needs double quotes")
    if character in "“”„‟«»‘’":
        return JsonFault(position, "there is a curly quote", 'write straight double quotes (")')
    if rest.startswith(("//", "/*", "#")):
        return JsonFault(position, "there is a comment, and JSON has none", "remove it")
    if character in "\u00a0\u2007\u202f\ufeff\u200b\u3000":
        return JsonFault(position, "there is an unusual space between the items", "write a plain space")
    for word, wanted in _WORDS.items():
        if rest.startswith(word):
            return JsonFault(position, f'JSON has no "{word}"', f"write {wanted}")
    if message.startswith("Expecting property name"):
        if character.isalpha() or character in "_$":
            return JsonFault(position, "the name of a member has no quotes", 'write it in double quotes (")')
        return JsonFault(position, f"the name of a member is expected, not {_shown(character)}", "correct it")
    if message.startswith("Expecting ':'"):
        return JsonFault(position, "there is no colon after the name of a member", "add it")
    if message.startswith("Expecting ','"):
        if character == "." or (character.isdigit() and before == "0"):
            return JsonFault(position, "this is not a number as JSON has it", "write it as 0.5")
        if character in '"{[' or character.isalnum() or character == "-":
            return JsonFault(position, "there is no comma before this item", "add a comma")
        return JsonFault(
            position, f"a comma or a closing bracket is expected, not {_shown(character)}", "correct it"
        )
    if character in ",:":
        return JsonFault(
            position, f"there is nothing before this {'comma' if character == ',' else 'colon'}", "correct it"
        )
    if character in ".+":
        return JsonFault(position, f"a number may not begin with {_shown(character)}", "write it as 0.5")
    return JsonFault(position, f"a value is expected, not {_shown(character)}", "correct it")


def _shown(character: str) -> str:
    return f'"{character}"' if printable(character) == character else f"the character U+{ord(character):04X}"
