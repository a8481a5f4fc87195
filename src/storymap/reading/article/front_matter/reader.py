"""Front matter: what stands above an article, as storymap and other tools have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

import yaml

from storymap.errors import Problem, printable
from storymap.limits import MOST_FILES
from storymap.model import MediaDelivery
from storymap.reading.article.front_matter.author_names import join_names
from storymap.reading.article.front_matter.authors import author_names
from storymap.reading.article.front_matter.fences import FencedText, split_front_matter
from storymap.reading.article.front_matter.filled_in import without_filled_in
from storymap.reading.article.front_matter.known_keys import FILES, TEXTS, Entry, known_entries
from storymap.reading.article.front_matter.nodes import is_null, scalar_texts
from storymap.reading.article.front_matter.place_fields import read_place_fields
from storymap.reading.article.front_matter.plain_words import plain_words
from storymap.reading.article.front_matter.yaml_source import line_of, read_entries
from storymap.reading.article.language.tags import is_language, language_tag
from storymap.reading.problem_log import at_line
from storymap.reading.text import is_blank, is_invisible, name_line
from storymap.urls import is_web_address

# Those of which there may be several.
_LISTS = ("places", "context")
_IN_WORDS = ("title", "subtitle", "byline", "kicker", "credit")
# For how long a passage may stay: time to read a line, and no longer than anybody would wait.
_SECONDS = range(3, 121)


class FrontMatter(NamedTuple):
    """What the author says about an article. `texts` has what is given for each field of Article.

    `files` are those that "places", "context", "theme" and "tiles" name: the path as it is written, and its line.
    `media` is the delivery of pictures and recordings, `inset` whether the map may have an inset, `autoplay` seconds, 0
    for none, `selector` names the part of a saved page that is the article, `place_fields` which field of the places is
    which.
    `body_line` is the line, from 1, on which the text after the front matter begins.
    """

    texts: Mapping[str, list[str]] = {}
    files: Mapping[str, list[tuple[str, int]]] = {}
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
        """Return the files that an entry names: "places", "context", "theme" or "tiles"."""
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
    fenced = split_front_matter(text, name, problems)
    if fenced is None:
        return FrontMatter(), text
    front = front_matter_from(_pairs(fenced, name, problems), name, problems, as_written)
    return front._replace(body_line=fenced.body_line), fenced.body


def front_matter_from(
    pairs: Iterable[tuple[yaml.Node, yaml.Node]],
    name: str,
    problems: list[Problem],
    as_written: Callable[[str], str] = str,
) -> FrontMatter:
    """Return what entries say, as `read_front_matter` does; the text begins on line 1."""
    texts: dict[str, list[str]] = {}
    files: dict[str, list[tuple[str, int]]] = {}
    place_fields: tuple[tuple[str, str], ...] = ()
    for key, entries in known_entries(pairs, name, problems).items():
        if key in FILES:
            names = _file_names(key, entries[0].node, name, problems)
            files[key] = [(as_written(path), line) for path, line in names]
        elif key == "fields":
            place_fields = read_place_fields(entries[0].node, name, problems)
        else:
            texts[key] = _first_value(entries, name, problems)
    media = texts.pop("media", [])
    inset = texts.pop("inset", []) != ["false"]
    autoplay = int("".join(texts.pop("autoplay", [])) or 0)
    selector = "".join(texts.pop("selector", []))
    return FrontMatter(texts, files, _media(media), inset, autoplay, selector, place_fields)


def _pairs(fenced: FencedText, name: str, problems: list[Problem]) -> list[tuple[yaml.Node, yaml.Node]]:
    if fenced.form == "yaml":
        return read_entries(fenced.source, name, problems)
    from storymap.reading.article.front_matter.toml_and_json import read_values

    return read_values(fenced.source, fenced.form, fenced.line, name, problems)


def _first_value(entries: list[Entry], name: str, problems: list[Problem]) -> list[str]:
    """Return the value of the first entry that has one, and tell where another for the same field says otherwise."""
    given = [(entry, value) for entry in entries if any(value := _value(entry, name, problems))]
    if not given:
        return []
    taken, value = given[0]
    others = [entry.key for entry, other in given[1:] if other != value]
    if others:
        what = f"{taken.key} and {' and '.join(others)} differ; {taken.key} is the {_called(taken.field)}"
        problems.append(Problem(at_line(name, line_of(taken.node)), what, "", "note"))
    return value


def _value(entry: Entry, name: str, problems: list[Problem]) -> list[str]:
    """Return the text of an entry: one text, or for a byline several names."""
    key, node = entry.field, entry.node
    where, called = at_line(name, line_of(node)), key.replace("_", " ")
    written = author_names(node) if key == "byline" else scalar_texts(node)
    if written is None or (key != "byline" and len(written) > 1) or (not written and not is_null(node)):
        what = f"{called} is {'no name' if key == 'byline' else 'no text'}; it is left out"
        problems.append(Problem(where, what, f"write {key}: and the text on one line", "warning"))
        return []
    written = [without_filled_in(text, key, where, problems) for text in written]
    if key in _IN_WORDS:
        written = [plain_words(text) for text in written]
    if any(map(is_invisible, written)):
        what = f"{called} holds a name of invisible characters alone; it is left out"
        problems.append(Problem(where, what, "write what it should say", "warning"))
    parts = [part for text in written if (part := name_line(text))]
    if key == "language":
        parts = [language_tag(part) for part in parts]
    check = _CHECKS.get(key)
    wrong = check(parts[0]) if check and parts else None
    if wrong:
        severity: Literal["warning", "error"] = "warning" if key in TEXTS else "error"
        problems.append(Problem(where, *wrong, severity))
        return []
    return parts


def _called(key: str) -> str:
    return "standfirst" if key == "subtitle" else key.replace("_url", "")


def _file_names(key: str, node: yaml.Node, name: str, problems: list[Problem]) -> list[tuple[str, int]]:
    """Return the files that an entry names, each with its line."""
    if key == "theme" and _is_theme_of_another(node):
        what = "the theme is no style sheet (.css), as other tools have themes; it is left out"
        problems.append(Problem(at_line(name, line_of(node)), what, f"write for example theme: {FILES[key]}", "note"))
        return []
    texts = scalar_texts(node)
    is_list = isinstance(node, yaml.SequenceNode)
    if texts is None or (is_list and key not in _LISTS):
        what = f"{key} must be a file's name{', or a list of them' if key in _LISTS else ''}"
        problems.append(Problem(at_line(name, line_of(node)), what, f"write for example {key}: {FILES[key]}"))
        return []
    items = [item for item in (node.value if is_list else [node]) if not is_null(item)]
    if len(items) > MOST_FILES:
        what = f"{key} names {len(items):,} files; at most {MOST_FILES} are read"
        problems.append(Problem(at_line(name, line_of(node)), what, "put their features into fewer files"))
        return []
    # Nothing within a path is changed: it would be another one.
    found = [(item.value.strip(" \n"), line_of(item)) for item in items]
    for path, line in found:
        if is_blank(path):
            what = f"{key} holds an empty name"
            remedy = f"write the name of a file, for example {key}: {FILES[key]}, or leave it out"
            problems.append(Problem(at_line(name, line), what, remedy))
    return found


def _is_theme_of_another(node: yaml.Node) -> bool:
    """Say whether a theme is one that another tool brings along: a name without an ending, or several."""
    return not isinstance(node, yaml.ScalarNode) or re.fullmatch(r"[\w-]+", node.value) is not None


def _wrong_language(value: str) -> tuple[str, str] | None:
    if is_language(value):
        return None
    return f'"{printable(value, 40)}" is no language tag; it is left out', "write for example en, es or es-MX"


def _wrong_address(value: str) -> tuple[str, str] | None:
    if is_web_address(value):
        return None
    what = f'the source "{printable(value, 80)}" is no web address; it is left out'
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
