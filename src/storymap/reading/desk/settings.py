"""The settings of a desk, `storymap.toml`: where it is at home, and what it calls places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LONGEST_NAME, MOST_FILES, MOST_HOUSE_NAMES
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.article.language.tags import is_language
from storymap.reading.desk.settings_file import read_settings_text, shown_path
from storymap.reading.problem_log import ProblemLog, at_line
from storymap.reading.text import name_line
from storymap.reading.toml_text import key_lines, parse_toml, toml_fault

_KEYS = ("home", "lang", "gazetteers", "names", "never")
_A_PLACE = 'write a name such as "Colorado Springs, Colorado", a GeoNames id, or [38.83, -104.82]'


@dataclass(frozen=True, slots=True)
class HouseName:
    """What a newsroom calls a place.

    The place is a name of the gazetteer, a GeoNames id, or a point (latitude, longitude) in degrees. `where` is the
    line that says so, for messages.
    """

    name: str
    place: str | int | tuple[float, float]
    where: str

    @property
    def in_texts(self) -> str:
        """The part of the name that begins with a capital: "Springs" of "the Springs"."""
        return _from_capital(self.name)


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What `storymap.toml` says. `shown` is its path for messages, `home_at` the line of `home`.

    `never` are names that are no places. What is not set is empty.
    """

    path: Path
    shown: str
    home: str = ""
    home_at: str = ""
    language: str = ""
    gazetteers: tuple[Path, ...] = ()
    names: tuple[HouseName, ...] = ()
    never: tuple[str, ...] = ()


def read_settings_file(path: Path, problems: list[Problem]) -> DeskSettings:
    """Return the settings in a file. Warnings go to `problems`. Raises StorymapError with everything that is wrong."""
    shown = shown_path(path)
    text = read_settings_text(path)
    try:
        values = parse_toml(text)
    except (ValueError, RecursionError, OverflowError) as error:
        line, said = toml_fault(error)
        raise StorymapError(Problem(at_line(shown, line), f"this is not valid TOML: {said}", "mend the line")) from None
    reader = _SettingsReader(path, shown, key_lines(text))
    settings = reader.read(values)
    told = reader.log.problems()
    if reader.log.failed:
        raise StorymapError(told)
    problems += told
    return settings


@dataclass(slots=True)
class _SettingsReader:
    """Checks the values of one file. Each fault goes to the log, with its line."""

    path: Path
    shown: str
    lines: Mapping[str, int]
    log: ProblemLog = field(init=False)

    def __post_init__(self) -> None:
        """Begin the log."""
        self.log = ProblemLog(self.shown)

    def read(self, values: dict[str, Any]) -> DeskSettings:
        """Return the settings of a parsed file."""
        for key in values:
            if key not in _KEYS:
                self._unknown(key)
        return DeskSettings(
            self.path,
            self.shown,
            home=self._home(values.get("home")),
            home_at=self._at("home"),
            language=self._language(values.get("lang")),
            gazetteers=tuple(self._gazetteers(values.get("gazetteers"))),
            names=tuple(self._names(values.get("names"))),
            never=tuple(self._never(values.get("never"))),
        )

    def _unknown(self, key: str) -> None:
        import difflib

        likely = difflib.get_close_matches(key.lower()[:40], _KEYS, n=1, cutoff=0.6)
        asked = f'; did you mean "{likely[0]}"?' if likely else ""
        what = f'"{printable(key, 40)}" means nothing here{asked}'
        self.log.warning(self._at(key), what, f"known are {', '.join(_KEYS)}")

    def _home(self, value: Any) -> str:
        if value is None:
            return ""
        home = name_line(value[: 2 * LONGEST_NAME]) if isinstance(value, str) else ""
        if not home or len(home) > LONGEST_NAME:
            self.log.error(self._at("home"), "home is no name of a place", 'write for example home = "El Paso, Texas"')
        return home

    def _language(self, value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str) or not is_language(value):
            self.log.error(self._at("lang"), "lang is no language tag", 'write for example lang = "en" or "es-MX"')
            return ""
        return value

    def _gazetteers(self, value: Any) -> Iterator[Path]:
        written = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(written, list) or not all(isinstance(one, str) and one for one in written):
            what = "gazetteers are not names of files"
            self.log.error(self._at("gazetteers"), what, 'write for example gazetteers = ["places/own.csv"]')
            return
        if len(written) > MOST_FILES:
            self.log.error(self._at("gazetteers"), f"it names {len(written):,} files", f"name at most {MOST_FILES}")
            return
        for name in written:
            try:
                yield AllowedFolders().find(name, self.path.parent, f'the gazetteer "{printable(name, 80)}"')
            except StorymapError as error:
                remedy = f"save it in the folder of {self.path.name}, or name it with --gazetteer"
                for problem in error.problems:
                    self.log.add(replace(problem, where=self._at("gazetteers"), remedy=remedy))

    def _names(self, value: Any) -> Iterator[HouseName]:
        if value is None:
            return
        if not isinstance(value, dict):
            remedy = 'write [names] on a line, and below it for example "the Springs" = "Colorado Springs, Colorado"'
            self.log.error(self._at("names"), "names is no table", remedy)
            return
        if len(value) > MOST_HOUSE_NAMES:
            self._too_many("names", len(value))
            return
        for written, meant in value.items():
            name, place = name_line(written[: 2 * LONGEST_NAME]), _place(meant)
            shown = f'"{printable(written, 60)}"'
            if not name or len(name) > LONGEST_NAME or not _from_capital(name):
                remedy = "write it as articles do: names in small letters alone are not found in a text"
                self.log.error(self._at(written, "names"), f"{shown} is no name", remedy)
            elif place is None:
                self.log.error(self._at(written, "names"), f"what {shown} stands for is no place", _A_PLACE)
            else:
                yield HouseName(name, place, self._at(written, "names"))

    def _never(self, value: Any) -> Iterator[str]:
        if value is None:
            return
        names = [name_line(one[: 2 * LONGEST_NAME]) if isinstance(one, str) else "" for one in _as_list(value)]
        if not isinstance(value, list) or not all(0 < len(name) <= LONGEST_NAME for name in names):
            self.log.error(
                self._at("never"), "never is no list of names", 'write for example never = ["Jordan", "Nice"]'
            )
            return
        if len(names) > MOST_HOUSE_NAMES:
            self._too_many("never", len(names))
            return
        yield from names

    def _too_many(self, key: str, count: int) -> None:
        remedy = f"list at most {MOST_HOUSE_NAMES:,}; a gazetteer has room for more"
        self.log.error(self._at(key), f"it has {count:,} names", remedy)

    def _at(self, key: str, table: str = "") -> str:
        """Return where a key stands, for messages: on its line if that can be told."""
        return at_line(self.shown, self.lines.get(key) or self.lines.get(table))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _place(value: Any) -> str | int | tuple[float, float] | None:
    """Return the place that a house name stands for, None if the value says none."""
    if isinstance(value, str):
        name = name_line(value[: 2 * LONGEST_NAME])
        return name if 0 < len(name) <= LONGEST_NAME else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value > 0 else None
    if isinstance(value, dict) and value.keys() == {"lat", "lon"}:
        value = [value["lat"], value["lon"]]
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(isinstance(part, int | float) and not isinstance(part, bool) for part in value):
        return None
    lat, lon = map(float, value)
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _from_capital(name: str) -> str:
    """Return a name from its first word that is not in small letters on; "" if all are."""
    words = name.split(" ")
    first = next((number for number, word in enumerate(words) if not word[0].islower()), len(words))
    return " ".join(words[first:])
