"""What the desk has decided about places of its atlas, in `atlas.toml`.

```toml
[[same]]
places = ["bridge-closes/santa-fe-bridge", "a-walk/paso-del-norte-bridge"]

[[different]]
places = ["floods/springfield", "elections/springfield"]

[names]
"ciudad-juarez" = "Ciudad Juárez"
```

Places are named by story and place; a name goes with the address of the place in the atlas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from storymap.atlas.records import MemberKey
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_DECISIONS, LONGEST_NAME, MOST_DECIDED
from storymap.reading.encoding import decode
from storymap.reading.files import open_regular
from storymap.reading.text import name_line
from storymap.reading.toml_text import key_lines, parse_toml, toml_fault

DECISIONS: Final = "atlas.toml"
_KNOWN: Final = "write same, different or names"
_REMEDY: Final = 'write places = ["story/place", "story/place"]'


@dataclass(frozen=True, slots=True)
class Decisions:
    """Groups of places that are one, pairs that are not, and names by the address of a place."""

    same: tuple[tuple[MemberKey, ...], ...] = ()
    different: frozenset[frozenset[MemberKey]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def decisions_at(path: Path) -> Decisions:
    """Return the decisions in a file. Raises StorymapError where it cannot be read, and with what is wrong in it."""
    where = str(path)
    with open_regular(path, where) as file:
        data = file.read(LARGEST_DECISIONS + 1)
    if len(data) > LARGEST_DECISIONS:
        what = f"the file is larger than {LARGEST_DECISIONS >> 20} MB"
        raise StorymapError(Problem(where, what, "keep only those that matter"))
    try:
        text = decode(data, where)
    except StorymapError as error:
        # There is no option for the encoding of this file.
        raise StorymapError([replace(problem, remedy="save it as UTF-8") for problem in error.problems]) from None
    return read_decisions(text, where)


def decisions_beside(sources: Iterable[Path]) -> Decisions:
    """Return the decisions in the `atlas.toml` of a folder that was named, or beside a file; none without one.

    Raises StorymapError where there are several.
    """
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in sources)
    found = {file.resolve(): file for folder in folders if (file := folder / DECISIONS).is_file()}
    if len(found) > 1:
        one, other, *_ = map(str, found.values())
        what = f"there is another one: {other}"
        raise StorymapError(Problem(one, what, "name the one that counts with --decisions"))
    return next((decisions_at(file) for file in found.values()), Decisions())


def read_decisions(text: str, where: str = DECISIONS) -> Decisions:
    """Return the decisions in the text of the file `where`. Raises StorymapError with everything that is wrong."""
    try:
        data = parse_toml(text)
    except (ValueError, RecursionError, OverflowError) as error:
        line, what = toml_fault(error)
        raise StorymapError(Problem(f"{where}, line {line}", what, "correct it")) from None
    lines = key_lines(text)
    problems = [
        Problem(
            f"{where}, line {lines.get(key, 1)}", f'"{printable(key, 40)}" is not known', "write same, different, names"
        )
        for key in data
        if key not in ("same", "different", "names")
    ]
    same = tuple(_groups(data.get("same", []), "same", where, problems))
    different = tuple(_groups(data.get("different", []), "different", where, problems))
    names = _names(data.get("names", {}), where, problems)
    if problems:
        raise StorymapError(problems)
    return Decisions(same, frozenset(frozenset(pair) for group in different for pair in combinations(group, 2)), names)


def _groups(tables: Any, key: str, where: str, problems: list[Problem]) -> Iterator[tuple[MemberKey, ...]]:
    if not isinstance(tables, list):
        problems.append(Problem(f'{where}, "{key}"', "is no list of tables", f"write [[{key}]]"))
        return
    most = max(len(tables), *(len(_places(table)) for table in tables), 0) if tables else 0
    if most > MOST_DECIDED:
        what = f"has more than {MOST_DECIDED:,} decisions, or one about more places"
        problems.append(Problem(f'{where}, "{key}"', what, "keep only those that matter"))
        return
    for number, table in enumerate(tables, 1):
        keys = [_key(place) for place in _places(table)]
        found = [one for one in keys if one is not None]
        if len(found) < 2 or len(found) < len(keys):
            problems.append(Problem(f'{where}, "{key}" {number}', "does not name two places or more", _REMEDY))
        else:
            yield tuple(found)


def _places(table: Any) -> list[Any]:
    places = table.get("places") if isinstance(table, dict) else None
    return places if isinstance(places, list) else []


def _key(written: Any) -> MemberKey | None:
    story_id, _, place_id = written.partition("/") if isinstance(written, str) else ("", "", "")
    return MemberKey(story_id, place_id) if story_id and place_id and "/" not in place_id else None


def _names(table: Any, where: str, problems: list[Problem]) -> dict[str, str]:
    names: dict[str, str] = {}
    for slug, name in table.items() if isinstance(table, dict) else [("", None)]:
        if isinstance(name, str) and name_line(name) and len(name) <= LONGEST_NAME:
            names[slug] = name_line(name)
        else:
            what = f'the name of "{printable(slug, 40)}" is none'
            problems.append(Problem(f'{where}, "names"', what, 'write "el-paso" = "El Paso"'))
    return names
