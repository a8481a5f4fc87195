"""Processes that are forked in a test, so that they can be killed."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable

_FILE_EVENTS = ("open", "os.", "shutil.", "tempfile.", "fcntl.")


def start(action: Callable[[], object]) -> int:
    """Do something in a fork of this process, and return its id. It ends with 1 if that fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the test runner has threads, which the fork does not use
        child = os.fork()
    if child:
        return child
    status = 1
    try:
        action()
        status = 0
    finally:
        os._exit(status)


def end(child: int) -> int:
    """Wait for a process and return its exit status: -9 if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(moment: int, action: Callable[[], object]) -> bool:
    """Do something in a fork that is killed just before its file access number `moment`; False if it ended before."""

    def watched() -> None:
        count = 0

        def hook(event: str, _: object) -> None:
            nonlocal count
            if event.startswith(_FILE_EVENTS):
                count += 1
                if count == moment:
                    die()

        sys.addaudithook(hook)
        action()

    status = end(start(watched))
    assert status in (0, -signal.SIGKILL)
    return status != 0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
