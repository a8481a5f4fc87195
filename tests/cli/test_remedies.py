"""A remedy works when it is followed to the letter: each problem is made, mended as its message says, and gone."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.cli.remedy_cases import article, atlas, commands, corpus, desk, places
from tests.cli.remedy_cases.case import LAREDO, STORY, Case, Files, front

SOURCES = Path(__file__).parents[2] / "src/storymap"
CASES = [*atlas.CASES, *commands.CASES, *places.CASES, *article.CASES, *desk.CASES, *corpus.CASES]


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def told(output: str, remedy: str) -> list[str]:
    return [line for line in output.splitlines() if f"; {remedy}" in line]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_gone_when_its_remedy_is_followed(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STORYMAP_DATA", str(tmp_path / "data"))
    write(tmp_path, {"story.md": STORY, "places.geojson": LAREDO, **case.files})
    before = run(*shlex.split(case.command))
    assert told(before.stderr, case.remedy), before.stderr
    write(tmp_path, case.mended)
    after = run(*shlex.split(case.then or case.command))
    assert after.exit_code == 0, after.stderr
    assert not told(after.stderr, case.remedy), after.stderr


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("check story.md", {}),
        ("check sub/story.md", {"sub/story.md": STORY, "sub/places.geojson": LAREDO}),
        ("check story.md -p other.geojson", {"other.geojson": LAREDO}),
        ("check story.md -p a.csv -p other.geojson", {"other.geojson": LAREDO, "a.csv": "name,lat,lon\nOld,27,-99\n"}),
        ("check story.md", {**front("places: own.geojson"), "own.geojson": LAREDO}),
        ("check 'a story.html' --select .x", {"a story.html": "<p class=x>In Laredo and El Paso, Texas.</p>"}),
        (
            "check story.txt --encoding cp1252 --lang en",
            {"story.txt": "In Laredo and El Paso, Texas, it’s wet.".encode("cp1252")},
        ),
    ],
)
def test_the_command_that_adds_places_adds_them(
    command: str, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"story.md": STORY, "places.geojson": LAREDO, **files})
    for name in ("story.md", "sub/story.md"):
        if (path := tmp_path / name).exists():
            path.write_text(path.read_text(encoding="utf-8") + "\nFrom El Paso to Juárez.\n", encoding="utf-8")
    said = re.search(r"; storymap (suggest .*) adds them", run(*shlex.split(command)).stderr)
    assert said
    assert run(*shlex.split(said[1])).exit_code == 0
    assert "not on the map" not in run(*shlex.split(command)).stderr


def test_places_that_go_into_no_table_go_into_a_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"story.md": f"{STORY}\nFrom El Paso.\n", "a.csv": "name,lat,lon\nLaredo,27.5,-99.5\n"})
    command = "check story.md -p a.csv"
    said = re.search(r"; storymap (suggest .* -o (\S+)) finds them; name that file", run(*shlex.split(command)).stderr)
    assert said
    run(*shlex.split(said[1]))
    assert "not on the map" not in run(*shlex.split(f"{command} -p {said[2]}")).stderr


def test_a_place_that_an_editor_took_out_is_not_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"story.md": f"{STORY}\nFrom El Paso.\n", "places.geojson": LAREDO})
    run("suggest", "story.md")
    data = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    data["features"] = data["features"][:1]
    write(tmp_path, {"places.geojson": json.dumps(data)})
    assert run("check", "story.md").stderr == ""


def test_a_name_that_says_which_place_is_meant_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = re.search(r'; write which, for example ("[^"]+"), or give --at LAT,LON', run("add", "Springfield").stderr)
    assert said
    assert run("add", *shlex.split(said[1])).exit_code == 0


# Remedies that no case follows, and why.
NOT_FOLLOWED = {
    "another program does it": (
        r"export|save |open it|copy it|install|pip|build them|put the|re-?save|download|make one|zip it|convert|make it anew|"
        r"put a \.vtt file|fetch it again|unzip it|tell its makers|use a dump as its maker|update the package"
    ),
    "it takes something out, and tests/test_limits.py meets each limit, with and without": (
        r"leave (some|one|it) out|simplify|divide|use fewer|use (a )?smaller|nest|make it flat|keep only|keep one|at most|"
        r"put their features|remove|take (it|one|some)|name those|list fewer|shorten|fewer|use one of|cut|reduce|join|write fewer|"
        r"name their folder|name the folders of the stories|name them, too"
    ),
    "its own test makes what it is about: a link, a stream, a binary file, 500 places, a film, tiles": (
        r"name the output with -o|name a file of texts|leave out --review|add aliases as the article|write it between the square|"
        r"write which, for example|write it as seen|give --at|keep those that matter|"
        r"write it with GeoPandas|make it a line or a point|write UTF-8|give one of|"
        r"name a \.pmtiles|use vector tiles|use another provider|make it yours alone|put the file itself there|"
        r".*--no-settings leaves|name files as seen from|move them onto one|write one of|name its format"
    ),
    "the tests of its format have the file as it should be": (
        r".*give each object|ask Overpass|write a row that names|put one in|write them in words|unpack|use a copy|"
        r"--whole keeps|the text is what|put it into|"
        r"import (it in parts|a part|the config|one that lies)|add one in the editor of|use a simpler one|write the value itself"
    ),
    "only preview and editor say it, where tests/server and tests/editing meet each": (
        r"look at (it|them|the list|the places) (there|again)|look at the places$|allow writing|make a copy of the places|colours are|"
        r"give (it a picture|it another name|it the right ending|another title|yourself the right)|write a title|begin one|"
        r"name one|write (one that it has|an address of this)|select (words|a longer|them)|search for it again|change it|"
        r"make a Markdown|drop (it|another)|start the editor|write it back|add one first|load the page again|paste (the|a part)|look at it again"
    ),
    "it takes a cluster of Dask, which tests/atlas/corpus has": r"write for example tcp:|give them more with --memory|write the folder again with",
    "it takes a whole corpus, which tests/cli/test_atlas_parts.py and tests/atlas/corpus have": (
        r"run `storymap corpus` as before|build an atlas of it alone"
    ),
    "a person has to judge": r"check|compare|correct|mend|try|close|wait|choose|move (it|some)|replace|rename|did you mean|name another",
}


def remedies() -> Iterator[tuple[str, str]]:
    """Yield the remedies in the sources with where they stand, as regular expressions: what is put in is anything."""
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_told(node.func) and len(node.args) > 2:
                for pattern in _patterns(node.args[2], tree, frozenset()):
                    yield f"{path.relative_to(SOURCES)}:{node.lineno}", pattern


def _is_told(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "Problem"
    return isinstance(function, ast.Attribute) and function.attr in ("error", "warning", "note")


def _patterns(remedy: ast.expr, tree: ast.Module, seen: frozenset[str]) -> Iterator[str]:
    """Yield what a remedy can be: a variable is all that its module gives it. What is worked out elsewhere is not."""
    match remedy:
        case ast.Constant(value=str() as text) if text:
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in parts)
        case ast.IfExp(body=first, orelse=second):
            yield from _patterns(first, tree, seen)
            yield from _patterns(second, tree, seen)
        case ast.Subscript(value=table):
            yield from _patterns(table, tree, seen)
        case ast.Dict(values=values):
            for value in values:
                yield from _patterns(value, tree, seen)
        case ast.Name(id=name) if name not in seen:
            for value in _values(name, tree):
                yield from _patterns(value, tree, seen | {name})


def _values(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what is assigned to a variable of a module, or passed as a parameter of this name."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield value
            case ast.FunctionDef(name=function, args=ast.arguments(args=parameters)):
                names = [parameter.arg for parameter in parameters if parameter.arg != "self"]
                if name in names:
                    yield from _passed(function, names.index(name), tree)


def _passed(function: str, index: int, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > index:
            called = node.func
            if function in (getattr(called, "id", ""), getattr(called, "attr", "")):
                yield node.args[index]


def test_each_remedy_is_followed_or_says_why_not() -> None:
    followed = [case.remedy for case in CASES]
    missing = []
    for where, pattern in remedies():
        text = re.sub(r"\\(.)", r"\1", pattern)
        is_followed = any(re.match(pattern, remedy) or text.startswith(remedy) for remedy in followed)
        if not is_followed and not any(re.search(rf"(?<!\w)({reason})", text) for reason in NOT_FOLLOWED.values()):
            missing.append(f"{where}: {text}")
    assert missing == []
