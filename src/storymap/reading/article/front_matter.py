"""Front matter: the YAML between two `---` lines at the very top of an article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from storymap.errors import Problem, printable
from storymap.model import MediaDelivery
from storymap.reading.article.name_lists import enumerate_names
from storymap.reading.text import normalise
from storymap.urls import is_web_address

_LONGEST = 64 << 10
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{1,8})*")
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
_FIELDS = (*_TEXTS, *_FILES, "theme", "media")
_KEYS = (*_FIELDS, *_SYNONYMS)
_QUOTES = "put a value that holds a colon, # or quotation marks into quotes"
_PLAIN_WORDS = (
    (
        "cannot start any token",
        "there is a tab or another character that YAML does not take here",
        "use spaces",
    ),
    ("mapping values are not allowed", "there is a second colon in the line", _QUOTES),
    ("could not find expected ':'", "a line is not of the form key: value", _QUOTES),
    ("unexpected end of stream", "a quotation mark is opened and not closed", "close it"),
    ("while parsing a flow", "a bracket is not closed, or a comma is missing", _QUOTES),
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the author says about an article. `values` has a string for each field of Article that is given.

    `places`, `context` and `theme` are the files that are named, as they are written. `media` is how pictures and
    recordings are kept. `body_line` is the line, from 1, on which the text after the front matter begins.
    """

    values: dict[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    theme: str = ""
    media: MediaDelivery | Literal[""] = ""
    body_line: int = 1

    @property
    def title(self) -> str:
        """The title that is given, or ""."""
        return self.values.get("title", "")


def read_front_matter(text: str, name: str, problems: list[Problem]) -> tuple[FrontMatter, str]:
    """Split normalised `text` into its front matter and the text after it.

    What is wrong goes to `problems`, errors and warnings, with `name` and the line. Every value is kept as
    the author wrote it: `2009-03-03` stays these ten characters.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return FrontMatter(), text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", rest, re.MULTILINE)
    if end is None:
        what = "the first line --- opens front matter, and no line --- closes it"
        problems.append(Problem(_at(name, 1), what, "add a line --- after it, or remove the first one"))
        return FrontMatter(), text
    body_line = rest.count("\n", 0, end.end()) + 3
    texts: dict[str, list[str]] = {}
    files: dict[str, tuple[str, ...]] = {}
    for key, node in _entries(rest[: end.start()], name, problems):
        if key in _FILES:
            files[key] = _file_names(key, node, name, problems)
        else:
            texts[key] = _value(key, node, name, problems)
    theme = "".join(texts.pop("theme", []))
    media = texts.pop("media", [])
    language = "".join(texts.get("language", [])) or "en"
    values = {key: enumerate_names(parts, language) for key, parts in texts.items() if any(parts)}
    return FrontMatter(values, **files, theme=theme, media=_media(media), body_line=body_line), rest[
        end.end() :
    ].removeprefix("\n")


class _Loader(yaml.SafeLoader):
    """YAML without aliases, which make megabytes of a few lines, and without tags, which make objects."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        refused = "an alias (*)" if self.check_event(yaml.AliasEvent) else ""
        if getattr(event, "tag", None) not in (None, "!"):
            refused = "a tag (!)"
        if refused:
            raise yaml.MarkedYAMLError(problem=refused, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _entries(source: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the known entries by the field they stand for, each once; say what is wrong with the others."""
    seen: set[str] = set()
    unknown: list[str] = []
    for key_node, node in _pairs(source, name, problems):
        written = _SPACE.sub(" ", str(key_node.value)).strip() if isinstance(key_node, yaml.ScalarNode) else ""
        key = _SYNONYMS.get(written.lower().replace("-", "_"), written.lower().replace("-", "_"))
        if key not in _FIELDS:
            unknown.append(_with_likely_key(written))
        elif key in seen:
            what = f"{key.replace('_', ' ')} is given twice"
            problems.append(Problem(_at(name, _line(key_node)), what, "keep one of them"))
        else:
            seen.add(key)
            yield key, node
    if unknown:
        what = f"front matter that means nothing here: {', '.join(unknown)}"
        problems.append(Problem(name, what, f"known are {', '.join(_FIELDS).replace('_url', '')}", "warning"))


def _pairs(source: str, name: str, problems: list[Problem]) -> list[tuple[yaml.Node, yaml.Node]]:
    if len(source) > _LONGEST:
        what = f"the front matter is longer than {_LONGEST >> 10} kB"
        problems.append(Problem(_at(name, 1), what, "close it with a line --- before the text"))
        return []
    try:
        root = yaml.compose(source, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        problems.append(_yaml_problem(error, name))
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        character = error.character if isinstance(error.character, int) else ord(error.character[:1])
        what = f"the front matter holds a character that YAML does not allow (U+{character:04X})"
        problems.append(Problem(_at(name, line), what, "remove it"))
    except RecursionError:
        problems.append(Problem(_at(name, 1), "the front matter is nested too deeply", "write key: value lines"))
    except (ValueError, OverflowError):  # PyYAML lets chr() fail on escapes such as "\UFFFFFFFF"
        problems.append(Problem(_at(name, 1), "the front matter holds an escape that is no character", "remove it"))
    else:
        if isinstance(root, yaml.MappingNode):
            return list(root.value)
        if root is not None:
            what = "the front matter is not made of key: value lines"
            problems.append(Problem(_at(name, _line(root)), what, "write for example title: My story"))
    return []


def _yaml_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = " ".join(part for part in (error.context, error.problem) if part)
    where = _at(name, mark.line + 2 if mark else 1)
    if error.problem in ("an alias (*)", "a tag (!)"):
        return Problem(
            where,
            f"the front matter uses {error.problem}, which is refused",
            "put a value that begins with it into quotes",
        )
    for sign, what, remedy in _PLAIN_WORDS:
        if sign in said:
            return Problem(where, f"the front matter is not valid YAML: {what}", remedy)
    return Problem(where, f"the front matter is not valid YAML: {printable(said, 120)}", _QUOTES)


def _value(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> list[str]:
    """Return the text of an entry: one text, or for a byline several names."""
    parts = _strings(node)
    if parts is None or (key != "byline" and isinstance(node, yaml.SequenceNode)):
        what = f"{key.replace('_', ' ')} must be text"
        problems.append(Problem(_at(name, _line(node)), what, f"write {key}: and the text on one line"))
        return []
    check = _CHECKS.get(key)
    wrong = check(parts[0]) if check and parts[0] else None
    if wrong:
        problems.append(Problem(_at(name, _line(node)), *wrong))
        return []
    return parts


def _file_names(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> tuple[str, ...]:
    parts = _strings(node)
    if parts is None:
        what = f"{key} must be a file's name, or a list of them"
        problems.append(Problem(_at(name, _line(node)), what, f"write for example {key}: {key}.geojson"))
    return tuple(part for part in parts or () if part)


def _strings(node: yaml.Node) -> list[str] | None:
    """Return the text of a scalar, or of each item of a list of scalars; None for anything else."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(item, yaml.ScalarNode) for item in nodes):
        return None
    empty = "tag:yaml.org,2002:null"
    return ["" if item.tag == empty else _SPACE.sub(" ", normalise(item.value)).strip() for item in nodes]


def is_language(tag: str) -> bool:
    """Say whether `tag` has the form of a BCP 47 language tag: `en`, `es-MX`, `zh-Hant-TW`."""
    return len(tag) <= 35 and _LANGUAGE.fullmatch(tag) is not None


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


def _media(parts: list[str]) -> MediaDelivery | Literal[""]:
    return "link" if parts == ["link"] else "inline" if parts == ["inline"] else ""


_CHECKS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "language": _wrong_language,
    "source_url": _wrong_address,
    "media": _wrong_media,
}


def _with_likely_key(written: str) -> str:
    likely = difflib.get_close_matches(written.lower()[:40], _KEYS, n=1, cutoff=0.75)
    shown = printable(written, 40) or "(not a word)"
    return f'{shown} (did you mean "{likely[0]}"?)' if likely else shown


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2


def _at(name: str, line: int) -> str:
    return f"{name}, line {line}"
