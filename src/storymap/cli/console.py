"""What commands say to a person: problems one a line, counts, and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storymap.errors import Problem


@contextmanager
def reporting_errors(*, verbose: bool = True) -> Iterator[None]:
    """Print the problems of a StorymapError and end with 1; a person never sees a traceback.

    Those of one kind are one line, unless it is `verbose`.
    """
    from storymap.errors import StorymapError, printable

    try:
        yield
    except StorymapError as error:
        _say_all(error.problems, verbose=verbose)
        sys.exit(1)
    except UnicodeEncodeError:
        click.echo("error: an argument holds bytes that are no UTF-8; write or name it in UTF-8", err=True)
        sys.exit(1)
    except MemoryError:
        click.echo("error: the input needs more memory than there is; divide it", err=True)
        sys.exit(1)
    except BrokenPipeError:
        raise  # `storymap check | head` has read enough; click ends quietly
    except OSError as error:
        click.echo(
            f"error: {printable(str(error.filename or 'file'))}: {(error.strerror or 'failed').lower()}",
            err=True,
        )
        sys.exit(1)


def warn(problems: Iterable[Problem], *, quiet: bool = False, verbose: bool = True) -> None:
    """Print warnings and notes, one line for all of a kind, unless it is `verbose`."""
    if not quiet:
        _say_all(problems, verbose=verbose)


def _say_all(problems: Iterable[Problem], *, verbose: bool) -> None:
    from storymap.cli.problem_groups import grouped

    for problem in problems if verbose else grouped(problems):
        _say(problem)


def _say(problem: Problem) -> None:
    colour = {"error": "red", "warning": "yellow"}.get(problem.severity, "cyan")
    click.echo(f"{click.style(problem.severity, fg=colour, bold=True)}: {problem}", err=True)


def count(number: int, noun: str) -> str:
    """Return for example "1 place" or "2 places"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def size_in_words(size: int) -> str:
    """Return for example "640 bytes" or "17 kB"."""
    return f"{size / 1000:.0f} kB" if size >= 1000 else count(size, "byte")
