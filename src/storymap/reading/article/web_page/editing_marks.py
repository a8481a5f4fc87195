"""Comments and notes in the HTML that word processors export: the former do not publish, the latter stay as notes.

Google Docs, Word and LibreOffice write both as links that lead from the text to its foot and back.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from storymap.reading.article.html.cleaning import VOID_ELEMENTS
from storymap.reading.article.html.tokens import EndTag, HtmlToken, StartTag, element_ends, has_class, without_elements

_COMMENT_MARK = re.compile(r"#(?:cmnt|_msocom_)\d{1,6}")
_COMMENT = re.compile(r"#(?:cmnt_ref|_msoanchor_)\d{1,6}")
_NOTE_MARK = re.compile(r"#(?:ftnt|_ftn|_edn|sdfootnote|sdendnote)(\d{1,6})(?:sym)?")
_NOTE = re.compile(r"#(?:ftnt_ref|_ftnref|_ednref|sdfootnote|sdendnote)(\d{1,6})(?:anc)?")
_MARKS = (_COMMENT_MARK, _COMMENT, _NOTE_MARK, _NOTE)
_BLOCKS = {"div", "li", "p"}
_MOST_AROUND = 10  # elements around a link that are looked at
_MOST_BEFORE = 50  # tags before it


class _Edits(NamedTuple):
    """What becomes of tokens, by position: other tokens in their place, none for those that go."""

    removed: set[int]
    before: dict[int, list[HtmlToken]]
    after: dict[int, list[HtmlToken]]


def without_editing_marks(tokens: list[HtmlToken]) -> list[HtmlToken]:
    """Return `tokens` without comments and Word's deleted text, and with notes as raised numbers and lists."""
    tokens = without_elements(tokens, lambda tag: tag.name == "del" and has_class(tag, "msodel"))
    links = [
        (position, token.attributes.get("href", ""))
        for position, token in enumerate(tokens)
        if isinstance(token, StartTag) and token.name == "a"
    ]
    if not any(pattern.fullmatch(href) for _, href in links for pattern in _MARKS):
        return tokens
    ends, parents = element_ends(tokens), _parents(tokens)
    edits = _Edits(set(), {}, {})
    notes: list[tuple[int, int, str]] = []
    for at, href in links:
        if at in edits.removed:
            continue
        if _COMMENT_MARK.fullmatch(href):
            _remove(edits, _raised(tokens, parents, at), ends)
        elif _COMMENT.fullmatch(href):
            _remove(edits, _foot(tokens, parents, at), ends)
        elif mark := _NOTE_MARK.fullmatch(href):
            raised = _raised(tokens, parents, at)
            is_alone = all(at <= i <= ends[at] or _is_blank(tokens[i]) for i in range(raised + 1, ends[raised]))
            number = [StartTag("sup", {"data-note": mark[1]}), mark[1], EndTag("sup")]
            _remove(edits, raised if is_alone else at, ends)
            edits.after[ends[raised if is_alone else at]] = number if is_alone else [mark[1]]
        elif note := _NOTE.fullmatch(href):
            foot = _foot(tokens, parents, at)
            _remove(edits, at, ends)
            _remove_blank(tokens, ends[at] + 1, edits)
            if foot != at and (not notes or foot > notes[-1][1]):
                notes.append((foot, ends[foot], note[1]))
    _list_notes(tokens, notes, edits)
    return _edited(tokens, edits)


def _remove(edits: _Edits, begin: int, ends: list[int]) -> None:
    edits.removed.update(range(begin, ends[begin] + 1))


def _remove_blank(tokens: list[HtmlToken], begin: int, edits: _Edits) -> None:
    """Remove the white space with which the text goes on at the position `begin`."""
    for position in range(begin, min(begin + 2, len(tokens))):
        token = tokens[position]
        if isinstance(token, str):
            edits.removed.add(position)
            edits.before[position] = [token.lstrip()]
            break


def _parents(tokens: list[HtmlToken]) -> list[int]:
    """Return, by position of a token, that of the start tag around it, -1 for none."""
    parents: list[int] = []
    opened = [-1]
    for position, token in enumerate(tokens):
        if isinstance(token, EndTag) and len(opened) > 1:
            opened.pop()
        parents.append(opened[-1])
        if isinstance(token, StartTag) and token.name not in VOID_ELEMENTS:
            opened.append(position)
    return parents


def _raised(tokens: list[HtmlToken], parents: list[int], at: int) -> int:
    """Return the raised text around the link at the position `at`, or `at` if it stands in the line."""
    position = at
    for _ in range(_MOST_AROUND):
        position = parents[position]
        tag = tokens[position]
        if position < 0 or not isinstance(tag, StartTag) or tag.name in _BLOCKS:
            break
        if tag.name == "sup":
            return position
    return at


def _foot(tokens: list[HtmlToken], parents: list[int], at: int) -> int:
    """Return the comment or note that begins with the link at the position `at`: the largest block that does."""
    found = position = at
    while position >= 0:
        tag = tokens[position]
        if isinstance(tag, StartTag) and tag.name in _BLOCKS:
            found = position
            if tag.name == "div":
                break
        outer = parents[position]
        if outer < 0 or at - outer > _MOST_BEFORE:
            break
        if any(isinstance(token, str) and not token.isspace() for token in tokens[outer:position]):
            break
        position = outer
    return found


def _list_notes(tokens: list[HtmlToken], notes: list[tuple[int, int, str]], edits: _Edits) -> None:
    """Make items of the notes, each from its begin to its end and with its number; a list of those that follow on."""
    follows = [all(map(_is_blank, tokens[end + 1 : begin])) for (_, end, _), (begin, _, _) in pairwise(notes)]
    for (begin, end, number), is_later, is_followed in zip(notes, [False, *follows], [*follows, False], strict=False):
        item = StartTag("li", {"data-note": number})
        edits.before[begin] = [item] if is_later else [StartTag("ol", {}), item]
        edits.after[end] = [EndTag("li")] if is_followed else [EndTag("li"), EndTag("ol")]


def _is_blank(token: HtmlToken) -> bool:
    return isinstance(token, str) and token.isspace()


def _edited(tokens: list[HtmlToken], edits: _Edits) -> list[HtmlToken]:
    edited: list[HtmlToken] = []
    for position, token in enumerate(tokens):
        edited += edits.before.get(position, ())
        if position not in edits.removed:
            edited.append(token)
        edited += edits.after.get(position, ())
    return edited
