"""The inputs of a story: which files they are, each read and checked, with the problems of all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TypeAlias, cast

from storymap.errors import PlacesError, Problem, StorymapError
from storymap.geometry.bounds import part_bounds
from storymap.model import Article, ContextFeature, LayerChoice, Place, StreetTiles, Theme
from storymap.reading.article.article_files import ArticleFiles, distinct_files
from storymap.reading.article.kinds import WITHOUT_FRONT_MATTER, kind_of
from storymap.reading.article.language.article_language import with_language
from storymap.reading.article.language.tags import language_problems
from storymap.reading.article.leading_blocks import with_leading_blocks
from storymap.reading.article.reader import read_article
from storymap.reading.encoding import check_encoding
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.checked_places import CheckedPlaces
from storymap.reading.places.formats.made_in_python import MadeInPython, made_in_python
from storymap.reading.places.kept_places import read_places_again
from storymap.reading.places.place_choices import PlaceChoices
from storymap.reading.places.reader import check_made, read_checked
from storymap.reading.text import is_invisible, name_line
from storymap.storage.build_caches import BuildCaches

PLACES_BESIDE_ARTICLE = "places.geojson"
CONTEXT_BESIDE_ARTICLE = "context.geojson"

PathInput = str | PathLike[str]
Files = PathInput | Sequence[PathInput] | None
PlacesInput: TypeAlias = "Files | MadeInPython | Iterable[Place]"


@dataclass(slots=True)
class StoryInputs:
    """Everything that was read for one story. `problems` are the warnings, `sources` the files in reading order."""

    article: Article
    places: CheckedPlaces
    context: tuple[ContextFeature, ...] = ()
    theme: Theme | None = None
    tiles: StreetTiles | None = None
    sources: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    layers: tuple[LayerChoice, ...] = ()


def read_inputs(
    article: PathInput | Article,
    places: PlacesInput,
    *,
    context: PlacesInput,
    title: str | None,
    language: str | None,
    theme: PathInput | None,
    tiles: PathInput | None,
    tiles_zoom: int | None,
    media_policy: MediaPolicy,
    encoding: str | None,
    place_choices: PlaceChoices,
    select: str | None,
    whole: bool,
    caches: BuildCaches | None = None,
) -> StoryInputs:
    """Read the article and all that belongs to it; the parameters are those of `build_story`.

    Raises StorymapError with every problem of all inputs, in this order. Only when the article cannot be read and no
    places are given its own problems are all: which places were meant may stand in it.
    """
    reading = _Reading(media_policy, encoding, place_choices, language, caches)
    reading.check_language()
    text = reading.read_article(article, select=select, whole=whole, is_required=places is None)
    frame = reading.read_places(places)
    features = reading.read_context(context)
    stylesheet = reading.read_theme(theme)
    streets = reading.read_tiles(tiles, tiles_zoom, frame)
    if text is None or frame is None or reading.errors:
        raise StorymapError(reading.errors)
    if given := reading.given_title(title):
        text = with_leading_blocks(replace(text, title=given, has_own_title=True))
    layers = tuple(reading.layers)
    return StoryInputs(text, frame, features, stylesheet, streets, reading.sources, reading.warnings, layers)


@dataclass(frozen=True, slots=True)
class ArticlePlaces:
    """An article and its places, of which no frame is made; `problems` are the warnings."""

    article: Article
    places: CheckedPlaces
    problems: tuple[Problem, ...]


def read_article_places(article: PathInput, media_policy: MediaPolicy) -> ArticlePlaces:
    """Read an article and its own places as `read_inputs` does, and nothing else: for whoever makes no page of it.

    Raises StorymapError with every problem of both.
    """
    reading = _Reading(media_policy, None, PlaceChoices({}), None, None)
    text = reading.read_article(article, select=None, whole=False, is_required=True)
    places = reading.read_own_places()
    if text is None or places is None or reading.errors:
        raise StorymapError(reading.errors)
    return ArticlePlaces(text, places, tuple(reading.warnings))


class _Reading:
    """Reads one input after another, and collects the problems of all: a person is told of all of them at once.

    An input that cannot be read is None. An article that was made in Python has no folder.
    """

    def __init__(
        self,
        media_policy: MediaPolicy,
        encoding: str | None,
        place_choices: PlaceChoices,
        language: str | None,
        caches: BuildCaches | None,
    ) -> None:
        self._caches = caches
        self.sources: list[Path] = []
        self.warnings: list[Problem] = []
        self.errors: list[Problem] = []
        self.layers: list[LayerChoice] = []
        self._media_policy = media_policy
        self._article: Article | None = None
        self._path: Path | None = None
        self._place_choices = place_choices
        self._language = language
        self._encoding: str | None = None
        with self._collect_errors():
            check_encoding(encoding)
            self._encoding = encoding

    def check_language(self) -> None:
        """Check the language that takes the place of the article's own."""
        self.errors += language_problems(self._language)

    def given_title(self, title: str | None) -> str:
        """Return the title that takes the place of the article's own, "" if there is none."""
        if title and is_invisible(title):
            what = "it holds invisible characters alone; the article's own is taken"
            self.warnings.append(Problem("title", what, "write what it should say", "warning"))
        return name_line(title or "")

    def read_article(
        self, article: PathInput | Article, *, select: str | None, whole: bool, is_required: bool
    ) -> Article | None:
        """Read the article, unless it was made in Python. Raises StorymapError if it `is_required` and unreadable."""
        try:
            if isinstance(article, Article):
                self._media_policy.apply_article_choice(article.media)
                declared = replace(article, language=self._language or article.language)
                self._article = with_language(with_leading_blocks(declared), self.warnings)
            else:
                self._path = Path(article)
                self.sources.append(self._path)
                self._article = read_article(
                    article,
                    problems=self.warnings,
                    media_policy=self._media_policy,
                    encoding=self._encoding,
                    select=select,
                    whole=whole,
                    language=self._language,
                )
        except StorymapError as error:
            if is_required:
                raise
            self.errors += error.problems
        return self._article

    def read_places(self, places: PlacesInput) -> CheckedPlaces | None:
        """Read the files of places, or check places that were made in Python."""
        with self._collect_errors():
            made = made_in_python(places)
            if made is not None:
                return check_made(
                    made,
                    problems=self.warnings,
                    media_policy=self._media_policy,
                    choices=self._choices(),
                    layers=self.layers,
                )
            files = self._place_files(cast("Files", places))
            self.sources += files
            return read_places_again(
                files,
                None if self._caches is None else self._caches.places,
                problems=self.warnings,
                media_policy=self._media_policy,
                encoding=self._encoding,
                choices=self._choices(),
                layers=self.layers,
            )
        return None

    def read_own_places(self) -> CheckedPlaces | None:
        """Read the article's own files of places."""
        with self._collect_errors():
            return read_checked(
                self._place_files(None),
                problems=self.warnings,
                media_policy=self._media_policy,
                encoding=self._encoding,
                choices=self._choices(),
            )
        return None

    def _choices(self) -> PlaceChoices:
        """Return how places are read: what was given goes before what the article says of their fields."""
        said = dict(self._article.place_fields) if self._article is not None else {}
        return replace(self._place_choices, fields={**said, **self._place_choices.fields})

    def read_context(self, context: PlacesInput) -> tuple[ContextFeature, ...]:
        """Read the files of context, or check context that was made in Python."""
        with self._collect_errors():
            made = made_in_python(context)
            files = [] if made is not None else self._context_files(cast("Files", context))
            if made is None and not files:
                return ()
            # Most stories have no context, and nobody waits for what reads it.
            from storymap.reading.places.context import check_context
            from storymap.reading.places.kept_context import read_context_again

            if made is not None:
                return check_context(made, problems=self.warnings)
            self.sources += files
            return read_context_again(
                files,
                None if self._caches is None else self._caches.context,
                problems=self.warnings,
                allowed=self._media_policy.allowed,
                encoding=self._encoding,
            )
        return ()

    def read_theme(self, theme: PathInput | None) -> Theme | None:
        """Read the style sheet, if there is one."""
        with self._collect_errors():
            file = self._theme_file(theme)
            if file is not None:
                from storymap.reading.theme.stylesheet import read_theme

                self.sources.append(file)
                return read_theme(file, problems=self.warnings)
        return None

    def read_tiles(
        self, tiles: PathInput | None, deepest: int | None, places: CheckedPlaces | None
    ) -> StreetTiles | None:
        """Read the street-level tiles around the places, if there is an archive of them."""
        with self._collect_errors():
            archive = self._tiles_file(tiles)
            if archive is None and deepest is not None:
                what = "there are no tiles that it could be for"
                raise StorymapError(Problem("tiles_zoom", what, "name an archive with --tiles"))
            if archive is not None:
                from storymap.reading.tiles.extract import read_tiles

                self.sources.append(Path(archive))
                return read_tiles(archive, None if places is None else part_bounds(places.frame.geometry), deepest)
        return None

    def _place_files(self, places: Files) -> list[Path]:
        """Return the places files: those that were given, else the front matter's, else the one beside the article.

        Raises PlacesError if there is none.
        """
        if places is not None:
            return self._given(places)
        if self._article is not None and self._article.place_files:
            return self._article_files().named("places", self._article.place_files, self.warnings)
        beside = self._article_files().beside(PLACES_BESIDE_ARTICLE)
        if beside is None:
            name = self._article.name if self._article is not None else "article"
            what = "no places were given, and there is no places.geojson beside the article"
            has_front_matter = kind_of(Path(name)) not in WITHOUT_FRONT_MATTER
            entry = ", or in the front matter: places: my-places.geojson" if has_front_matter else ""
            raise PlacesError(Problem(name, what, f"name a file with --places{entry}"))
        return [beside]

    def _context_files(self, context: Files) -> list[Path]:
        """Return the context files, found as places files are; there may be none.

        A context.geojson that nobody named is left alone if it was read already, as a file of places.
        """
        if context is not None:
            return self._given(context)
        if self._article is not None and self._article.context_files:
            return self._article_files().named("context", self._article.context_files, self.warnings)
        beside = self._article_files().beside(CONTEXT_BESIDE_ARTICLE)
        return [beside] if beside is not None and beside not in self.sources else []

    def _theme_file(self, theme: PathInput | None) -> Path | None:
        """Return the style sheet that was given, else the one that the front matter names, else None."""
        if theme is not None:
            return Path(theme)
        if self._article is not None and self._article.theme_file:
            return self._article_files().named("theme", [self._article.theme_file], self.warnings)[0]
        return None

    def _tiles_file(self, tiles: PathInput | None) -> PathInput | None:
        """Return the archive of tiles that was given, else the one that the front matter names, else None."""
        if tiles is None and self._article is not None and self._article.tiles_file:
            return self._article_files().named("tiles", [self._article.tiles_file], self.warnings)[0]
        return tiles

    def _article_files(self) -> ArticleFiles:
        name = self._article.name if self._article is not None else ""
        return ArticleFiles(name or "article", self._path, self._media_policy.allowed)

    def _given(self, files: PathInput | Sequence[PathInput]) -> list[Path]:
        paths = [Path(files)] if isinstance(files, str | PathLike) else [Path(path) for path in files]
        return distinct_files(paths, lambda index: str(paths[index]), self.warnings)

    @contextmanager
    def _collect_errors(self) -> Iterator[None]:
        try:
            yield
        except StorymapError as error:
            self.errors += error.problems
