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
_HIDING = ("display", "visibility", "opacity")
# What is written as another element: a rule for it would say nothing of that.
_RENAMED = frozenset(["a", "switch"])
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
class Compound:
    """A part of a selector, which names one element; "" and nothing hold for any."""

    element: str = ""
    new_id: str = ""
    classes: frozenset[str] = frozenset()
    is_root: bool = False


@dataclass(frozen=True)
class Rule:
    """A selector with its declarations.

    `compounds` are its parts from the left, each with what ties it to the one before: ">" (a child) or " " (anything
    below). Rules with a higher `rank` hold before those with a lower one.
    """

    compounds: tuple[tuple[str, Compound], ...]
    declarations: Declarations
    rank: tuple[int, int, int, int]

    @property
    def subject(self) -> Compound:
        """The part that names the element itself."""
        return self.compounds[-1][1]


Compounds = tuple[tuple[str, Compound], ...]


@dataclass
class StyleSheet:
    """The rules that are kept, as text and by the last part of each selector."""

    text: str = ""
    is_animated: bool = False
    _rules: dict[str, list[Rule]] = field(default_factory=dict)
    _cache: dict[tuple[str, str, tuple[str, ...]], dict[str, list[Value]]] = field(default_factory=dict)
    _count: int = 0

    def add(self, css: str, ids: NewNames, class_names: NewNames) -> None:
        """Add what is allowed of the style sheet `css`.

        Raises StorymapError for more than `MOST_SVG_RULES` and for selectors that depend on what is left out.
        """
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule":
                is_animation = rule.lower_at_keyword.endswith("keyframes")
                self.is_animated |= is_animation
                _refuse_if_it_hides(rule.content, is_animation=is_animation)
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
        for rule in self.rules_for(element, new_id, classes):
            for name, value in rule.declarations.items():
                found.setdefault(name, {})[value] = None
        return {name: list(values) for name, values in found.items()}

    def rules_for(self, element: str, new_id: str, classes: tuple[str, ...]) -> list[Rule]:
        """Return the rules whose last part holds for an element; what is around it is not looked at."""
        return [
            rule
            for key in (f"#{new_id}", *(f".{name}" for name in classes), element, "*")
            for rule in self._rules.get(key, ())
            if rule.subject.classes <= set(classes) and rule.subject.element in ("", element)
        ]

    def _add_rule(self, prelude: list[Any], declarations: Declarations, ids: NewNames, classes: NewNames) -> None:
        selectors = []
        for part in _split(prelude):
            selector = _read_selector(part, ids, classes)
            if selector is None:
                continue
            text, compounds = selector
            selectors.append(text)
            subject = compounds[-1][1]
            key = f"#{subject.new_id}" if subject.new_id else ""
            key = key or next((f".{name}" for name in sorted(subject.classes)), "") or subject.element or "*"
            rank = (*_specificity(compounds), self._count)
            self._rules.setdefault(key, []).append(Rule(compounds, declarations, rank))
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
        if node.lower_name in _HIDING and (value is None or _has_variable(node.value)):
            raise _unreadable()
        if value is not None:
            _add(found, node.lower_name, Value(value[0], tuple(value[1]), node.important))
    return found


def _add(found: Declarations, name: str, value: Value) -> None:
    """Add a declaration as the last one, unless an important one of its name is there."""
    if value.is_important or name not in found or not found[name].is_important:
        found.pop(name, None)
        found[name] = value


def _has_variable(tokens: list[Any]) -> bool:
    return any(token.type == "function" and token.lower_name == "var" for token in tokens)


def _refuse_if_it_hides(content: list[Any] | None, *, is_animation: bool = False) -> None:
    """Raise StorymapError if rules that hold under a condition only, and are left out, may hide an element."""
    text = tinycss2.serialize(content or []).lower()
    if any(name in text for name in _HIDING if name != "opacity" or not is_animation):
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


def _specificity(compounds: Compounds) -> tuple[int, int, int]:
    parts = [part for _, part in compounds]
    return (
        sum(bool(part.new_id) for part in parts),
        sum(len(part.classes) + part.is_root for part in parts),
        sum(bool(part.element) for part in parts),
    )


def _read_selector(tokens: list[Any], ids: NewNames, classes: NewNames) -> tuple[str, Compounds] | None:
    """Return a selector with new names, and its parts; None if it can match nothing that is drawn."""
    text, compounds = "", list[tuple[str, Compound]]()
    tie, before = " ", ""
    for part in tokens:
        is_sign = part in (".", ":")
        if not before and (part.type in ("whitespace", "comment") or part == ">"):
            tie = _tie(tie, part, compounds)
        elif before or not is_sign:  # what follows a sign is read with it
            is_first = bool(tie)
            read = _read_simple(part, before, Compound() if is_first else compounds[-1][1], ids, classes)
            if read is None:
                return None
            if is_first:
                text += tie if compounds else ""
                compounds.append((tie, read[1]))
                tie = ""
            elif not before and part.type != "hash":
                raise _unreadable()  # the name of an element comes first
            else:
                compounds[-1] = (compounds[-1][0], read[1])
            text += read[0]
        before = part.value if is_sign else ""
    if before or tie == ">":
        raise _unreadable()
    return (text, tuple(compounds)) if compounds else None


def _tie(tie: str, part: Any, compounds: list[tuple[str, Compound]]) -> str:
    """Return what ties the next part of a selector to those before."""
    if part != ">":
        return tie or " "
    if tie == ">" or not compounds:
        raise _unreadable()
    return ">"


def _read_simple(
    part: Any, before: str, compound: Compound, ids: NewNames, classes: NewNames
) -> tuple[str, Compound] | None:
    """Return a simple selector with its new name, and `compound` with it; None if it can match nothing.

    `before` is the sign in front of it: a full stop, a colon, or "".
    """
    if before == ":" and part.type == "ident" and part.lower_value in {*_STATES, "root"}:
        return None if part.lower_value in _STATES else (":root", replace(compound, is_root=True))
    if before == "." and part.type == "ident":
        name = classes[part.value]
        return f".{name}", replace(compound, classes=compound.classes | {name})
    if not before and part.type == "hash":
        new_id = ids[part.value]
        if compound.new_id not in ("", new_id):
            return None
        return f"#{new_id}", replace(compound, new_id=new_id)
    if not before and part.type == "ident" and part.value not in _RENAMED:
        is_drawn = part.value in ELEMENTS and part.value not in ANIMATIONS
        return (part.value, replace(compound, element=part.value)) if is_drawn else None
    if not before and part == "*":
        return "*", compound
    raise _unreadable()


def _unreadable() -> Exception:
    return refusal("is SVG with a style rule that cannot be cleaned", "export it as PNG, or with plain attributes")
