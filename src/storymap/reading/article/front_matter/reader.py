"""Front matter: the YAML between two `---` lines at the very top of an article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import yaml

from storymap.errors import Problem, printable
from storymap.limits import MOST_FILES
from storymap.model import MediaDelivery
from storymap.reading.article.front_matter.author_names import join_names
from storymap.reading.article.front_matter.place_fields import read_place_fields
from storymap.reading.article.front_matter.yaml_source import line_of, read_entries
from storymap.reading.article.language.tags import is_language
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_blank, is_invisible, name_line
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
_EXAMPLES = {"places": "places.geojson", "context": "context.geojson", "theme": "theme.css"}
_FIELDS = (*_TEXTS, *_EXAMPLES, "media", "inset", "autoplay", "selector", "fields")
# For how long a passage may stay: time to read a line, and no longer than anybody would wait.
_SECONDS = range(3, 121)
_KEYS = (*_FIELDS, *_SYNONYMS)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the author says about an article. `texts` has what is given for each field of Article.

    `files` are those that "places", "context" and "theme" name: the path as it is written, and its line. `media` is the
    delivery of pictures and recordings, `inset` whether the map may have an inset, `autoplay` seconds, 0 for none,
    `selector` names the part of a saved page that is the article, `place_fields` which field of the places is which.
    `body_line` is the line, from 1, on which the text after the front matter begins.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    media: MediaDelivery | Literal[""] = ""
    inset: bool = True
    autoplay: int = 0
    selector: str = ""
    place_fields: tuple[tuple[str, str], ...] = ()
    body_line: int = 1

    @property
    def title(self) -> str:
        """The title that the author gave, or ""."""
        return self.values("en").get("title", "")

    def values(self, language: str) -> dict[str, str]:
        """Return a string for each field of Article that is given; several authors are joined as `language` does."""
        return {key: join_names(parts, language) for key, parts in self.texts.items() if any(parts)}

    def paths(self, entry: str) -> tuple[str, ...]:
        """Return the files that an entry names: "places", "context" or "theme"."""
        return tuple(path for path, _ in self.files.get(entry, ()))

    def line(self, entry: str, path: str) -> int | None:
        """Return the line on which an entry names a file first."""
        return dict(reversed(self.files.get(entry, ()))).get(path)


def read_front_matter(
    text: str, name: str, problems: list[Problem], as_written: Callable[[str], str] = str
) -> tuple[FrontMatter, str]:
    """Split normalised `text` into its front matter and the text after it.

    What is wrong goes to `problems`, errors and warnings, with `name` and the line. Every value stays as
    the author wrote it: `2009-03-03` stays these ten characters. `as_written` gives a path back what normalising took.
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
    files: dict[str, list[tuple[str, int]]] = {}
    place_fields: tuple[tuple[str, str], ...] = ()
    for key, node in _entries(rest[: end.start()], name, problems):
        if key in _EXAMPLES:
            files[key] = [(as_written(path), line) for path, line in _file_names(key, node, name, problems)]
        elif key == "fields":
            place_fields = read_place_fields(node, name, problems)
        else:
            texts[key] = _value(key, node, name, problems)
    media = texts.pop("media", [])
    inset = texts.pop("inset", []) != ["false"]
    autoplay = int("".join(texts.pop("autoplay", [])) or 0)
    selector = "".join(texts.pop("selector", []))
    front = FrontMatter(texts, files, _media(media), inset, autoplay, selector, place_fields, body_line)
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
    where, called = at_line(name, line_of(node)), key.replace("_", " ")
    written = _scalars(node)
    if written is None or (key != "byline" and isinstance(node, yaml.SequenceNode)):
        problems.append(Problem(where, f"{called} must be text", f"write {key}: and the text on one line"))
        return []
    if any(map(is_invisible, written)):
        what = f"{called} holds a name of invisible characters alone; it is left out"
        problems.append(Problem(where, what, "write what it should say", "warning"))
    parts = [part for text in written if (part := name_line(text))]
    check = _CHECKS.get(key)
    wrong = check(parts[0]) if check and parts else None
    if wrong:
        problems.append(Problem(where, *wrong))
        return []
    return parts


def _file_names(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> list[tuple[str, int]]:
    """Return the files that an entry names, each with its line."""
    texts = _scalars(node)
    is_list = isinstance(node, yaml.SequenceNode)
    if texts is None or (is_list and key not in _FILES):
        what = f"{key} must be a file's name{', or a list of them' if key in _FILES else ''}"
        problems.append(Problem(at_line(name, line_of(node)), what, f"write for example {key}: {_EXAMPLES[key]}"))
        return []
    items = [item for item in (node.value if is_list else [node]) if not _is_null(item)]
    if len(items) > MOST_FILES:
        what = f"{key} names {len(items):,} files; at most {MOST_FILES} are read"
        problems.append(Problem(at_line(name, line_of(node)), what, "put their features into fewer files"))
        return []
    # Nothing within a path is changed: it would be another one.
    found = [(item.value.strip(" \n"), line_of(item)) for item in items]
    for path, line in found:
        if is_blank(path):
            what = f"{key} holds an empty name"
            remedy = f"write the name of a file, for example {key}: {_EXAMPLES[key]}, or leave it out"
            problems.append(Problem(at_line(name, line), what, remedy))
    return found


def _scalars(node: yaml.Node) -> list[str] | None:
    """Return the text of a scalar, or of each item of a list of scalars, as written; None for anything else."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(item, yaml.ScalarNode) for item in nodes):
        return None
    return ["" if _is_null(item) else item.value for item in nodes]


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


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


def _wrong_autoplay(value: str) -> tuple[str, str] | None:
    if re.fullmatch("[0-9]{1,3}", value) and int(value) in _SECONDS:
        return None
    what = f'autoplay is "{printable(value, 40)}", not {_SECONDS[0]} to {_SECONDS[-1]} seconds'
    return what, "write for example autoplay: 8"


def _media(parts: list[str]) -> MediaDelivery | Literal[""]:
    return "link" if parts == ["link"] else "inline" if parts == ["inline"] else ""


_CHECKS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "language": _wrong_language,
    "source_url": _wrong_address,
    "media": _wrong_media,
    "inset": _wrong_inset,
    "autoplay": _wrong_autoplay,
}


def _with_likely_key(written: str) -> str:
    likely = difflib.get_close_matches(written.lower()[:40], _KEYS, n=1, cutoff=0.75)
    shown = printable(written, 40) or "(not a word)"
    return f'{shown} (did you mean "{likely[0]}"?)' if likely else shown
