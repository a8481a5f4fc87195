"""Which encoding a text has that does not say: told from its letters, and only where they leave no doubt.

Languages of Europe are told by their alphabets: a text of few other letters whose letters all belong to one language is
in the encoding that makes it so. It serves a table of ten rows as well as an article. Other scripts are told by
charset-normalizer, which looks at how well a text hangs together.
"""

from __future__ import annotations

# The letters beside ASCII of languages that have encodings of their own (Unicode CLDR, main exemplars).
_ALPHABETS = tuple(
    frozenset(letters + letters.upper()) - frozenset("Iẞ")
    for letters in (
        "äöüßéèêëàâçîïôûùœæåøñíóúáãõ",  # the west and the north
        "áéíóöőúüű",  # Hungarian
        "áčďéěíľĺňóôŕřšťúůýžä",  # Czech, Slovak
        "ąćęłńóśźż",  # Polish
        "čćđšž",  # Croatian, Slovenian
        "ăâîșțşţ",  # Romanian
        "çğıöşüâîûİ",  # Turkish
        "āčēģīķļņšūž",  # Latvian
        "ąčęėįšųūž",  # Lithuanian
        "äöõüšž",  # Estonian
    )
)
_PUNCTUATION = frozenset("\u00a0«»‹›‘’‚“”„–—…°¿¡§€£´")
_LATIN = ("cp1252", "mac_roman", "cp1250", "cp1254", "cp1257", "iso8859_2", "cp850")
_OTHER = (
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949"
)  # fmt: skip
_EAST_ASIAN = frozenset({"cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949"})
_LONGEST_SAMPLE = 100_000
_FEWEST_BYTES = 12
_LEAST_COHERENCE = 0.3
_MOST_CHAOS = 0.05
_MOST_LATIN = 0.25


def guess_encoding(data: bytes) -> str:
    """Return the name that Python has for the encoding of `data`, or "" where it is in doubt.

    `data` is neither UTF-8 nor UTF-16.
    """
    sample = _sample(data)
    beyond_ascii = sum(byte >= 0x80 for byte in sample)
    if 0 < beyond_ascii <= _MOST_LATIN * len(sample):
        latin = next((encoding for encoding in _LATIN if _is_of_one_language(sample, encoding)), "")
        if latin:
            return latin
    if beyond_ascii < _FEWEST_BYTES and b"\x1b$" not in sample:
        return ""
    return _by_coherence(sample)


def _sample(data: bytes) -> bytes:
    """Return the lines of `data` that have more than ASCII, as many as are looked at."""
    lines: list[bytes] = []
    length = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii() or b"\x1b" in line:
            lines.append(line)
            length += len(line)
            if length > _LONGEST_SAMPLE:
                break
    return b"".join(lines)[:_LONGEST_SAMPLE]


def _is_of_one_language(sample: bytes, encoding: str) -> bool:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = {letter for letter in text if not letter.isascii()} - _PUNCTUATION
    # Where there are quotation marks and no letters, the first encoding is the likeliest.
    return any(letters <= alphabet for alphabet in _ALPHABETS)


def _by_coherence(sample: bytes) -> str:
    # It takes a while to load, and most files are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_OTHER)).best()
    if best is None or best.chaos > _MOST_CHAOS:
        return ""
    is_sure = best.encoding in _EAST_ASIAN or best.coherence >= _LEAST_COHERENCE
    return best.encoding if is_sure else ""
