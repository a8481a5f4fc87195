"""The whole flow, from an article and its places to a Story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.matching.excerpts import cut_excerpts
from storymap.matching.mentions import find_mentions
from storymap.matching.views import tie_views
from storymap.model import Article, ContextFeature, Mention, Story, StreetTiles
from storymap.reading.allowance import Allowance
from storymap.reading.article import read_article
from storymap.reading.context import check_context, read_context
from storymap.reading.front_matter import is_language
from storymap.reading.places import check_places, read_places
from storymap.reading.slugs import slugify
from storymap.reading.theme import read_theme

if TYPE_CHECKING:
    import geopandas as gpd

_BESIDE_THE_ARTICLE = "places.geojson"
_CONTEXT_BESIDE_IT = "context.geojson"
# More places than somebody picks by hand: a gazetteer, of which only what the article names is wanted.
MOST_UNNAMED = 300

PathInput = str | PathLike[str]


def build_story(
    article: PathInput | Article,
    places: PathInput | Sequence[PathInput] | gpd.GeoDataFrame | None = None,
    *,
    context: PathInput | Sequence[PathInput] | gpd.GeoDataFrame | None = None,
    title: str | None = None,
    language: str | None = None,
    theme: PathInput | None = None,
    tiles: PathInput | None = None,
    tiles_zoom: int | None = None,
    media: str | None = None,
    allow_remote: Sequence[str] = (),
    all_places: bool = False,
) -> Story:
    """Read an article and its places, and tie every place name in the text to its place.

    `article` is the path of a .md, .txt or .html file, or an Article. `places` are paths of files that GeoPandas reads,
    or a GeoDataFrame with a `name` column; without it the files that the article's front matter names, else
    places.geojson beside the article. `context` is what is drawn quietly under the places: in the same forms, with the
    column `name` and a column `kind` if there are any; without it the front matter's files, else context.geojson
    beside the article if it is there. `title`, `language` and `theme` (the path of a .css file) take the place of the
    article's own. `media` says how pictures and recordings go with the page, in place of the article's own choice:
    "inline", in it, or "link", as files beside it. `allow_remote` names the servers that the page may ask for more.
    `tiles` is a PMTiles archive of street-level vector tiles, to be cut to the story and to the zoom
    `tiles_zoom` (9 to 15; default 15). Of more than 300 places only those that the article names, or one of its views
    shows, are in the story; `all_places` keeps the others too.

    Raises StorymapError with every problem of all inputs; warnings are in the story's `problems`.
    """
    warnings: list[Problem] = []
    errors: list[Problem] = []
    if language and not is_language(language):
        errors.append(Problem("language", f'"{language}" is not a language tag', "write for example en, es or es-MX"))
    allowance = Allowance(media, allow_remote)
    folder = None if isinstance(article, Article) else Path(article).parent
    text: Article | None = None
    sources: list[Path] = [] if isinstance(article, Article) else [Path(article)]
    try:
        text = _given_or_read(article, warnings, allowance)
    except StorymapError as error:
        errors += error.problems
        if places is None:
            raise
    frame = None
    with _gathering(errors):
        if hasattr(places, "geometry"):
            frame = check_places(places, problems=warnings, allowance=allowance)
        else:
            files = place_files(text, folder, places)
            sources += files
            frame = read_places(files, problems=warnings, allowance=allowance)
    surroundings: tuple[ContextFeature, ...] = ()
    with _gathering(errors):
        if hasattr(context, "geometry"):
            surroundings = check_context(context, problems=warnings)
        else:
            files = context_files(text, folder, context, sources)
            sources += files
            surroundings = read_context(files, problems=warnings)
    look = None
    chosen = _theme_file(text, folder, theme)
    if chosen is not None:
        sources.append(chosen)
        with _gathering(errors):
            look = read_theme(chosen, problems=warnings)
    sources += [] if tiles is None else [Path(tiles)]
    streets = None
    with _gathering(errors):
        streets = _streets(tiles, tiles_zoom, frame)
    if text is None or frame is None or errors:
        raise StorymapError(errors)

    text = replace(text, title=title or text.title, language=language or text.language)
    text = tie_views(text, frame, problems=warnings)
    mentions = find_mentions(text, frame, problems=warnings, tell_unmentioned=len(frame) <= MOST_UNNAMED)
    frame = frame if all_places else _without_unnamed(frame, text, mentions, warnings)
    excerpts = cut_excerpts(text, mentions)
    read = tuple(map(str, sources))
    return Story(text, frame, mentions, excerpts, tuple(warnings), read, surroundings, look, streets, allowance.choice)


def _without_unnamed(
    places: gpd.GeoDataFrame, article: Article, mentions: Sequence[Mention], warnings: list[Problem]
) -> gpd.GeoDataFrame:
    """Return of a gazetteer what the article names or shows, and say how many places are left out."""
    if len(places) <= MOST_UNNAMED:
        return places
    named = {mention.place_id for mention in mentions}
    named.update(place_id for block in article.blocks if block.view is not None for place_id in block.view.place_ids)
    is_named = places.index.isin(list(named))
    if left := int((~is_named).sum()):
        what = f"{left:,} of {len(places):,} places are never mentioned, and are left out"
        warnings.append(Problem("places", what, "keep them with --all-places", "warning"))
    return places[is_named]


@contextmanager
def _gathering(errors: list[Problem]) -> Iterator[None]:
    """Keep the problems of an error for later: a person hears all of them at once."""
    try:
        yield
    except StorymapError as error:
        errors += error.problems


def _streets(tiles: PathInput | None, deepest: int | None, places: gpd.GeoDataFrame | None) -> StreetTiles | None:
    """Return the street-level tiles around the places, if there is an archive of them."""
    if tiles is None and deepest is not None:
        raise StorymapError(
            Problem("tiles_zoom", "there are no tiles that it could be for", "name an archive with --tiles")
        )
    if tiles is None:
        return None
    from storymap.reading.tiles.cutting import read_tiles

    return read_tiles(tiles, None if places is None else _bounds(places), deepest)


def _bounds(places: gpd.GeoDataFrame) -> list[tuple[float, float, float, float]]:
    """Return the bounds of each part of each located place; the two halves of a place across 180 degrees are apart."""
    parts = shapely.get_parts(places.geometry[places.geometry.notna()].to_numpy())
    return [(west, south, east, north) for west, south, east, north in shapely.bounds(parts).tolist()]


def place_files(
    article: Article | None, folder: Path | None, places: PathInput | Sequence[PathInput] | None
) -> list[Path]:
    """Return the places files of an article: those that were given, else its front matter's, else the one beside it."""
    if places is not None and not isinstance(places, str | PathLike):
        return [Path(path) for path in places]
    if places is not None:
        return [Path(places)]
    if article is not None and article.place_files:
        return [(folder or Path()) / name for name in article.place_files]
    beside = None if folder is None else folder / _BESIDE_THE_ARTICLE
    if beside is None or not beside.exists():
        raise PlacesError(
            Problem(
                where=article.name if article is not None else "article",
                what="no places were given, and there is no places.geojson beside the article",
                remedy="name a file with --places, or in the front matter: places: my-places.geojson",
            )
        )
    return [beside]


