"""Which stories name a place of an atlas, and what each says of it."""

from __future__ import annotations

from typing import NamedTuple

from storymap.atlas.records import Atlas, AtlasPlace, NamingSentence, StoryPlace, StoryRecord


class NamingStory(NamedTuple):
    """A story, and what it has of one place of the atlas: one record or several that are the same place."""

    story: StoryRecord
    places: tuple[StoryPlace, ...]

    @property
    def sentences(self) -> tuple[NamingSentence, ...]:
        """The sentences that name the place, each once."""
        return tuple({sentence.text: sentence for place in self.places for sentence in place.sentences}.values())


class NamingStories:
    """The stories of each place of an atlas: made once for all places."""

    def __init__(self, atlas: Atlas) -> None:
        self._order = {story.story_id: at for at, story in enumerate(atlas.stories)}
        self._stories = atlas.stories
        self._places = {story.story_id: {place.place_id: place for place in story.places} for story in atlas.stories}

    def of(self, place: AtlasPlace) -> list[NamingStory]:
        """Return the stories that name a place, in the order of the atlas."""
        found: dict[str, list[StoryPlace]] = {}
        for key in place.members:
            record = self._places.get(key.story_id, {}).get(key.place_id)
            if record is not None:
                found.setdefault(key.story_id, []).append(record)
        order = sorted(found, key=self._order.__getitem__)
        return [NamingStory(self._stories[self._order[story_id]], tuple(found[story_id])) for story_id in order]
