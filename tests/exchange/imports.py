"""Samples of other tools' files: read as a person would have them imported, and broken in every way."""

from __future__ import annotations

import copy
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from PIL import Image

from storymap.errors import StorymapError
from storymap.exchange.importers.registry import importer_named
from storymap.exchange.source import Source
from storymap.exchange.story_files import story_files
from storymap.exchange.story_folder import write_story_folder
from tests.cli.commands import run
from tests.hostile import HOSTILE

SAMPLES = Path(__file__).parent / "samples"


def _picture() -> bytes:
    """Return a small picture, as a PNG file."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(stream, "PNG")
    return stream.getvalue()


PICTURE = _picture()
_HOSTILE: list[Any] = [
    None,
    True,
    0,
    -1,
    1e308,
    10**400,
    float("nan"),
    float("inf"),
    "",
    "0",
    "NaN",
    "91",
    "7,5",
    [],
    {},
    [[[[]]]],
    {"a": {"b": 1}},
    *HOSTILE.values(),
    "\ud800",
    "../../etc/passwd",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "</p></div><p><ul><li>" * 20,
    '[x](view:0,0,1) {view="0,0,1"} # > - `a` *b* | c |',
    "---\ntitle: other\n---",
    "word " * 5000,
]


def imported(folder: Path, name: str, *arguments: str, **beside: bytes) -> tuple[str, dict[str, bytes]]:
    """Import the sample `name` with other files in its folder; return what was printed, and the story's files."""
    stands_in = folder / "from"
    stands_in.mkdir(parents=True, exist_ok=True)
    for other, content in {name: (SAMPLES / name).read_bytes(), **beside}.items():
        (stands_in / other).parent.mkdir(parents=True, exist_ok=True)
        (stands_in / other).write_bytes(content)
    result = run("import", str(stands_in / name), "-o", str(folder / "story"), *arguments)
    assert result.exit_code == 0, result.output
    return result.output, {path.name: path.read_bytes() for path in sorted((folder / "story").iterdir())}


def builds_or_is_refused(files: Mapping[str, bytes], importer: str) -> bool | None:
    """Import the first of `files`; return None where it builds, else whether what refuses it is in one line each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            story = story_files(importer_named(importer).read(Source(Path(folder) / next(iter(files)))))
        except StorymapError as error:
            return all("\n" not in str(problem) and bool(problem.remedy) for problem in error.problems)
        try:
            write_story_folder(Path(folder) / "story", story)
        except StorymapError as error:
            # Only what has nothing to read may be found out so late.
            if "there is no text in it" in str(error):
                return True
            raise
    return None


@st.composite
def broken(draw: DrawFn, sample: Any) -> Any:
    """Draw a copy of a JSON value in which up to six members are of another type, hostile, twice there or gone."""
    value = copy.deepcopy(sample)
    for _ in range(draw(st.integers(1, 6))):
        path = draw(st.sampled_from(sorted(_paths(value), key=str)))
        if not path:
            continue
        *way, last = path
        holder = value
        for step in way:
            holder = holder[step]
        kind = draw(st.sampled_from(("replace", "replace", "replace", "remove", "repeat")))
        if kind == "remove":
            del holder[last]
        elif kind == "repeat" and isinstance(holder, list):
            holder.insert(last, copy.deepcopy(holder[last]))
        else:
            holder[last] = copy.deepcopy(draw(st.sampled_from(_HOSTILE)))
    return value


def broken_json(name: str) -> SearchStrategy[bytes]:
    """Draw broken copies of a sample of JSON, as bytes."""
    sample = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    return broken(sample).map(lambda value: json.dumps(value).encode("utf-8"))


@st.composite
def broken_text(draw: DrawFn, text: str) -> str:
    """Draw a copy of a text with up to six places cut, doubled, or filled with what is hostile."""
    texts = [value for value in _HOSTILE if isinstance(value, str)] + [
        ",",
        ";",
        '"',
        "{",
        "}",
        "[",
        "]",
        "\n",
        "`",
        "//",
    ]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.sampled_from([*texts, text[start:end] * 2])) + text[end:]
    return text


def _paths(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(path for key, inner in members for path in _paths(inner, (*way, key)))]
