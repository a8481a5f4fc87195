"""What an importer read: an article and its places, as far as they are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storymap.exchange.report import Report
from storymap.model import Article, LayerChoice


@dataclass(frozen=True, slots=True)
class Imported:
    """A story that was read from another tool's file.

    `article` is what story.md will say; the addresses of its pictures are names in `pictures`, or on the web. `places`
    and `context` are GeoJSON features (degrees, longitude first) with the members of a places file, unchecked. `layers`
    come first in the legend. `pictures` are files by name. `report` says what was kept, changed and lost.
    """

    article: Article
    places: tuple[Mapping[str, Any], ...] = ()
    context: tuple[Mapping[str, Any], ...] = ()
    layers: tuple[LayerChoice, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
