"""The places without an entry in the list under the article, for a reader without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from storymap.model import Story
from storymap.rendering.element_ids import block_id, item_id
from storymap.rendering.numbering import Numbering

# Of the places that nothing is told of, a reader without script gets so many in a plain list,
MOST_UNLISTED = 1_000
# or, where each has a page of its own, so many as links.
MOST_LINKED = 10_000


class UnlistedPlaces(NamedTuple):
    """The places without an entry, for a reader without script.

    `start` is the number of the first, `items` are list items (without the end tags and quotes that HTML does not need,
    as they may be tens of thousands), and `left` says how many more there are. `more` are
    those that are not printed either. `linked` are the places that lead to where they are named: of them the script
    reads name and note here, by the rules of `web/src/clusters/plain_list.ts`.
    """

    start: int
    items: Markup
    linked: frozenset[str]
    left: int
    more: int


def unlisted_places(story: Story, numbering: Numbering, *, has_pages: bool = False) -> UnlistedPlaces | None:
    """Return the places without an entry: those that the text names, and a thousand others; None if there are none.

    A mark in the text leads to its place here, and the place to the block that names it first. With `has_pages` each is
    a link to its page, and there are ten thousand.
    """
    listed = frozenset(numbering.listed)
    unlisted = [place_id for place_id in numbering.clustered if place_id not in listed]
    if not unlisted:
        return None
    told = 0 if has_pages else len(listed.symmetric_difference(numbering.told) - listed)
    shown = unlisted[: MOST_LINKED if has_pages else told + MOST_UNLISTED]
    start, lines = numbering.number[unlisted[0]], _lines(story, numbering, shown)
    first = _first_blocks(story, shown[:told])
    numbers = [numbering.number[place_id] for place_id in shown]
    items = _page_items(numbering, shown, lines) if has_pages else _items(numbers, first, shown[:told], lines)
    made = Markup("".join(items))  # noqa: S704 - escaped where each is made
    left, more = len(unlisted) - len(shown), len(unlisted) - told
    return UnlistedPlaces(start, made, frozenset(first), left, more)


def _lines(story: Story, numbering: Numbering, place_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return name and note of each place, escaped; the note comes after a colon."""
    rows = [numbering.row(place_id) for place_id in place_ids]
    names, notes = (story.places[column].to_numpy()[rows] for column in ("name", "note"))
    lines = zip(names, notes, strict=True)
    return [(str(escape(" ".join(name.split()))), f": {escape(note)}" if note else "") for name, note in lines]


def _page_items(numbering: Numbering, place_ids: Sequence[str], lines: list[tuple[str, str]]) -> Iterator[str]:
    for place_id, (name, note) in zip(place_ids, lines, strict=True):
        yield f'<li><a href="{escape(numbering.link(place_id))}">{name}{note}</a>'


def _items(
    numbers: Sequence[int], first: Mapping[str, str], told: Sequence[str], lines: list[tuple[str, str]]
) -> Iterator[str]:
    """Yield an item for each line, with its number where a list would count another one; the first have an id."""
    # A place with a picture has an entry, and its number is missing here.
    values = ["", *("" if after == before + 1 else f" value={after}" for before, after in pairwise(numbers))]
    items = zip(numbers, values, lines, strict=True)
    for place_id, (number, value, (name, note)) in zip(told, items, strict=False):
        line = f"<a href=#{first[place_id]}>{name}</a>" if place_id in first else name
        yield f"<li id={item_id(number)}{value}>{line}{note}"
    for _, value, (name, note) in items:
        yield f"<li{value}>{name}{note}"


def _first_blocks(story: Story, place_ids: Sequence[str]) -> dict[str, str]:
    """Return the id of the block's element in which each place is named first, if the body names it."""
    blocks, wanted = _block_ids(story), frozenset(place_ids)
    first: dict[str, str] = {}
    for mention in story.mentions:
        if blocks[mention.block] and mention.place_id in wanted:
            first.setdefault(mention.place_id, blocks[mention.block])
    return first


def _block_ids(story: Story) -> list[str]:
    """Return the id of each block's element; "" for one above the body, which has none."""
    numbers = count()
    return ["" if block.is_leading else block_id(next(numbers)) for block in story.article.blocks]
