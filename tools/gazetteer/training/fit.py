"""Fits the weights of geoparsing: `python -m tools.gazetteer.training.fit GEOVIRUS.jsonl`.

GeoVirus are 229 articles of Wikinews (CC BY 2.5), whose places Gritta and others marked. Generated texts are added,
which have what Wikinews lacks: people named like towns, teams, streets, papers (`texts`), and local news among
namesakes (`local_news`). No other corpus is used. Which of a name's places is meant is fitted on the first 110 articles
only; the others tell how good that is. Whether a name is a place is fitted on all; what is measured on the others is
measured with weights that did not see them.

Four models, one after the other: "first look" and "recognition" say whether a name means a place, by the words around
it and by the whole article; "resolution" says which (see `resolution`); "choice" says how sure that is. All but
resolution are logistic regressions.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.logistic import Evidence
from storymap.geoparsing.resolved_names import Weights
from storymap.geoparsing.toponyms import find_toponyms, read_weights
from tools.packages import fetch, read_sources

from ..build import LISTING
from .local_news import LocalNewsMaker
from .resolution import fit_resolution, gazetteer_of
from .texts import TextMaker
from .truth import is_right

WEIGHTS = Path(__file__).parents[3] / "src/storymap/geoparsing/weights.json"
FITTED = 110  # the first articles of GeoVirus
_TEXTS, _LOCAL_TEXTS = 500, 500
# How much an example from a generated text counts: they are all alike.
_TEXT_WEIGHT, _LOCAL_WEIGHT = 0.3, 0.5
# GeoVirus does not mark names within names ("US Army") and most landmarks; other guidelines and editors do.
_PLACE_WEIGHT = 1.9
_RIDGE = 2.0
_START = {"bias": -1.5}
# Weights that the texts cannot teach: they come with no gazetteer of the user's, and do not mark names of peoples.
# Of the names of peoples, corpora that mark them mark nine in ten.
_OWN, _PEOPLE = "in one's own gazetteer", "name of a people"
# Nor do they come with gazetteers that a user added: a brook of one is as likely meant as the smallest hamlet.
_LOCAL = "local place"
# Nor does a recogniser: eight or nine in ten of what one takes for a place is one.
_MODEL = "a recogniser's place"
_SET_BY_HAND = {
    "first look": {_OWN: 3.0, _PEOPLE: 4.0, _LOCAL: -0.5, _MODEL: 1.5},
    "recognition": {_OWN: 3.0, _PEOPLE: -1.9, _LOCAL: -0.3},
}
_ONLY_WHOLE_ARTICLE = frozenset(
    {
        "by itself", "surer elsewhere", "others of its state", "share of its state", "others of its country",
        "share of its country", "its state or country after it", "sure which", "number of namesakes",
    }
)  # fmt: skip

Floats = npt.NDArray[np.float64]
Documents = Sequence[dict[str, Any]]


def main() -> None:
    """Write the weights, and print how far the scores are from the truth in the articles that were not fitted on."""
    gazetteer = open_gazetteer()
    documents = [
        json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    weights = fit_weights(documents[:FITTED], gazetteer, documents[FITTED:])
    rounded = {
        model: {name: round(value, 3) for name, value in sorted(values.items())} for model, values in weights.items()
    }
    WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    unseen = examples(documents[FITTED:], gazetteer, fit_weights(documents[:FITTED], gazetteer))
    print(f"is it a place: calibration error {calibration_error(unseen.scores):.3f}")
    print(f"is it this one: calibration error {calibration_error(unseen.confidences):.3f}")


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
    """Return the weights of all models, fitted on the documents and on generated texts.

    On `more` documents only that is fitted whether a name is a place.
    """
    generated, local = generated_documents(gazetteer), local_documents(gazetteer)
    weights = {
        **{model: dict(values) for model, values in read_weights().items()},
        "first look": _START,
        "recognition": _START,
        "choice": _START,
    }
    weights["first look"] = _fit_recognition([*documents, *more], generated, gazetteer, weights, _ONLY_WHOLE_ARTICLE)
    every = [*documents, *generated, *local]
    shares = [1.0] * len(documents) + [_TEXT_WEIGHT] * len(generated) + [_LOCAL_WEIGHT] * len(local)
    weights["resolution"] = fit_resolution(every, shares, gazetteer, weights)
    weights["recognition"] = _fit_recognition([*documents, *more], generated, gazetteer, weights)
    choices = [
        (evidence, is_right, share)
        for part, share in ((documents, 1.0), (generated, _TEXT_WEIGHT), (local, _LOCAL_WEIGHT))
        for evidence, is_right in examples(part, gazetteer, weights).choices
    ]
    evidence, is_right, share = zip(*choices, strict=True)
    weights["choice"] = _regression(evidence, np.array(is_right, float), np.array(share))
    return weights


def _fit_recognition(
    documents: Documents,
    generated: Documents,
    gazetteer: Gazetteer,
    weights: Weights,
    left_out: Collection[str] = (),
) -> dict[str, float]:
    """Return the weights that say whether a name means a place, without the facts that are left out."""
    evidence, truth, share = [], [], []
    for part, weight in ((documents, 1.0), (generated, _TEXT_WEIGHT)):
        for facts, is_place in examples(part, gazetteer, weights).places:
            evidence.append({name: value for name, value in facts.items() if name not in left_out})
            truth.append(is_place)
            share.append(weight * (_PLACE_WEIGHT if is_place else 1.0))
    by_hand = _SET_BY_HAND["first look" if left_out else "recognition"]
    return {**_regression(evidence, np.array(truth, float), np.array(share)), **by_hand}


def examples(documents: Documents, gazetteer: Gazetteer, weights: Weights) -> Examples:
    """Return the toponyms of documents with what is true of them. A marked place that a name overlaps makes it one."""
    found = Examples()
    for document in documents:
        own = gazetteer_of(document, gazetteer)
        for toponym in find_toponyms(document["text"], own, weights=weights, home=document.get("home")):
            marked = [m for m in document["toponyms"] if m["start"] < toponym.end and m["end"] > toponym.start]
            found.places.append((toponym.evidence, bool(marked)))
            found.scores.append((toponym.score, bool(marked)))
            located = [m for m in marked if m["lat"] is not None]
            if toponym.places and located:
                is_meant = any(is_right(m, toponym.places[0], gazetteer) for m in located)
                found.choices.append((toponym.choice, is_meant))
                found.confidences.append((toponym.confidence, is_meant))
    return found


def _regression(evidence: Sequence[Evidence], truth: Floats, share: Floats) -> dict[str, float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for observed in evidence for name in observed})
    column = {name: number for number, name in enumerate(names)}
    facts = np.zeros((len(evidence), len(names) + 1))
    facts[:, -1] = 1
    for row, observed in enumerate(evidence):
        for name, value in observed.items():
            facts[row, column[name]] = value
    ridge = np.full(len(names) + 1, _RIDGE)
    ridge[-1] = 0.001
    weights = np.zeros(len(names) + 1)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-facts @ weights))
        slope = facts.T @ (share * (chance - truth)) + ridge * weights
        bend = (facts * (share * chance * (1 - chance))[:, None]).T @ facts + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": float(weights[-1]), **{name: float(weights[number]) for name, number in column.items()}}


def calibration_error(scores: Sequence[tuple[float, bool]], least: float = 0.0) -> float:
    """Return the expected calibration error over ten equal steps of the score, for scores of `least` and more."""
    shown = [(score, is_true) for score, is_true in scores if score >= least]
    score, truth = np.array([s for s, _ in shown]), np.array([t for _, t in shown], float)
    step = np.minimum((score * 10).astype(int), 9)
    return float(
        sum(abs(score[step == s].mean() - truth[step == s].mean()) * (step == s).mean() for s in np.unique(step))
    )


if __name__ == "__main__":
    main()
