"""`story.json` as a story of an atlas: that of a published folder, or a whole one as `check --json` writes it."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from storymap.atlas.index_schema import LONGEST_TITLE
from storymap.atlas.records import NamingSentence, StoryPlace, StoryRecord
from storymap.atlas.sources.articles import iso_date, listed_address, names_of
from storymap.atlas.sources.read_story import FoundSource, ReadStory, link_to, source_from, text_marks
from storymap.atlas.sources.sentences import MOST_SENTENCES, naming_sentence
from storymap.errors import Problem, StorymapError, printable
from storymap.limits import LARGEST_STORY_DATA, MOST_BRACKETS
from storymap.model import DEFAULT_LAYER, Role
from storymap.reading.article.language.tags import declared_language
from storymap.reading.files import read_bytes
from storymap.reading.places.identifiers import identifiers_of
from storymap.reading.places.reader import check_places
from storymap.reading.text import name_line
from storymap.story_data import PUBLIC_VERSION
from storymap.urls import is_web_address

STORY_DATA: Final = "story.json"
PAGE: Final = "index.html"
_CONFIG: Final = ConfigDict(extra="ignore")
_REMEDY: Final = "publish the story again"
_PLACES: Final = "places"  # what the check of places calls its file
_ROLES: Final[tuple[Role, ...]] = ("scene", "setting", "passing")
# What of a place's properties is read; pictures and what readers never see stay where they are.
_MEMBERS: Final = ("name", "aliases", "layer", "note", "url", "kind")

_Text = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, str) else "")]


class _Block(BaseModel):
    model_config = _CONFIG
    text: str = ""


class _ArticleData(BaseModel):
    model_config = _CONFIG
    title: str
    byline: _Text = ""
    date: _Text = ""
    language: _Text = ""
    source_url: _Text = ""
    blocks: list[_Block] = []


class _MentionData(BaseModel):
    model_config = _CONFIG
    block: int
    start: int
    end: int
    place_id: str


class _Weight(BaseModel):
    model_config = _CONFIG
    value: float
    role: str = ""


class _Focus(BaseModel):
    model_config = _CONFIG
    weights: dict[str, _Weight] = {}


class _StoryFile(BaseModel):
    model_config = _CONFIG
    version: int = 0
    url: _Text = ""
    article: _ArticleData
    places: dict[str, Any]
    mentions: list[_MentionData] = []
    excerpts: list[_MentionData] = []
    focus: _Focus | None = None


def read_story_data(source: FoundSource, folder: Path | None, problems: list[Problem]) -> ReadStory:
    """Return the story of a `story.json`. `folder` is that of the atlas. Raises StorymapError with what is wrong.

    What is left out of its places is told as warnings.
    """
    data = _checked(read_bytes(source.path, LARGEST_STORY_DATA, source.shown), source.shown)
    article = data.article
    record = StoryRecord(
        story_id="",
        title=name_line(article.title[:LONGEST_TITLE]),
        address=_address(source, data, folder),
        date=iso_date(article.date[:200]),
        byline=name_line(article.byline[:LONGEST_TITLE]),
        language=declared_language(article.language),
        places=_places(data, source.shown, problems),
        source=source_from(source.path, source.shown, folder),
    )
    path = source.path.resolve()
    texts = text_marks(block.text for block in article.blocks)
    return ReadStory(record, source.kind, story_data_names(path), str(path), source.shown, texts)


def story_data_names(path: Path) -> tuple[str, ...]:
    """Return what a story may be called after the file of its data; see `names_of`."""
    return names_of(path.parent / "index" if path.name == STORY_DATA else path)


def _checked(content: bytes, where: str) -> _StoryFile:
    if content.count(b"[") + content.count(b"{") > MOST_BRACKETS:
        raise StorymapError(Problem(where, "it has millions of lists and objects", "use a smaller one"))
    try:
        data = _StoryFile.model_validate_json(content.removeprefix(codecs.BOM_UTF8))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        at = " ".join(str(part) for part in first["loc"])
        what = f"this is no data of a story: {at + ': ' if at else ''}{first['msg'].lower()}"
        raise StorymapError(Problem(where, printable(what, 200), _REMEDY)) from None
    if data.version > PUBLIC_VERSION:
        what = f"it is of version {data.version}, and this storymap reads up to {PUBLIC_VERSION}"
        raise StorymapError(Problem(where, what, "install a newer storymap"))
    return data


def _address(source: FoundSource, data: _StoryFile, folder: Path | None) -> str:
    if source.address:
        return listed_address(source, folder)
    if is_web_address(data.url):
        return data.url
    page = source.path.with_name(PAGE)
    if page.is_file():
        return link_to(page, folder)
    return data.article.source_url if is_web_address(data.article.source_url) else ""


def _places(data: _StoryFile, where: str, told: list[Problem]) -> tuple[StoryPlace, ...]:
    features = data.places.get("features")
    given = [one for one in features if isinstance(one, dict)] if isinstance(features, list) else []
    if not given:
        return ()
    problems: list[Problem] = []
    try:
        frame = check_places(
            {"type": "FeatureCollection", "features": [_feature(one) for one in given]}, problems=problems
        )
    except StorymapError as error:
        raise StorymapError([_of_file(problem, where) for problem in error.problems]) from None
    if len(frame) < len(given):
        # What is said of single ones was said when the story was published.
        told += [_of_file(problem, where) for problem in problems if problem.where == _PLACES]
    said = {_id(one): _record(one) for one in given}
    weights = {} if data.focus is None else data.focus.weights
    sentences = _sentences(data)
    found = []
    columns = [frame[name].tolist() for name in (*_MEMBERS, "geometry")]
    for place_id, name, aliases, layer, note, url, kind, geometry in zip(frame.index.tolist(), *columns, strict=True):
        members = said.get(place_id, {})
        weight = weights.get(place_id)
        role, value = (members.get("role"), members.get("weight")) if weight is None else (weight.role, weight.value)
        found.append(
            StoryPlace(
                place_id,
                name,
                geometry,
                tuple(aliases),
                "" if layer == DEFAULT_LAYER else layer,
                kind,
                identifiers_of(members, url),
                note,
                url,
                next((one for one in _ROLES if one == role), None),
                float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None,
                tuple(sentences.get(place_id, ())),
            )
        )
    return tuple(found)


def _of_file(problem: Problem, where: str) -> Problem:
    """Return a problem of the places of a story as one of its file."""
    return replace(problem, where=where + problem.where.removeprefix(_PLACES), remedy=_REMEDY)


def _id(feature: Mapping[str, Any]) -> str:
    return str(feature.get("id", ""))


def _record(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a place, with those of the author's own that a whole story has one level deeper."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}
    own = properties.get("properties")
    return {**(own if isinstance(own, dict) else {}), **properties}


def _feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    known = properties if isinstance(properties, dict) else {}
    return {
        "type": "Feature",
        "id": feature.get("id"),
        "properties": {key: known[key] for key in _MEMBERS if known.get(key) not in (None, "", [])},
        "geometry": feature.get("geometry"),
    }


def _sentences(data: _StoryFile) -> Mapping[str, list[NamingSentence]]:
    """Return the first sentences that name each place. Offsets that are in no text are passed over."""
    mentions: defaultdict[tuple[str, int], list[_MentionData]] = defaultdict(list)
    for mention in data.mentions:
        mentions[mention.place_id, mention.block].append(mention)
    found: defaultdict[str, list[NamingSentence]] = defaultdict(list)
    for excerpt in data.excerpts:
        if not 0 <= excerpt.block < len(data.article.blocks) or len(found[excerpt.place_id]) >= MOST_SENTENCES:
            continue
        text = data.article.blocks[excerpt.block].text
        within = (one for one in mentions[excerpt.place_id, excerpt.block] if excerpt.start <= one.start < one.end)
        first = next((one for one in within if one.end <= excerpt.end <= len(text)), None)
        if first is not None and excerpt.start >= 0:
            sentence = text[excerpt.start : excerpt.end]
            found[excerpt.place_id].append(
                naming_sentence(sentence, first.start - excerpt.start, first.end - excerpt.start)
            )
    return found
