"""How the basemap's lines are drawn: `line_style.json`, which the page's own drawing reads, too.

The lines are made for maps of 1:10,000,000. Nearer than `honest_to` they are less exact than they look, and so they
turn soft: a line pales, and has strokes of several widths on each other around it, as of a broad pencil.

The file
--------
from        the zoom from which rivers and states are drawn
honest_to   the last zoom at which the lines are as exact as they look: nearer, those that the story has a better one
            for are left out
said_from   the zoom from which the credits say how exact the lines are, if there is one to be seen and the map is at
            least `said_width` pixels wide
soft_from   the zoom from which the lines are as soft as they get
faintest    the opacity that is left of the line itself there
soft        widths: pixels that each of the strokes is wider than the line; strength: their opacity, `pale` times that
            from the zoom `pale_from` on
soft_dash   how much longer the dashes of a soft line are
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LineLayout:
    """What holds for all lines; each field is named after its place in the file."""

    lines_from: float
    honest_to: float
    said_from: float
    said_width: float
    soft_from: float
    soft_widths: tuple[float, ...]
    strength: float
    pale: float
    pale_from: float
    soft_dash: float
    faintest: float

    def vagueness(self, zoom: float) -> float:
        """Return 0 as long as the lines are as exact as they look, 1 where they can only say "about here"."""
        return _share(zoom, self.honest_to, self.soft_from)

    def sharpness(self, zoom: float) -> float:
        """Return the opacity of a line itself."""
        return 1 + (self.faintest - 1) * self.vagueness(zoom)

    def softness(self, zoom: float) -> float:
        """Return the opacity of each stroke of a soft line."""
        paling = _share(zoom, self.soft_from, self.pale_from)
        return self.vagueness(zoom) * self.strength * (1 + (self.pale - 1) * paling)


def _share(zoom: float, start: float, end: float) -> float:
    return max(0.0, min(1.0, (zoom - start) / (end - start)))


@cache
def line_layout() -> LineLayout:
    """Return what holds for all lines."""
    text = files("storymap.rendering.basemap").joinpath("line_style.json").read_text(encoding="utf-8")
    style = json.loads(text)
    soft = style["soft"]
    return LineLayout(
        lines_from=style["from"],
        honest_to=style["honest_to"],
        said_from=style["said_from"],
        said_width=style["said_width"],
        soft_from=style["soft_from"],
        soft_widths=tuple(soft["widths"]),
        strength=soft["strength"],
        pale=soft["pale"],
        pale_from=soft["pale_from"],
        soft_dash=style["soft_dash"],
        faintest=style["faintest"],
    )
