"""The colours of a theme: whether it is for light or dark pages, and whether its text has enough contrast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import tinycss2
from tinycss2 import color3

from storymap.reading.problem_log import ProblemLog, at_line

# Custom properties for text on `--paper`; WCAG 2.2 asks for 4.5:1 (success criterion 1.4.3).
_TEXT_COLOURS = ("--ink", "--ink-soft", "--ink-faint", "--link", "--accent")
_LEAST_CONTRAST = 4.5
_PAGE = frozenset({":root", "html", "html:root", ":root:root"})


def check_colours(rules: list[Any], log: ProblemLog) -> Literal["", "light", "dark"]:
    """Return the one scheme that the theme's `color-scheme` asks for, or "" for both.

    Warns of text colours that are too near to the paper's in the same rule, and of colours without a dark twin.
    """
    scheme: Literal["", "light", "dark"] = ""
    sets_paper, knows_dark = 0, False
    for rule, condition in _rules(rules):
        knows_dark = knows_dark or "prefers-color-scheme" in condition
        declared = _declarations(rule)
        _check_contrast(declared, log)
        if condition or tinycss2.serialize(rule.prelude).strip().lower() not in _PAGE:
            continue
        for name in ("--paper", "--ink"):
            if name in declared and "light-dark" not in _text(declared[name]):
                sets_paper = sets_paper or declared[name].source_line
        words = _text(declared["color-scheme"]).split() if "color-scheme" in declared else []
        if "light" in words or "dark" in words:
            scheme = "" if {"light", "dark"} <= set(words) else "light" if "light" in words else "dark"
    if sets_paper and not scheme and not knows_dark:
        log.warning(
            at_line(log.name, sets_paper),
            "these colours stay as they are on dark screens, where the others change",
            "add them in @media (prefers-color-scheme: dark), or say color-scheme: light",
        )
    return scheme


def _rules(rules: list[Any]) -> Iterator[tuple[Any, str]]:
    """Yield the style rules, and for those within one @media (or the like) its condition."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule, ""
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
            condition = tinycss2.serialize(rule.prelude).lower()
            for inner in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                if inner.type == "qualified-rule":
                    yield inner, condition


def _declarations(rule: Any) -> dict[str, Any]:
    parsed = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return {node.lower_name: node for node in parsed if node.type == "declaration"}


def _text(declaration: Any) -> str:
    return str(tinycss2.serialize(declaration.value)).lower()


def _check_contrast(declared: dict[str, Any], log: ProblemLog) -> None:
    paper = _luminance(declared.get("--paper"))
    for name in _TEXT_COLOURS:
        ink = _luminance(declared.get(name))
        if paper is None or ink is None:
            continue
        contrast = (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05)
        if contrast < _LEAST_CONTRAST:
            log.warning(
                at_line(log.name, declared[name].source_line),
                f"{name} on --paper has a contrast of {contrast:.1f}:1",
                "readers need 4.5:1: make one of them darker or lighter",
            )


def _luminance(declaration: Any) -> float | None:
    """Return the relative luminance of an opaque colour (WCAG 2.2), 0 to 1, or None if it is not known."""
    colour = None if declaration is None else color3.parse_color(_text(declaration).strip())
    if not isinstance(colour, color3.RGBA) or colour.alpha < 1:
        return None
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour[:3])
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
