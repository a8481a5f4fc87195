"""How loud each mention is in the text: the first of a section has its place's number, the others are quiet links."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from storymap.model import Mention, Story
from storymap.rendering.weights import weight_of


class MentionStyle(NamedTuple):
    """Whether a mention has the place's raised number, and the class of its link beside "place", or ""."""

    has_number: bool
    class_name: str


_LATER = "is-later"
_MINOR = "is-minor"


def mention_styles(story: Story) -> dict[Mention, MentionStyle]:
    """Return the style of each mention.

    A place of the scene has its number at its first mention from one heading to the next; later mentions there are
    quieter. A setting, and what is named in passing, is quieter still, with a number at its first mention in the text.
    Above the body, in large type, a place has its number only if the body does not name it; else it is quiet there.
    """
    blocks = story.article.blocks
    sections = list(accumulate(block.kind == "heading" for block in blocks))
    in_body = {mention.place_id for mention in story.mentions if not blocks[mention.block].is_leading}
    numbered: set[tuple[str, int]] = set()
    styles: dict[Mention, MentionStyle] = {}
    for mention in story.mentions:
        is_minor = weight_of(story, mention.place_id).role != "scene"
        if blocks[mention.block].is_leading and mention.place_id in in_body:
            styles[mention] = MentionStyle(False, _MINOR if is_minor else _LATER)
            continue
        key = (mention.place_id, -1 if is_minor else sections[mention.block])
        styles[mention] = MentionStyle(key not in numbered, _MINOR if is_minor else _LATER if key in numbered else "")
        numbered.add(key)
    return styles