def context_files(
    article: Article | None,
    folder: Path | None,
    context: PathInput | Sequence[PathInput] | None,
    taken: Sequence[Path] = (),
) -> list[Path]:
    """Return the context files of an article, found as its places files are; none is no fault.

    A context.geojson that nobody named is left alone if it is `taken`, as a file of places.
    """
    if context is not None and not isinstance(context, str | PathLike):
        return [Path(path) for path in context]
    if context is not None:
        return [Path(context)]
    if article is not None and article.context_files:
        return [(folder or Path()) / name for name in article.context_files]
    beside = None if folder is None else folder / _CONTEXT_BESIDE_IT
    return [beside] if beside is not None and beside.exists() and beside not in taken else []


def _given_or_read(article: PathInput | Article, warnings: list[Problem], allowance: Allowance) -> Article:
    if isinstance(article, Article):
        allowance.settle(article.media)
        return article
    return read_article(article, problems=warnings, allowance=allowance)


def _theme_file(article: Article | None, folder: Path | None, theme: PathInput | None) -> Path | None:
    if theme is not None:
        return Path(theme)
    if article is not None and article.theme_file:
        return (folder or Path()) / article.theme_file
    return None


def default_output(story: Story) -> Path:
    """Return output/<slug>.html: the slug of the title, or of the file's name if that has no Latin letter."""
    title = story.article.title
    name = title if re.search(r"[a-z0-9]", title, re.IGNORECASE) else Path(story.article.name).stem
    return Path("output", f"{slugify(name)}.html")


def story_data(story: Story) -> dict[str, Any]:
    """Return a story as plain data for JSON: article, places and context (as GeoJSON), mentions, problems.

    Offsets are half-open, in code points, into the text of a block; blocks are counted from 0.
    """
    article = asdict(story.article)
    features = []
    for place_id, row in story.places.iterrows():
        record = row.to_dict()
        shape = record.pop("geometry")
        image = record.pop("image")
        zoom = record.pop("zoom")
        features.append(
            {
                "type": "Feature",
                "id": place_id,
                "properties": {
                    **record,
                    "image": None if image is None else asdict(image),
                    "zoom": zoom,
                },
                "geometry": None if shape is None else shape.__geo_interface__,
            }
        )
    blocks = story.article.blocks
    return {
        "article": article,
        "places": {"type": "FeatureCollection", "features": features},
        "mentions": [{**asdict(m), "text": blocks[m.block].text[m.start : m.end]} for m in story.mentions],
        "excerpts": [
            {
                "place_id": e.place_id,
                "block": e.block,
                "start": e.start,
                "end": e.end,
                "text": blocks[e.block].text[e.start : e.end],
            }
            for e in story.excerpts
        ],
        "context": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": feature.name, "kind": feature.kind, "where": feature.where},
                    "geometry": feature.geometry.__geo_interface__,
                }
                for feature in story.context
            ],
        },
        "problems": [asdict(problem) for problem in story.problems],
    }
