"""The colour and shape of each layer: told apart by either alone, also in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from storymap.rendering.contract.names import LAYER_COLOURS

# Paths in a box of 24 by 24, centred on 12, 12. Optical weight differs, so a diamond reaches further than a square.
SHAPES = {
    "circle": "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z",
    "diamond": "M12 0l12 12l-12 12l-12-12z",
    "square": "M4.5 2.5h15a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2z",
    "hexagon": "M6 1.6h12l6 10.4l-6 10.4h-12l-6-10.4z",
    "shield": "M2.5 2.5h19v10.5c0 5-4 8.500-9.5 10.500c-5.500-2-9.500-5.500-9.500-10.500z",
    "octagon": "M7.300 1h9.400l6.300 6.300v9.400l-6.300 6.300h-9.400l-6.300-6.300v-9.400z",
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """`colour` is 1 to 8, the number of a colour in the style sheet; `shape` a key of SHAPES."""

    colour: int
    shape: str


def layer_symbol(index: int) -> Symbol:
    """Return the symbol of the layer at `index` (from 0) in the order of the layers; it repeats after 24."""
    shapes = list(SHAPES)
    return Symbol(colour=index % LAYER_COLOURS + 1, shape=shapes[index % len(shapes)])


def layer_symbols(colours: Sequence[int | None]) -> list[Symbol]:
    """Return the symbols of layers, in their own order; those with a colour of their own are given it.

    The others keep their usual colours, but for those that somebody chose: these are exchanged for spare ones.
    """
    usual = [layer_symbol(index) for index in range(len(colours))]
    taken = {colour for colour in colours if colour is not None}
    kept = {symbol.colour for symbol, chosen in zip(usual, colours, strict=True) if chosen is None} - taken
    spare = iter(sorted({*range(1, LAYER_COLOURS + 1)} - taken - kept))
    return [
        replace(symbol, colour=chosen or (next(spare, symbol.colour) if symbol.colour in taken else symbol.colour))
        for symbol, chosen in zip(usual, colours, strict=True)
    ]


def swatch(symbol: Symbol) -> Markup:
    """Return the symbol as a small inline SVG."""
    return Markup(  # noqa: S704 - made of our own constants
        f'<svg class="swatch colour-{symbol.colour}" viewBox="-1 -1 26 26" aria-hidden="true">'
        f'<path d="{SHAPES[symbol.shape]}"/></svg>'
    )
