"""What a build can be told: the files of a story, how they are read, and what its page looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from storymap.inputs import CONTEXT_BESIDE_ARTICLE, PLACES_BESIDE_ARTICLE
from storymap.story import build_story

if TYPE_CHECKING:
    from storymap.model import Story
    from storymap.rendering.page import PageView, StoryPage
    from storymap.storage.build_caches import BuildCaches

_NO_PLACES: Final[Mapping[str, Any]] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True, slots=True)
class BuildChoices:
    """What `storymap build` can be told of a page: see `build_story` and `render_page`."""

    article: Path
    places: tuple[Path, ...] = ()
    context: tuple[Path, ...] = ()
    media: str | None = None
    allow_remote: tuple[str, ...] = ()
    allow_path: tuple[Path, ...] = ()
    media_root: Path | None = None
    all_places: bool = False
    encoding: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    allow_zero: bool = False
    select: str | None = None
    whole: bool = False
    title: str | None = None
    language: str | None = None
    theme: Path | None = None
    tiles: Path | None = None
    tiles_zoom: int | None = None
    worldview: str = "neutral"
    basemap: str | None = None
    attribution: str | None = None
    allow_key: bool = False
    view: PageView = "story"
    is_empty: bool = False
    """Whether the story has no places yet, and no file of them."""

    def files(self) -> list[Path]:
        """Return the files that were named, and those beside the article that count without being named."""
        folder = self.article.parent
        beside = [folder / PLACES_BESIDE_ARTICLE, folder / CONTEXT_BESIDE_ARTICLE]
        named = [self.article, *self.places, *self.context, self.theme, self.tiles]
        return [*(path for path in named if path is not None), *beside]

    def story(self, caches: BuildCaches | None = None) -> Story:
        """Return the story. Raises StorymapError with every problem of all inputs."""
        return build_story(
            self.article,
            self.places or (_NO_PLACES if self.is_empty else None),
            context=self.context or None,
            title=self.title,
            language=self.language,
            theme=self.theme,
            tiles=self.tiles,
            tiles_zoom=self.tiles_zoom,
            media=self.media,
            allow_remote=self.allow_remote,
            allow_path=self.allow_path,
            media_root=self.media_root,
            all_places=self.all_places,
            encoding=self.encoding,
            fields=self.fields,
            strict=self.strict,
            allow_zero=self.allow_zero,
            select=self.select,
            whole=self.whole,
            caches=caches,
        )

    def page(self, story: Story, caches: BuildCaches | None = None) -> StoryPage:
        """Return the page of a story, in the looks that were chosen. Raises PageError."""
        from storymap.rendering.page import render_page  # with folium, which not all who read a story need

        return render_page(
            story,
            worldview=self.worldview,
            basemap=self.basemap,
            attribution=self.attribution,
            allow_key=self.allow_key,
            view=self.view,
            caches=caches,
        )
