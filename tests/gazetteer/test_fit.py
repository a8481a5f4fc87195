"""The fit of the weights: what it begins from, what it keeps, and how far probabilities are from the truth."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from tools.bench.news.sets import DEMANDING, HALVES
from tools.gazetteer.training import fit
from tools.gazetteer.training.labelled_news import news_documents
from tools.gazetteer.training.local_news import LocalNewsMaker
from tools.gazetteer.training.regression import calibration_error, logistic_regression
from tools.gazetteer.training.texts import TextMaker

from storymap.gazetteer.gazetteer import Gazetteer, open_gazetteer
from storymap.geoparsing import toponyms
from storymap.geoparsing.weights import hand_set_weights, read_weights

_FIRST, _LAST = ["MARY", "JOHN", "PARIS"], ["SMITH", "ACOSTA", "BRIGGS"]


@cache
def _few(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    maker = TextMaker(gazetteer, _FIRST, _LAST, 5)
    return [maker.text().record(number) for number in range(12)]


@cache
def _few_local(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    maker = LocalNewsMaker(gazetteer, _FIRST, _LAST, 5)
    return [maker.record(number) for number in range(12)]


@pytest.fixture
def few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fit see few texts, and no weights of an earlier one."""

    def refuse() -> None:
        pytest.fail("the fit reads weights that were fitted before")

    monkeypatch.setattr(fit, "generated_documents", _few)
    monkeypatch.setattr(fit, "local_documents", _few_local)
    monkeypatch.setattr(fit, "news_documents", lambda *given: news_documents(*given)[:3])
    monkeypatch.setattr(toponyms, "read_weights", refuse)


@pytest.mark.usefixtures("few_texts")
def test_the_fit_begins_from_nothing_and_gives_the_same_bytes_twice() -> None:
    gazetteer = open_gazetteer()
    documents = _few(gazetteer)
    first = fit.weights_text(fit.fit_weights(documents, gazetteer))
    assert first == fit.weights_text(fit.fit_weights(documents, gazetteer))
    assert json.loads(first).keys() == {"first look", "recognition", "resolution", "choice"}


def test_what_is_set_by_hand_is_in_no_fitted_file_and_wins() -> None:
    written = json.loads(fit.weights_text(read_weights()))
    for model, by_hand in hand_set_weights().items():
        assert by_hand
        assert not by_hand.keys() & written[model].keys()
        assert all(read_weights()[model][name] == value for name, value in by_hand.items())
    assert fit.WEIGHTS.read_text(encoding="utf-8") == fit.weights_text(read_weights())


def test_weights_are_fitted_beside_those_that_are_fixed() -> None:
    evidence = [{"a": 1.0, "b": 1.0}, {"a": 1.0}, {"b": 1.0}, {}] * 100
    truth = [True, True, False, False] * 100
    free = logistic_regression(evidence, truth, [1.0] * 400, {})
    fixed = logistic_regression(evidence, truth, [1.0] * 400, {"b": 3.0})
    assert free["a"] > 5
    assert abs(free["b"]) < 0.1
    assert "b" not in fixed
    assert fixed["bias"] < free["bias"], "what is fixed is made up for by the others"


def test_the_half_that_is_kept_is_not_fitted_on() -> None:
    gazetteer = open_gazetteer()
    development, kept = (news_documents(gazetteer, DEMANDING, half) for half in HALVES)
    assert len(development) == len(kept) == 100
    assert not {one["id"] for one in development} & {one["id"] for one in kept}
    assert all(int(one["id"][3:]) % 2 for one in development)


def test_the_calibration_error_is_that_of_steps_of_a_tenth() -> None:
    scores = [(0.95, True)] * 9 + [(0.95, False)] + [(0.15, False)] * 10
    assert calibration_error(scores) == pytest.approx(0.5 * 0.05 + 0.5 * 0.15)
    assert calibration_error(scores, 0.2) == pytest.approx(0.05)
