"""Why a place has its weight and its role, in words."""

from __future__ import annotations

from storymap.focus.mention_counts import MentionCount
from storymap.model import Role

_ROLES: dict[Role, str] = {
    "scene": "shown at first",
    "setting": "around what is shown at first",
    "passing": "beyond what is shown at first",
}


def reasons_for(found: MentionCount, role: Role, *, said: str) -> tuple[str, ...]:
    """Return what speaks for the weight and the role of a place. `said` is what the author says, or ""."""
    why = ["named once" if found.mentions == 1 else f"named {found.mentions} times" if found.mentions else "not named"]
    if found.is_in_title:
        why.append("in the title")
    if found.early:
        why.append("early")
    if found.listed and found.listed >= found.mentions - found.qualifying:
        why.append("in lists only")
    if found.qualifying and found.qualifying == found.mentions:
        why.append("only says where another place is")
    if said:
        why.append(said)
    if said != "the author says so":
        why.append(_ROLES[role])
    return tuple(why)
