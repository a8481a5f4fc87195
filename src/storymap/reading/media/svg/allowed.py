"""What of a drawing goes into a page: elements, attributes, style properties and the words of their values."""

from __future__ import annotations

from typing import Final

from PIL.ImageColor import colormap

_SHAPE = "pathLength transform"
_GRADIENT = "gradientTransform gradientUnits spreadMethod href"
_PRIMITIVE = "x y width height in result"
_TRANSFER = "type tableValues slope intercept amplitude exponent offset"
_TEXT = "x y dx dy rotate textLength lengthAdjust transform"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _attributes(**names: str) -> dict[str, frozenset[str]]:
    return {element: _words(words) for element, words in names.items()}


# Each element with its own attributes; style properties may stand on all of them, as attributes, too.
ELEMENTS: Final = _attributes(
    svg="x y width height viewBox preserveAspectRatio transform",
    g="transform",
    defs="transform",
    symbol="x y width height viewBox preserveAspectRatio refX refY",
    use="x y width height transform href",
    path=f"d {_SHAPE}",
    rect=f"x y width height rx ry {_SHAPE}",
    circle=f"cx cy r {_SHAPE}",
    ellipse=f"cx cy rx ry {_SHAPE}",
    line=f"x1 y1 x2 y2 {_SHAPE}",
    polyline=f"points {_SHAPE}",
    polygon=f"points {_SHAPE}",
    text=_TEXT,
    tspan=_TEXT,
    textPath="href startOffset method spacing side textLength lengthAdjust",
    image="x y width height preserveAspectRatio transform href",
    linearGradient=f"x1 y1 x2 y2 {_GRADIENT}",
    radialGradient=f"cx cy r fx fy fr {_GRADIENT}",
    stop="offset",
    clipPath="clipPathUnits transform",
    mask="x y width height maskUnits maskContentUnits",
    pattern="x y width height viewBox preserveAspectRatio patternUnits patternContentUnits patternTransform href",
    marker="markerWidth markerHeight markerUnits orient refX refY viewBox preserveAspectRatio",
    filter="x y width height filterUnits primitiveUnits",
    feBlend=f"{_PRIMITIVE} in2 mode",
    feColorMatrix=f"{_PRIMITIVE} type values",
    feComponentTransfer=_PRIMITIVE,
    feComposite=f"{_PRIMITIVE} in2 operator k1 k2 k3 k4",
    feDropShadow=f"{_PRIMITIVE} dx dy stdDeviation",
    feFlood=_PRIMITIVE,
    feGaussianBlur=f"{_PRIMITIVE} stdDeviation",
    feMerge=_PRIMITIVE,
    feMergeNode="in",
    feOffset=f"{_PRIMITIVE} dx dy",
    feFuncA=_TRANSFER,
    feFuncB=_TRANSFER,
    feFuncG=_TRANSFER,
    feFuncR=_TRANSFER,
)
# What cannot be left out without another picture, and is not allowed: the drawing is refused, by this name.
REFUSED: Final = {
    "foreignObject": "HTML (foreignObject)",
    **dict.fromkeys(
        (
            *("feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feImage", "feMorphology"),
            *("feSpecularLighting", "feTile", "feTurbulence"),
        ),
        "a costly filter",
    ),
}
ANIMATIONS: Final = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"})
# Elements that draw only where something refers to them.
DEFINITIONS: Final = frozenset(
    {"defs", "symbol", "linearGradient", "radialGradient", "clipPath", "mask", "pattern", "marker", "filter"}
)
SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
TEXTS: Final = frozenset({"text", "tspan", "textPath"})

COLOURS: Final = _words("color fill stroke flood-color stop-color")
PROPERTIES: Final = COLOURS | _words(
    """
        alignment-baseline baseline-shift clip-path clip-rule color-interpolation color-interpolation-filters direction
        display dominant-baseline fill-opacity fill-rule filter flood-opacity font font-family font-size font-stretch
        font-style font-variant font-weight image-rendering isolation letter-spacing line-height marker marker-end
        marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-opacity
        stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
        text-anchor text-decoration text-rendering text-transform transform transform-box transform-origin unicode-bidi
        vector-effect visibility white-space word-spacing writing-mode x y cx cy r rx ry width height
        """
)
UNITS: Final = _words("em rem ex ch px cm mm q in pt pc deg grad rad turn vw vh")
FUNCTIONS: Final = _words(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch calc matrix translate translatex translatey scale scalex scaley rotate
    skew skewx skewy
    """
)
COLOUR_WORDS: Final = frozenset(colormap) | {"currentcolor", "transparent", "context-fill", "context-stroke"}
# The words of all other properties and attributes, in lower case.
WORDS: Final = _words(
    """
    none inherit initial unset revert auto normal
    inline block inline-block contents visible hidden scroll collapse
    nonzero evenodd butt round square miter bevel arcs miter-clip
    start middle end left center right top bottom
    baseline sub super alphabetic central hanging ideographic mathematical text-before-edge text-after-edge
    before-edge after-edge text-top text-bottom no-change reset-size use-script
    bold bolder lighter italic oblique small-caps underline overline line-through blink
    ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded extra-expanded ultra-expanded
    xx-small x-small small medium large x-large xx-large smaller larger
    uppercase lowercase capitalize
    auto optimizespeed optimizequality optimizelegibility geometricprecision crispedges crisp-edges pixelated
    ltr rtl embed bidi-override isolate isolate-override plaintext
    horizontal-tb vertical-rl vertical-lr lr rl tb lr-tb rl-tb tb-rl
    pre nowrap pre-wrap pre-line break-spaces
    srgb linearrgb luminance alpha isolate
    fill stroke markers fill-box stroke-box view-box content-box border-box non-scaling-stroke non-scaling-size
    multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion hue
    saturation color luminosity plus-lighter
    userspaceonuse objectboundingbox strokewidth pad reflect repeat align stretch exact spacing spacingandglyphs
    auto-start-reverse
    over in out atop xor lighter arithmetic
    matrix saturate huerotate luminancetoalpha identity table discrete linear gamma
    sourcegraphic sourcealpha
    meet slice xminymin xmidymin xmaxymin xminymid xmidymid xmaxymid xminymax xmidymax xmaxymax
    """
)
