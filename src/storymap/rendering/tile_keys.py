"""Keys in the address of tiles: what in it is probably one, told by its name, its form or its randomness.

A page is public, and so is every part of an address in it. Providers put keys everywhere: in a parameter, in the path,
behind a semicolon, in the host. A part is taken for a key if its name says so, if it looks like the keys of a known
provider, or if no person would have chosen it: names of layers and styles, dates, versions and sizes are made of words
and numbers, keys of neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from storymap.errors import printable

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# The name of a key, wherever it stands in the name of a parameter.
_KEY_NAME = re.compile(
    r"key|token|secret|passw|credential|signature|bearer|^sig$|^auth|app_?(?:id|code)|client_?id|connect_?id|"
    r"^(?:x-amz-|x-goog-|hdn)|googleaccessid|licen[cs]e|^(?:api|jwt|sas|pwd|tk|ak|sk|pat)$",
    re.I,
)
# A folder of the path that announces one: all of it must be such a name, as "turkey" is a layer.
_KEY_FOLDER = re.compile(
    r"(?:(?:api|access|app|map|maps|auth|user|subscription|license|public|client)[-_.]?)?"
    r"(?:keys?|tokens?|secret|signature|credentials?)|apikey|auth|sig|jwt|sas",
    re.I,
)
# A word at the end of the name of a parameter that makes it one in any address: "author" and "keyword" are none.
_KEY_WORDS = {"key", "token", "secret", "password", "passwd", "pwd", "signature", "credential", "apikey", "accesstoken"}
# Names that say little: any value of theirs that mixes letters and digits is taken for a key, a version aside.
_SHORT_NAME = re.compile(
    r"[a-z]|sid|uid|pw|ck|st|hash|hmac|md5|sign|session|policy|code|pass|user|account|map_?id", re.I
)
# Short names whose values are versions, sizes, zooms and coordinates everywhere.
_COORDINATE_NAME = re.compile(r"[vxyzrwhlnf]", re.I)
_KNOWN = re.compile(
    r"""
    [ps]k\.[A-Za-z0-9_-]{6,}                                  # Mapbox
    | eyJ[A-Za-z0-9_-]{6,}                                    # JSON Web Tokens
    | AIza[A-Za-z0-9_-]{16,} | ya29\.[A-Za-z0-9_-]{8,}        # Google
    | AAP[KT][A-Za-z0-9_.-]{8,}                               # ArcGIS
    | (?:AKIA|ASIA)[A-Z0-9]{12,} | AWS4-HMAC                  # Amazon
    | (?:pk|sk|ghp|gho|glpat|xox[abp])[_-][A-Za-z0-9_-]{10,}  # others that begin with what they are
    | (?:key|token|secret|sig)[:=].                           # a parameter in the value of another
    | (?<![0-9a-f])[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-f])  # UUID
    """,
    re.X | re.I,
)
# What the keys of providers of maps begin with: nothing else does.
_PROVIDER = re.compile(r"(?:[ps]k\.|eyJ)[A-Za-z0-9_-]{6,}|AIza[A-Za-z0-9_-]{16,}|AAP[KT][A-Za-z0-9_.-]{8,}")
# Hosting services give the first labels of a host out themselves; they are no secret.
_HOSTING = re.compile(
    r"\.(?:cloudfront\.net|amazonaws\.com|azureedge\.net|azurefd\.net|windows\.net|r2\.dev|pages\.dev|workers\.dev|"
    r"b-cdn\.net|netlify\.app|vercel\.app|web\.app|run\.app|github\.io|fly\.dev|onrender\.com)$"
)
_RUN = re.compile(r"[A-Za-z0-9]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
# Five letters or more with a vowel among them, and not one consonant after the other: it can be read.
_READABLE = re.compile(r"(?=.*[aeiouy])(?!.*[bcdfghjklmnpqrstvwxz]{4})[a-z]{5,}", re.I)
_YEAR_OR_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:[01][0-9](?:[0-3][0-9])?)?")
_HEX = re.compile(r"[0-9a-f]{16,}|[0-9A-F]{16,}")
_VERSION = re.compile(
    r"v?[0-9]+(?:[._-][0-9]+)*[a-z]?|[a-z]+v?[0-9]{1,2}|[0-9]{1,4}(?:x[0-9]{1,4}|x|m|cm|km|px|dpi|d|k)|"
    r"[a-z]{1,4}[0-9]{4}",
    re.I,
)
_TIMESTAMP = re.compile(r"[0-9]{8}t[0-9]{4,9}z?", re.I)
_MOST_DECODED = 5
# Characters. A text of this length is judged by how much of it can be read; a shorter one must be very mixed.
_LONG, _SHORT = 16, 8
# The share of words and years in it: more is asked of one run than of names that are joined by hyphens.
_LEAST_READABLE, _LEAST_READABLE_JOINED = 0.7, 0.45
_SHORT_WORDS = 1.7
# ArcGIS Online gives each organisation a folder.
_ORGANISATION = re.compile(r"(//(?:tiles|services)[0-9]*\.arcgis\.com/)(?:tiles/)?[A-Za-z0-9]{16}/", re.I)


def is_key_name(name: str) -> bool:
    """Say whether a parameter of this name is probably a key."""
    return _KEY_NAME.search(_decoded(name)) is not None


def find_key(url: str) -> str:
    """Return what in the address is probably a key, without the key itself; "" if nothing is."""
    host, _, rest = _ORGANISATION.sub(r"\1", url).partition("://")[2].partition("/")
    path, _, query = rest.partition("?")
    if _is_key_host(host):
        return "in its host"
    return _find_in_parameters(query) or _find_in_path(path)


def is_secret_parameter(name: str, value: str) -> bool:
    """Say whether a parameter of any address, not only of tiles, is a key: many others look random there."""
    name, value = _decoded(name), _decoded(value)
    words = _WORDS.findall(name)
    return bool(
        _KEY_FOLDER.fullmatch(name)
        or (words and words[-1].lower() in _KEY_WORDS)
        or (is_key_name(name) and is_secret(value))
        or _PROVIDER.match(value)
    )


def is_secret(text: str) -> bool:
    """Say whether a text looks like a key, whatever its name is."""
    return _KNOWN.search(text) is not None or _is_random(text)


def _is_key_host(host: str) -> bool:
    name = _PLACEHOLDER.sub("", _decoded(host)).partition(":")[0].lower()
    labels = name.split(".")
    hosted = _HOSTING.search(name)
    return any(
        _KNOWN.search(label) or (not hosted and (_is_random(label) or _is_mixed_label(label))) for label in labels
    )


def _is_mixed_label(label: str) -> bool:
    """Say whether a label of a host, such as "abc123def", has numbers within letters, as no name has."""
    return any(
        len(run) >= _SHORT and _digits(run) >= 3 and len(_WORDS.findall(run)) >= 3 and not _TIMESTAMP.fullmatch(run)
        for run in _RUN.findall(label)
    )


def _find_in_parameters(query: str) -> str:
    for name, value in _pairs(query):
        if not value:
            if is_secret(name):
                return "in its query"
        elif is_key_name(name) or is_secret(value) or (_SHORT_NAME.fullmatch(name) and _is_mixed(name, value)):
            return _named(name, "in its query")
        elif is_secret(name):
            return "in its query"
    return ""


def _find_in_path(path: str) -> str:
    announced = False
    for folder in _decoded(path).split("/"):
        segment, *parameters = re.split(r"[;?&,]", folder)
        plain = _PLACEHOLDER.sub("", segment)
        if announced and plain:
            return "in its path"
        announced = bool(_KEY_FOLDER.fullmatch(plain))
        for name, value in _pairs("&".join([segment, *parameters] if "=" in segment else parameters)):
            is_key = is_key_name(name) or (_SHORT_NAME.fullmatch(name) and _is_mixed(name, value))
            if (value and (is_key or is_secret(value))) or is_secret(name):
                return _named(name, "in its path")
        if is_secret(plain):
            return "in its path"
    return ""


def _named(name: str, place: str) -> str:
    """Return how a parameter is named in a message: by its name, unless that may be the key."""
    return (
        place if is_secret(name) or not re.fullmatch(r"[A-Za-z][\w.\[\]-]{0,39}", name) else f'"{printable(name, 40)}"'
    )


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of a query, decoded, without what Leaflet fills in."""
    for pair in re.split(r"[&;?,|#]", _decoded(query)):
        name, sign, value = pair.partition("=") if "=" in pair else pair.partition(":")
        yield name.strip(), _PLACEHOLDER.sub("", value).strip() if sign else ""


