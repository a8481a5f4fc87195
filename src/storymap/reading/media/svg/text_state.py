"""What holds for an element of a drawing where it is drawn, and whether letters there have a colour that is seen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.affine import Affine, Box
from storymap.reading.media.svg.cascade import Cascade
from storymap.reading.media.svg.lengths import font_size
from storymap.reading.media.svg.painting import FAINTEST, alpha, opacity, paint_alpha
from storymap.reading.media.svg.tree import Node, Tree
from storymap.reading.media.svg.values import numbers_in

_INHERITED = (
    *("fill", "stroke", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-dasharray", "visibility"),
    *("text-anchor", "direction", "writing-mode", "letter-spacing", "word-spacing"),
)


@dataclass(frozen=True)
class State:
    """What holds for an element: inherited style, place, and the part of the drawing that it can be seen in."""

    matrix: Affine
    region: Box | None
    sides: tuple[float, float]
    styles: dict[str, tuple[Node, str]] = field(default_factory=dict)
    size: float = 16.0
    colour: float | None = 1.0
    opacity: float = 1.0
    is_hidden: bool = False
    unclear: str = ""


def inherit(node: Node, state: State, cascade: Cascade) -> State:
    """Return the state of an element with its own style."""
    styles = dict(state.styles)
    for name in _INHERITED:
        value = cascade.own(node, name)
        if value is not None:
            styles[name] = (node, value.text)
    own_opacity = opacity(cascade.own(node, "opacity"))
    unclear = state.unclear or ("an opacity that cannot be told" if own_opacity is None else "")
    if cascade.inherits(node, "opacity"):
        own_opacity = state.opacity
    colour = cascade.own(node, "color")
    said = cascade.own(node, "font-size")
    size: float | None = state.size
    if said is not None:
        is_css = node.presentation.get("font-size") is not said
        size = 16.0 if said.text == "initial" else font_size(said.text, state.size, is_css=is_css)
    return replace(
        state,
        styles=styles,
        opacity=state.opacity * (1.0 if own_opacity is None else own_opacity),
        colour=state.colour if colour is None else alpha(colour.text, state.colour),
        size=state.size if size is None else size,
        unclear=unclear or ("a size that cannot be told" if size is None else ""),
    )


def is_painted(state: State, tree: Tree, cascade: Cascade) -> bool | None:
    """Say whether letters have a colour that can be seen, None if that cannot be told."""
    if state.opacity < FAINTEST:
        return False
    visibility = state.styles.get("visibility", (None, "visible"))[1]
    if visibility not in ("visible", "initial"):
        return False if visibility in ("hidden", "collapse") else None
    shares = [_share(name, state, tree, cascade) for name in ("fill", "stroke")]
    if any(share is not None and share * state.opacity >= FAINTEST for share in shares):
        return True
    return None if None in shares else False


def _share(name: str, state: State, tree: Tree, cascade: Cascade) -> float | None:
    node, _ = state.styles.get(name, (None, ""))
    value = None if node is None else cascade.own(node, name)
    paint = paint_alpha(value, state.colour, tree, cascade, "black" if name == "fill" else "none")
    holder, _ = state.styles.get(f"{name}-opacity", (None, ""))
    share = opacity(None if holder is None else cascade.own(holder, f"{name}-opacity"))
    if name == "stroke" and paint:
        dashes = state.styles.get("stroke-dasharray", (None, "none"))[1]
        width = state.styles.get("stroke-width", (None, "1"))[1]
        if dashes not in ("none", "initial") or not any(numbers_in(width)):
            return 0.0  # dashes may leave nothing of a letter
    return None if paint is None or share is None else paint * share


def unclear_text(reason: str) -> Exception:
    """Return the error for a text of which cannot be told whether it is seen."""
    return refusal(f"is SVG with text in {reason}, which may be hidden", "export it with its text as paths, or as PNG")
