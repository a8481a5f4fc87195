"""Whether an archive keeps its promise: the page is built again from what is in it, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError
from storymap.rendering.contract.names import PAGE_FILE

_REMEDY = "name files as seen from the folder of the article, then archive it again"


def check_rebuilds(
    choices: BuildChoices, sources: Mapping[str, bytes], built: Mapping[str, bytes], *, known: Iterable[Problem]
) -> None:
    """Raise StorymapError unless the files `built` are built again, byte for byte, from the `sources`.

    `choices` and `sources` have paths as seen from the top of the archive; `known` are the problems of the story.
    """
    with TemporaryDirectory(prefix="storymap-") as name:
        top = Path(name)
        for inner, content in sources.items():
            path = top / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        try:
            there = _seen_from(top, choices)
            story = there.story()
            again = there.page(story).files(PAGE_FILE)
        except StorymapError as error:
            raise _broken_promise(error.problems) from None
    if again != built:
        before = {problem.what for problem in known}
        raise _broken_promise([problem for problem in story.problems if problem.what not in before])


def _seen_from(top: Path, choices: BuildChoices) -> BuildChoices:
    return replace(
        choices,
        article=top / choices.article,
        places=tuple(top / path for path in choices.places),
        context=tuple(top / path for path in choices.context),
        theme=None if choices.theme is None else top / choices.theme,
        tiles=None if choices.tiles is None else top / choices.tiles,
        allow_path=tuple(top / path for path in choices.allow_path),
        media_root=None if choices.media_root is None else top / choices.media_root,
    )


def _broken_promise(problems: Iterable[Problem]) -> StorymapError:
    """Return what is wrong: the first of the problems that come from the files lying elsewhere, if there is any."""
    first = next(iter(problems), None)
    reason = f": {first.what}" if first is not None else ", or its files were changed meanwhile"
    return StorymapError(Problem("archive", f"another page would be built from it{reason}", _REMEDY))
