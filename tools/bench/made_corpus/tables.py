"""The tables that `storymap corpus` would write of made articles, by who made them: nothing is read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import shapely

from tools.bench.made_corpus.article import MadeArticle, made_article
from tools.bench.made_corpus.towns import Town

_ROWS_IN_PART: Final = 5_000


def write_tables(folder: Path, numbers: range) -> None:
    """Write the folder of a corpus: a mention where an article first names a town, and the first is its focus."""
    from storymap.atlas.corpus.schemas import PART_STEP

    counts: Counter[Town] = Counter()
    years: defaultdict[Town, Counter[int]] = defaultdict(Counter)
    for part, first in enumerate(range(0, len(numbers), _ROWS_IN_PART)):
        documents: list[dict[str, Any]] = []
        mentions: list[dict[str, Any]] = []
        for row, number in enumerate(numbers[first : first + _ROWS_IN_PART]):
            article = made_article(number)
            documents.append(_document(part * PART_STEP + row, article))
            mentions += _mentions(part * PART_STEP + row, article)
            counts.update(article.towns)
            if article.date:
                for town in article.towns:
                    years[town][int(article.date[:4])] += 1
        _write("documents", folder / "documents" / f"part-{part:05}.parquet", documents)
        _write("mentions", folder / "mentions" / f"part-{part:05}.parquet", mentions)
    places = sorted((_place(town, count, years[town]) for town, count in counts.items()), key=lambda row: row["place"])
    _write("places", folder / "places.parquet", places)
    _write("errors", folder / "errors.parquet", [])
    (folder / "corpus.json").write_text(json.dumps({"documents": len(numbers)}) + "\n", encoding="utf-8")


def _write(table: str, path: Path, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from storymap.atlas.corpus.schemas import schema_of

    path.parent.mkdir(parents=True, exist_ok=True)
    schema = schema_of(table)
    columns = {name: [row.get(name) for row in rows] for name in schema.names}
    pq.write_table(pa.table(columns, schema), path, compression="zstd")


def _id(town: Town) -> str:
    return f"geonames:{town.geonameid}"


def _document(document: int, article: MadeArticle) -> dict[str, Any]:
    record = article.record
    return {
        **{name: record[name] for name in ("id", "title", "date", "url", "language")},
        "document": document,
        "year": int(article.date[:4]) if article.date else None,
        "words": len(article.text.split()),
        "mentions": len(article.towns),
        "focus": [_id(town) for town in article.towns[:1]],
        "source": "made",
    }


def _mentions(document: int, article: MadeArticle) -> Iterator[dict[str, Any]]:
    whole = article.text
    for town in article.towns:
        at = max(0, whole.find(town.name))
        ends = [end + len(mark) for mark in (". ", "\n\n") if (end := whole.rfind(mark, 0, at)) >= 0]
        begin = max(ends, default=0)
        text = whole[begin : whole.find(".", at) + 1]
        yield {
            "document": document,
            "sentence": 0,
            "text": text,
            "start": at - begin,
            "end": at - begin + len(town.name),
            "name": town.name,
            "place": _id(town),
            "score": 1.0,
            "confidence": 1.0,
            "weight": 1.0,
            "role": "scene",
            "lon": town.lon,
            "lat": town.lat,
            "geometry": _point(town),
        }


def _place(town: Town, count: int, years: Counter[int]) -> dict[str, Any]:
    return {
        "place": _id(town),
        "name": town.name,
        "country": town.country,
        "kind": "town",
        "lon": town.lon,
        "lat": town.lat,
        "documents": count,
        "mentions": count,
        "years": [{"year": year, "documents": years[year], "mentions": years[year]} for year in sorted(years)],
        "geometry": _point(town),
    }


@cache
def _point(town: Town) -> bytes:
    point: bytes = shapely.to_wkb(shapely.Point(town.lon, town.lat))
    return point
