"""Recognisers: models of others that say where in a text names stand. Off unless a person names one (`--model`).

A recogniser (see `recogniser`) is named by an entry point in the group `storymap.recognisers`: a function that gets
what stands after the colon of `--model NAME:WHICH`, and returns it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from storymap.errors import PlacesError, Problem
from storymap.geoparsing.recogniser import LANDMARK, PLACE, Recogniser
from storymap.limits import MOST_RECOGNISED

GROUP = "storymap.recognisers"


class Recognised(NamedTuple):
    """A range of a text that a recogniser takes for the name of a place, in code points, half-open."""

    start: int
    end: int
    kind: str


class NamedRecogniser:
    """A recogniser under the name by which a person asked for it; what it returns is checked."""

    def __init__(self, name: str, recogniser: Recogniser) -> None:
        self._name = name
        self._recogniser = recogniser

    def places(self, text: str) -> list[Recognised]:
        """Return the ranges that are places, in order. Raises PlacesError if the recogniser fails or errs."""
        try:
            return sorted(set(self._checked(text)))
        except (PlacesError, MemoryError):
            raise
        except Exception as error:
            what = f"the model failed ({type(error).__name__}: {error})"
            raise PlacesError(Problem(self._name, what, "tell its makers, or leave --model out")) from None

    def _checked(self, text: str) -> Iterable[Recognised]:
        for number, (start, end, kind) in enumerate(self._recogniser(text)):
            if number == MOST_RECOGNISED:
                raise self._refusal(f"the model returned more than {MOST_RECOGNISED:,} ranges")
            if not 0 <= int(start) < int(end) <= len(text):
                raise self._refusal(f"the model returned a range outside the text ({start} to {end} of {len(text)})")
            if kind in (PLACE, LANDMARK):
                yield Recognised(int(start), int(end), kind)

    def _refusal(self, what: str) -> PlacesError:
        return PlacesError(Problem(self._name, what, "tell its makers, or leave --model out"))


def open_recogniser(given: str) -> NamedRecogniser:
    """Return the recogniser that `--model` names, such as "spacy:en_core_web_sm". Raises PlacesError."""
    from importlib.metadata import entry_points

    name, _, which = given.partition(":")
    found: dict[str, Callable[[str], Recogniser]] = {"spacy": _open_spacy}
    for point in entry_points(group=GROUP, name=name):
        found[name] = point.load()
    if name not in found:
        what = f"no recogniser of this name is installed (entry point {GROUP})"
        raise PlacesError(Problem(f"--model {given}", what, "check the name, such as spacy:en_core_web_sm"))
    try:
        return NamedRecogniser(f"--model {given}", found[name](which))
    except PlacesError:
        raise
    except Exception as error:
        what = f"the model cannot be loaded ({type(error).__name__}: {error})"
        raise PlacesError(Problem(f"--model {given}", what, "install it anew, or leave --model out")) from None


def _open_spacy(which: str) -> Recogniser:
    from storymap.geoparsing.spacy_recogniser import SpacyRecogniser

    return SpacyRecogniser(which)
