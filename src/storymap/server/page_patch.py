"""What differs between two pages of one story, where it can be changed in a page that somebody is looking at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from storymap.rendering.html_tree import Node, html_of
from storymap.rendering.page_parts import PageParts, outline_html

if TYPE_CHECKING:
    from storymap.rendering.contract.page import PageData
    from storymap.server.contract.patch import PagePatch

# What the page looks up anew whenever it needs it.
_CHANGING = frozenset({"bounds", "frame", "edge", "places", "views", "actions"})
_CHANGING_OF_A_PLACE = frozenset({"zoom", "weight", "frame", "mentions"})


def page_patch(before: PageParts, after: PageParts, *, base: int, revision: int) -> PagePatch | None:
    """Return what of a page has changed; None if it has to be loaded.

    What lies under the places is left out: it takes longer.
    """
    if before.fixed != after.fixed or not _is_same_map(before, after):
        return None
    data = _data(before.data, after.data)
    if data is None or list(before.entries) != list(after.entries):
        return None
    patch: PagePatch = {
        "do": "patch",
        "base": base,
        "revision": revision,
        "blocks": {},
        "entries": {
            place_id: after.entry_html(place_id)
            for place_id, entry in after.entries.items()
            if before.entries[place_id] != entry
        },
        "shapes": {place_id: shape for place_id, shape in after.shapes.items() if before.shapes[place_id] != shape},
        "data": data,
    }
    _add_article(patch, before, after)
    if _head(before) != _head(after):
        patch["head"] = after.head_html()
        patch["title"] = after.article.title
    return patch


def is_empty(patch: PagePatch) -> bool:
    """Say whether a patch changes nothing."""
    return not any(value for name, value in patch.items() if name not in ("do", "base", "revision"))


def _add_article(patch: PagePatch, before: PageParts, after: PageParts) -> None:
    """Add the blocks that differ, and where they stand if the article has others than before."""
    old, new = before.blocks(), after.blocks()
    if before.outline() == after.outline():
        patch["blocks"] = {block: html_of([node]) for block, node in new.items() if old[block] != node}
        return
    earlier = _kept(old, new)
    patch["outline"] = outline_html(after.nodes.body, earlier)
    patch["blocks"] = {block: html_of([node]) for block, node in new.items() if block not in earlier}


def _kept(old: Mapping[str, Node], new: Mapping[str, Node]) -> dict[str, str]:
    """Return which blocks are the same but for their number: the ids that they had, by those that they have."""
    known: dict[str, list[str]] = {}
    for block, node in reversed(list(old.items())):
        known.setdefault(_content(node), []).append(block)
    kept = {}
    for block, node in new.items():
        if alike := known.get(_content(node)):
            kept[block] = alike.pop()
    return kept


def _content(node: Node) -> str:
    """Return a block without its number, as text that can be compared."""
    return html_of([replace(node, attributes={**node.attributes, "id": ""})])


def _head(parts: PageParts) -> tuple[Any, ...]:
    article = parts.article
    return parts.nodes.head, article.title, article.byline, article.date


def _is_same_map(before: PageParts, after: PageParts) -> bool:
    """Say whether the same places are drawn, each of them as shapes of the same kinds."""
    kinds = [
        {place_id: [shape["type"] for shape in shapes] for place_id, shapes in parts.shapes.items()}
        for parts in (before, after)
    ]
    if kinds[0] != kinds[1]:
        return False
    # Of several points a place has several markers, and their number is not seen in the kind.
    return all(
        before.shapes[place_id] == shapes
        for place_id, shapes in after.shapes.items()
        if any(shape["type"] in ("MultiPoint", "GeometryCollection") for shape in shapes)
    )


def _data(before: PageData, after: PageData) -> dict[str, Any] | None:
    """Return the members of a page's data that differ, of its places those that do; None for one that cannot change."""
    old, new = cast("dict[str, Any]", before), cast("dict[str, Any]", after)
    differing = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    # What of the article can be pressed is made into buttons when the page begins, if there is anything.
    if bool(old["actions"]) != bool(new["actions"]):
        return None
    if differing - _CHANGING or list(old["places"]) != list(new["places"]):
        return None
    data = {name: new[name] for name in sorted(differing)}
    if "places" in data:
        data["places"] = {name: place for name, place in new["places"].items() if old["places"][name] != place}
        for place_id, place in data["places"].items():
            earlier = old["places"][place_id]
            if {name for name in place if place[name] != earlier[name]} - _CHANGING_OF_A_PLACE:
                return None
    return data
