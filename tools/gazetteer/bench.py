"""Measures suggestions: `python -m tools.gazetteer.bench FOLDER`, and writes the table of docs/suggest.md.

FOLDER holds the corpora as JSON lines (id, text, toponyms) and the scorer, score.py, which the table is made with. They
are not part of storymap: some may not be handed on.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.batch import BatchOptions, batch_lines
from storymap.geoparsing.resolved_names import Weights
from storymap.geoparsing.suggestions import MAYBE
from storymap.geoparsing.toponyms import find_toponyms, read_weights

from .training.fit import GENERATED_TEXTS, calibration_error, folds, generated_documents

DOCS = Path(__file__).parents[2] / "docs/suggest.md"
_SAMPLES = 400
_WORDS = 400
_CORPORA = {"tud_dev": "TUD-Loc-2013", "geovirus": "GeoVirus", "lgl": "LGL", "trnews": "TR-News", "gwn": "GeoWebNews"}
_WITH_DEMONYMS = {"lgl", "trnews", "gwn"}


def main() -> None:
    """Print the table and put it between the marks in the docs."""
    folder = Path(sys.argv[1])
    scorer = _load(folder / "score.py")
    rows = [
        "| corpus | overlap P / R / F1 | e2e@161 | places R@1 / R@3 / P | calibration, all / shown | ms an article, mean / p95 |",  # noqa: E501
        "|---|---|---|---|---|---|",
    ]
    for path in sorted(folder.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        demonyms = path.stem in _WITH_DEMONYMS
        predictions = [json.loads(line) for line in _predict(documents, demonyms=demonyms)]
        error = _calibration(documents, read_weights())
        name = _CORPORA.get(path.stem, path.stem) + (", demonyms on" if demonyms else "")
        if path.stem == "geovirus":
            rows.append(_row(f"{name}, weights as shipped (fitted on it)", scorer, documents, predictions, error))
            predictions, error = _cross_validated(documents)
            name = f"{name}, four-fold cross-validation"
        rows.append(_row(name, scorer, documents, predictions, error))
    rows += ["", *_speed(folder)]
    table = "\n".join(rows)
    print(table)
    text = DOCS.read_text(encoding="utf-8")
    DOCS.write_text(
        re.sub(r"(<!-- bench -->\n).*?(\n<!-- /bench -->)", lambda m: m[1] + table + m[2], text, flags=re.DOTALL),
        encoding="utf-8",
    )


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None  # noqa: S101 - a .py file
    assert spec.loader is not None  # noqa: S101 - a .py file
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _predict(documents: list[dict[str, Any]], *, demonyms: bool) -> list[str]:
    lines = [json.dumps({"id": document["id"], "text": document["text"]}) for document in documents]
    return list(batch_lines(lines, open_gazetteer(), BatchOptions(demonyms=demonyms)))


def _calibration(documents: Any, weights: Weights) -> tuple[float, float]:
    """Return the calibration error of all scores, and of those that an editor is shown: of .2 and more."""
    gazetteer = open_gazetteer()
    return calibration_error(documents, gazetteer, weights), calibration_error(documents, gazetteer, weights, MAYBE)


def _cross_validated(documents: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], tuple[float, float]]:
    gazetteer = open_gazetteer()
    out, errors = [], []
    for weights, held_out in folds(documents, generated_documents(gazetteer, GENERATED_TEXTS), gazetteer):
        out += [_prediction(document, weights) for document in held_out]
        errors.append(_calibration(held_out, weights))
    every, shown = zip(*errors, strict=True)
    return out, (sum(every) / len(errors), sum(shown) / len(errors))


def _prediction(document: dict[str, Any], weights: Weights) -> dict[str, Any]:
    began = time.perf_counter()
    toponyms = find_toponyms(document["text"], open_gazetteer(), weights=weights)
    took = (time.perf_counter() - began) * 1000
    mentions = []
    for toponym in toponyms:
        if toponym.score < 0.5:
            continue
        points = [{"lat": e.lat, "lon": e.lon, "geonameid": e.geonameid} for e in toponym.places]
        first = points[0] if points else {"lat": None, "lon": None, "geonameid": None}
        mentions.append({"start": toponym.start, "end": toponym.end, **first, "candidates": points})
    return {"id": document["id"], "ms": took, "mentions": mentions}


def _row(name: str, scorer: Any, documents: Any, predictions: Any, error: tuple[float, float]) -> str:
    o = scorer.evaluate(documents, predictions, ci=_SAMPLES)
    percent = {key: f"{100 * value:.1f}" for key, value in o.items() if isinstance(value, float)}
    low, high = (f"{100 * value:.0f}" for value in o["ovl_f1_ci"])
    low2, high2 = (f"{100 * value:.0f}" for value in o["e2e161_ci"])
    return (
        f"| {name} | {percent['ovl_p']} / {percent['ovl_r']} / **{percent['ovl_f1']}** ({low}–{high}) "
        f"| **{percent['e2e161']}** ({low2}–{high2}) | {percent['place_r1']} / {percent['place_r3']} / {percent['place_p']} "  # noqa: E501
        f"| {error[0]:.3f} / {error[1]:.3f} | {o['ms_mean']:.2f} / {o['ms_p95']:.2f} |"
    )


def _speed(folder: Path) -> list[str]:
    """Return lines on speed: articles of 400 words, opening, memory."""
    text = "\n\n".join(json.loads(line)["text"] for line in (folder / "geovirus.jsonl").open(encoding="utf-8"))
    words = text.split(" ")
    articles = [" ".join(words[n : n + _WORDS]) for n in range(0, len(words) - _WORDS, _WORDS)]
    gazetteer = open_gazetteer()
    times = []
    gc.disable()
    for article in articles:
        began = time.process_time()
        find_toponyms(article, gazetteer)
        times.append((time.process_time() - began) * 1000)
    gc.enable()
    times.sort()
    code = (
        "import time; t = time.process_time();"
        "from storymap.gazetteer.gazetteer import open_gazetteer; g = open_gazetteer(); g.lookup('Laredo');"
        "took = (time.process_time() - t) * 1000;"
        "status = dict(line.split(':', 1) for line in open('/proc/self/status'));"
        "print(took, int(status['VmHWM'].split()[0]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    opening, memory = map(float, done.stdout.split())
    return [
        f"{len(times)} articles of {_WORDS} words: {sum(times) / len(times):.1f} ms on average, "
        f"{times[int(len(times) * 0.95)]:.1f} ms at the 95th percentile, of one core. Opening the gazetteer and looking a "  # noqa: E501
        f"name up: {opening:.0f} ms, the whole process then takes {memory:.0f} MB."
    ]


if __name__ == "__main__":
    main()
