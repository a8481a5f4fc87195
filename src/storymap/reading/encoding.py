"""Bytes to text: Unicode is read as it is; else what a file declares is believed, and what is guessed is told."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from storymap.errors import Problem, StorymapError, printable
from storymap.reading.encoding_guess import guess_encoding
from storymap.reading.file_signatures import binary_kind

_BOM = "\ufeff"
_SAVE_AS_UTF8 = "save it as UTF-8"
_NAME_IT = "save it as UTF-8, or name its encoding with --encoding"
# Patterns, of which a text in Unicode needs none.
_DECLARED = (
    rb"""(?i)<meta\b[^<>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml\b[^<>]{0,100}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']"""
    rb"""|\A@charset\s+"([A-Za-z0-9_.:-]{2,40})";"""
    rb"""|\nCharacter set encoding:[ \t]{0,9}([A-Za-z0-9_.:-]{2,40})[ \t]{0,9}\r?\n"""  # Project Gutenberg
)
_DECLARED_WITHIN = 4096
_WHOLE_LETTER = rb"[\xc3-\xf4][\x80-\xbf]{1,3}"
# By Python's names: what people call them. Only these are read, whoever names them.
_ENCODINGS = {
    **{f"cp125{number}": f"Windows-125{number}" for number in range(9)},
    **{f"iso8859-{number}": f"ISO-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp{number}": f"code page {number}" for number in (437, 850, 852, 855, 858, 862, 866, 874)},
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "mac-roman": "Mac OS Roman",
    "mac-cyrillic": "Mac OS Cyrillic",
    "tis-620": "TIS-620",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "gb18030": "GB 18030",
    "big5hkscs": "Big5",
    "cp949": "EUC-KR",
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
# A file that says the first is in the second: it holds the first, and browsers read it so (WHATWG Encoding Standard).
_HOLDERS = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "big5": "big5hkscs",
}


class Decoding(NamedTuple):
    """How texts become letters that are not Unicode: the `encoding` that a person named, and who is told what.

    Without `warn` nothing that is guessed is taken. `declared` is what stands beside the text about its encoding.
    """

    encoding: str | None = None
    warn: Callable[[Problem], None] | None = None
    declared: str = ""


def decode(data: bytes, where: str, how: Decoding | None = None) -> str:
    """Return the text of `data`: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Anything else is read in the encoding that a person named, or that the file declares; else in the one that its
    letters tell, with a warning. Raises StorymapError where they leave doubt, and says what it seems to be: a wrong
    guess would put wrong letters into names. UTF-8 that is damaged is never read as something else.
    """
    how = how or Decoding()
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
    try:
        if b"\x1b$" not in data:  # ISO-2022 has the bytes of ASCII
            return data.decode("utf-8").removeprefix(_BOM)
        error = None
    except UnicodeDecodeError as failed:
        error = failed
    return _decode_other(data, where, how, error)


def check_encoding(name: str | None) -> None:
    """Raise StorymapError if a person named an encoding that is not read."""
    if name and not encoding_named(name):
        what = f'"{printable(name, 40)}" is not an encoding that is read'
        raise _refusal("encoding", what, "write for example windows-1252, iso-8859-2 or shift_jis")


def encoding_named(name: str) -> str:
    """Return the name that Python has for the encoding `name`, such as "latin1", or "" if that is not read."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    found = _HOLDERS.get(found, found)
    return found if found in _ENCODINGS else ""


def _decode_other(data: bytes, where: str, how: Decoding, error: UnicodeDecodeError | None) -> str:
    """Return the text of `data`, which is not UTF-8."""
    if how.encoding:
        return _decode_as(how.encoding, data, where)
    declared = how.declared if encoding_named(how.declared) else _declared(data)
    text = _try(declared, data)
    if text is not None:
        return text
    guessed = "" if _is_damaged_utf8(data) else encoding_named(guess_encoding(data))
    text = _try(guessed, data)
    if text is None or how.warn is None:
        raise _refusal(where, _why_not_utf8(data, error, declared, _ENCODINGS.get(guessed, "")), _NAME_IT)
    shown = next((f' ("{printable(word, 30)}")' for word in text.split() if not word.isascii()), "")
    what = f"it is not UTF-8 and does not say what it is; it was read as {_ENCODINGS[guessed]}{shown}"
    how.warn(Problem(where, what, "if letters are wrong, name the encoding with --encoding", "warning"))
    return text


def _decode_as(encoding: str, data: bytes, where: str) -> str:
    try:
        return data.decode(encoding_named(encoding)).removeprefix(_BOM)
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        what = f"this is not {encoding} (byte 0x{data[wrong.start]:02X} at line {line})"
        raise _refusal(where, what, "name another encoding with --encoding") from None


def _try(encoding: str, data: bytes) -> str | None:
    """Return the text that `data` is in an encoding, or None if it is not in that."""
    try:
        return data.decode(encoding_named(encoding))
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> str:
    """Return the encoding that a page, XML or a style sheet says it has, or ""."""
    found = re.search(_DECLARED, data[:_DECLARED_WITHIN])
    name = next(filter(None, found.groups()), b"").decode("ascii") if found else ""
    return "" if name.lower() in {"utf-8", "utf8"} else name


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most letters beyond ASCII are whole letters of UTF-8: text of another encoding has hardly any."""
    damaged = data.decode("utf-8", errors="replace").count("\ufffd")
    whole = len(re.findall(_WHOLE_LETTER, data))
    return whole > damaged


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


def _why_not_utf8(data: bytes, error: UnicodeDecodeError | None, declared: str, guessed: str) -> str:
    if error is None:
        return f"the text looks like {guessed or 'ISO-2022'}"
    line = data.count(b"\n", 0, error.start) + 1
    what = f"this is not UTF-8 (byte 0x{data[error.start]:02X} at line {line})"
    if declared:
        return f"{what}; it says that it is {declared}, and is not"
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        return f"{what}; the file may be cut off in the middle of a character"
    if guessed:
        return f"{what}; it looks like {guessed}"
    sample = data[max(0, error.start - 2000) : error.start + 2000]
    high = sum(byte >= 0x80 for byte in sample)
    # In Western European text accented letters are few; other scripts are made of high bytes.
    if high * 4 > len(sample):
        return f"{what}; it looks like an older encoding of a script that is not Latin"
    return f"{what}; it looks like an older encoding"


def _refusal(where: str, what: str, remedy: str) -> StorymapError:
    return StorymapError(Problem(where, what, remedy))
