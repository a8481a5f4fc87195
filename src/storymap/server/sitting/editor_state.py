"""The state that the window shows, put together from what an open story knows."""

from __future__ import annotations

from storymap.editing.article.kinds import can_edit, can_mark
from storymap.errors import Problem
from storymap.reading.article.kinds import kind_of
from storymap.server.contract.state import (
    ChangeState,
    ConflictState,
    EditorState,
    ProblemState,
    PublicationState,
    StoryState,
)
from storymap.server.sitting.open_story import OpenStory
from storymap.server.sitting.pending import plain_state

MOST_CHANGES = 200


def editor_state(story: OpenStory | None, revision: int, publication: PublicationState | None) -> EditorState:
    """Return everything that the editor shows; the sheet of paper where no story is open."""
    if story is None:
        return _empty(revision)
    parts, history = story.parts, story.texts.history
    return {
        "revision": revision,
        "page": max(story.pages, default=0),
        "story": _story(story),
        "digests": dict(story.texts.digests if parts is None else parts.digests),
        "fields": None if parts is None else parts.fields,
        "blocks": [] if parts is None else parts.blocks,
        "places": [] if parts is None else parts.places,
        "place_count": 0 if parts is None else len(parts.story.places),
        "layers": [] if parts is None else parts.layers,
        "decisions": list(story.told.decisions),
        "sure": story.told.sure,
        "is_asked": story.suggestions is not None,
        "problems": [*_gone(story), *story.told.problems],
        "history": _history(story),
        "can_undo": history.last is not None,
        "can_redo": history.next is not None,
        "conflict": _conflict(story),
        "trouble": _trouble(story),
        "publication": publication,
    }


def _empty(revision: int) -> EditorState:
    return {
        "revision": revision,
        "page": 0,
        "story": None,
        "digests": {},
        "fields": None,
        "blocks": [],
        "places": [],
        "place_count": 0,
        "layers": [],
        "decisions": [],
        "sure": 0,
        "is_asked": False,
        "problems": [],
        "history": [],
        "can_undo": False,
        "can_redo": False,
        "conflict": None,
        "trouble": None,
        "publication": None,
    }


def _story(story: OpenStory) -> StoryState:
    files, states = story.texts.files, story.texts.states
    name, kind = files.article.name, kind_of(files.article)
    is_text = files.has_text and states["article"].text is not None
    return {
        "article": name,
        "places": files.places.name,
        "folder": files.article.absolute().parent.name,
        "kind": "markdown" if kind == "md" else "text" if kind == "txt" else "other",
        "can_mark": is_text and can_mark(name),
        "can_edit": is_text and can_edit(name),
        "can_place": files.can_place and states["places"].is_text,
        "can_be_markdown": kind != "md" and story.parts is not None,
        "language": "" if story.parts is None else story.parts.story.article.language,
    }


def _gone(story: OpenStory) -> list[ProblemState]:
    """Return the files that another program removed, each with a button that writes it back."""
    found = []
    for file, number in story.texts.gone():
        name = story.texts.files.path(file).name
        state = plain_state(Problem(name, "this file was removed by another program", "write it back"))
        command = {"command": "undo", "number": number}
        state["mends"] = [{"label": "mendWriteBack", "values": {"file": name}, "command": command}]
        found.append(state)
    return found


def _history(story: OpenStory) -> list[ChangeState]:
    return [
        {
            "number": change.number,
            "label": change.label,
            "values": dict(change.values),
            "is_undone": is_undone,
            "is_outside": change.is_outside,
        }
        for change, is_undone in story.texts.history.changes()[-MOST_CHANGES:]
    ]


def _conflict(story: OpenStory) -> ConflictState | None:
    """Return the conflict that waits longest."""
    first = next(iter(story.commands.conflicts), None)
    return None if first is None else first.state(story.texts.files.path(first.file).name)


def _trouble(story: OpenStory) -> ProblemState | None:
    """Return why the last change is not on disk, or that the article is gone, with how to have it back."""
    if story.commands.held is not None:
        state = plain_state(story.commands.held.problem)
        state["mends"] = [{"label": "tryAgain", "values": {}, "command": {"command": "retry"}}]
        return state
    return None
