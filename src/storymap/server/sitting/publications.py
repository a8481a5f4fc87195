"""Where a story is published, and what would change there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storymap.build_choices import BuildChoices
from storymap.errors import Problem, StorymapError
from storymap.model import Story
from storymap.publishing.base_url import folder_url
from storymap.publishing.output_folder import MANIFEST
from storymap.publishing.publish import publish_story
from storymap.publishing.snippets import Frame, snippets
from storymap.publishing.usual_output import OUTPUT, check_usual_output, leads_out, output_name
from storymap.reading.files import read_bytes
from storymap.rendering.contract.names import PAGE_FILE
from storymap.rendering.numbering import Numbering
from storymap.server.contract.state import PublicationState, TargetState, WebChange
from storymap.server.sitting.memory import Published, remember, remembered
from storymap.server.web_changes import web_changes
from storymap.story_data import public_story_data

_STORY = "story.json"
_LARGEST = 64 << 20
_MOST_TARGETS = 20


@dataclass(frozen=True, slots=True)
class Target:
    """A folder that a story can be published into."""

    folder: Path
    url: str = ""


class Publications:
    """The folders of one story, by numbers that stay: those that it was published into, and a new one beside it."""

    def __init__(self, article: Path) -> None:
        self._article = article.absolute()
        self._targets: list[Target] = []

    @property
    def folders(self) -> list[Path]:
        """The folders that they are in."""
        return [target.folder.parent for target in self._targets]

    def states(self, story: Story) -> list[TargetState]:
        """Return the folders, the likeliest first."""
        order = [self._number(target) for target in self._offered(story)]
        return [self._state(number) for number in order[:_MOST_TARGETS]]

    def place_of(self, number: int) -> Target:
        """Return the folder of a number. Raises StorymapError if there is none, or a link leads out of it."""
        return self._target(number)

    def publish(self, story: Story, number: int, url: str, choices: BuildChoices) -> PublicationState:
        """Write the folder. Raises StorymapError if it may not be written, or the address is none."""
        target, address = self._target(number), folder_url(url.strip() or None)
        done = publish_story(
            story,
            target.folder,
            url=address or None,
            worldview=choices.worldview,
            basemap=choices.basemap,
            attribution=choices.attribution,
            allow_key=choices.allow_key,
        )
        self._targets[number] = Target(target.folder, address)
        remember(remembered().opened(self._article).placed(self._article, Published(target.folder, address)))
        frame = Frame(address, "map", story.article.title)
        return {
            "folder": self._shown(target.folder),
            "page": PAGE_FILE,
            "bytes": sum((done.path / file).stat().st_size for file in done.files),
            "snippet": next((one.code for one in snippets(frame) if one.kind == "height"), "") if address else "",
            "url": address,
        }

    def changes(self, story: Story, number: int) -> list[WebChange]:
        """Return what would change in a folder; all is new where nothing of ours is."""
        target = self._target(number)
        newer = json.loads(json.dumps(public_story_data(story, Numbering(story), target.url)))
        return web_changes(_published_story(target.folder), newer)

    def _shown(self, folder: Path) -> str:
        """Return a folder as seen from the article's, where it is below it; else its name alone."""
        own = self._article.parent
        return folder.relative_to(own).as_posix() if folder.is_relative_to(own) else folder.name

    def _offered(self, story: Story) -> list[Target]:
        """Return where it was published before, what is published beside it, and a new folder."""
        before = [Target(one.folder, one.url) for one in remembered().published.get(self._article, ())]
        output = self._article.parent / OUTPUT
        usual = Target(output / output_name(story))
        published = [] if leads_out(output, self._article.parent) else _published_in(output)
        beside = [Target(path) for path in published if path != usual.folder and not leads_out(path, output)]
        kept = [one for one in before if one.folder.parent.is_dir()]
        found = {one.folder: one for one in reversed((*kept, usual, *beside))}
        order = dict.fromkeys(one.folder for one in (*kept, usual, *beside))
        return [found[folder] for folder in order]

    def _number(self, target: Target) -> int:
        for number, known in enumerate(self._targets):
            if known.folder == target.folder:
                self._targets[number] = Target(known.folder, known.url or target.url)
                return number
        self._targets.append(target)
        return len(self._targets) - 1

    def _target(self, number: int) -> Target:
        if not 0 <= number < len(self._targets):
            raise StorymapError(Problem("folder", "there is no such folder on the list", "look at the list again"))
        target, folder = self._targets[number], self._article.parent
        if target.folder.is_relative_to(folder):
            shown = target.folder.relative_to(folder).as_posix()
            check_usual_output(target.folder, folder, shown, "take the link away, or publish with storymap publish -o")
        return target

    def _state(self, number: int) -> TargetState:
        target = self._targets[number]
        parent = target.folder.parent
        is_own = parent == self._article.parent
        is_ours = not leads_out(target.folder, self._article.parent)
        return {
            "number": number,
            "name": target.folder.name,
            "folder": "" if is_own else parent.name,
            "is_published": is_ours and (target.folder / MANIFEST).is_file(),
            "url": target.url or (_published_url(target.folder) if is_ours else ""),
        }


def _published_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if (path / MANIFEST).is_file())[:_MOST_TARGETS]
    except OSError:
        return []


def _published_story(folder: Path) -> dict[str, Any]:
    """Return the story of a published folder, {} where none can be read: it is somebody's file."""
    try:
        data = json.loads(read_bytes(folder / _STORY, _LARGEST))
    except (StorymapError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _published_url(folder: Path) -> str:
    url = _published_story(folder).get("url")
    try:
        return folder_url(url) if isinstance(url, str) else ""
    except StorymapError:
        return ""
