"""The encoding of a drawing's text: what its first bytes or its first line say."""

from __future__ import annotations

import re
from typing import Final

from storymap.errors import printable
from storymap.reading.media.policy import refusal

_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARATION: Final = re.compile(r"\s*<\?xml\b[^>]{0,500}?\?>")
_DECLARED: Final = re.compile(rb"""\s*<\?xml\b[^>]{0,300}?\sencoding\s*=\s*["']([^"'<>]{1,100})["']""")
# Those that drawing programs write, by the names that XML has for them.
_KNOWN: Final = re.compile(
    r"utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|macintosh|x-mac-roman"
    r"|shift_jis|windows-31j|euc-jp|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr"
)
_PYTHON_NAMES: Final = {"macintosh": "mac-roman", "x-mac-roman": "mac-roman", "windows-31j": "cp932"}


def as_utf8(data: bytes) -> bytes:
    """Return the text of a drawing as UTF-8, without its XML declaration.

    Raises StorymapError, with words that follow the picture's name, for an encoding that is not known, or is not what
    the drawing says.
    """
    declared = _DECLARED.match(data)
    name = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not name:
        name = declared[1].decode("latin-1").strip().lower() if declared else "utf-8"
        if not _KNOWN.fullmatch(name):
            what = f'is SVG in an encoding that is not read, "{printable(name, 40)}"'
            raise refusal(what, "save it as UTF-8")
    try:
        text = data.decode(_PYTHON_NAMES.get(name, name))
    except (UnicodeDecodeError, LookupError):
        raise refusal(f"is SVG that is not in {printable(name.upper(), 40)}, as it says", "save it as UTF-8") from None
    return _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace")
