"""Whether scores and confidences on the labelled news are the probabilities that they say they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.suggestions import IN, MAYBE
from storymap.geoparsing.toponym import SURE
from storymap.geoparsing.toponyms import find_toponyms
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.found import located, name_bearer
from tools.bench.news.labels import LabelledArticle
from tools.bench.news.measure import BearsName, is_right, most_overlapping
from tools.bench.news.sets import LANGUAGES, NewsSet
from tools.bench.news.tables import GROUPS
from tools.gazetteer.training.regression import calibration_error


@dataclass(slots=True)
class Probabilities:
    """What was said of names, each with whether it is so: that it is a place, and of places that it is this one."""

    places: list[tuple[float, bool]] = field(default_factory=list)
    choices: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, article: LabelledArticle, gazetteer: Gazetteer, bears_name: BearsName) -> None:
        """Add the names of an article. Those that may be found or left alone say nothing."""
        for one in find_toponyms(article.text, gazetteer, language=recognise_language([article.text]).language):
            label = most_overlapping(one, article.labels)
            if label and label.is_optional:
                continue
            self.places.append((one.score, label is not None))
            if label and one.places and one.score >= IN:
                found = located(one.start, one.end, one.places[0])
                self.choices.append((one.confidence, is_right(label.place, found, bears_name)))


def calibration_table(news: NewsSet, half: str | None = None) -> Iterator[str]:
    """Yield the lines of a table: the calibration errors of English, of groups of languages, and of all.

    `half` is that of the set, None for all of it.
    """
    gazetteer = open_gazetteer()
    bears_name = name_bearer(gazetteer)
    yield "| language | a place? all / shown | this one? | sure which | wrong |"
    yield "|---|---|---|---|---|"
    for name, languages in (("en", ("en",)), *((", ".join(group), group) for group in GROUPS), ("**all**", LANGUAGES)):
        said = Probabilities()
        for article in (article for language in languages for article in news.articles(language, half)):
            said.add(article, gazetteer, bears_name)
        sure = [is_so for confidence, is_so in said.choices if confidence >= SURE]
        errors = f"{calibration_error(said.places):.3f} / {calibration_error(said.places, MAYBE):.3f}"
        yield f"| {name} | {errors} | {calibration_error(said.choices):.3f} | {len(sure)} | {sure.count(False)} |"
