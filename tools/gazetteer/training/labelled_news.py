"""The labelled news of thirteen languages as documents to fit on, or to measure with weights that did not see them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.reading.article.language.recognition import recognise_language
from tools.bench.news.found import located, name_bearer
from tools.bench.news.labels import Label, LabelledPlace
from tools.bench.news.measure import BearsName
from tools.bench.news.measure import is_right as is_right_place
from tools.bench.news.sets import LANGUAGES, NewsSet


def news_documents(gazetteer: Gazetteer, news: NewsSet, half: str) -> list[dict[str, Any]]:
    """Return one half of a set as the scorer reads it. Only of the development half the weights may know."""
    return [
        {
            "id": article.article_id,
            "text": article.text,
            "language": recognise_language([article.text]).language,
            "toponyms": [_marked(label, gazetteer) for label in article.labels],
        }
        for language in LANGUAGES
        for article in news.articles(language, half)
    ]


def is_labelled(place: LabelledPlace, entry: GazetteerEntry, gazetteer: Gazetteer) -> bool:
    """Return whether an entry is the place of a label."""
    return is_right_place(place, located(0, 0, entry), _bearer(gazetteer))


@lru_cache(maxsize=1)
def _bearer(gazetteer: Gazetteer) -> BearsName:
    return name_bearer(gazetteer)


def _marked(label: Label, gazetteer: Gazetteer) -> dict[str, Any]:
    point = label.place.point
    country = gazetteer.by_code(label.place.identity) if point is None else None
    lat, lon = point or ((country.lat, country.lon) if country else (None, None))
    return {
        "start": label.start,
        "end": label.end,
        "lat": lat,
        "lon": lon,
        "geonameid": None,
        "label": label.place,
        "is_optional": label.is_optional,
    }
