"""Front matter: the YAML between two `---` lines at the very top of an article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import yaml

from storymap.errors import Problem, printable
from storymap.model import MediaDelivery
from storymap.reading.article.author_names import join_names
from storymap.reading.article.front_matter_yaml import line_of, read_entries
from storymap.reading.article.language_tags import is_language
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_blank, normalise, without_overrides
from storymap.urls import is_web_address

_SPACE = re.compile(r"[ \t\n]+")
_SYNONYMS = {
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "lang": "language",
    "source": "source_url",
}
_TEXTS = ("title", "subtitle", "byline", "kicker", "date", "language", "source_url", "credit")
_FILES = ("places", "context")
_MOST_FILES = 20
_FIELDS = (*_TEXTS, *_FILES, "theme", "media", "inset")
_KEYS = (*_FIELDS, *_SYNONYMS)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the author says about an article. `values` has a string for each field of Article that is given.

    `places`, `context` and `theme` are the files that are named, as they are written; `lines` has the line of each, by
    entry and name. `media` is the delivery of pictures and recordings, `inset`
    whether the map may have an inset. `body_line` is the line, from 1, on which the
    text after the front matter begins.
    """

    values: dict[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    theme: str = ""
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    media: MediaDelivery | Literal[""] = ""
    inset: bool = True
    body_line: int = 1

    @property
    def title(self) -> str:
        """The title that the author gave, or ""."""
        return self.values.get("title", "")


def read_front_matter(text: str, name: str, problems: list[Problem]) -> tuple[FrontMatter, str]:
    """Split normalised `text` into its front matter and the text after it.

    What is wrong goes to `problems`, errors and warnings, with `name` and the line. Every value stays as
    the author wrote it: `2009-03-03` stays these ten characters.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return FrontMatter(), text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", rest, re.MULTILINE)
    if end is None:
        what = "the first line --- opens front matter, and no line --- closes it"
        problems.append(Problem(at_line(name, 1), what, "add a line --- after it, or remove the first one"))
        return FrontMatter(), text
    body_line = rest.count("\n", 0, end.end()) + 3
    texts: dict[str, list[str]] = {}
    files: dict[str, tuple[str, ...]] = {}
    lines: dict[tuple[str, str], int] = {}
    for key, node in _entries(rest[: end.start()], name, problems):
        if key in _FILES:
            files[key] = _file_names(key, node, name, problems)
            lines |= _lines(key, node)
        else:
            texts[key] = _value(key, node, name, problems)
            lines |= _lines(key, node) if key == "theme" else {}
    theme = "".join(texts.pop("theme", []))
    media = texts.pop("media", [])
    inset = texts.pop("inset", []) != ["false"]
    language = "".join(texts.get("language", [])) or "en"
    values = {key: join_names(parts, language) for key, parts in texts.items() if any(parts)}
    front = FrontMatter(
        values, **files, theme=theme, lines=lines, media=_media(media), inset=inset, body_line=body_line
    )
    return front, rest[end.end() :].removeprefix("\n")


def _entries(source: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, yaml.Node]]:
    """Yield each known entry once, by the field that it stands for; say what is wrong with the others."""
    seen: set[str] = set()
    unknown: list[str] = []
    for key_node, node in read_entries(source, name, problems):
        written = _SPACE.sub(" ", str(key_node.value)).strip() if isinstance(key_node, yaml.ScalarNode) else ""
        key = _SYNONYMS.get(written.lower().replace("-", "_"), written.lower().replace("-", "_"))
        if key not in _FIELDS:
            unknown.append(_with_likely_key(written))
        elif key in seen:
            what = f"{key.replace('_', ' ')} is given twice"
            problems.append(Problem(at_line(name, line_of(key_node)), what, "keep one of them"))
        else:
            seen.add(key)
            yield key, node
    if unknown:
        what = f"front matter that means nothing here: {', '.join(unknown)}"
        problems.append(Problem(name, what, f"known are {', '.join(_FIELDS).replace('_url', '')}", "warning"))


def _value(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> list[str]:
    """Return the text of an entry: one text, or for a byline several names."""
    parts = _strings(node)
    if parts is None or (key != "byline" and isinstance(node, yaml.SequenceNode)):
        what = f"{key.replace('_', ' ')} must be text"
        problems.append(Problem(at_line(name, line_of(node)), what, f"write {key}: and the text on one line"))
        return []
    check = _CHECKS.get(key)
    wrong = check(parts[0]) if check and parts[0] else None
    if wrong:
        problems.append(Problem(at_line(name, line_of(node)), *wrong))
        return []
    return parts


def _file_names(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> tuple[str, ...]:
    parts = _strings(node)
    if parts is None:
        what = f"{key} must be a file's name, or a list of them"
        problems.append(Problem(at_line(name, line_of(node)), what, f"write for example {key}: {key}.geojson"))
    names = tuple(part for part in parts or () if part)
    if len(names) > _MOST_FILES:
        what = f"{key} names {len(names):,} files; at most {_MOST_FILES} are read"
        problems.append(Problem(at_line(name, line_of(node)), what, "put their features into fewer files"))
        return ()
    return names


def _lines(key: str, node: yaml.Node) -> dict[tuple[str, str], int]:
    """Return the line of each file that an entry names, the first one if it is named twice."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found: dict[tuple[str, str], int] = {}
    for item, written in zip(nodes, _strings(node) or (), strict=False):
        found.setdefault((key, written), line_of(item))
    return found


def _strings(node: yaml.Node) -> list[str] | None:
    """Return the text of a scalar, or of each item of a list of scalars; None for anything else."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(item, yaml.ScalarNode) for item in nodes):
        return None
    empty = "tag:yaml.org,2002:null"
    return ["" if item.tag == empty else _one_line(item.value) for item in nodes]


def _one_line(written: str) -> str:
    line = without_overrides(_SPACE.sub(" ", normalise(written)).strip()).strip()
    return "" if is_blank(line) else line


def _wrong_language(value: str) -> tuple[str, str] | None:
    if is_language(value):
        return None
    return f'"{printable(value, 40)}" is not a language tag', "write for example en, es or es-MX"


def _wrong_address(value: str) -> tuple[str, str] | None:
    if is_web_address(value):
        return None
    what = f'the source "{printable(value, 80)}" is not a web address'
    return what, "begin it with https://, or use credit: for a name"


def _wrong_media(value: str) -> tuple[str, str] | None:
    if value in ("inline", "link"):
        return None
    return f'there is no "{printable(value, 40)}" for media', "write inline (in the page) or link (beside it)"


def _wrong_inset(value: str) -> tuple[str, str] | None:
    if value in ("true", "false"):
        return None
    return f'inset is "{printable(value, 40)}", neither true nor false', "write inset: false for a map without one"


def _media(parts: list[str]) -> MediaDelivery | Literal[""]:
    return "link" if parts == ["link"] else "inline" if parts == ["inline"] else ""


_CHECKS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "language": _wrong_language,
    "source_url": _wrong_address,
    "media": _wrong_media,
    "inset": _wrong_inset,
}


def _with_likely_key(written: str) -> str:
    likely = difflib.get_close_matches(written.lower()[:40], _KEYS, n=1, cutoff=0.75)
    shown = printable(written, 40) or "(not a word)"
    return f'{shown} (did you mean "{likely[0]}"?)' if likely else shown
