"""Views: what the author wants the map to show, as `view`, `layers`, `show` and `hide`.

They stand beside the text of a block, or are where a link of some words leads: the same is written in both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite

from storymap.errors import Problem
from storymap.limits import MOST_ACTIONS, MOST_VIEW_NAMES
from storymap.model import AuthorView
from storymap.reading.problem_log import at_line

ATTRIBUTE_NAMES = ("view", "layers", "show", "hide")
_DATA_NAMES = [(name, f"data-{name}") for name in ATTRIBUTE_NAMES]
MAX_ZOOM = 18.0
_MOST_WARNINGS = 20
# The attributes at the end of a heading or paragraph. What merely looks like them stays text, with a warning.
# Only what is named here may touch the last word: a picture's credit does touch its picture.
_LAST_BRACES = r"(?:^|(?<=\s)|(?<!\\)(?=\{\s*(?:view|layers|show|hide)\s*=))\{([^{}]*)\}\s*\Z"
_ATTRIBUTE = r"\s*([A-Za-z][\w-]*)\s*=\s*\"([^\"]*)\"\s*"
_LOOKS_LIKE_ATTRIBUTES = r"\s*(?:(?:view|layers|show|hide)\s*=|[A-Za-z][\w-]*\s*=\s*[\"'“”„«‘])"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_NUMBERS = re.compile(r"[-+.,\s\d]+")
# How a name and its value are written, for messages.
_ATTRIBUTE_FORM = '{}="{}"'
_LINK_FORM = "{}:{}"


def data_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return what the attributes of an HTML element say of a view, `data-view` and so on, by `ATTRIBUTE_NAMES`."""
    return {name: attributes[data] for name, data in _DATA_NAMES if data in attributes}


class ViewDirectives:
    """Reads the views that the author wrote in the file `name`; `problems` are warnings about them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: list[Problem] = []
        self._form = _ATTRIBUTE_FORM
        self._actions = 0

    @property
    def problems(self) -> list[Problem]:
        """What was wrong: at most 20 warnings."""
        more = len(self._found) - _MOST_WARNINGS
        if more <= 0:
            return self._found
        rest = Problem(self._name, f"{more} more views have such problems", "mend these first", "warning")
        return [*self._found[:_MOST_WARNINGS], rest]

    def split(self, text: str, line: int | None) -> tuple[str, dict[str, str]]:
        """Return the Markdown `text` of a block without the attributes at its end, and these by name.

        The attributes are `{view="..." layers="..." show="..." hide="..."}`, each at most once, in straight double
        quotes.
        """
        braces = re.search(_LAST_BRACES, text) if text.rstrip().endswith("}") else None
        if braces is None or not re.match(_LOOKS_LIKE_ATTRIBUTES, braces[1]):
            return text, {}
        pairs = re.findall(_ATTRIBUTE, braces[1])
        named = dict(pairs)
        if re.sub(_ATTRIBUTE, "", braces[1]).strip() or len(named) < len(pairs):
            what = f"{{{braces[1].strip()}}} is not understood and stays in the text"
            return self._refuse(line, what, 'write for example {view="el-paso" hide="States"}', text)
        unknown = [name for name in named if name not in ATTRIBUTE_NAMES]
        if unknown:
            what = f'there is no "{unknown[0]}" among what a block can have; it stays in the text'
            return self._refuse(line, what, "use view, layers, show and hide", text)
        rest = text[: braces.start()].rstrip()
        if not rest:
            what = f"{{{braces[1].strip()}}} stands alone and is left out"
            return self._refuse(line, what, "put it at the end of a heading or paragraph", "")
        return rest, named

    def read(self, attributes: Mapping[str, str], line: int | None) -> AuthorView | None:
        """Return the view in `attributes`, by the names `ATTRIBUTE_NAMES`, or None if none is usable."""
        layers, show, hide = (self._listed(attributes.get(name, ""), line) for name in ("layers", "show", "hide"))
        place_ids: tuple[str, ...] = ()
        centre, zoom = None, None
        written = attributes.get("view", "").strip()
        if written and _NUMBERS.fullmatch(written):
            camera = self._camera(written, line)
            if camera is not None:
                centre, zoom = camera[:2], camera[2]
        elif written:
            place_ids = self._listed(written.lower(), line)
        elif "view" in attributes:
            self._warn(line, "a view is empty", f"write places or a centre and zoom, as {self._example}")
        if "layers" in attributes and not layers:
            self._warn(line, "no layer is named", f"write layers, as {self._form.format('layers', 'Cities')}")
        view = AuthorView(place_ids, centre, zoom, show, hide, layers)
        return None if view == AuthorView() else view

    def read_link(self, name: str, value: str, line: int | None) -> AuthorView | None:
        """Return the view that a link to `view:VALUE` or `layers:VALUE` shows, or None if it is not usable."""
        self._form = _LINK_FORM
        try:
            return self.read({name: value}, line)
        finally:
            self._form = _ATTRIBUTE_FORM

    def admits_action(self, line: int | None) -> bool:
        """Say whether more words may become an action, and count them."""
        self._actions += 1
        if self._actions == MOST_ACTIONS + 1:
            what = f"more than {MOST_ACTIONS} actions of the map: the others become plain text"
            self._warn(line, what, "keep those that matter")
        return self._actions <= MOST_ACTIONS

    def warn_of_title_view(self, line: int | None) -> None:
        """Warn that a view stood on the title, which the map cannot follow."""
        self._warn(line, "the title has a view, and is left out", "put it on the first paragraph")

    @property
    def _example(self) -> str:
        return self._form.format("view", "31.75,-106.48,12")

    def _camera(self, written: str, line: int | None) -> tuple[float, float, float] | None:
        """Return longitude, latitude and zoom out of "latitude,longitude,zoom"."""
        parts = [part.strip() for part in written.split(",")]
        if len(parts) != 3 or not all(_NUMBER.fullmatch(part) for part in parts):
            what = f"{self._form.format('view', written)} is not three numbers"
            self._warn(line, what, f"write latitude, longitude and zoom, as {self._example}")
            return None
        lat, lon, zoom = map(float, parts)
        if not isfinite(lat) or abs(lat) > 90 or not isfinite(lon) or abs(lon) > 180:
            is_swapped = abs(lat) <= 180 and abs(lon) <= 90
            what = f"{self._form.format('view', written)} is not on the earth"
            remedy = "latitude comes first" if is_swapped else "latitude is -90 to 90, longitude -180 to 180"
            self._warn(line, what, remedy)
            return None
        if not 1 <= zoom <= MAX_ZOOM:
            self._warn(line, f"zoom {parts[2]} is outside 1 to {MAX_ZOOM:g}", "12 shows a city, 5 a country")
            return None
        return lon, lat, zoom

    def _listed(self, written: str, line: int | None) -> tuple[str, ...]:
        names = dict.fromkeys(name for part in written.split(",") if (name := " ".join(part.split())))
        if len(names) > MOST_VIEW_NAMES:
            self._warn(line, f"{len(names)} names are listed, and the first {MOST_VIEW_NAMES} taken", "list fewer")
        return tuple(names)[:MOST_VIEW_NAMES]

    def _refuse(self, line: int | None, what: str, remedy: str, text: str) -> tuple[str, dict[str, str]]:
        self._warn(line, what, remedy)
        return text, {}

    def _warn(self, line: int | None, what: str, remedy: str) -> None:
        self._found.append(Problem(at_line(self._name, line), what, remedy, "warning"))
