"""Fits the scorer's weights: `python -m tools.gazetteer.training.fit GEOVIRUS.jsonl`.

GeoVirus are 229 articles of Wikinews (CC BY 2.5), whose places Gritta and others marked; generated texts are added,
which have what Wikinews lacks: local news, people named like towns, teams, streets, papers. No other corpus is used.
Both models are logistic regressions: "first look" has the evidence of a name and the words around it, "recognition"
that of the whole article.

The weights of resolution (which of a name's places is meant) are set by hand and stay as they are.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing.toponyms import Weights, find_toponyms, read_weights
from tools.packages import fetch, read_sources

from ..build import LISTING
from .texts import TextMaker

WEIGHTS = Path(__file__).parents[3] / "src/storymap/geoparsing/weights.json"
GENERATED_TEXTS = 250
_GENERATED_WEIGHT = 0.5  # of an example from a generated text: they are all alike
# GeoVirus does not mark names within names ("US Army") and most landmarks; other guidelines and editors do.
_PLACE_WEIGHT = 1.9
_RIDGE = 2.0
_FOLDS = 4
_START = {"bias": -1.5}
# Weights that the texts cannot teach: they come with no gazetteer of the user's, and do not mark names of peoples.
_SET_BY_HAND = {"name of a people": 4.0, "in one's own gazetteer": 3.0}
_ONLY_WHOLE_ARTICLE = frozenset(
    {
        "by itself", "surer elsewhere", "others of its state", "share of its state", "others of its country",
        "share of its country", "its state or country after it", "sure which", "number of namesakes",
    }
)  # fmt: skip

Floats = npt.NDArray[np.float64]
Documents = Sequence[dict[str, Any]]


def main() -> None:
    """Print the calibration by cross-validation, and write the weights."""
    gazetteer = open_gazetteer()
    documents = [
        json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    generated = generated_documents(gazetteer, GENERATED_TEXTS)
    for fold, (weights, held_out) in enumerate(folds(documents, generated, gazetteer), 1):
        print(f"fold {fold}: calibration error {calibration_error(held_out, gazetteer, weights):.3f}")
    weights = fit_weights(documents, generated, gazetteer)
    rounded = {
        model: {name: round(value, 3) for name, value in sorted(values.items())} for model, values in weights.items()
    }
    WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


def generated_documents(gazetteer: Gazetteer, count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Return generated texts, as the scorer reads them."""
    with tarfile.open(fetch(read_sources(LISTING)["people"])) as archive:
        first = sorted(
            _rows(archive, "dist.female.first") + _rows(archive, "dist.male.first"), key=lambda row: -float(row[1])
        )
        last = _rows(archive, "dist.all.last")
    maker = TextMaker(gazetteer, [row[0] for row in first], [row[0] for row in last], seed)
    return [maker.text().record(number) for number in range(count)]


def _rows(archive: tarfile.TarFile, name: str) -> list[list[str]]:
    file = archive.extractfile(f"names-0.3.0/names/{name}")
    assert file is not None  # noqa: S101 - the archive's sha256 is pinned
    return [line.split() for line in file.read().decode().splitlines() if line.strip()]


def folds(documents: Documents, generated: Documents, gazetteer: Gazetteer) -> Iterable[tuple[Weights, Documents]]:
    """Yield weights fitted without a part of the documents, and that part, for each of four parts."""
    for fold in range(_FOLDS):
        fitted = [document for number, document in enumerate(documents) if number % _FOLDS != fold]
        held_out = [document for number, document in enumerate(documents) if number % _FOLDS == fold]
        yield fit_weights(fitted, generated, gazetteer), held_out


def fit_weights(documents: Documents, generated: Documents, gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """Return the weights of both models, and those of resolution as they are."""
    weights = {"resolution": dict(read_weights()["resolution"]), "first look": _START, "recognition": _START}
    shares = [1.0] * len(documents) + [_GENERATED_WEIGHT] * len(generated)
    for model in ("first look", "recognition"):
        left_out = _ONLY_WHOLE_ARTICLE if model == "first look" else ()
        evidence, truth, share = [], [], []
        for document, part in zip([*documents, *generated], shares, strict=True):
            for facts, is_place in examples(document, gazetteer, weights):
                evidence.append({name: value for name, value in facts.items() if name not in left_out})
                truth.append(is_place)
                share.append(part * (_PLACE_WEIGHT if is_place else 1.0))
        weights[model] = _regression(evidence, np.array(truth, float), np.array(share))
    return weights


def examples(
    document: dict[str, Any], gazetteer: Gazetteer, weights: Weights
) -> Iterable[tuple[dict[str, float], bool]]:
    """Yield the evidence of each possible toponym of a document, and whether a marked place overlaps it."""
    marked = [(place["start"], place["end"]) for place in document["toponyms"]]
    for toponym in find_toponyms(document["text"], gazetteer, weights=weights):
        yield toponym.evidence, any(start < toponym.end and end > toponym.start for start, end in marked)


def _regression(evidence: list[dict[str, float]], truth: Floats, share: Floats) -> dict[str, float]:
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
    return {
        "bias": float(weights[-1]),
        **{name: float(weights[number]) for name, number in column.items()},
        **_SET_BY_HAND,
    }


def calibration_error(documents: Documents, gazetteer: Gazetteer, weights: Weights, least: float = 0.0) -> float:
    """Return the expected calibration error over ten equal steps of the score, for scores of `least` and more."""
    scores, truths = [], []
    for document in documents:
        marked = [(place["start"], place["end"]) for place in document["toponyms"]]
        for toponym in find_toponyms(document["text"], gazetteer, weights=weights):
            if toponym.score < least:
                continue
            scores.append(toponym.score)
            truths.append(any(start < toponym.end and end > toponym.start for start, end in marked))
    score, truth = np.array(scores), np.array(truths, float)
    step = np.minimum((score * 10).astype(int), 9)
    return float(
        sum(abs(score[step == s].mean() - truth[step == s].mean()) * (step == s).mean() for s in np.unique(step))
    )


if __name__ == "__main__":
    main()
