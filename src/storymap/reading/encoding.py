"""Bytes to text: the encoding is found by what is certain, and never guessed."""

from __future__ import annotations

import re

from storymap.errors import Problem, StorymapError
from storymap.reading.file_signatures import binary_kind

_BOM = "\ufeff"
_SAVE_AS_UTF8 = "save it as UTF-8"
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def decode(data: bytes, where: str) -> str:
    """Return the text of `data`: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises StorymapError for anything else, and says what it seems to be. Nothing is guessed: a wrong guess
    would put wrong letters into names.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise _refusal(where, "the text is in UTF-32", _SAVE_AS_UTF8)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, where)
    kind = binary_kind(data)
    if kind:
        raise _refusal(where, f"this is {kind}, not a text file", "save or export the text as UTF-8")
    if b"\0" in data:
        if _looks_like_utf16(data):
            raise _refusal(where, "this looks like UTF-16 without a byte order mark", _SAVE_AS_UTF8)
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _refusal(where, f"this is not a text file (NUL byte at line {line})", _SAVE_AS_UTF8)
    if b"\x1b$" in data:
        raise _refusal(where, "the text looks like ISO-2022-JP", _SAVE_AS_UTF8)
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise _refusal(where, _why_not_utf8(data, error), _SAVE_AS_UTF8) from None


def _decode_utf16(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-16").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and len(data) % 2:
            what = "the UTF-16 text ends in the middle of a character: the file may be cut off"
        else:
            what = f"the text is not valid UTF-16 (byte {error.start})"
        raise _refusal(where, what, _SAVE_AS_UTF8) from None


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:4096]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return zeros * 4 > len(sample)


def _why_not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    what = f"this is not UTF-8 (byte 0x{data[error.start]:02X} at line {line})"
    declared = _DECLARED.search(data, 0, 2048)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        return f"{what}; it says that it is {declared[1].decode('ascii')}"
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        return f"{what}; the file may be cut off in the middle of a character"
    sample = data[max(0, error.start - 2000) : error.start + 2000]
    high = sum(byte >= 0x80 for byte in sample)
    # In Western European text accented letters are few; other scripts are made of high bytes.
    if high * 4 > len(sample):
        return f"{what}; it looks like an older encoding of a script that is not Latin"
    return f"{what}; it looks like Windows-1252 (Western European)"


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
