"""The script for a newsroom's own article page, with the story's sentences in it: it asks no server for them."""

from __future__ import annotations

from typing import Any

from storymap.model import Story
from storymap.rendering.assets import read_asset
from storymap.rendering.escaping import script_json
from storymap.rendering.numbering import Numbering

_BUNDLE = "host.js"


def host_script(story: Story, numbering: Numbering) -> str:
    """Return the script: the bundle, then the story's sentences for it to find in the page around it."""
    data = script_json(host_data(story, numbering))
    return f"(function(){{{read_asset(_BUNDLE)}\nstorymapHost.link(document.currentScript,{data})}})();\n"


def host_data(story: Story, numbering: Numbering) -> dict[str, Any]:
    """Return the stretches of sentences that name places, in reading order.

    A mark is [start, end, place_id, mention's id]; its offsets are UTF-16 code units into the stretch's text, as
    JavaScript counts.
    """
    marks: dict[tuple[int, int, int], list[list[Any]]] = {}
    taken = set()
    for excerpt in story.excerpts:
        stretch = (excerpt.block, excerpt.start, excerpt.end)
        text = story.article.blocks[excerpt.block].text
        for mention in excerpt.mentions:
            # Stretches of two places may overlap: a name is linked in the first of them.
            if mention in taken:
                continue
            taken.add(mention)
            start = _units(text[excerpt.start : mention.start])
            end = start + _units(text[mention.start : mention.end])
            marks.setdefault(stretch, []).append([start, end, mention.place_id, numbering.mention_ids[mention]])
    return {
        "passages": [
            {"text": story.article.blocks[block].text[start:end], "marks": sorted(found)}
            for (block, start, end), found in sorted(marks.items())
        ]
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
