"""The containers around the text of an article: lists and their items, quotations, tables with rows and cells."""

from __future__ import annotations

import re
from typing import Final

from storymap.limits import MOST_CONTAINERS
from storymap.model import Container, ContainerTag
from storymap.reading.article.html.tokens import StartTag

# Each container with those that it must stand in, if any.
_PARENTS: Final[dict[str, tuple[ContainerTag, tuple[str, ...]]]] = {
    "blockquote": ("blockquote", ()),
    "ul": ("ul", ()),
    "ol": ("ol", ()),
    "table": ("table", ()),
    "li": ("li", ("ul", "ol")),
    "tr": ("tr", ("table",)),
    "th": ("th", ("tr",)),
    "td": ("td", ("tr",)),
}
CONTAINER_TAGS = frozenset(_PARENTS)
_CELLS = ("td", "th")


class ContainerStack:
    """The open containers, outermost first.

    A container that stands where it may not, or too deep, is dropped; `flattened` says whether one was too deep.
    """

    def __init__(self) -> None:
        self.flattened = False
        self._within: tuple[Container, ...] = ()
        self._keys = 0
        self._opened: list[tuple[Container, ...]] = []  # for each open tag; none for one that is dropped
        self._cells: list[int] = []  # for each open cell, how many blocks there were before it

    def around_block(self) -> tuple[Container, ...]:
        """Return the containers around a block that begins here. A list holds items only, so it gets one."""
        if self._is_in_list():
            return (*self._within, self._container("li"))
        return self._within

    def open(self, tag: StartTag, block_count: int) -> None:
        """Open the container of `tag`, before which there are `block_count` blocks."""
        name, parents = _PARENTS[tag.name]
        parent = self._within[-1].tag if self._within else ""
        allowed = parent in parents if parents else len(self._within) < MOST_CONTAINERS
        self.flattened |= not parents and not allowed
        opened: tuple[Container, ...] = ()
        if allowed and not parents and self._is_in_list():
            opened = (self._container("li"),)
        if allowed:
            opened = (*opened, self._container(name, tag.attributes.get("start", "")))
        self._opened.append(opened)
        self._within = (*self._within, *opened)
        if name in _CELLS:
            self._cells.append(block_count)

    def ignore(self, name: str) -> None:
        """Take note of a container inside code, which is closed later but holds nothing."""
        self._opened.append(())
        if name in _CELLS:
            self._cells.append(-1)

    def is_empty_cell(self, name: str, block_count: int) -> bool:
        """Say whether the innermost container, called `name`, is a cell without a block, of `block_count` in all."""
        return name in _CELLS and self._cells[-1] == block_count and bool(self._opened[-1])

    def close(self, name: str) -> None:
        """Close the innermost container, called `name`."""
        if name in _CELLS:
            self._cells.pop()
        closed = self._opened.pop()
        self._within = self._within[: len(self._within) - len(closed)]

    def open_caption(self) -> None:
        """Step out of the table, if there is one, for its caption: a table holds rows, so it stands before it."""
        if self._within and self._within[-1].tag == "table":
            self._within = self._within[:-1]

    def close_caption(self) -> None:
        """Step back into the table."""
        self._within = tuple(container for opened in self._opened for container in opened)

    def _is_in_list(self) -> bool:
        return bool(self._within) and self._within[-1].tag in ("ul", "ol")

    def _container(self, tag: ContainerTag, start: str = "") -> Container:
        self._keys += 1
        return Container(tag, self._keys, int(start) if re.fullmatch(r"-?[0-9]{1,9}", start) else 1)
