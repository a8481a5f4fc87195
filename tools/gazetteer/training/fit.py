"""Fits the weights of geoparsing: `python -m tools.gazetteer.training.fit GEOVIRUS.jsonl`.

GeoVirus are 229 articles of Wikinews (CC BY 2.5), whose places Gritta and others marked. The development half of the
labelled news of thirteen languages is added, and generated texts, which have what both lack: people named like towns,
teams, streets, papers (`texts`), and local news among namesakes (`local_news`). No other corpus is used. Which of a
name's places is meant is fitted on the first 110 articles of GeoVirus only; the others tell how good that is. Whether a
name is a place is fitted on all; what is measured on the others is measured with weights that did not see them.

Four models, one after the other: "first look" and "recognition" say whether a name means a place, by the words around
it and by the whole article; "resolution" says which (see `resolution`); "choice" says how sure that is. All but
resolution are logistic regressions. They begin from nothing that was fitted before: the same input gives the same
weights. What is set by hand stands in a file of its own, `hand_set_weights.json`, and the others are fitted beside it.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.logistic import Evidence
from storymap.geoparsing.toponyms import find_toponyms
from storymap.geoparsing.weights import Weights, hand_set_weights
from tools.bench.news.sets import DEMANDING, DEVELOPMENT
from tools.packages import fetch, read_sources

from ..build import LISTING
from .labelled_news import news_documents
from .local_news import LocalNewsMaker
from .regression import calibration_error, logistic_regression
from .resolution import fit_resolution, gazetteer_of, weights_before
from .texts import TextMaker
from .truth import is_right

WEIGHTS = Path(__file__).parents[3] / "src/storymap/geoparsing/weights.json"
FITTED = 110  # the first articles of GeoVirus
_TEXTS, _LOCAL_TEXTS = 500, 500
# How much an example from a generated text counts: they are all alike.
_TEXT_WEIGHT, _LOCAL_WEIGHT = 0.3, 0.5
# GeoVirus does not mark names within names ("US Army") and most landmarks; other guidelines and editors do.
_PLACE_WEIGHT = 1.9
_START = {"bias": -1.5}
_ONLY_WHOLE_ARTICLE = frozenset(
    {
        "by itself", "surer elsewhere", "others of its state", "share of its state", "others of its country",
        "share of its country", "its state or country after it", "sure which", "number of namesakes",
    }
)  # fmt: skip

Documents = Sequence[dict[str, Any]]


def main() -> None:
    """Write the weights, and print how far the scores are from the truth in the articles that were not fitted on."""
    gazetteer = open_gazetteer()
    documents = [
        json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    WEIGHTS.write_text(weights_text(fit_weights(documents[:FITTED], gazetteer, documents[FITTED:])), encoding="utf-8")
    unseen = examples(documents[FITTED:], gazetteer, fit_weights(documents[:FITTED], gazetteer))
    print(f"is it a place: calibration error {calibration_error(unseen.scores):.3f}")
    print(f"is it this one: calibration error {calibration_error(unseen.confidences):.3f}")


def weights_text(weights: Weights) -> str:
    """Return the fitted weights as the text of their file, without those that are set by hand."""
    by_hand = hand_set_weights()
    fitted = {
        model: {name: round(values[name], 3) for name in sorted(values.keys() - by_hand.get(model, {}).keys())}
        for model, values in weights.items()
    }
    return json.dumps(fitted, indent=2) + "\n"


def generated_documents(gazetteer: Gazetteer, count: int = _TEXTS, seed: int = 7) -> list[dict[str, Any]]:
    """Return generated texts, as the scorer reads them."""
    maker = TextMaker(gazetteer, *_names(), seed)
    return [maker.text().record(number) for number in range(count)]


def local_documents(gazetteer: Gazetteer, count: int = _LOCAL_TEXTS, seed: int = 11) -> list[dict[str, Any]]:
    """Return generated local news, as the scorer reads it; another seed makes other texts."""
    maker = local_news_maker(gazetteer, seed)
    return [maker.record(number) for number in range(count)]


def local_news_maker(gazetteer: Gazetteer, seed: int) -> LocalNewsMaker:
    """Return a maker of local news; another seed makes other texts."""
    return LocalNewsMaker(gazetteer, *_names(), seed)


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[str]]:
    """Return first names and surnames, the commonest first."""
    with tarfile.open(fetch(read_sources(LISTING)["people"])) as archive:
        first = sorted(
            _rows(archive, "dist.female.first") + _rows(archive, "dist.male.first"), key=lambda row: -float(row[1])
        )
        last = _rows(archive, "dist.all.last")
    return [row[0] for row in first], [row[0] for row in last]


def _rows(archive: tarfile.TarFile, name: str) -> list[list[str]]:
    file = archive.extractfile(f"names-0.3.0/names/{name}")
    assert file is not None  # noqa: S101 - the archive's sha256 is pinned
    return [line.split() for line in file.read().decode().splitlines() if line.strip()]


@dataclass
class Examples:
    """The toponyms of some documents.

    `places` holds the evidence that each is a place, and whether it is one; `choices` that it is the first of its
    places, and whether it is that. `scores` and `confidences` are what the weights say of these.
    """

    places: list[tuple[Evidence, bool]] = field(default_factory=list)
    choices: list[tuple[Evidence, bool]] = field(default_factory=list)
    scores: list[tuple[float, bool]] = field(default_factory=list)
    confidences: list[tuple[float, bool]] = field(default_factory=list)


def fit_weights(documents: Documents, gazetteer: Gazetteer, more: Documents = ()) -> dict[str, dict[str, float]]:
    """Return the weights of all models, fitted on the documents, the labelled news and generated texts.

    On `more` documents only that is fitted whether a name is a place.
    """
    generated, local = generated_documents(gazetteer), local_documents(gazetteer)
    news = news_documents(gazetteer, DEMANDING, DEVELOPMENT)
    weights = {"resolution": weights_before(), "first look": _START, "recognition": _START, "choice": _START}
    parts = [([*documents, *more], 1.0, _PLACE_WEIGHT), (generated, _TEXT_WEIGHT, _PLACE_WEIGHT), (news, 1.0, 1.0)]
    weights["first look"] = _fit_recognition(parts, gazetteer, weights, "first look", _ONLY_WHOLE_ARTICLE)
    every = [(documents, 1.0), (news, 1.0), (generated, _TEXT_WEIGHT), (local, _LOCAL_WEIGHT)]
    texts = [text for part, _ in every for text in part]
    shares = [share for part, share in every for _ in part]
    weights["resolution"] = fit_resolution(texts, shares, gazetteer, weights)
    weights["recognition"] = _fit_recognition(parts, gazetteer, weights, "recognition")
    choices = [
        (evidence, is_right, share)
        for part, share in every
        for evidence, is_right in examples(part, gazetteer, weights).choices
    ]
    weights["choice"] = _regression(choices, "choice")
    return weights


def _fit_recognition(
    parts: Iterable[tuple[Documents, float, float]],
    gazetteer: Gazetteer,
    weights: Weights,
    model: str,
    left_out: Collection[str] = (),
) -> dict[str, float]:
    """Return the weights that say whether a name means a place, without the facts that are left out.

    Each part has documents, how much an example of them counts, and how much more one that is a place.
    """
    return _regression(_of_places(parts, gazetteer, weights, left_out), model)


def _of_places(
    parts: Iterable[tuple[Documents, float, float]], gazetteer: Gazetteer, weights: Weights, left_out: Collection[str]
) -> Iterator[tuple[Evidence, bool, float]]:
    for documents, share, share_of_place in parts:
        for facts, is_place in examples(documents, gazetteer, weights).places:
            evidence = {name: value for name, value in facts.items() if name not in left_out}
            yield evidence, is_place, share * (share_of_place if is_place else 1.0)


def _regression(found: Iterable[tuple[Evidence, bool, float]], model: str) -> dict[str, float]:
    """Return the weights of a model, those that are set by hand among them."""
    by_hand = hand_set_weights().get(model, {})
    evidence, truth, shares = zip(*found, strict=True)
    return {**logistic_regression(evidence, truth, shares, by_hand), **by_hand}


def examples(documents: Documents, gazetteer: Gazetteer, weights: Weights) -> Examples:
    """Return the toponyms of documents with what is true of them. A marked place that a name overlaps makes it one.

    Whether one is a place is left open where the labels leave it open.
    """
    found = Examples()
    for document in documents:
        own = gazetteer_of(document, gazetteer)
        toponyms = find_toponyms(
            document["text"],
            own,
            language=document.get("language", "en"),
            weights=weights,
            home=document.get("home"),
        )
        for toponym in toponyms:
            marked = [m for m in document["toponyms"] if m["start"] < toponym.end and m["end"] > toponym.start]
            if not marked or not all(m.get("is_optional") for m in marked):
                if "by itself" in toponym.evidence:  # streets and buildings are found by rules, not by weights
                    found.places.append((toponym.evidence, bool(marked)))
                found.scores.append((toponym.score, bool(marked)))
            located = [m for m in marked if m["lat"] is not None]
            if toponym.places and located:
                is_meant = any(is_right(m, toponym.places[0], gazetteer) for m in located)
                found.choices.append((toponym.choice, is_meant))
                found.confidences.append((toponym.confidence, is_meant))
    return found


if __name__ == "__main__":
    main()
