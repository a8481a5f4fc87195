"""Any other file of places that `build` reads, as the beginning of a story that names each place."""

from __future__ import annotations

from typing import Final

from storymap.errors import StorymapError
from storymap.exchange.article_parts import article_of
from storymap.exchange.imported import Imported
from storymap.exchange.imported_places import imported_places
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.report import Report
from storymap.exchange.skeleton import skeleton, title_of_file
from storymap.exchange.source import Source
from storymap.reading.places.formats.feature import FeatureCollection
from storymap.reading.places.formats.registry import place_endings, read_features
from storymap.reading.places.library_errors import library_errors_as_problems
from storymap.reading.problem_log import ProblemLog

LABEL: Final = "a file of places"
_MANY_KINDS: Final = (".json", ".zip")  # a tool that is not known may have written it


def sniff(source: Source) -> bool:
    """Say whether the file's ending is that of places. One that any tool may use has to have places in it."""
    ending = source.path.suffix.lower()
    if ending not in _MANY_KINDS:
        return ending in place_endings()
    log = ProblemLog(source.name)
    return bool(_features(source, log).features) and not log.failed


def read(source: Source) -> Imported:
    """Return the places as a story. Raises StorymapError where the file cannot be read, or has none."""
    report, log = Report(), ProblemLog(source.name)
    collection = _features(source, log)
    if log.failed:
        raise StorymapError(problem for problem in log.problems() if problem.severity == "error")
    source.problems += log.problems()
    pictures = PictureFiles(source, report)
    places = imported_places(collection, source, report, pictures)
    article = article_of(title_of_file(source.name), skeleton((), places, report))
    return Imported(article, places.places, places.context, places.layers, pictures.files, report)


def _features(source: Source, log: ProblemLog) -> FeatureCollection:
    with library_errors_as_problems(source.name, log):
        return read_features(source.path, source.name, log, encoding=source.encoding).unpacked()
    return FeatureCollection()
