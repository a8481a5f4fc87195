import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from storymap.storage.interrupts import kept_interrupts


class Freed:
    """Is interrupted while it is freed, where Python can raise nothing."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_nobody_saw_is_raised_when_it_is_asked_for() -> None:
    with kept_interrupts() as raise_if_pressed:
        raise_if_pressed()
        Freed()
        with pytest.raises(KeyboardInterrupt):
            raise_if_pressed()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_is_raised_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), kept_interrupts():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_handler_of_somebody_else_and_other_threads_are_left_alone() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with kept_interrupts() as raise_if_pressed:
            signal.raise_signal(signal.SIGINT)
            raise_if_pressed()
    finally:
        signal.signal(signal.SIGINT, before)

    def ask() -> bool:
        with kept_interrupts() as raise_if_pressed:
            raise_if_pressed()
        return True

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result()
