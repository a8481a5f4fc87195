"""What formats of places give away of each place, and what all of them have to leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.model import DEFAULT_LAYER, PLACE_CREDIT

LIST_SEPARATOR: Final = "; "
"""Between the aliases of a place where a format has no lists."""
_SEPARATORS: Final = (";", "|", "\n")


def members_of(place: SharedPlace) -> dict[str, Any]:
    """Return what is known of a place by the members of a places file, without those that are empty.

    The author's own properties come after them, where the story is shared as private.
    """
    layer = "" if place.layer == DEFAULT_LAYER else place.layer
    shown = {
        "id": place.place_id,
        "name": place.name,
        "aliases": list(place.aliases),
        "layer": layer,
        "note": place.note,
        "url": place.url,
        "zoom": place.zoom,
        "kind": place.kind,
        PLACE_CREDIT: place.credit,
    }
    own = {key: value for key, value in place.properties.items() if key not in shown}
    return {key: value for key, value in {**shown, **own}.items() if value not in ("", None, [])}


def cells_of(place: SharedPlace, report: Report) -> dict[str, str | float]:
    """Return the members of a place as a table has them: texts and numbers; lists and objects as JSON.

    Aliases are one text; one that has a separator in it would be two, which is reported.
    """
    cells: dict[str, str | float] = {}
    for key, value in members_of(place).items():
        if key == "aliases":
            broken = [alias for alias in place.aliases if any(sign in alias for sign in _SEPARATORS)]
            report.changed("aliases with a separator", "they are two", count=len(broken), example="".join(broken[:1]))
            cells[key] = LIST_SEPARATOR.join(place.aliases)
        else:
            cells[key] = _cell(value)
    return cells


def tell_what_is_no_place(story: SharedStory, report: Report, *, with_layers: bool = False) -> None:
    """Report what formats of places leave out; `with_layers` says that order and colours of layers are kept."""
    report.kept("places", count=len(story.places))
    report.lost(
        "the text; only its places are in it", count=any(not block.is_leading for block in story.article.blocks)
    )
    report.lost("context under the places", count=len(story.context))
    if not with_layers:
        report.lost("order and colours of layers", count=len(story.layers))
    for place in story.places:
        if place.image is not None:
            report.lost("pictures of places", example=place.name)
    if any(place.weight is not None for place in story.places):
        report.changed("how much places matter", "it is worked out anew from the text")


def by_layer(story: SharedStory) -> Mapping[str, list[SharedPlace]]:
    """Return the places by layer, the layers in the order of the legend, those in the order of their numbers."""
    listed: dict[str, list[SharedPlace]] = {layer.name: [] for layer in story.layers}
    for place in story.places:
        listed.setdefault(place.layer, []).append(place)
    return {name: places for name, places in listed.items() if places}


def _cell(value: Any) -> str | float:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