def _decoded(text: str) -> str:
    """Return the text without percent-encoding, however often it was encoded."""
    for _ in range(_MOST_DECODED):
        text, before = unquote(text), text
        if text == before:
            break
    return text


def _is_mixed(name: str, value: str) -> bool:
    """Say whether the value of a parameter whose name says little mixes letters and digits as keys do."""
    if name.lower() == "k" and len(value) >= _SHORT:
        return True
    if _COORDINATE_NAME.fullmatch(name) or _VERSION.fullmatch(value) or _TIMESTAMP.fullmatch(value):
        return False
    return any(
        len(run) >= 6 and _digits(run) >= 2 and _letters(run) >= 2 and not _VERSION.fullmatch(run)
        for run in _RUN.findall(value)
    )


def _is_random(text: str) -> bool:
    """Say whether letters and digits are mixed in a text as no person would mix them."""
    runs = _RUN.findall(text)
    mixed = [run for run in runs if not _is_plain(run)]
    if any(map(_HEX.fullmatch, mixed)):
        return True
    if _is_unread(runs, _LEAST_READABLE_JOINED) or any(_is_unread([run], _LEAST_READABLE) for run in mixed):
        return True
    return any(
        len(run) >= _SHORT
        and min(_digits(run), _letters(run)) >= 4
        and len(run) <= _SHORT_WORDS * len(_WORDS.findall(run))
        for run in mixed
    )


def _is_unread(runs: list[str], least: float) -> bool:
    """Say whether runs of that length together hold a smaller share than `least` that can be read."""
    length = sum(map(len, runs))
    words = [word for run in runs if not _is_plain(run) for word in _WORDS.findall(run)]
    return length >= _LONG and sum(len(word) for word in words if not _is_read(word)) > length * (1 - least)


def _is_plain(run: str) -> bool:
    """Say whether a run is a word, a number or a time: of keys, no part is long and without a mixture."""
    return _letters(run) in (0, len(run)) or bool(_TIMESTAMP.fullmatch(run))


def _is_read(word: str) -> bool:
    return bool(_READABLE.fullmatch(word) or _YEAR_OR_DATE.fullmatch(word))


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)
