"""`storymap corpus`: reads archives of articles, and writes tables of what they name."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storymap.cli.console import count, reporting_errors, warn
from storymap.cli.gazetteer import gazetteer_option, no_added_option
from storymap.cli.options import PATH, quiet_option, verbose_option

if TYPE_CHECKING:
    from storymap.atlas.corpus.records import CorpusOptions
    from storymap.atlas.corpus.run import CorpusCounts, Engine
    from storymap.errors import Problem
    from storymap.gazetteer.gazetteer import Gazetteer

_MEGABYTE = 1 << 20


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--output", "-o", "out", type=PATH, required=True, metavar="DIR", help="The folder of the tables.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Processes on this machine. Default: one for each core.",
)
@click.option(
    "--scheduler",
    metavar="URL",
    help='A cluster of Dask that exists: "tcp://127.0.0.1:8786". Its workers need the same paths, and storymap.',
)
@click.option(
    "--memory", default="1GB", show_default=True, metavar="SIZE", help="What one process takes at most; see --workers."
)
@click.option(
    "--partition-size",
    type=click.FloatRange(0.01, 64),
    default=8,
    show_default=True,
    metavar="MB",
    help="How much one task reads. The parts of the tables follow from it.",
)
@click.option(
    "--lang", "--language", metavar="CODE", help='Of all texts, such as "es"; default: as each says, else recognised.'
)
@click.option(
    "--text", default="text", show_default=True, metavar="COLUMN", help="Where the text is, in JSON lines and Parquet."
)
@click.option("--id", "id_", default="id", show_default=True, metavar="COLUMN", help="Where its id is.")
@click.option("--title", default="title", show_default=True, metavar="COLUMN", help="Where its title is.")
@click.option("--date", default="date", show_default=True, metavar="COLUMN", help="Where its date is.")
@click.option("--url", default="url", show_default=True, metavar="COLUMN", help="Where its address is.")
@click.option("--home", metavar="PLACE", help='The newsroom\'s region, which is likelier meant: "El Paso, Texas".')
@click.option("--demonyms", is_flag=True, help='Take names of peoples, such as "Mexican", for their countries.')
@gazetteer_option
@no_added_option
@click.option("--anew", is_flag=True, help="Keep nothing of an earlier run into the same folder.")
@click.option("--dashboard", is_flag=True, help="Serve Dask's pages, on this machine alone.")
@verbose_option
@quiet_option
def corpus(
    sources: tuple[str, ...],
    out: Path,
    anew: bool,
    verbose: bool,
    quiet: bool,
    partition_size: float,
    gazetteer_files: tuple[Path, ...],
    no_added: bool,
    **given: Any,
) -> None:
    """Read archives (JSON lines, Parquet, WARC, WACZ, folders) and write tables of the places that they name.

    \b
    storymap corpus articles.jsonl -o tables/
    storymap corpus 'archive/*.parquet' -o tables/ --text body --date published
    """
    with reporting_errors(verbose=verbose):
        from storymap.errors import printable

        _check_extra()
        if math.isnan(partition_size):  # which lies in every range
            raise click.BadParameter("nan is no size", param_hint="--partition-size")
        from storymap.atlas.corpus.run import run_corpus
        from storymap.cli.corpus_progress import corpus_progress

        problems: list[Problem] = []
        opener = UsersGazetteer(tuple(path.resolve() for path in gazetteer_files), no_added)
        options = _options(opener, problems, **given)
        with corpus_progress(quiet=quiet) as progress:
            try:
                done = run_corpus(
                    sources,
                    out,
                    options=options,
                    opener=opener,
                    engine=_engine(**given),
                    partition_size=round(partition_size * _MEGABYTE),
                    anew=anew,
                    progress=progress,
                    problems=problems,
                )
            except KeyboardInterrupt:
                progress.stop()
                click.echo(f"stopped: {progress.in_words}; the same command goes on from there", err=True)
                sys.exit(130)
        warn(problems, quiet=quiet, verbose=verbose)
        if not quiet:
            click.echo(f"{printable(str(out))}: {_in_words(done)}")


@dataclass(frozen=True, slots=True)
class UsersGazetteer:
    """Opens the gazetteer as the user has it, in the process that reads."""

    files: tuple[Path, ...]
    no_added: bool

    def __call__(self) -> Gazetteer:
        """Open it. Raises PlacesError."""
        from storymap.editing.users_gazetteer import users_gazetteer

        return users_gazetteer(self.files, [], no_added=self.no_added)


def _options(
    opener: UsersGazetteer,
    problems: list[Problem],
    *,
    lang: str | None,
    home: str | None,
    demonyms: bool,
    text: str,
    id_: str,
    title: str,
    date: str,
    url: str,
    **_: Any,
) -> CorpusOptions:
    """Return how documents are read. Raises StorymapError where the language, a file of places or the home is none."""
    from storymap.atlas.corpus.records import Columns, CorpusOptions
    from storymap.editing.users_gazetteer import users_gazetteer
    from storymap.errors import StorymapError
    from storymap.geoparsing.home_region import home_region
    from storymap.reading.article.language.tags import language_problems

    if wrong := language_problems(lang):
        raise StorymapError(wrong)
    gazetteer = users_gazetteer(opener.files, problems, no_added=opener.no_added)
    return CorpusOptions(
        Columns(text, id_, title, date, url),
        lang or "",
        demonyms,
        tuple(sorted((home_region(home, gazetteer) or {}).items())),
        (*map(_digest, opener.files), *(added.sha256 for added in gazetteer.added)),
    )


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_extra() -> None:
    """Raise StorymapError if what the command needs is not installed."""
    from importlib.util import find_spec

    from storymap.errors import Problem, StorymapError

    missing = [name for name in ("pyarrow", "dask", "distributed") if find_spec(name) is None]
    if missing:
        what = f"it needs {' and '.join(missing)}"
        raise StorymapError(Problem("storymap corpus", what, 'pip install "storymap-html[cluster]"'))


def _engine(*, workers: int | None, scheduler: str | None, memory: str, dashboard: bool, **_: Any) -> Engine:
    """Return what runs the tasks: this process where there is one worker, and nobody wants a cluster."""
    import os

    from storymap.atlas.corpus.run import in_process

    workers = workers or os.cpu_count() or 1
    if workers == 1 and not scheduler:
        return in_process
    from storymap.atlas.corpus.dask_engine import DaskEngine, bytes_of

    if bytes_of(memory) <= 0:
        raise click.BadParameter(f'"{memory}" is no size; write for example 1GB or 750MB', param_hint="--memory")
    return DaskEngine(scheduler or "", workers, memory, dashboard)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _in_words(done: CorpusCounts) -> str:
    kept = f", {done.kept:,} kept" if done.kept else ""
    errors = f"; {count(done.errors, 'document')} could not be read: errors.parquet says why" if done.errors else ""
    return (
        f"{_counted(done.documents, 'document')}, {_counted(done.mentions, 'mention')} of "
        f"{_counted(done.places, 'place')}; "
        f"{count(done.parts, 'part')}{kept}{errors}"
    )
