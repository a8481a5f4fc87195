"""The door of `sources`: from what a person named to the stories of an atlas, each once, with its id."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

from storymap.atlas.index_file import INDEX
from storymap.atlas.records import StoryRecord
from storymap.atlas.sources.articles import read_article_story
from storymap.atlas.sources.feeds import read_feed_stories
from storymap.atlas.sources.kept_stories import KeptStories, shared_titles
from storymap.atlas.sources.left_out import left_out
from storymap.atlas.sources.read_story import FoundSource, ReadStory
from storymap.atlas.sources.same_story import each_once
from storymap.atlas.sources.search import StorySearch
from storymap.atlas.sources.story_ids import with_ids
from storymap.atlas.sources.story_json import read_story_data
from storymap.errors import Problem, StorymapError
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.files_read import noting_files


def read_sources(
    paths: Sequence[Path],
    problems: list[Problem],
    *,
    folder: Path | None = None,
    known: Mapping[str, str] | None = None,
    earlier: Iterable[StoryRecord] = (),
    taken: Collection[str] = (),
    present: Collection[str] = (),
    skip_broken: bool = False,
    allow_path: Iterable[str | PathLike[str]] = (),
) -> tuple[StoryRecord, ...]:
    """Return the stories that are found at `paths`, each once, in the order of their ids.

    A path is a story folder, a published folder, a folder that holds many of these at any depth, a `story.json`, an
    article with its places, a feed (Atom or RSS), a list of all these, or wildcards. `folder` is the atlas' own: paths
    in addresses and sources are as seen from it; without one there are no addresses that are paths. `known` are the ids
    of an earlier build, by source, and `earlier` its stories: those whose files are as they were are not read again,
    and are what they would be. `taken` are the ids of stories that are not read now. `present` are the sources of the
    stories that the atlas has: which of them it will not have any more is told. `allow_path` names more folders in
    which lists and articles may name files.

    What a person may want to know is appended to `problems`. Raises StorymapError with a problem for each story that
    cannot be read; with `skip_broken` they are left out, and told as warnings.
    """
    allowed = AllowedFolders(allow_path)
    search = StorySearch(allowed, folder)
    for path in paths:
        search.look_at(path)
    told = [_for_many(problem) for problem in search.problems]
    read = _all_read(search.found, allowed, folder, KeptStories(earlier, allowed, folder), told)
    told += left_out(search.without_places, search.found, read, present, folder)
    errors = [problem for problem in told if problem.severity == "error"]
    if not read and not errors:
        where = str(paths[0]) if paths else "atlas"
        what, remedy = (
            "there is no story in it",
            "a story is an article with a places.geojson beside it, or a published folder",
        )
        if folder is not None and any(_holds(path, folder) for path in paths):
            what, remedy = "nothing is read from the folder that is written", "name another folder with -o"
        errors.append(Problem(where, what, remedy))
    if errors and not (skip_broken and read):
        raise StorymapError(errors)
    problems += [replace(problem, severity="warning") if problem.severity == "error" else problem for problem in told]
    return with_ids(each_once(read, problems), known, taken)


def _holds(path: Path, folder: Path) -> bool:
    """Say whether a path is the folder that is written, or holds it with something in it that is no atlas."""
    if not path.is_dir() or not folder.is_dir():
        return False
    real = Path(os.path.realpath(folder))
    is_something = any(real.iterdir()) and not (real / INDEX).exists()
    return real.is_relative_to(os.path.realpath(path)) and (is_something or path.samefile(folder))


def _all_read(
    sources: Iterable[FoundSource],
    allowed: AllowedFolders,
    folder: Path | None,
    kept: KeptStories,
    told: list[Problem],
) -> list[ReadStory]:
    """Return the stories of all sources; what is wrong with one is appended to `told`."""
    read: list[ReadStory] = []
    taken: list[tuple[FoundSource, bytes, ReadStory]] = []

    def take(source: FoundSource, state: bytes) -> None:
        before = len(told)
        try:
            with noting_files() as files:
                stories = _read(source, allowed, folder, told)
        except StorymapError as error:
            told.append(_as_one(source, error.problems))
        else:
            # What a person is told of a story is told by each build.
            marks = state if len(told) == before else b""
            read.extend(kept.marked(story, source, marks, files) for story in stories)

    for source in sources:
        state = kept.state_of(source)
        story = kept.find(source, state)
        if story is None:
            take(source, state)
        else:
            taken.append((source, state, story))
    shared = shared_titles([*read, *(story for *_, story in taken)]) if taken else frozenset()
    for source, state, story in taken:
        if story.record.title in shared:
            take(source, state)
        else:
            read.append(story)
    return read


def _read(
    source: FoundSource, allowed: AllowedFolders, folder: Path | None, problems: list[Problem]
) -> list[ReadStory]:
    match source.kind:
        case "article":
            return [read_article_story(source, allowed, folder)]
        case "feed":
            return read_feed_stories(source, folder, problems)
        case _:
            return [read_story_data(source, folder, problems)]


def _as_one(source: FoundSource, found: Sequence[Problem]) -> Problem:
    """Return what is wrong with a story on one line: the first, and how many more there are. Warnings are left out."""
    found = [problem for problem in found if problem.severity == "error"] or found
    first = found[0]
    where = first.where.removeprefix(f"{source.shown}, ").removeprefix(f"{source.path.name}, ")
    at = "" if where in ("", source.path.name, source.shown) else f"{where}: "
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return _for_many(Problem(source.shown, f"{at}{first.what}{more}", first.remedy))


def _for_many(problem: Problem) -> Problem:
    """Return a problem with a remedy that fits: who names many files has no option for the encoding of one."""
    return replace(problem, remedy="save it as UTF-8") if "--encoding" in problem.remedy else problem
