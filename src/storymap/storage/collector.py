"""Python's collector of cyclic garbage, which has nothing to find while a story or its page is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# Between asking and pausing another one may end: then nobody would let the collector go on any more.
_SWITCHING = Lock()


@contextmanager
def paused_collector() -> Iterator[None]:
    """Let no cyclic garbage be looked for meanwhile; what is not in a cycle is freed as ever.

    Of a long text hundreds of thousands of records and elements are made and kept. The collector goes through all of
    them again and again, which takes as long as making them. It is one for the whole process: where several pause it
    at once, the first that ends lets it go on.
    """
    with _SWITCHING:
        was_on = gc.isenabled()
        gc.disable()
    try:
        yield
    finally:
        if was_on:
            with _SWITCHING:
                gc.enable()
