"""What the browser can work out of the text's marks is left out of a page that has tens of thousands.

There a place's name is `<a href=#12>`, or in an atlas a link to the place's page, and a span of sentences
a bare `<span>`: links, for readers without script. Their ids, classes and numbers follow from what stands before them,
by rules that `web/src/clusters/marks.ts` has, too. What does not follow stays as it is, and what comes after goes by
it: so nothing is lost, whatever a text is. So do the names to which an entry in the list leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storymap.model import Story
from storymap.rendering.article_html import PART
from storymap.rendering.html_tree import Node
from storymap.rendering.numbering import Numbering
from storymap.rendering.weights import weight_of

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def drop_derived(nodes: Iterable[Node], story: Story, numbering: Numbering) -> None:
    """Take from the elements of an article's body the attributes that the browser gives them again.

    Each part of a long article is for itself, as a browser looks at it alone. Each place has to be a row of
    `cluster_data`, and of each the browser has to know the role.
    """
    known = _Known(story, numbering)
    for node in _elements(nodes):
        name = node.attributes.get("class")
        if name == PART:
            known = _Known(story, numbering)
        elif node.tag in _HEADINGS:
            known.numbered.clear()
        elif name == "excerpt":
            known.meet_excerpt(node)
        elif name == "mention" or ("data-place" in node.attributes and "data-mention" not in node.attributes):
            known.meet_mark(node)


class _Known:
    """What is known at a mark from what stands before it in its part."""

    def __init__(self, story: Story, numbering: Numbering) -> None:
        self._story = story
        self._numbering = numbering
        self._mentions = self._excerpts = 0
        self.numbered = set[str]()
        """The places that have been named since the last heading."""
        self._in_passing = set[str]()

    def meet_mark(self, node: Node) -> None:
        """Take from a mark what is known of it: all but its link, and that a part before this one has named it."""
        given = node.attributes
        place_id = given["data-place"]
        is_minor = weight_of(self._story, place_id).role != "scene"
        seen = self._in_passing if is_minor else self.numbered
        is_first = place_id not in seen
        seen.add(place_id)
        self._mentions += 1
        is_next = given["id"] == f"m{self._mentions}"
        self._mentions = int(given["id"][1:])
        # To the marks of a place with an entry its entry leads, without script, too.
        if node.tag != "a" or self._numbering.is_listed(place_id):
            return
        has_number = "data-number" in given
        style = "is-minor" if is_minor else "" if has_number else "is-later"
        colour = self._numbering.layer_of[place_id].symbol.colour
        if given["class"] != f"place colour-{colour} {style}".rstrip() or (has_number and not is_first):
            return
        node.attributes = {"href": given["href"]}
        if not is_next:
            node.attributes["id"] = given["id"]
        if has_number != is_first:
            node.attributes["class"] = style

    def meet_excerpt(self, node: Node) -> None:
        """Take all from a span of sentences but its id, and that, too, if it follows from the one before."""
        own = node.attributes["id"]
        node.attributes = {} if own == f"e{self._excerpts + 1}" else {"id": own}
        self._excerpts = int(own[1:])


def _elements(nodes: Iterable[Node | str]) -> Iterator[Node]:
    """Yield elements in the order of the document."""
    for node in nodes:
        if isinstance(node, Node):
            yield node
            yield from _elements(node.children)
