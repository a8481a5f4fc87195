"""Ctrl-C, which Python raises wherever it happens to be, and which is lost where nothing can be raised."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def kept_interrupts() -> Iterator[Callable[[], None]]:
    """Yield what raises KeyboardInterrupt if Ctrl-C was pressed meanwhile, for a loop to ask.

    It is raised at once, as ever; but while something is freed, or in code of others that lets nothing through, nobody
    sees it. In a thread that is not the main one, which Ctrl-C does not reach, nothing is asked.
    """
    pressed = False

    def raise_if_pressed() -> None:
        if pressed:
            raise KeyboardInterrupt

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.default_int_handler(number, frame)

    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is not signal.default_int_handler:
        yield raise_if_pressed
        return
    signal.signal(signal.SIGINT, press)
    try:
        yield raise_if_pressed
    finally:
        signal.signal(signal.SIGINT, before)
