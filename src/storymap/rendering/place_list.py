"""The list of places under the article, by number. The map's popup is made from a place's entry in it.

On a page with clusters not every place has an entry; the others are listed in `unlisted_places.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from storymap.model import Image, Story
from storymap.rendering.element_ids import entry_id
from storymap.rendering.link_address import link_address
from storymap.rendering.media_files import MediaFiles
from storymap.rendering.media_html import image_attributes
from storymap.rendering.numbering import Numbering
from storymap.rendering.other_stories import OtherStories, linked_stories
from storymap.rendering.symbols import Symbol, swatch

# The main place of a book is named thousands of times. Its entry lists the first ones; its card turns through all.
MOST_PASSAGES = 50


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place as the template writes it: texts are plain, `number` is in the language's digits.

    `element_id` is the id of the entry itself. `picture` has the attributes of the image's `img`, or is empty.
    `mentions` are ids of elements in the article. `excerpts` are the first ones, at most MOST_PASSAGES;
    `excerpt_count` says how many there are. `other_stories` are those of an atlas that name the place.
    """

    place_id: str
    element_id: str
    number: str
    name: str
    layer: str
    symbol: Symbol
    swatch: Markup
    note: str
    url: str
    image: Image | None
    picture: dict[str, str]
    located: bool
    mentions: list[str]
    excerpts: list[str]
    excerpt_count: int
    other_stories: OtherStories | None


def place_entries(
    story: Story, numbering: Numbering, media: MediaFiles, other_stories: Mapping[str, OtherStories] | None = None
) -> list[PlaceEntry]:
    """Return the entries of the list, by number; `other_stories` are those of each place, by its id."""
    columns = {name: story.places[name].tolist() for name in ("name", "note", "url", "image")}
    entries = []
    for place_id in numbering.listed:
        row = numbering.row(place_id)
        layer = numbering.layer_of[place_id]
        image: Image | None = columns["image"][row]
        excerpts = numbering.excerpts(place_id)
        entries.append(
            PlaceEntry(
                place_id=place_id,
                element_id=entry_id(place_id),
                number=numbering.words.number(numbering.number[place_id]),
                name=columns["name"][row],
                layer=layer.name,
                symbol=layer.symbol,
                swatch=swatch(layer.symbol),
                note=columns["note"][row],
                url=link_address(columns["url"][row] or ""),
                image=image,
                picture={} if image is None else image_attributes(image, media),
                located=place_id in numbering.located,
                mentions=[numbering.mention_ids[mention] for mention in numbering.mentions(place_id)],
                excerpts=[
                    " ".join(story.article.blocks[excerpt.block].text[excerpt.start : excerpt.end].split())
                    for excerpt in excerpts[:MOST_PASSAGES]
                ],
                excerpt_count=len(excerpts),
                other_stories=linked_stories(other_stories, place_id),
            )
        )
    return entries
