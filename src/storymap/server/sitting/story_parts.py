"""What the editor shows of a story as it was built: fields, blocks, places, layers. Worked out once a build."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from storymap.editing.article.block_text import block_source
from storymap.editing.article.block_view import written_view
from storymap.editing.article.fields import FIELDS, written_fields
from storymap.editing.article.kinds import can_edit, can_mark
from storymap.editing.collection import open_text
from storymap.editing.edit import Texts
from storymap.errors import StorymapError
from storymap.gazetteer.name_keys import name_key
from storymap.model import Article, Block, Story
from storymap.reading.article.known_media import shown_media
from storymap.reading.places.suggestion_members import HISTORY_MEMBER, suggested_names_of
from storymap.rendering.element_ids import block_id
from storymap.server.contract.state import BlockState, FieldsState, LayerState, PlaceState
from storymap.server.sitting.place_states import PlaceStates
from storymap.server.sitting.sentences import Sentences


@dataclass(frozen=True)
class StoryParts:
    """What is shown of a story that was built from `texts`; `rows` say where its places stand in their file."""

    story: Story
    texts: Texts
    digests: Mapping[str, str]
    rows: Mapping[str, Sequence[int]]
    article_name: str
    places_name: str

    @cached_property
    def shown(self) -> frozenset[str]:
        """The pictures that the article shows."""
        return shown_media(self.story.article)

    @cached_property
    def place_states(self) -> PlaceStates:
        """The places, to be asked for."""
        return PlaceStates(self.story, self.rows.keys(), Sentences(self.story.article))

    @cached_property
    def places(self) -> list[PlaceState]:
        """The first places."""
        return self.place_states.first()

    @cached_property
    def layers(self) -> list[LayerState]:
        """The layers."""
        return self.place_states.layers()

    @cached_property
    def known(self) -> frozenset[str]:
        """The name keys of all places."""
        return frozenset(map(name_key, self.place_states.names()))

    @cached_property
    def refused(self) -> frozenset[str]:
        """The name keys of what was suggested for the places file before."""
        text = self.texts.get("places")
        if text is None or f'"{HISTORY_MEMBER}"' not in text:
            return frozenset()
        try:
            return frozenset(
                map(name_key, suggested_names_of(open_text(text, self.places_name).member(HISTORY_MEMBER)))
            )
        except StorymapError:
            return frozenset()

    @cached_property
    def fields(self) -> FieldsState:
        """What stands above the article, as it is written."""
        article = self.story.article
        values = {field: str(getattr(article, name)) for field, name in FIELDS.items()}
        if not article.has_own_title:
            values["title"] = ""
        source = self.texts.get("article")
        if source is not None:
            with contextlib.suppress(StorymapError):
                values |= written_fields(source, self.article_name, shown=self.shown)
        return cast("FieldsState", values)

    @cached_property
    def blocks(self) -> list[BlockState]:
        """The blocks of the article."""
        return list(_blocks(self))

    def source_of(self, block: int) -> str | None:
        """Return the source of a block, None where it cannot be edited by itself."""
        source = self.texts.get("article")
        if source is None or not can_edit(self.article_name):
            return None
        try:
            return block_source(source, self.article_name, block, shown=self.shown)
        except StorymapError:
            return None

    def view_of(self, block: int) -> str:
        """Return the view of a block as it is written."""
        source = self.texts.get("article")
        if source is None or not can_mark(self.article_name):
            return ""
        try:
            return written_view(source, self.article_name, block, shown=self.shown).get("view", "")
        except StorymapError:
            return ""


def _blocks(parts: StoryParts) -> list[BlockState]:
    article: Article = parts.story.article
    found: list[BlockState] = []
    leading = sum(block.is_leading for block in article.blocks)
    for number, block in enumerate(article.blocks):
        found.append(
            {
                "block": number,
                "element": "" if block.is_leading else block_id(number - leading),
                "kind": block.kind,
                "line": block.line,
                "is_editable": parts.source_of(number) is not None,
                "view": parts.view_of(number) if block.view is not None else "",
                "show": _names(block, "show"),
                "hide": _names(block, "hide"),
            }
        )
    return found


def _names(block: Block, member: str) -> list[str]:
    return [] if block.view is None else list(getattr(block.view, member))
