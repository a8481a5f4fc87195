"""The script for a newsroom's own article page, with the story's sentences in it: it asks no server for them."""

from __future__ import annotations

from storymap.model import Story
from storymap.rendering.assets import read_asset
from storymap.rendering.contract.host import HostData, HostMark
from storymap.rendering.escaping import script_json
from storymap.rendering.numbering import Numbering

_BUNDLE = "host.js"


def host_script(story: Story, numbering: Numbering) -> str:
    """Return the script: a function of the bundle, called with the story's sentences for it to find around it."""
    data = script_json(host_data(story, numbering))
    return f"(function(storymapData){{{read_asset(_BUNDLE)}\n}})({data});\n"


def host_data(story: Story, numbering: Numbering) -> HostData:
    """Return the spans of sentences that name places, in reading order."""
    marks: dict[tuple[int, int, int], list[HostMark]] = {}
    taken = set()
    for excerpt in story.excerpts:
        span = (excerpt.block, excerpt.start, excerpt.end)
        text = story.article.blocks[excerpt.block].text
        for mention in excerpt.mentions:
            # The spans of two places may overlap: a name is linked in the first of them.
            if mention in taken:
                continue
            taken.add(mention)
            start = _utf16_length(text[excerpt.start : mention.start])
            end = start + _utf16_length(text[mention.start : mention.end])
            mark = HostMark(start, end, mention.place_id, numbering.mention_ids[mention])
            marks.setdefault(span, []).append(mark)
    return {
        "passages": [
            {"text": story.article.blocks[block].text[start:end], "marks": sorted(found)}
            for (block, start, end), found in sorted(marks.items())
        ],
        "label": numbering.words.say("viewNow", places="{places}"),
    }


def _utf16_length(text: str) -> int:
    """Return how many UTF-16 code units a text has, as JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2
