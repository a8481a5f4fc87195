"""Values that stand in a JavaScript file as they are written: read by what they look like, and never run.

Read are objects, lists, texts in any quotes, numbers, true, false and null, with comments and commas at the end; texts
that are joined by `+`; and names that the file itself gives to such a value above. Whatever would have to be worked out
is refused, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, NoReturn

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_SCRIPT
from storymap.reading.problem_log import at_line

DEFAULT: Final = "default"  # the name of what a module exports without a name

_COMMENT: Final = r"//[^\n\u2028\u2029]*|/\*.*?(?:\*/|\Z)"
_GAP: Final = re.compile(rf"(?:\s|\ufeff|{_COMMENT})+", re.DOTALL)
_NAME: Final = r"[^\W\d][\w$]*|\$[\w$]*"
# A text that is not closed goes on to the end of its line: looked at again from each of its quotes, it takes minutes.
_STATEMENT: Final = re.compile(
    rf"""{_COMMENT}|"(?:[^"\\\n]|\\(?:\r\n|.))*+"?|'(?:[^'\\\n]|\\(?:\r\n|.))*+'?|`(?:[^`\\]|\\.)*+`?
    |(?<![\w$.])(?:(?:var|let|const)\s+(?P<name>{_NAME})|window\s*\.\s*(?P<own>{_NAME})
    |(?P<module>module\s*\.\s*exports))\s*=(?![=>])
    |(?<![\w$.])(?P<default>export\s+default)\b""",
    re.DOTALL | re.VERBOSE,
)
_WORD: Final = re.compile(_NAME)
_NUMBER: Final = re.compile(
    r"0[xX][0-9a-fA-F_]{1,40}|0[bB][01_]{1,200}|0[oO][0-7_]{1,80}|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)"
    r"(?:[eE][+-]?[0-9]{1,9})?"
)
_TEXTS: Final = {
    '"': re.compile(r'"((?:[^"\\\n]|\\(?:\r\n|.))*)"', re.DOTALL),
    "'": re.compile(r"'((?:[^'\\\n]|\\(?:\r\n|.))*)'", re.DOTALL),
    "`": re.compile(r"`((?:[^`\\]|\\.)*)`", re.DOTALL),
}
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS: Final[dict[str, Any]] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "NaN": None,
    "Infinity": None,
}
_DEEPEST: Final = 100
_REMEDY: Final = "write the value itself"


def values_in(text: str, name: str, wanted: Callable[[str, Any], bool]) -> Any:
    """Return the first value in the text of a file for which `wanted(name, value)` holds; None if there is none.

    Names are those of variables, `DEFAULT` for what a module exports. A value that has to be worked out is none;
    but where none is found, the first of `config` or `DEFAULT` says why: StorymapError, with `name` and the line.
    """
    if len(text) > LARGEST_SCRIPT:
        raise StorymapError(
            Problem(name, f"the script has more than {LARGEST_SCRIPT:,} characters", "use a smaller one")
        )
    known: dict[str, _Known] = {}
    left = LARGEST_SCRIPT
    unread = 2 * len(text)  # a statement may begin again within a value that could not be read
    failure: _RefusedError | None = None
    for called, at in _statements(text):
        literal = _Literal(text, at, known, left)
        try:
            value = literal.read()
        except _RefusedError as error:
            failure = error if failure is None and called in ("config", DEFAULT) else failure
        else:
            if wanted(called, value):
                return value
            known[called] = _Known(value, literal.length)
        left = literal.left
        unread -= literal.read_characters
        if unread < 0:
            raise StorymapError(Problem(name, "its values stand within each other too often", "use a simpler one"))
    if failure is not None:
        line = text.count("\n", 0, failure.at) + 1
        raise StorymapError(Problem(at_line(name, line), failure.what, failure.remedy))
    return None


def _statements(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the beginning of each value that a file gives to a name; or the file itself."""
    gap = _GAP.match(text)
    start = gap.end() if gap else 0
    if text[start : start + 1] in ("{", "["):
        yield DEFAULT, start
        return
    for found in _STATEMENT.finditer(text):
        called = found["name"] or found["own"] or (DEFAULT if found["module"] or found["default"] else "")
        if called:
            yield called, found.end()


