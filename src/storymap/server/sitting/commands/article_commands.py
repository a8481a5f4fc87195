"""Commands that change the article. What cannot be written there goes into the places file, where it can."""

from __future__ import annotations

from storymap.editing.article.block_text import set_block
from storymap.editing.article.block_view import set_view
from storymap.editing.article.fields import set_field
from storymap.editing.article.kinds import can_mark
from storymap.editing.article.words import action_words, mark_words
from storymap.errors import Problem, StorymapError
from storymap.server.contract.commands import ActionWords, MarkWords, SetBlock, SetField, SetView
from storymap.server.sitting.commands.place_commands import added_to_list, checked_name
from storymap.server.sitting.commands.work import Work
from storymap.server.sitting.story_texts import Plan

_LONGEST_WORDS = 60


def tie_words(work: Work, command: MarkWords) -> Plan:
    """Tie words to a place, or forbid that they are one; where marks cannot be written, by the place's own names."""
    name = work.known.article_name
    if work.base.get("article") is None or not can_mark(name):
        return _tie_by_names(work, command)
    block, start, end, place_id = command["block"], command["start"], command["end"], command["place_id"]
    edit = work.on_article(lambda source, shown: mark_words(source, name, block, start, end, place_id, shown=shown))
    words = _words(work, block, start, end)
    if not place_id:
        return Plan(edit, "historyForbidWords", {"words": words})
    return Plan(edit, "historyMarkWords", {"words": words, "name": work.known.place_name(place_id)})


def act_on_words(work: Work, command: ActionWords) -> Plan:
    """Let words show a view while they are pressed."""
    name, block, start, end = work.known.article_name, command["block"], command["start"], command["end"]
    view = command["view"]
    edit = work.on_article(lambda source, shown: action_words(source, name, block, start, end, view, shown=shown))
    return Plan(edit, "historyActionWords", {"words": _words(work, block, start, end)})


def view_block(work: Work, command: SetView) -> Plan:
    """Set what the map shows at a block."""
    name = work.known.article_name
    edit = work.on_article(
        lambda source, shown: set_view(
            source,
            name,
            command["block"],
            command["view"],
            show=command.get("show"),
            hide=command.get("hide"),
            shown=shown,
        )
    )
    return Plan(edit, "historySetView")


def write_block(work: Work, command: SetBlock) -> Plan:
    """Replace the source of a block."""
    name = work.known.article_name
    edit = work.on_article(
        lambda source, shown: set_block(
            source,
            name,
            command["block"],
            command["source"],
            before=None if work.force else command["before"],
            shown=shown,
        )
    )
    sitting = f"block-{command['sitting']}" if "sitting" in command else ""
    return Plan(edit, "historySetBlock", {}, sitting)


def write_field(work: Work, command: SetField) -> Plan:
    """Change what stands above the article."""
    name, field = work.known.article_name, command["field"]
    edit = work.on_article(lambda source, shown: set_field(source, name, field, command["value"], shown=shown))
    return Plan(edit, "historySetField", {"field": field})


def _tie_by_names(work: Work, command: MarkWords) -> Plan:
    """Make words another name of a place; or of the place that they mean by its name, words that do not."""
    words = checked_name("words", _words(work, command["block"], command["start"], command["end"], whole=True))
    if place_id := command["place_id"]:
        values = {"words": words, "name": work.known.place_name(place_id)}
        return Plan(added_to_list(work, place_id, "aliases", words), "historyMarkWords", values)
    meant = work.known.mentioned(command["block"], command["start"], command["end"])
    if meant is None:
        raise StorymapError(Problem(words, "these words mean no place", "select words that do"))
    if words == work.known.place_name(meant):
        what = "this is the place's own name, which cannot be forbidden in this kind of file"
        raise StorymapError(Problem(words, what, "select a longer phrase, or take the place out"))
    return Plan(added_to_list(work, meant, "ignore", words), "historyForbidWords", {"words": words})


def _words(work: Work, block: int, start: int, end: int, *, whole: bool = False) -> str:
    """Return words of the article. Raises StorymapError if it has no such words."""
    source = work.base.get("article")
    blocks = work.known.article_of(source or "").blocks
    if not (0 <= block < len(blocks) and 0 <= start < end <= len(blocks[block].text)):
        raise StorymapError(Problem(work.known.article_name, "it has no such words", "select them again"))
    words = " ".join(blocks[block].text[start:end].split())
    return words if whole or len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"
