"""A story for formats of words: pictures and recordings give way to their captions."""

from __future__ import annotations

from dataclasses import replace

from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory
from storymap.model import Block


def words_only(story: SharedStory, report: Report) -> SharedStory:
    """Return the story without pictures and recordings, and its mentions where they stand now; tell what is lost."""
    numbers: dict[int, int] = {}
    blocks: list[Block] = []
    for number, block in enumerate(story.article.blocks):
        if block.image is not None or block.recording is not None:
            _tell(block, report)
            if not block.text:
                continue
        numbers[number] = len(blocks)
        blocks.append(_as_words(block))
    for place in story.places:
        if place.image is not None:
            report.lost("pictures of places", example=place.name)
    return replace(
        story,
        article=replace(story.article, blocks=tuple(blocks)),
        places=tuple(replace(place, image=None) for place in story.places),
        mentions=tuple(replace(one, block=numbers[one.block]) for one in story.mentions if one.block in numbers),
        excerpts=tuple(
            replace(
                one,
                block=numbers[one.block],
                mentions=tuple(replace(mention, block=numbers[mention.block]) for mention in one.mentions),
            )
            for one in story.excerpts
            if one.block in numbers
        ),
    )


def tell_what_is_no_words(story: SharedStory, report: Report) -> None:
    """Report what of a map only a map can show: what is drawn under the places, colours and the order of layers."""
    report.lost("context under the places", count=len(story.context))
    report.lost("order and colours of layers", count=len(story.layers))
    if any(place.weight is not None for place in story.places):
        report.changed("how much places matter", "it is worked out anew from the text")


def _as_words(block: Block) -> Block:
    is_medium = block.image is not None or block.recording is not None
    return replace(block, kind="paragraph", image=None, recording=None) if is_medium else block


def _tell(block: Block, report: Report) -> None:
    medium = block.image or block.recording
    what = "pictures" if block.image is not None else "recordings"
    shown = block.text or (medium.alt if medium is not None else "")
    if block.text:
        report.changed(what, "their captions are paragraphs", example=shown)
    else:
        report.lost(what, example=shown)
