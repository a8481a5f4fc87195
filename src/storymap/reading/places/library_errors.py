"""Errors that libraries raise for a file that they cannot read, turned into problems at the one door of places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storymap.reading.problem_log import ProblemLog

# Where the classes of their errors are defined. A ValueError or TypeError is nobody's by its class and stays a fault of
# ours: the modules that call a library turn those of its calls into problems right there.
_LIBRARIES = frozenset(
    {"geopandas", "numpy", "pandas", "pyarrow", "pyogrio", "pyproj", "shapely", "sqlite3", "struct", "zipfile", "zlib"}
)


@contextmanager
def library_errors_as_problems(name: str, log: ProblemLog) -> Iterator[None]:
    """Turn an error that a library raises within, about the file `name`, into a problem of `log`."""
    try:
        yield
    except (UnicodeError, RecursionError, OverflowError) as error:
        _log(error, name, log)
    except Exception as error:
        if not any(kind.__module__.partition(".")[0] in _LIBRARIES for kind in type(error).__mro__):
            raise
        _log(error, name, log)


def _log(error: Exception, name: str, log: ProblemLog) -> None:
    kind = Path(name).suffix or "a table"
    log.error(name, f"it cannot be read as {kind} ({type(error).__name__})", "export it again, or as GeoJSON")
