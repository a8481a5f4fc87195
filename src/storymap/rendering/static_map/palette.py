"""The picture's colours: those of the page's style sheet, or plain ones for a file that stands alone."""

from __future__ import annotations

from collections.abc import Mapping

from storymap.rendering.basemap.context_style import context_layout
from storymap.rendering.basemap.label_style import LabelRule, rule_of

# The classes of labels in the style sheet, each with the kind and the least rank of its rules.
_LABEL_CLASSES = {
    "country": ("country", 0),
    "state": ("state", 0),
    "sea": ("water", 0),
    "metropolis": ("city", 0),
    "city": ("city", 2),
    "town": ("city", 4),
    "river-name": ("river", 0),
    "line-name": ("line", 0),
}
# The classes of the context's colours: "k-" where it draws with them otherwise than the basemap.
CONTEXT_CLASSES = {
    "river": "rivers",
    "country": "countries",
    "water": "k-water",
    "lake-shore": "k-shore",
    "context-line": "k-line",
    "context-area": "k-area",
    "context-green": "k-green",
}

# Keys are the custom properties of the page's theme.css, without their dashes.
MapPalette = Mapping[str, str]

_FONTS = {
    "sans": '"Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif',
    "serif": '"Noto Serif",Charter,Georgia,serif',
}
LIGHT: MapPalette = _FONTS | {
    "panel": "#fff",
    "accent": "#b3122a",
    "ink": "#1b1c1e",
    "ink-faint": "#62676f",
    "rule": "#dcdcd8",
    "on-colour": "#fff",
    "layer-1": "#0b5a7d",
    "layer-2": "#8f3d0e",
    "layer-3": "#5a4791",
    "layer-4": "#2d6a3c",
    "layer-5": "#97286a",
    "layer-6": "#6a5a00",
    "layer-7": "#3d5266",
    "layer-8": "#7a3b3b",
    "map-land": "#f7f5f0",
    "map-water": "#d5e2e8",
    "map-coast": "#a3bac6",
    "map-lake-shore": "#b4ccd8",
    "map-river": "#b5cedb",
    "map-country": "#86848b",
    "map-casing": "rgba(255,255,255,0.75)",
    "map-state": "#cfcac1",
    "map-halo": "rgba(250,249,246,0.92)",
    "map-water-halo": "rgba(213,226,232,0.85)",
    "map-country-name": "#666b74",
    "map-state-name": "#8c8c90",
    "map-city-name": "#3a3f46",
    "map-town-name": "#5c6168",
    "map-water-name": "#6289a0",
    "map-dot": "#4a4f57",
    "map-context-line": "#98948a",
    "map-context-area": "rgba(96,84,60,0.07)",
    "map-context-green": "rgba(84,130,70,0.16)",
}
DARK: MapPalette = _FONTS | {
    "panel": "#202327",
    "accent": "#ff8090",
    "ink": "#ecebe7",
    "ink-faint": "#9ea2a9",
    "rule": "#383c42",
    "on-colour": "#111315",
    "layer-1": "#7fc4e4",
    "layer-2": "#f0a070",
    "layer-3": "#bcaef0",
    "layer-4": "#8fce9c",
    "layer-5": "#f09ccb",
    "layer-6": "#d8c667",
    "layer-7": "#b3c5d6",
    "layer-8": "#e3a9a9",
    "map-land": "#2b2e33",
    "map-water": "#1b242b",
    "map-coast": "#4b5c68",
    "map-lake-shore": "#3d4f5b",
    "map-river": "#34485a",
    "map-country": "#8c8f97",
    "map-casing": "rgba(27,30,34,0.8)",
    "map-state": "#474c53",
    "map-halo": "rgba(43,46,51,0.9)",
    "map-water-halo": "rgba(27,36,43,0.85)",
    "map-country-name": "#a7abb3",
    "map-state-name": "#80858d",
    "map-city-name": "#cfd2d6",
    "map-town-name": "#a3a8b0",
    "map-water-name": "#6f95ad",
    "map-dot": "#c4c8ce",
    "map-context-line": "#7d828a",
    "map-context-area": "rgba(220,215,200,0.06)",
    "map-context-green": "rgba(120,180,110,0.16)",
}
# Takes the colours of the page it stands in, its theme's, dark ones in the dark.
PAGE: MapPalette = {name: f"var(--{name})" for name in LIGHT}
# For presses and copiers: the layers differ by shape alone.
INK: MapPalette = (
    _FONTS
    | {name: "#000" for name in LIGHT if name.startswith(("layer-", "ink", "accent"))}
    | {
        "panel": "#fff",
        "rule": "#999",
        "on-colour": "#fff",
        "map-land": "#fff",
        "map-water": "#e0e0e0",
        "map-coast": "#888",
        "map-lake-shore": "#aaa",
        "map-river": "#bbb",
        "map-country": "#666",
        "map-casing": "#fff",
        "map-state": "#ccc",
        "map-halo": "#fff",
        "map-water-halo": "#e0e0e0",
        "map-country-name": "#555",
        "map-state-name": "#777",
        "map-city-name": "#222",
        "map-town-name": "#444",
        "map-water-name": "#555",
        "map-dot": "#222",
        "map-context-line": "#888",
        "map-context-area": "rgba(0,0,0,0.05)",
        "map-context-green": "rgba(0,0,0,0.1)",
    }
)


