"""What a sitting knows of the world: the gazetteer, the desk of the story, and what both say of its text."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from storymap.editing.users_gazetteer import users_gazetteer
from storymap.errors import Problem, StorymapError
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.in_language import in_language
from storymap.gazetteer.name_search import NameSearch
from storymap.geoparsing.article_text import article_text
from storymap.geoparsing.story_questions import story_questions
from storymap.model import Article, Story
from storymap.reading.desk.desk import Desk, own_files, read_desk
from storymap.server.contract.state import CandidateState
from storymap.server.sitting.decisions import Suggestions, candidate


@dataclass(frozen=True, slots=True)
class NewsroomChoices:
    """How the newsroom of a story is read: its own gazetteers, its home, and whether its settings and memory count."""

    gazetteers: tuple[Path, ...] = ()
    home: str | None = None
    no_settings: bool = False
    no_added: bool = False


class Newsroom:
    """The newsroom of the story whose article is `article`. What it knows is read when it is first asked.

    It may be asked from any thread.
    """

    def __init__(self, article: Path, choices: NewsroomChoices) -> None:
        self._article = article
        self._choices = choices
        self._lock = threading.RLock()
        self._search: tuple[str, NameSearch] | None = None
        self.problems: list[Problem] = []

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, with the newsroom's own places."""
        with self._lock:
            return self._opened[0]

    @property
    def desk(self) -> Desk:
        """What is known of the desk, as it was when the sitting began."""
        with self._lock:
            return self._opened[1]

    @cached_property
    def _opened(self) -> tuple[Gazetteer, Desk]:
        """What cannot be read is a problem, and is left out: a sitting goes on without it."""
        desk = Desk()
        try:
            if not self._choices.no_settings:
                desk = read_desk(self._article.parent, self.problems, own_files(self._article))
            gazetteer = users_gazetteer(
                self._choices.gazetteers, self.problems, desk.settings, no_added=self._choices.no_added
            )
        except StorymapError as error:
            self.problems += error.problems
            gazetteer = users_gazetteer((), [], no_added=True)
        return gazetteer, desk

    def suggestions(self, article: Article) -> Suggestions:
        """Return what the text of an article suggests, as `storymap suggest` does."""
        # Much is imported here, after the first page, for which nobody has to wait.
        from storymap.geoparsing.desk_of_text import memory_of
        from storymap.geoparsing.suggest import find_suggestions

        gazetteer, desk = self.gazetteer, self.desk
        problems: list[Problem] = []
        try:
            memory = memory_of(desk, gazetteer, article)
            found = find_suggestions(
                article, home=self._choices.home, gazetteer=gazetteer, problems=problems, memory=memory
            )
        except StorymapError as error:
            with self._lock:
                self.problems += [one for one in error.problems if one not in self.problems]
            found = []
        return Suggestions.of(article, found)

    def questions(self, story: Story, unwanted: Sequence[str]) -> list[Problem]:
        """Return what the gazetteer knows better than a story; `unwanted` are name keys of what nobody wants."""
        try:
            return story_questions(story, self.gazetteer, self.desk, "decide them at the side", frozenset(unwanted))
        except StorymapError:
            return []

    def prepare_search(self, language: str) -> None:
        """Make what a search needs, so that nobody waits for it while typing."""
        self._name_search(language).prepare()

    def search(self, typed: str, language: str, most: int) -> list[CandidateState]:
        """Return the places of the gazetteer whose names begin as was typed, the likeliest first."""
        return [candidate(entry, self.gazetteer) for entry in self._name_search(language).find(typed, most)]

    def _name_search(self, language: str) -> NameSearch:
        with self._lock:
            if self._search is None or self._search[0] != language:
                self._search = (language, NameSearch(in_language(self.gazetteer, language)))
            return self._search[1]


def text_key(article: Article) -> tuple[str, str]:
    """Return what of an article suggestions depend on."""
    return article_text(article), article.language
