"""Kill the commands that write, at random moments, again and again: `python -m tools.kills --rounds 1000`.

After each kill there is what was there before, or what the command makes, and nothing else; after the next run nothing
of the killed one is left. Of a folder of many files each is one or the other, and after the next run all of them are as
in a folder in which nobody disturbs the same runs. Half of the kills come after a random time, half at a random access
to a file, so that many hit the moments that matter. Each run is a fork of one process that has everything loaded.
`adders` starts twenty `storymap add` at once instead, and counts the places that are lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storymap.cli.main import main as storymap
from storymap.storage.temporary import SUFFIX

_ADDERS = 20
_LONGEST = 60.0  # seconds that a run may take
_FILE_EVENTS = ("open", "os.", "shutil.", "tempfile.", "fcntl.")
_STORY = (
    "# The rain of day {day}\n\nIn Laredo it rained on day {day}, and from Monterrey to Saltillo. Nobody left Laredo.\n"
)
_PLACE = (
    '  {{"type": "Feature", "properties": {{"name": "{name}"}}, '
    '"geometry": {{"type": "Point", "coordinates": [{lon}, {lat}]}}}}'
)
_PART = 50  # rounds in one folder, after which the figures so far are printed
_INDEX = "atlas.json"
_BESIDE = "undisturbed"
_KINDS = ("invalid", "litter", "failed")

State = dict[str, bytes]


@dataclass(frozen=True)
class Command:
    """A command that writes: what is prepared for a round, its words, and what it writes, as seen from its folder.

    Where `has_many_files` what it writes is a folder in which it puts one file after another.
    """

    prepare: Callable[[Path, int], None]
    arguments: Callable[[int], list[str]]
    output: str
    has_many_files: bool = False


def _write_story(folder: Path, number: int) -> None:
    (folder / "story.md").write_text(_STORY.format(day=number), encoding="utf-8")
    # A place that moves, so that maps are made and cached anew now and then.
    _write_places(folder, lon=-99.5 + number % 5 / 10)


def _write_places(folder: Path, lon: float = -99.5) -> None:
    place = _PLACE.format(name="Laredo", lon=lon, lat=27.5)
    text = f'{{"type": "FeatureCollection", "features": [\n{place}\n]}}\n'
    (folder / "places.geojson").write_text(text, encoding="utf-8")


def _write_empty_story(folder: Path, number: int) -> None:
    (folder / "story.md").write_text(_STORY.format(day=number), encoding="utf-8")
    if number % 4:
        _write_places(folder)
    else:
        (folder / "places.geojson").unlink(missing_ok=True)


def _keep_places(folder: Path, number: int) -> None:
    """Let the file of places grow, and begin again now and then."""
    if number % 50 == 1:
        (folder / "places.geojson").unlink(missing_ok=True)


def _write_articles(folder: Path, number: int) -> None:
    """Write articles of which one, and now and then how many there are, changes from round to round."""
    texts = [_STORY.format(day=day if day else number) * 12 for day in range(16 + 8 * (number % 3))]
    lines = [json.dumps({"id": str(row), "text": text}) for row, text in enumerate(texts)]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_stories(folder: Path, number: int) -> None:
    for name, day in (("first", 1), ("second", number)):
        story = folder / "stories" / name
        story.mkdir(parents=True, exist_ok=True)
        _write_story(story, day)


def _add(number: int) -> list[str]:
    return ["add", f"Place {number}", "--at", f"{number % 90},{number % 180}", "--to", "places.geojson"]


COMMANDS = {
    "build": Command(_write_story, lambda _: ["build", "story.md", "-o", "page.html"], "page.html"),
    "publish": Command(_write_story, lambda _: ["publish", "story.md", "-o", "folder"], "folder"),
    "add": Command(_keep_places, _add, "places.geojson"),
    "suggest": Command(_write_empty_story, lambda _: ["suggest", "story.md", "-o", "places.geojson"], "places.geojson"),
    "corpus": Command(
        _write_articles,
        lambda _: ["corpus", "articles.jsonl", "-o", "tables", "--workers", "1", "--partition-size", "0.01"],
        "tables",
        has_many_files=True,
    ),
    "atlas": Command(_write_stories, lambda _: ["atlas", "stories", "-o", "map"], "map", has_many_files=True),
}


def kill_rounds(command: Command, rounds: range, chance: random.Random) -> Counter[str]:
    """Kill a command in each of `rounds`, and count what was found: old, new, and each kind of fault."""
    found: Counter[str] = Counter()
    with _desk() as (folder, cache):
        seconds, events = _measure(command, folder)
        for number in rounds:
            command.prepare(folder, number)
            before = _state(folder / command.output)
            arguments = command.arguments(number)
            if number % 2:
                status = _end(_start(arguments, folder), after=chance.uniform(0, seconds * 1.1))
            else:
                status = _end(_start(arguments, folder, kill_at=chance.randint(1, events)))
            killed = _state(folder / command.output)
            found["killed" if status == -signal.SIGKILL else "ended before"] += 1
            again = _end(_start(arguments, folder))
            final = _state(folder / command.output)
            # A place that the killed run added is refused the second time.
            is_done = again == 0 or (again == 1 and command.output == "places.geojson" and killed == final)
            found["failed"] += not is_done
            if command.has_many_files:
                found[_kind_of_files(killed, before, final)] += 1
                found["invalid"] += final != _undisturbed(command, number, folder)
            else:
                found["old" if killed == before else "new" if killed == final else "invalid"] += 1
            found["litter"] += bool(_litter(folder, command.output) or _litter(cache, ""))
    return found


def add_rounds(rounds: range) -> Counter[str]:
    """Start twenty `add` at once in each of `rounds`, and count the places that are lost."""
    found: Counter[str] = Counter()
    with _desk() as (folder, cache):
        for number in rounds:
            if number % 2:
                _write_places(folder)
            else:
                (folder / "places.geojson").unlink(missing_ok=True)
            numbers = range(number * _ADDERS, (number + 1) * _ADDERS)
            runs = [_start(_add(one), folder) for one in numbers]
            found["failed"] += sum(_end(run) != 0 for run in runs)
            features = json.loads((folder / "places.geojson").read_bytes())["features"]
            names = {feature["properties"]["name"] for feature in features}
            kept = names & {f"Place {one}" for one in numbers}
            found["kept"] += len(kept)
            found["lost"] += _ADDERS - len(kept)
            found["litter"] += bool(_litter(folder, "places.geojson") or _litter(cache, ""))
    return found


@contextmanager
def _desk() -> Iterator[tuple[Path, Path]]:
    """Make an empty folder to work in, and one for the cache."""
    with tempfile.TemporaryDirectory(prefix="storymap-kills-") as name:
        folder, cache = Path(name) / "desk", Path(name) / "cache"
        folder.mkdir()
        os.environ["STORYMAP_CACHE"] = str(cache)
        yield folder, cache


def _measure(command: Command, folder: Path) -> tuple[float, int]:
    """Return how many seconds a run takes, and how often it accesses a file."""
    for number in (-1, 0):  # the first one fills the cache
        command.prepare(folder, number)
        start = time.monotonic()
        _end(_start(command.arguments(number), folder, count_to=folder.parent / "events"))
        seconds = time.monotonic() - start
        if command.has_many_files:
            _undisturbed(command, number, folder)
    return seconds, int((folder.parent / "events").read_text())


def _start(arguments: list[str], folder: Path, kill_at: int = 0, count_to: Path | None = None) -> int:
    """Start a run as a fork, and return its process id. It kills itself at the file access number `kill_at`."""
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silent, stream)
        count = _watch_files(kill_at)
        status = _run(arguments)
        if count_to is not None:
            count_to.write_text(str(count[0]))
    finally:
        os._exit(status)


def _run(arguments: list[str]) -> int:
    try:
        storymap(arguments, prog_name="storymap")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _watch_files(kill_at: int) -> list[int]:
    """Count the accesses to files from now on in a list of one number."""
    count = [0]

    def hook(event: str, _: object) -> None:
        if event.startswith(_FILE_EVENTS):
            count[0] += 1
            if count[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return count


def _end(child: int, after: float = _LONGEST) -> int:
    """Wait for a process, kill it after some seconds, and return its exit status: -9 if it was killed."""
    end = time.monotonic() + after
    while True:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            end += _LONGEST
        time.sleep(0.001)


def _state(path: Path) -> State:
    """Return the bytes of a file, or of all files in a folder; of nothing if there is none.

    What a run of `corpus` knows of itself, and what a killed one was writing, is no output.
    """
    if path.is_dir():
        files = (file for file in path.rglob("*") if file.is_file())
        return {str(file.relative_to(path)): file.read_bytes() for file in files if not _is_work(file)}
    return {"": path.read_bytes()} if path.exists() else {}


def _is_work(path: Path) -> bool:
    return any(part == ".corpus" or part.endswith(SUFFIX) for part in path.parts)


def _kind_of_files(killed: State, before: State, final: State) -> str:
    """Say what the files of a folder are: all old, all new, some of both, or one of them neither."""
    if killed in (before, final):
        return "old" if killed == before else "new"
    odd = [name for name, data in killed.items() if data not in (before.get(name), final.get(name))]
    return "between" if not odd or (odd == [_INDEX] and _lists_all(killed)) else "invalid"


def _lists_all(state: State) -> bool:
    """Say whether the index of an atlas lists each of its files: while it is written, those of before and after."""
    return {*json.loads(state[_INDEX])["files"], _INDEX} >= state.keys()


def _undisturbed(command: Command, number: int, folder: Path) -> State:
    """Return what the same runs make into a folder beside, where none of them is killed."""
    arguments = [_BESIDE if word == command.output else word for word in command.arguments(number)]
    _end(_start(arguments, folder))
    return _state(folder / _BESIDE)


def _litter(folder: Path, output: str) -> list[str]:
    """Return the names in a folder that no run should leave."""
    expected = {"story.md", "places.geojson", "articles.jsonl", "stories", _BESIDE, output}
    names = [path.name for path in folder.iterdir()] if folder.exists() else []
    left = [path.name for path in folder.glob(f"{output}/**/*{SUFFIX}")] if output else []
    return [*left, *(name for name in names if name not in expected and not name.endswith(".bin"))]


def _warm() -> None:
    """Load what the commands use, so that forks are quick."""
    with _desk() as (folder, _):
        _write_story(folder, 0)
        os.chdir(folder)
        silent, streams = os.open(os.devnull, os.O_RDWR), (os.dup(1), os.dup(2))
        os.dup2(silent, 1), os.dup2(silent, 2)
        for name, command in COMMANDS.items():
            command.prepare(folder, 0)
            if _run(command.arguments(0)):
                raise SystemExit(f"{name} fails")
        os.dup2(streams[0], 1), os.dup2(streams[1], 2)
        os.chdir("/")


def main() -> None:
    """Kill the commands that are named, and end with 1 if anything was lost, invalid or left lying about."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("commands", nargs="*", default=[*COMMANDS, "adders"], help=f"of {', '.join(COMMANDS)}, adders")
    parser.add_argument("--rounds", type=int, default=100, help="kills of each command")
    parser.add_argument("--adder-rounds", type=int, help="rounds of twenty adders; a fifth of the kills by default")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args()
    _warm()
    faults = 0
    for name in given.commands:
        start = time.monotonic()
        rounds = given.rounds
        if name == "adders":
            rounds = given.rounds // 5 if given.adder_rounds is None else given.adder_rounds
        found: Counter[str] = Counter()
        chance = random.Random(given.seed)  # noqa: S311 - no secret
        for first in range(1, rounds + 1, _PART):
            part = range(first, min(first + _PART, rounds + 1))
            found.update(add_rounds(part) if name == "adders" else kill_rounds(COMMANDS[name], part, chance))
            figures = ", ".join(f"{count} {kind}" for kind, count in sorted(found.items()))
            print(f"{name}: {part.stop - 1} rounds: {figures}; {time.monotonic() - start:.0f} s", flush=True)
        faults += sum(found[kind] for kind in ("lost", *_KINDS))
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