def style_sheet(palette: MapPalette) -> str:
    """Return the rules of the picture's classes. They hold no text of a story."""
    colours = [f".c{number}{{color:{palette[f'layer-{number}']}}}" for number in range(1, 9)]
    return "".join(map(_within_picture, [*_rules(palette), *colours]))


def page_style() -> str:
    """Return the rules for a page that holds the picture: in print its colours, and the symbols', are the light ones.

    They outrank the page's own and its theme's, which may be made for a dark screen.
    """
    printed = "".join(
        f"--{name}:{value};" for name, value in LIGHT.items() if name.startswith(("layer-", "map-", "panel", "on-"))
    )
    return f"{style_sheet(PAGE)}@media print{{:root:root{{{printed}}}}}"


def _within_picture(rule: str) -> str:
    selectors, declarations = rule.split("{", 1)
    return ",".join(f".map-picture {selector}" for selector in selectors.split(",")) + "{" + declarations


def label_class(rule: LabelRule) -> str:
    """Return the class of a rule's labels in the style sheet."""
    own = [name for name, (kind, rank) in _LABEL_CLASSES.items() if kind == rule.kind and rank <= rule.rank]
    return own[-1]


def _rules(palette: MapPalette) -> list[str]:
    p = {name.removeprefix("map-").replace("-", "_"): value for name, value in palette.items()}
    labels = [_label_style(name, rule_of(*which), palette) for name, which in _LABEL_CLASSES.items()]
    return [*(rule % p for rule in _RULES), *labels, *(rule % p for rule in _LATER_RULES)]


def _label_style(name: str, rule: LabelRule, palette: MapPalette) -> str:
    """Return what the labels of a rule have other than any text."""
    declarations = [f"fill:{palette[f'map-{rule.colour}']}"]
    if rule.weight != _WEIGHT:
        declarations.append(f"font-weight:{rule.weight}")
    if rule.halo != "halo":
        declarations.append(f"stroke:{palette[f'map-{rule.halo}']}")
    if rule.halo_width != _HALO_WIDTH:
        declarations.append(f"stroke-width:{rule.halo_width:g}px")
    if rule.family != "sans":
        declarations.append(f"font-family:{palette[rule.family]}")
    if rule.italic:
        declarations.append("font-style:italic")
    return f".{name}{{{';'.join(declarations)}}}"


# What any text has.
_WEIGHT, _HALO_WIDTH = 400, 3.0
_RULES = (
    "path{fill:none;stroke-linejoin:round}",
    ".water{fill:%(water)s}",
    ".land{fill:%(land)s;fill-rule:evenodd;stroke:%(coast)s}",
    ".lakes{fill:%(water)s;fill-rule:evenodd;stroke:%(lake_shore)s}",
    ".k-water{fill:%(water)s}",
    ".k-shore{stroke:%(lake_shore)s}",
    ".coasts{stroke:%(coast)s}",
    ".rivers{stroke:%(river)s}",
    ".states{stroke:%(state)s}",
    ".casing{stroke:%(casing)s}",
    ".countries{stroke:%(country)s}",
    ".k-line{stroke:%(context_line)s}",
    f".k-dot{{fill:%({context_layout().dot_colour.replace('-', '_')})s}}",
    ".k-area{fill:%(context_area)s}",
    ".k-green{fill:%(context_green)s}",
    ".area{fill:currentColor;fill-opacity:.07;stroke:%(country)s}",
    ".line{stroke:currentColor}",
    ".quiet{fill-opacity:.025;stroke-opacity:.75}",
    ".area.quiet{stroke-opacity:1}",
    ".dots,.round{stroke-linecap:round}",
    ".tip,.spot,.symbol path{fill:currentColor;stroke:%(panel)s;paint-order:stroke}",
    ".symbol text{fill:%(on_colour)s;stroke:none;text-anchor:middle}",
    "text{direction:ltr;font-family:%(sans)s;fill:%(ink)s;stroke:%(halo)s;stroke-width:3px;stroke-linejoin:round;"
    "paint-order:stroke;white-space:pre}",
    ".name,.area-name,.symbol text{font-weight:600}",
    ".spot-name{fill:%(town_name)s}",
    ".area-name{fill:%(country_name)s}",
)
_LATER_RULES = (
    ".dot{fill:%(dot)s;stroke:%(halo)s;paint-order:stroke}",
    ".capital{fill:%(halo)s;stroke:%(dot)s}",
    ".small{fill:%(ink_faint)s;font-size:10px}",
    ".scale{stroke:%(ink_faint)s}",
    ".frame{fill:none;stroke:%(rule)s}",
    ".inset-sea{fill:%(water)s;stroke:%(coast)s}",
    ".inset-lakes{fill:%(water)s;fill-rule:evenodd}",
    ".here{stroke:%(accent)s}",
    ".here-halo{stroke:%(panel)s}",
    ".hint rect{fill:%(panel)s;stroke:%(rule)s}",
    ".hint path{stroke:%(accent)s;stroke-width:1.75px}",
    ".hint text{stroke:none}",
    ".hint .number{fill:currentColor;font-weight:700}",
)
