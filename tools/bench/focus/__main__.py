"""`make bench-focus`: measures the opening views of the labelled articles, and prints a table.

Each article goes through `suggest` and `build_story` as it stands. "confirmed" is the same with the places that an
editor would have confirmed: those of the labels, at their true points. `python -m tools.bench.focus --each` prints a
line for each article, too; `--articles FOLDER --labels FILE` measures other articles in the same form.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storymap import build_story
from storymap.editing.collection import EMPTY, Collection
from storymap.editing.suggestion_history import add_suggestions
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.suggest import find_suggestions
from storymap.model import Story
from tools.bench.focus.measure import measure, summary

HERE = Path(__file__).parent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=HERE / "articles")
    parser.add_argument("--labels", type=Path, default=HERE / "labels.jsonl")
    parser.add_argument("--each", action="store_true", help="a line for each article, too")
    given = parser.parse_args()
    labels = [json.loads(line) for line in given.labels.read_text(encoding="utf-8").splitlines()]
    for name, stories in (("suggested", _suggested), ("confirmed", _confirmed)):
        measured = [measure(label, story) for label, story in stories(given.articles, labels)]
        if given.each:
            for one in sorted(measured, key=lambda one: one.too_wide):
                print(f"{one.article:32} {one.too_wide:+5.1f}  {'' if one.has_heart else 'heart cut '}{one.heaviest}")
        print(f"{name:10} {summary(measured)}")


def _suggested(articles: Path, labels: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], Story]]:
    """Yield each label and the story that `suggest` and `build` make of its article."""
    gazetteer = open_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        places = Path(folder) / "places.geojson"
        for label in labels:
            path = articles / label["article"]
            found = find_suggestions(path, gazetteer=gazetteer)
            taken = [suggestion for suggestion in found if suggestion.status == "in"]
            collection, _ = add_suggestions(Collection(EMPTY, "places"), taken, [], gazetteer)
            places.write_text(collection.text, encoding="utf-8")
            yield label, build_story(path, places)


def _confirmed(articles: Path, labels: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], Story]]:
    """Yield each label and the story of its labelled places, all of them points."""
    with tempfile.TemporaryDirectory() as folder:
        places = Path(folder) / "places.geojson"
        for label in labels:
            features = [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [role["lon"], role["lat"]]},
                    "properties": {"name": role["name"], "kind": role["kind"]},
                }
                for role in label["roles"]
            ]
            places.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
            yield label, build_story(articles / label["article"], places)


if __name__ == "__main__":
    main()
