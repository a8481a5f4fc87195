"""spaCy as a recogniser, with a pipeline that is installed, or in a folder. Nothing is downloaded."""

from __future__ import annotations

from collections.abc import Iterator

from storymap.errors import PlacesError, Problem
from storymap.geoparsing.recogniser import LANDMARK, PLACE

# What spaCy's pipelines call places: those of OntoNotes, and of the corpora of other languages.
_KINDS = {"GPE": PLACE, "LOC": PLACE, "LOCATION": PLACE, "placeName": PLACE, "geogName": PLACE, "FAC": LANDMARK}
_LONGEST = 100_000  # characters that are given to the pipeline at once


class SpacyRecogniser:
    """The names that a pipeline of spaCy finds, a paragraph at a time."""

    def __init__(self, pipeline: str) -> None:
        try:
            import spacy
        except ImportError:
            remedy = "install it with pip install storymap-html[spacy]"
            raise PlacesError(Problem("--model spacy", "spaCy is not installed", remedy)) from None
        try:
            self._pipeline = spacy.load(pipeline)
        except OSError:
            where = f"--model spacy:{pipeline}"
            what = "spaCy has no pipeline of this name, and there is no folder of one"
            remedy = "install one, such as en_core_web_sm, and write --model spacy:en_core_web_sm"
            raise PlacesError(Problem(where, what, remedy)) from None

    def __call__(self, text: str, /) -> Iterator[tuple[int, int, str]]:
        """Yield the ranges of names with their kind, that of the pipeline where it is none of ours."""
        parts = list(_paragraphs(text))
        documents = self._pipeline.pipe(text[start:end] for start, end in parts)
        for (start, _), document in zip(parts, documents, strict=True):
            for name in document.ents:
                yield start + name.start_char, start + name.end_char, _KINDS.get(name.label_, name.label_)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        for at in range(start, start + len(line), _LONGEST):
            yield at, min(at + _LONGEST, start + len(line))
        start += len(line)
