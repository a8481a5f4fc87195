"""The whole flow, from an article and its places to a `Story`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from storymap.errors import Problem
from storymap.focus.find_focus import find_focus
from storymap.inputs import PathInput, PlacesInput, read_inputs
from storymap.matching.excerpts import cut_excerpts
from storymap.matching.mentions import find_mentions, mentions_of
from storymap.matching.place_names import PlaceNames
from storymap.matching.views import resolve_views, resolve_views_among
from storymap.model import Article, Mention, Story
from storymap.reading.allowed_folders import AllowedFolders
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.places.checked_places import CheckedPlaces
from storymap.reading.places.place_choices import PlaceChoices
from storymap.storage.build_caches import BuildCaches
from storymap.storage.collector import paused_collector

if TYPE_CHECKING:
    import geopandas as gpd

# More places than somebody picks by hand are a gazetteer, of which only what the article names is wanted.
MOST_PICKED = 300


@paused_collector()
def build_story(
    article: PathInput | Article,
    places: PlacesInput = None,
    *,
    context: PlacesInput = None,
    title: str | None = None,
    language: str | None = None,
    theme: PathInput | None = None,
    tiles: PathInput | None = None,
    tiles_zoom: int | None = None,
    media: str | None = None,
    allow_remote: Sequence[str] = (),
    allow_path: Sequence[PathInput] = (),
    media_root: PathInput | None = None,
    all_places: bool = False,
    encoding: str | None = None,
    fields: Mapping[str, str] | None = None,
    strict: bool = False,
    allow_zero: bool = False,
    select: str | None = None,
    whole: bool = False,
    caches: BuildCaches | None = None,
) -> Story:
    """Read an article and its places, and tie every place name in the text to its place.

    `article` is the path of a .md, .txt, .html, .mhtml, .docx, .odt or .epub file, or an Article. `places` are paths of
    files, or what was made in Python: a GeoDataFrame, a DataFrame with the columns of a CSV file, GeoJSON as a dict, or
    an iterable of Place; without it the files that the article's front matter names, else places.geojson beside the
    article. `context` is what is drawn quietly under the places: in the same forms, with the column `name` and a column
    `kind` if there are any; without it the front matter's files, else context.geojson beside the article if it is
    there. `title`, `language` and `theme` (the path of a .css file) take the place of the article's own. `media` says
    how pictures and recordings go with the page, in place of the article's own choice: "inline", in it, or "link", as
    files beside it. `allow_remote` names the servers that the page may ask for more.
    Files that the article or a places file names are read if they stand in its folder or below, links resolved;
    `allow_path` names more folders. Pictures and recordings that are addressed from the top of a site (/assets/a.jpg)
    are looked for below the folder `media_root`.
    `tiles` is a PMTiles archive of street-level vector tiles, to be cut to the story and to the zoom
    `tiles_zoom` (9 to 15; default 15). Of more than 300 places only those that the article names, or one of its views
    shows, are in the story; `all_places` keeps the others too. `encoding` is that of an article or places file that is
    not in Unicode; without it, it is what the file declares, else it is guessed from the letters, with a warning.
    `fields` names the fields of places files that are name, note, layer and so on: {"name": "NOM"}; else the likeliest
    are taken. Rows of a places file that cannot be a place are left out with a warning, unless they are more than half
    of it; with `strict` one refuses the file. A point at 0, 0 is such a row unless `allow_zero` says that it is meant.
    Of a saved web page what looks like the article is read; `select`, a CSS selector, names another part of it, and
    `whole` takes all of it. `caches` are those of a process that builds a story again and again.

    Raises StorymapError with every problem of all inputs; warnings are in the story's `problems`.
    """
    pictures, names = (None, None) if caches is None else (caches.pictures, caches.names)
    media_policy = MediaPolicy(media, allow_remote, AllowedFolders(allow_path), media_root, pictures)
    inputs = read_inputs(
        article,
        places,
        context=context,
        title=title,
        language=language,
        theme=theme,
        tiles=tiles,
        tiles_zoom=tiles_zoom,
        media_policy=media_policy,
        encoding=encoding,
        place_choices=PlaceChoices(fields or {}, strict, allow_zero),
        select=select,
        whole=whole,
        caches=caches,
    )
    problems, checked = inputs.problems, inputs.places
    if len(checked) > MOST_PICKED and not all_places:
        # A gazetteer: records are made of those of its places that are in the story.
        text = resolve_views_among(
            inputs.article,
            checked.ids,
            ~np.isnan(checked.bounds[:, 0]),
            checked.columns["layer"],
            problems=problems,
        )
        candidates = PlaceNames.of_columns(checked.index, checked.columns)
        mentions = tuple(mentions_of(text, candidates, problems=problems, memo=names))
        frame = _mentioned_or_viewed(text, checked, mentions, problems)
    else:
        frame = checked.frame
        is_picked = len(checked) <= MOST_PICKED
        text = resolve_views(inputs.article, frame, problems=problems)
        mentions = find_mentions(text, frame, problems=problems, warn_unmentioned=is_picked, memo=names)
    return Story(
        article=text,
        places=frame,
        mentions=mentions,
        excerpts=cut_excerpts(text, mentions),
        problems=tuple(problems),
        sources=tuple(map(str, inputs.sources)),
        context=inputs.context,
        theme=inputs.theme,
        tiles=inputs.tiles,
        media=media_policy.choice,
        focus=find_focus(text, mentions, frame, None if caches is None else caches.frames),
        layers=inputs.layers,
    )


def _mentioned_or_viewed(
    article: Article, places: CheckedPlaces, mentions: Sequence[Mention], problems: list[Problem]
) -> gpd.GeoDataFrame:
    """Return the places of a gazetteer that the article names or shows, and say how many are left out."""
    wanted = {mention.place_id for mention in mentions}
    views = [view for block in article.blocks for view in block.views]
    wanted.update(place_id for view in views for place_id in view.place_ids)
    layers = {name for view in views for name in view.layers}
    rows = [row for row, place_id in enumerate(places.ids) if place_id in wanted]
    if layers:
        of_layers = (row for row, layer in enumerate(places.columns["layer"]) if layer in layers)
        rows = sorted({*rows, *of_layers})
    if left_out := len(places) - len(rows):
        what = f"{left_out:,} of {len(places):,} places are never mentioned, and are left out"
        problems.append(Problem("places", what, "keep them with --all-places", "warning"))
    return places.some(rows)
