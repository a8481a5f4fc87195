"""A story that is open in the editor: its texts, its last good page, suggestions, and what waits for a person."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storymap.build_choices import BuildChoices
from storymap.editing.collection import Collection as PlacesText
from storymap.editing.edit import Texts
from storymap.errors import Problem, StorymapError
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.geoparsing.suggestions import Suggestion
from storymap.model import Article
from storymap.reading.article.source_ranges import source_ranges
from storymap.reading.places.place_choices import PlaceChoices
from storymap.server.page_building import BuiltPage, PageBuilder
from storymap.server.sitting.decisions import Suggestions, is_sure
from storymap.server.sitting.newsroom import Newsroom, text_key
from storymap.server.sitting.story_commands import StoryCommands
from storymap.server.sitting.story_files import StoryFiles, without_missing_places
from storymap.server.sitting.story_parts import StoryParts
from storymap.server.sitting.story_texts import StoryTexts
from storymap.server.sitting.told import Told, told_of
from storymap.server.sitting.versions import Rows, Versions

if TYPE_CHECKING:
    from storymap.model import Story
    from storymap.server.contract.patch import PagePatch

_KEPT_PAGES = 4  # a window may still be loading the one before
_MOST_BUILDS = 3  # of one page, while somebody writes again and again


@dataclass(frozen=True, slots=True)
class Revision:
    """A new page, and what has changed since the one before it if that can be said."""

    page: BuiltPage
    patch: PagePatch | None


class OpenStory:
    """One story. Commands and builds may come from different threads; each goes on alone.

    `first` is the revision of its first page.
    """

    def __init__(self, files: StoryFiles, choices: BuildChoices, newsroom: Newsroom, first: int = 1) -> None:
        self.texts = StoryTexts(files)
        self.newsroom = newsroom
        self.builder = PageBuilder(choices, first=first)
        self.pages: OrderedDict[int, BuiltPage] = OrderedDict()
        self.parts: StoryParts | None = None
        self.errors: tuple[Problem, ...] = ()
        self.asked: list[Problem] = []
        self.suggestions: Suggestions | None = None
        self.told = Told()
        self._versions = self._new_versions()
        self._building = threading.Lock()
        self.commands = StoryCommands(self.texts, self)

    # What commands are planned from: see `work.Known`.

    @property
    def article_name(self) -> str:
        """The article's file's name."""
        return self.texts.files.article.name

    @property
    def places_name(self) -> str:
        """The places file's name."""
        return self.texts.files.places.name

    def place_name(self, place_id: str) -> str:
        """Return the name of a place as the story was built last, for the history."""
        places = None if self.parts is None else self.parts.story.places
        return str(places.at[place_id, "name"]) if places is not None and place_id in places.index else place_id

    def gazetteer(self) -> Gazetteer:
        """Return the gazetteer of the sitting."""
        return self.newsroom.gazetteer

    def rows(self, text: str | None) -> Rows:
        """Return where the places of a story stand in the text of their file."""
        return self._versions.rows(text)

    def collection(self, text: str | None) -> PlacesText:
        """Return the places file with this text, parsed; it is not to be changed."""
        return self._versions.collection(text)

    def shown(self, source: str) -> frozenset[str] | None:
        """Return the pictures that the article with this source shows, None if that is not known."""
        return self._versions.shown(source)

    def article_of(self, source: str) -> Article:
        """Return the article of a source; of an empty one the article as it was built last."""
        parts = self.parts
        if parts is not None and source in ("", parts.texts.get("article")):
            return parts.story.article
        return source_ranges(source, self.article_name, self.shown(source)).article

    def suggestion(self, key: str) -> Suggestion | None:
        """Return a suggestion that is in no file."""
        return self.opened().get(key)

    def sure(self) -> Collection[Suggestion]:
        """Return the suggestions that are sure, and in no file."""
        return [one for one in self.opened().values() if is_sure(one)]

    def mentioned(self, block: int, start: int, end: int) -> str | None:
        """Return the place that words mean, as the story was built last."""
        mentions = () if self.parts is None else self.parts.story.mentions
        found = (one for one in mentions if one.block == block and one.start < end and start < one.end)
        return next((one.place_id for one in found), None)

    def opened(self) -> dict[str, Suggestion]:
        """Return the suggestions that are in no file, by key."""
        if self.suggestions is None or self.parts is None:
            return {}
        return self.suggestions.open(self.parts.known, self.parts.refused)

    # Building.

    @property
    def newest(self) -> BuiltPage | None:
        """The last good page."""
        return next(reversed(self.pages.values()), None)

    def build(self) -> Revision | None:
        """Build the page of what the files hold, and return what is new of it.

        Where it cannot be built the last one stays, and `errors` say why.
        """
        with self._building:
            for _ in range(_MOST_BUILDS):
                before, texts = self.texts.digests, self.texts.texts
                try:
                    new = self._built()
                except StorymapError as error:
                    self.errors = tuple(error.problems)
                    self._tell()
                    return None
                self.look()
                if self.texts.digests == before:
                    break
            self._take(new.page, before, texts)
            return new

    def look(self) -> bool:
        """Look at the files, and return whether somebody else changed them. What cannot be read is an error."""
        try:
            return self.texts.refresh()
        except StorymapError as error:
            self.errors = tuple(error.problems)
            return False

    def consider(self) -> bool:
        """Ask the gazetteer about the story as it was built last; return whether it said anything new.

        Suggestions are made anew only where the text is another.
        """
        parts = self.parts
        if parts is None:
            return False
        article = parts.story.article
        is_new = self.suggestions is None or text_key(self.suggestions.article) != text_key(article)
        if is_new:
            self.suggestions = self.newsroom.suggestions(article)
        elif self.suggestions is not None and self.suggestions.article is not article:
            # The same text: its blocks may stand elsewhere.
            self.suggestions = Suggestions(article, self.suggestions.by_key)
        asked = self.newsroom.questions(parts.story, sorted(parts.refused))
        is_new = is_new or asked != self.asked
        self.asked = asked
        self._tell()
        return is_new

    def prepare_search(self) -> None:
        """Make what a search of the gazetteer needs, in the article's language."""
        if self.parts is not None:
            self.newsroom.prepare_search(self.parts.story.article.language)

    def _tell(self) -> None:
        gazetteer = None if self.suggestions is None else self.newsroom.gazetteer
        asked = [*self.newsroom.problems, *self.asked]
        without = self.texts.files.without_folders
        self.told = told_of(self.parts, self.suggestions, gazetteer, self.errors, asked, without)

    def _built(self) -> Revision:
        choices = self.builder.choices
        # A places file that nobody has made yet is no error here: it is made with the first place.
        self.builder.choices = without_missing_places(choices, self.texts.files.places)
        try:
            built, older = self.builder.build(), self.newest
        finally:
            self.builder.choices = choices
        patch = None if older is None else built.patch_from(older)
        if patch is None:
            built.html("working")  # a page that cannot be rendered is an error, too
        return Revision(built, patch)

    def _take(self, built: BuiltPage, digests: Mapping[str, str], texts: Texts) -> None:
        story = built.story
        parts = StoryParts(story, texts, digests, {}, self.article_name, self.places_name)
        rows = self._rows(story, texts, parts)
        self.parts = replace(parts, rows=rows)
        self.errors = ()
        self.pages[built.revision] = built
        while len(self.pages) > _KEPT_PAGES:
            self.pages.popitem(last=False)
        # Here, where nobody waits.
        _ = self.parts.fields, self.parts.blocks, self.parts.places, self.parts.layers
        self._tell()

    def _rows(self, story: Story, texts: Texts, parts: StoryParts) -> Rows:
        if not self.texts.files.can_place:
            return {}
        return self._versions.built(story, texts.get("article"), texts.get("places"), parts.shown)

    def _new_versions(self) -> Versions:
        own = self.builder.choices
        return Versions(self.texts.files.places.name, PlaceChoices(own.fields, own.strict, own.allow_zero))

    def build_with(self, **changes: Any) -> None:
        """Build with other choices from the next page on."""
        with self._building:
            self.builder.choices = replace(self.builder.choices, **changes)

    def go_on_with(self, files: StoryFiles, choices: BuildChoices) -> None:
        """Go on with other files of the same story."""
        with self.commands.lock, self._building:
            self.texts.use(files)
            self.builder.choices = choices
            self._versions = self._new_versions()
