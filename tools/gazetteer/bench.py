"""Measures suggestions: `python -m tools.gazetteer.bench [FOLDER]`, and writes the tables of docs/suggest.md.

FOLDER holds the corpora as JSON lines (id, text, toponyms) and the scorer, score.py, which their table is made with.
They are not part of storymap: some may not be handed on. The articles of GeoVirus that are not fitted on are measured
with weights that know nothing of them. Generated local news of another seed than the one fitted on is measured, too.
Both sets of labelled news of thirteen languages are: tools/bench/news.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.suggestions import IN, MAYBE
from storymap.geoparsing.toponym import Toponym
from storymap.geoparsing.toponyms import find_toponyms
from storymap.geoparsing.weights import Weights, read_weights
from tools.bench.news.calibration import calibration_table
from tools.bench.news.sets import DEMANDING, KEPT, PLAIN
from tools.bench.news.tables import table

from .error_kinds import KINDS, count_kinds
from .training.fit import FITTED, Documents, Examples, examples, fit_weights, local_documents
from .training.regression import calibration_error
from .training.resolution import gazetteer_of

DOCS = Path(__file__).parents[2] / "docs/suggest.md"
_SAMPLES = 400
_WORDS = 400
_CORPORA = {"tud_dev": "TUD-Loc-2013", "geovirus": "GeoVirus", "lgl": "LGL", "trnews": "TR-News", "gwn": "GeoWebNews"}
_WITH_DEMONYMS = {"lgl", "trnews", "gwn"}
_LOCAL_TEXTS, _LOCAL_SEED = 300, 12
_HEAD = """\
| texts | overlap P / R / F1 | e2e@161 | places R@1 / R@3 / P | a place? all / shown | this one? | ms, mean / p95 |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Measured:
    """What is measured together: some documents, with the weights to measure them with."""

    name: str
    documents: Documents
    weights: Weights
    demonyms: bool = False


def main() -> None:
    """Print the tables and put each between its marks in the docs; that of the corpora where they are given."""
    if len(sys.argv) > 1:
        _put("bench", _corpora_lines(Path(sys.argv[1])))
    halves = ["Both halves:", "", *table(DEMANDING), "", "The half that is kept:", "", *table(DEMANDING, half=KEPT)]
    _put("bench news", [*halves, "", "Calibration in the half that is kept:", "", *calibration_table(DEMANDING, KEPT)])
    _put("bench plain", [*table(PLAIN), "", "Calibration:", "", *calibration_table(PLAIN)])


def _corpora_lines(folder: Path) -> list[str]:
    scorer = _load(folder / "score.py")
    rows, kinds = [_HEAD], {}
    for measured in _measured(folder):
        row, kinds[measured.name] = _measure(measured, scorer)
        rows.append(row)
    return [*rows, "", *_kind_rows(kinds), "", *_speed(folder)]


def _calibration(found: Examples) -> str:
    every, shown = calibration_error(found.scores), calibration_error(found.scores, MAYBE)
    return f"{every:.3f} / {shown:.3f} | {calibration_error(found.confidences):.3f}"


def _put(mark: str, lines: list[str]) -> None:
    content = "\n".join(lines)
    print(content)
    text = DOCS.read_text(encoding="utf-8")
    between = re.compile(f"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    DOCS.write_text(between.sub(lambda m: m[1] + content + "\n" + m[2], text), encoding="utf-8")


def _measured(folder: Path) -> list[Measured]:
    """Return what is measured: each corpus, GeoVirus in two parts, and generated texts."""
    shipped, measured = read_weights(), []
    for path in sorted(folder.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        name = _CORPORA.get(path.stem, path.stem)
        if path.stem == "geovirus":
            unseen = fit_weights(documents[:FITTED], open_gazetteer())
            measured.append(Measured(f"{name} 1–{FITTED}, fitted on", documents[:FITTED], shipped))
            measured.append(Measured(f"{name} {FITTED + 1}–{len(documents)}, unseen", documents[FITTED:], unseen))
        else:
            demonyms = path.stem in _WITH_DEMONYMS
            measured.append(Measured(name + (", demonyms on" if demonyms else ""), documents, shipped, demonyms))
    local = local_documents(open_gazetteer(), _LOCAL_TEXTS, _LOCAL_SEED)
    return [*measured, Measured("generated local news, unseen", local, shipped)]


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None  # noqa: S101 - a .py file
    assert spec.loader is not None  # noqa: S101 - a .py file
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _measure(measured: Measured, scorer: Any) -> tuple[str, Counter[str]]:
    """Return the row of the table, and how often each kind of error is made."""
    predictions, kinds = [], Counter[str]()
    gazetteer = open_gazetteer()
    for document in measured.documents:
        own = gazetteer_of(document, gazetteer)
        began = time.process_time()
        toponyms = find_toponyms(
            document["text"],
            own,
            weights=measured.weights,
            demonyms=measured.demonyms,
            home=document.get("home"),
        )
        took = (time.process_time() - began) * 1000
        predictions.append({"id": document["id"], "ms": took, "mentions": _mentions(toponyms)})
        kinds += count_kinds(document, toponyms, own)
    return _row(measured, scorer, predictions), kinds


def _mentions(toponyms: list[Toponym]) -> list[dict[str, Any]]:
    mentions = []
    for toponym in toponyms:
        if toponym.score < IN:
            continue
        points = [{"lat": e.lat, "lon": e.lon, "geonameid": e.geonameid} for e in toponym.places]
        first = points[0] if points else {"lat": None, "lon": None, "geonameid": None}
        mentions.append({"start": toponym.start, "end": toponym.end, **first, "candidates": points})
    return mentions


def _row(measured: Measured, scorer: Any, predictions: Any) -> str:
    o = scorer.evaluate(measured.documents, predictions, ci=_SAMPLES)
    percent = {key: f"{100 * value:.1f}" for key, value in o.items() if isinstance(value, float)}
    low, high = (f"{100 * value:.0f}" for value in o["ovl_f1_ci"])
    low2, high2 = (f"{100 * value:.0f}" for value in o["e2e161_ci"])
    found = examples(measured.documents, open_gazetteer(), measured.weights)
    return (
        f"| {measured.name} | {percent['ovl_p']} / {percent['ovl_r']} / **{percent['ovl_f1']}** ({low}–{high}) "
        f"| **{percent['e2e161']}** ({low2}–{high2}) | {percent['place_r1']} / {percent['place_r3']} / {percent['place_p']} "  # noqa: E501
        f"| {_calibration(found)} "
        f"| {o['ms_mean']:.2f} / {o['ms_p95']:.2f} |"
    )


def _kind_rows(kinds: Mapping[str, Counter[str]]) -> list[str]:
    """Return a table of the kinds of errors, a row a kind."""
    names = list(kinds)
    lines = [" | ".join(["| located marks", *names]) + " |", "|---" * (len(names) + 1) + "|"]
    lines += [" | ".join([f"| {kind}", *(f"{kinds[name][kind]:,}" for name in names)]) + " |" for kind in KINDS]
    return lines


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
