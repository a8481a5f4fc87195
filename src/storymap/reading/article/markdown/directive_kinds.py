"""What directives, cells and divs are called, and what becomes of them."""

from __future__ import annotations

import re
from typing import Final, Literal

PICTURES: Final = frozenset(("figure", "image", "video", "figure-md"))
QUOTATIONS: Final = frozenset(("epigraph", "pull-quote", "blockquote", "highlights"))
# Those whose argument is words of the text.
TITLED: Final = frozenset(
    (
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip"),
        *(
            "warning",
            "info",
            "success",
            "question",
            "details",
            "dropdown",
            "card",
            "grid-item-card",
            "tab-item",
            "topic",
        ),
        *("sidebar", "exercise", "solution", "aside", "theorem", "proof"),
    )
)
CONTENT_KEPT: Final = frozenset(
    (
        *TITLED,
        *QUOTATIONS,
        "div",
        "margin",
        "grid",
        "grid-item",
        "tab-set",
        "card-carousel",
        "container",
        "table",
        "list-table",
        "glossary",
    )
)
CODE: Final = frozenset(("code", "code-block", "sourcecode", "prompt", "parsed-literal"))
# What another program runs, and shows the result of. In braces: `{r}`; in Observable Framework without them.
_CELLS: Final = frozenset(
    (
        *(
            "code-cell",
            "jupyter-execute",
            "r",
            "python",
            "python3",
            "julia",
            "ojs",
            "bash",
            "sh",
            "sql",
            "stan",
            "rcpp",
        ),
        *("node", "webr-r", "webr", "pyodide-python", "pyodide", "shinylive-r", "shinylive-python", "observable", "js"),
    )
)
_OBSERVABLE_CELLS: Final = frozenset(("js", "ts", "jsx", "tsx", "sql", "tex", "dot", "html", "svg", "duckdb", "node"))
_DIAGRAMS: Final = frozenset(("mermaid", "vega-lite", "vegalite", "geojson", "topojson"))
_OBSERVABLE = re.compile(r"FileAttachment\(|\bdisplay\(|\bview\(|\bInputs\.|\bPlot\.|[\"']npm:|\bresize\(")
Treatment = Literal["picture", "keep", "code", "cell", "leave out", ""]


def is_observable_cell(code: str) -> bool:
    """Say whether JavaScript is what Observable Framework runs in a page, and no example for readers."""
    return _OBSERVABLE.search(code) is not None


def treatment(
    name: str, before: str, argument: str, *, is_div: bool, is_braced: bool, is_observable: bool
) -> Treatment:
    """Return what becomes of a block that is called `name`, with "=" or "." `before` it in braces.

    `is_div` says that its fence is of colons; "" leaves the block as it is.
    """
    if before == "=":
        return "keep" if name == "html" else "leave out"
    if before:
        return "keep" if is_div else "code"
    if not is_div and not is_braced:
        is_run = is_observable and name in _OBSERVABLE_CELLS and "run=false" not in argument
        return "cell" if is_run or name in _DIAGRAMS else ""
    for names, what in _TREATMENTS:
        if name in names:
            return what
    return "keep" if is_div else "leave out"


_LEFT_OUT: Final = frozenset(
    ("math", "bibliography", "toctree", "tableofcontents", "iframe", "raw", "embed", "include")
)
_TREATMENTS: Final[tuple[tuple[frozenset[str], Treatment], ...]] = (
    (PICTURES, "picture"),
    (CODE, "code"),
    (CONTENT_KEPT, "keep"),
    (_CELLS | _DIAGRAMS, "cell"),
    (_LEFT_OUT, "leave out"),
)
