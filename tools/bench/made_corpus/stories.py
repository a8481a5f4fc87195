"""Made articles as stories of a newsroom: a folder each with the article and its places, or records of an atlas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely

from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from tools.bench.made_corpus.article import MadeArticle, made_article
from tools.bench.made_corpus.towns import Town


def write_stories(folder: Path, numbers: range) -> None:
    """Write a folder for each article: `story-000007/story.md` and the places that it names beside it."""
    for number in numbers:
        article = made_article(number)
        story = folder / f"story-{number:06}"
        story.mkdir(parents=True)
        (story / "story.md").write_text(_markdown(article), encoding="utf-8")
        places = {"type": "FeatureCollection", "features": [_feature(town) for town in article.towns]}
        (story / "places.geojson").write_text(json.dumps(places, ensure_ascii=False), encoding="utf-8")


def story_records(numbers: range) -> tuple[StoryRecord, ...]:
    """Return the stories as an atlas has them, each place with the first sentence that names it."""
    return tuple(_record(made_article(number)) for number in numbers)


def _markdown(article: MadeArticle) -> str:
    fields = {"title": article.title, "byline": article.byline, "date": article.date, "lang": article.language}
    matter = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items() if value)
    return f"---\n{matter}---\n\n{article.text}\n"


def _feature(town: Town) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": town.name, "geonameid": town.geonameid},
        "geometry": {"type": "Point", "coordinates": [round(town.lon, 4), round(town.lat, 4)]},
    }


def _record(article: MadeArticle) -> StoryRecord:
    name = f"story-{article.number:06}"
    return StoryRecord(
        name,
        article.title,
        address=f"../{name}/",
        date=article.date,
        byline=article.byline,
        language=article.language,
        places=tuple(_place(town, article.text) for town in article.towns),
    )


def _place(town: Town, text: str) -> StoryPlace:
    sentences = [line for paragraph in text.split("\n\n") for line in paragraph.split(". ") if town.name in line]
    naming = [NamingSentence(line, line.index(town.name), line.index(town.name) + len(town.name)) for line in sentences]
    return StoryPlace(
        f"geonames-{town.geonameid}",
        town.name,
        shapely.Point(round(town.lon, 4), round(town.lat, 4)),
        kind="town",
        identifiers=(f"geonames:{town.geonameid}",),
        sentences=tuple(naming[:1]),
    )
