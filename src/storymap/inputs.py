"""What a story is made of: which files they are, each read and checked, and all problems told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.geometry.bounds import part_bounds
from storymap.model import Article, ContextFeature, StreetTiles, Theme
from storymap.reading.article.language_tags import is_language
from storymap.reading.article.reader import read_article
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.context import check_context, read_context
from storymap.reading.places.reader import check_places, read_places
from storymap.reading.theme.stylesheet import read_theme

if TYPE_CHECKING:
    import geopandas as gpd

PLACES_BESIDE_ARTICLE = "places.geojson"
CONTEXT_BESIDE_ARTICLE = "context.geojson"

PathInput = str | PathLike[str]
Files = PathInput | Sequence[PathInput] | None


@dataclass(slots=True)
class StoryInputs:
    """Everything that was read for one story. `problems` are the warnings, `sources` the files in reading order."""

    article: Article
    places: gpd.GeoDataFrame
    context: tuple[ContextFeature, ...] = ()
    theme: Theme | None = None
    tiles: StreetTiles | None = None
    sources: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_inputs(
    article: PathInput | Article,
    places: Files | gpd.GeoDataFrame,
    *,
    context: Files | gpd.GeoDataFrame,
    language: str | None,
    theme: PathInput | None,
    tiles: PathInput | None,
    tiles_zoom: int | None,
    media_policy: MediaPolicy,
) -> StoryInputs:
    """Read the article and all that belongs to it; the parameters are those of `build_story`.

    Raises StorymapError with every problem of all inputs.
    """
    warnings: list[Problem] = []
    errors: list[Problem] = []
    if language and not is_language(language):
        errors.append(Problem("language", f'"{language}" is not a language tag', "write for example en, es or es-MX"))
    folder = None if isinstance(article, Article) else Path(article).parent
    sources = [] if isinstance(article, Article) else [Path(article)]
    text: Article | None = None
    try:
        text = _given_or_read(article, warnings, media_policy)
    except StorymapError as error:
        errors += error.problems
        # Which places were meant may stand in the article that cannot be read.
        if places is None:
            raise
    frame, look, streets = None, None, None
    features: tuple[ContextFeature, ...] = ()
    with _gathering(errors):
        if hasattr(places, "geometry"):
            frame = check_places(places, problems=warnings, media_policy=media_policy)
        else:
            files = place_files(text, folder, places)
            sources += files
            frame = read_places(files, problems=warnings, media_policy=media_policy)
    with _gathering(errors):
        if hasattr(context, "geometry"):
            features = check_context(context, problems=warnings)
        else:
            files = context_files(text, folder, context, sources)
            sources += files
            features = read_context(files, problems=warnings)
    with _gathering(errors):
        if (chosen := theme_file(text, folder, theme)) is not None:
            sources.append(chosen)
            look = read_theme(chosen, problems=warnings)
    with _gathering(errors):
        sources += [] if tiles is None else [Path(tiles)]
        streets = _read_tiles(tiles, tiles_zoom, frame)
    if text is None or frame is None or errors:
        raise StorymapError(errors)
    return StoryInputs(text, frame, features, look, streets, sources, warnings)


def place_files(article: Article | None, folder: Path | None, places: Files) -> list[Path]:
    """Return the places files of an article: those that were given, else its front matter's, else the one beside it.

    Raises PlacesError if there is none.
    """
    if places is not None:
        return _given(places)
    if article is not None and article.place_files:
        return [(folder or Path()) / name for name in article.place_files]
    beside = None if folder is None else folder / PLACES_BESIDE_ARTICLE
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
    article: Article | None, folder: Path | None, context: Files, taken: Sequence[Path] = ()
) -> list[Path]:
    """Return the context files of an article, found as its places files are; none is no fault.

    A context.geojson that nobody named is left alone if it is `taken`, as a file of places.
    """
    if context is not None:
        return _given(context)
    if article is not None and article.context_files:
        return [(folder or Path()) / name for name in article.context_files]
    beside = None if folder is None else folder / CONTEXT_BESIDE_ARTICLE
    return [beside] if beside is not None and beside.exists() and beside not in taken else []


def theme_file(article: Article | None, folder: Path | None, theme: PathInput | None) -> Path | None:
    """Return the style sheet that was given, else the one that the front matter names, else None."""
    if theme is not None:
        return Path(theme)
    if article is not None and article.theme_file:
        return (folder or Path()) / article.theme_file
    return None


def _given(files: PathInput | Sequence[PathInput]) -> list[Path]:
    return [Path(files)] if isinstance(files, str | PathLike) else [Path(path) for path in files]


@contextmanager
def _gathering(errors: list[Problem]) -> Iterator[None]:
    """Collect the problems of an error: a person hears all of them at once."""
    try:
        yield
    except StorymapError as error:
        errors += error.problems


def _given_or_read(article: PathInput | Article, warnings: list[Problem], media_policy: MediaPolicy) -> Article:
    if isinstance(article, Article):
        media_policy.apply_article_choice(article.media)
        return article
    return read_article(article, problems=warnings, media_policy=media_policy)


def _read_tiles(tiles: PathInput | None, deepest: int | None, places: gpd.GeoDataFrame | None) -> StreetTiles | None:
    """Return the street-level tiles around the places, if there is an archive of them."""
    if tiles is None and deepest is not None:
        raise StorymapError(
            Problem("tiles_zoom", "there are no tiles that it could be for", "name an archive with --tiles")
        )
    if tiles is None:
        return None
    from storymap.reading.tiles.cutting import read_tiles

    return read_tiles(tiles, None if places is None else part_bounds(places.geometry), deepest)
