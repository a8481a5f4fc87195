"""What a program would fill in when it makes a page, such as `{{ site.title }}`: no file says what it will be."""

from __future__ import annotations

import re

from storymap.errors import Problem, printable

_EXPRESSION = re.compile(
    r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}|<%[^<>\n]{0,500}%>|`(?:r |\{(?:r|python|julia|ojs)\})[^`\n]{0,500}`"
)
# What Quarto takes for the day on which it runs.
_TODAY = frozenset(("today", "now", "last-modified", "last_modified"))


def without_filled_in(text: str, field: str, where: str, problems: list[Problem]) -> str:
    """Return the `text` of a field without what a program would fill in; a warning names it."""
    if field == "date" and text.strip().lower() in _TODAY:
        found, remaining = text.strip(), ""
    elif (match := _EXPRESSION.search(text)) is not None:
        found, remaining = match[0], _EXPRESSION.sub("", text)
    else:
        return text
    called = field.replace("_", " ")
    what = f'{called} has "{printable(found, 60)}", which another program fills in; it is left out'
    problems.append(Problem(where, what, "write what it should say", "warning"))
    return remaining