class _RefusedError(Exception):
    """A value that is not read: where (`at`), what is wrong, and what to do. Most are of no interest to anybody."""

    def __init__(self, at: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.at = at
        self.what = what
        self.remedy = remedy


class _Known(NamedTuple):
    """A value that has a name, and how many characters it takes to write it out."""

    value: Any
    length: int


class _Literal:
    """Reads one value at `at`. `left` is how many characters names may still add to what is written.

    A name may stand for a long text, and stand in the file a million times.
    """

    def __init__(self, text: str, at: int, known: dict[str, _Known], left: int) -> None:
        self._text = text
        self._start = at
        self._at = at
        self._known = known
        self._depth = 0
        self._added = 0
        self.left = left

    @property
    def length(self) -> int:
        """How many characters it takes to write out the value that was read."""
        return self.read_characters + self._added

    @property
    def read_characters(self) -> int:
        """How many characters of the file were looked at."""
        return self._at - self._start

    def read(self) -> Any:
        value = self._sum()
        self._skip()
        following = self._text[self._at : self._at + 2]
        if following[:1] in "([?.*/%&|<>" and following:
            self._refuse("this value is worked out by a program")
        return value

    def _sum(self) -> Any:
        parts = [self._value()]
        while self._next() == "+":
            self._at += 1
            parts.append(self._value())
            if not isinstance(parts[0], str) or not isinstance(parts[-1], str):
                self._refuse("this is a sum")
        return parts[0] if len(parts) == 1 else "".join(parts)

    def _value(self) -> Any:
        sign = self._next()
        if sign in _TEXTS:
            return self._quoted(sign)
        if sign == "{":
            return self._nested(self._object)
        if sign == "[":
            return self._nested(self._list)
        if sign in "+-" and sign:
            self._at += 1
            self._skip()
            number = self._number()
            return -number if sign == "-" else number
        if sign.isdigit() or sign == ".":
            if self._text.startswith("...", self._at):
                self._refuse('"..." takes in values that stand elsewhere')
            return self._number()
        return self._named()

    def _nested(self, read: Callable[[], Any]) -> Any:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse("its lists and objects are nested too deep", "use a simpler one")
        self._at += 1
        value = read()
        self._depth -= 1
        return value

    def _object(self) -> dict[str, Any]:
        record: dict[str, Any] = {}
        while self._next() != "}":
            key = self._key()
            if self._next() != ":":
                self._refuse(f'"{printable(key, 40)}" has no value after a colon')
            self._at += 1
            record[key] = self._sum()
            self._end_item("}")
        self._at += 1
        return record

    def _list(self) -> list[Any]:
        values: list[Any] = []
        while self._next() != "]":
            values.append(self._sum())
            self._end_item("]")
        self._at += 1
        return values

    def _end_item(self, close: str) -> None:
        sign = self._next()
        if sign == ",":
            self._at += 1
        elif sign != close:
            is_end = not sign
            what = f'"{close}" is missing' if is_end else "this value is worked out by a program, or a comma is missing"
            self._refuse(what, "close it as it was opened" if is_end else _REMEDY)

    def _key(self) -> str:
        sign = self._next()
        if sign in _TEXTS and sign != "`":
            return self._quoted(sign)
        if sign.isdigit():
            return f"{self._number():g}"
        found = _WORD.match(self._text, self._at)
        if found is None:
            is_spread = self._text.startswith("...", self._at)
            self._refuse('"..." takes in values that stand elsewhere' if is_spread else "a name is missing here")
        self._at = found.end()
        return found[0]

    def _quoted(self, quote: str) -> str:
        found = _TEXTS[quote].match(self._text, self._at)
        if found is None:
            self._refuse("a text in quotes is not closed on its line", "close it, or write its quotes as \\'")
        inner = found[1]
        if quote == "`" and "${" in re.sub(r"\\.", "", inner, flags=re.DOTALL):
            self._refuse("a text with ${…} is worked out by a program")
        self._at = found.end()
        return _unescaped(inner) if "\\" in inner else inner

    def _number(self) -> float | int:
        found = _NUMBER.match(self._text, self._at)
        if found is None or self._text[found.end() : found.end() + 1].isalpha():
            self._refuse("a number is expected here")
        self._at = found.end()
        written = found[0].replace("_", "")
        try:
            return int(written, 0) if written[:2].lower() in ("0x", "0b", "0o") else float(written)
        except ValueError:
            self._refuse("a number is expected here")

    def _named(self) -> Any:
        found = _WORD.match(self._text, self._at)
        if found is None:
            self._refuse("a value is missing here" if self._next() else "the file ends here", "write the value itself")
        word = found[0]
        if word not in _WORDS and word not in self._known:
            self._refuse(f'"{printable(word, 40)}" is worked out by a program, or stands elsewhere')
        self._at = found.end()
        if word in _WORDS:
            return _WORDS[word]
        self._add(self._known[word].length)
        return self._known[word].value

    def _add(self, characters: int) -> None:
        self._added += characters
        self.left -= characters
        if self.left < 0:
            self._refuse("its texts are too long when they are joined", "use a smaller one")

    def _next(self) -> str:
        """Return the character of the next value or sign, "" at the end."""
        self._skip()
        return self._text[self._at : self._at + 1]

    def _skip(self) -> None:
        gap = _GAP.match(self._text, self._at)
        if gap is not None:
            self._at = gap.end()

    def _refuse(self, what: str, remedy: str = _REMEDY) -> NoReturn:
        raise _RefusedError(self._at, what, remedy)


def _unescaped(text: str) -> str:
    """Return a text with its escapes as the characters that they stand for, halves of a pair joined."""
    plain = _ESCAPE.sub(_character, text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        return chr(min(int(digits, 16), 0x10FFFF))
    return _CONTROLS.get(found[4], found[4])
