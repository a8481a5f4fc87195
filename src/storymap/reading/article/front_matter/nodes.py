"""The values of front matter as nodes, which keep every text as its author wrote it."""

from __future__ import annotations

import yaml


def is_null(node: yaml.Node) -> bool:
    """Say whether nothing is written there."""
    return bool(node.tag == "tag:yaml.org,2002:null")


def scalar_texts(node: yaml.Node) -> list[str] | None:
    """Return the text of a scalar, or of each item of a list of scalars, as written; None for anything else."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(item, yaml.ScalarNode) for item in nodes):
        return None
    return ["" if is_null(item) else item.value for item in nodes]


def text_node(text: str, line: int) -> yaml.ScalarNode:
    """Return a text that stands on a line of the file, from 1, as a node."""
    mark = mark_of(line)
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, mark, mark)


def mark_of(line: int) -> yaml.Mark:
    """Return the mark of a line of the file. Marks count from 0, and from the line after the fence."""
    return yaml.Mark("", 0, line - 2, 0, None, 0)
