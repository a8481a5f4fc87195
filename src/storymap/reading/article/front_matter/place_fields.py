"""Which fields of the places files are which, as front matter says it."""

from __future__ import annotations

import yaml

from storymap.errors import Problem
from storymap.reading.article.front_matter.yaml_source import line_of
from storymap.reading.places.field_table import MEMBERS, fields_of_pairs
from storymap.reading.problem_log import at_line


def read_place_fields(node: yaml.Node, name: str, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Return members with their fields, of an entry such as "name=NOM" or `{name: NOM}`.

    What is wrong goes to `problems`.
    """
    fields: dict[str, str] | None = {}
    if isinstance(node, yaml.ScalarNode):
        fields = fields_of_pairs(node.value)
    elif isinstance(node, yaml.MappingNode):
        pairs = [(key.value, value.value) for key, value in node.value]
        is_known = all(key in MEMBERS and isinstance(value, str) and value.strip() for key, value in pairs)
        fields = {key: value.strip() for key, value in pairs} if is_known else None
    else:
        fields = None
    if fields is None:
        what = "fields must say which field of the places is which"
        remedy = f"write for example fields: name=NOM,layer=TYPE; it may name {', '.join(MEMBERS)}"
        problems.append(Problem(at_line(name, line_of(node)), what, remedy))
    return tuple((fields or {}).items())
