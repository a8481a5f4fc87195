"""The style rules of a drawing: what of them is kept, and which may hold for an element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import tinycss2

from storymap.limits import MOST_SVG_RULES
from storymap.reading.media.policy import refusal
from storymap.reading.media.svg.allowed import ANIMATIONS, ELEMENTS, PROPERTIES
from storymap.reading.media.svg.values import NewNames, clean_value

# What is hidden is left out; where it cannot be told whether it is, the drawing is refused.
_HIDING = ("display", "visibility")
# States that a picture in an `img` is never in.
_STATES = frozenset(["active", "focus", "focus-visible", "focus-within", "hover", "link", "target", "visited"])


@dataclass(frozen=True)
class Value:
    """A value as it is written anew, and the new ids of what it refers to."""

    text: str
    references: tuple[str, ...] = ()
    is_important: bool = False


Declarations = dict[str, Value]


@dataclass(frozen=True)
class Subject:
    """The last part of a selector, which names the element itself; "" and nothing hold for any."""

    element: str
    new_id: str
    classes: frozenset[str]


@dataclass
class StyleSheet:
    """The rules that are kept, as text and by the last part of each selector."""

    text: str = ""
    is_animated: bool = False
    _rules: dict[str, list[tuple[Subject, Declarations]]] = field(default_factory=dict)
    _cache: dict[tuple[str, str, tuple[str, ...]], dict[str, list[Value]]] = field(default_factory=dict)
    _count: int = 0

    def add(self, css: str, ids: NewNames, class_names: NewNames) -> None:
        """Add what is allowed of the style sheet `css`.

        Raises StorymapError for more than `MOST_SVG_RULES` and for selectors that depend on what is left out.
        """
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule" and rule.lower_at_keyword.endswith("keyframes"):
                self.is_animated = True
            if rule.type == "at-rule":
                _refuse_if_it_hides(rule.content)
            if rule.type != "qualified-rule":
                continue
            self._count += 1
            if self._count > MOST_SVG_RULES:
                raise refusal(f"is SVG with more than {MOST_SVG_RULES:,} style rules", "export it as PNG")
            declarations = read_declarations(rule.content, ids)
            if declarations:
                self._add_rule(rule.prelude, declarations, ids, class_names)

    def declared(self, element: str, new_id: str, classes: tuple[str, ...]) -> dict[str, list[Value]]:
        """Return what rules may say of an element: perhaps more than holds for it, never less."""
        kind = (element, new_id if f"#{new_id}" in self._rules else "", classes)
        if kind not in self._cache:
            self._cache[kind] = self._find(element, new_id, classes)
        return self._cache[kind]

    def _find(self, element: str, new_id: str, classes: tuple[str, ...]) -> dict[str, list[Value]]:
        found: dict[str, dict[Value, None]] = {}
        for key in (f"#{new_id}", *(f".{name}" for name in classes), element, "*"):
            for subject, declarations in self._rules.get(key, ()):
                if subject.classes <= set(classes) and subject.element in ("", element):
                    for name, value in declarations.items():
                        found.setdefault(name, {})[value] = None
        return {name: list(values) for name, values in found.items()}

    def _add_rule(self, prelude: list[Any], declarations: Declarations, ids: NewNames, classes: NewNames) -> None:
        selectors = []
        for part in _split(prelude):
            selector = _read_selector(part, ids, classes)
            if selector is None:
                continue
            text, subject = selector
            selectors.append(text)
            key = f"#{subject.new_id}" if subject.new_id else ""
            key = key or next((f".{name}" for name in sorted(subject.classes)), "") or subject.element or "*"
            self._rules.setdefault(key, []).append((subject, declarations))
        if selectors:
            self.text += f"{','.join(selectors)}{{{declarations_text(declarations)}}}"


def read_declarations(content: str | list[Any], ids: NewNames) -> Declarations:
    """Return what is allowed of a `style` attribute, or of what stands between the braces of a rule."""
    found: Declarations = {}
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type in ("qualified-rule", "at-rule"):
            _refuse_if_it_hides(node.content)
        if node.type != "declaration" or node.lower_name not in PROPERTIES:
            continue
        value = clean_value(node.lower_name, node.value, ids)
        if value is None and node.lower_name in _HIDING:
            raise _unreadable()
        if value is not None:
            found[node.lower_name] = Value(value[0], tuple(value[1]), node.important)
    return found


def _refuse_if_it_hides(content: list[Any] | None) -> None:
    """Raise StorymapError if rules that hold under a condition only, and are left out, may hide an element."""
    text = tinycss2.serialize(content or []).lower()
    if any(name in text for name in _HIDING):
        raise _unreadable()


def declarations_text(declarations: Declarations) -> str:
    """Return declarations as CSS."""
    return ";".join(f"{n}:{v.text}{'!important' if v.is_important else ''}" for n, v in declarations.items())


def _split(prelude: list[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for node in prelude:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _read_selector(tokens: list[Any], ids: NewNames, classes: NewNames) -> tuple[str, Subject] | None:
    """Return a selector with new names, and its last part; None if it can match nothing that is drawn."""
    text, subject, before = "", Subject("", "", frozenset()), ""
    for part in tokens:
        is_sign = part in (".", ":")
        if not before and (part.type in ("whitespace", "comment") or part == ">"):
            text, subject = text + (">" if part == ">" else " "), Subject("", "", frozenset())
        elif before or not is_sign:  # what follows a sign is read with it
            read = _read_simple(part, before, subject, ids, classes)
            if read is None:
                return None
            text, subject = text + read[0], read[1]
        before = part.value if is_sign else ""
    text = text.strip()
    return (text, subject) if text else None


def _read_simple(
    part: Any, before: str, subject: Subject, ids: NewNames, classes: NewNames
) -> tuple[str, Subject] | None:
    """Return a simple selector with its new name, and the subject with it; None if it can match nothing.

    `before` is the sign in front of it: a full stop, a colon, or "".
    """
    if before == ":" and part.type == "ident" and part.lower_value in {*_STATES, "root"}:
        return None if part.lower_value in _STATES else (":root", replace(subject, element="svg"))
    if before == "." and part.type == "ident":
        name = classes[part.value]
        return f".{name}", replace(subject, classes=subject.classes | {name})
    if not before and part.type == "hash":
        new_id = ids[part.value]
        return f"#{new_id}", replace(subject, new_id=new_id)
    if not before and part.type == "ident":
        is_drawn = part.value in ELEMENTS and part.value not in ANIMATIONS
        return (part.value, replace(subject, element=part.value)) if is_drawn else None
    if not before and part == "*":
        return "*", subject
    raise _unreadable()


def _unreadable() -> Exception:
    return refusal("is SVG with a style rule that cannot be cleaned", "export it as PNG, or with plain attributes")
