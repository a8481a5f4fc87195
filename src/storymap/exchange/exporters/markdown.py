"""The article as Markdown in which every name of a place is a link, for tools that know Markdown alone.

The link leads to the place on the published page, or, where no address of it is given, to the point on earth as a
`geo:` address (RFC 5870: latitude first; of a line or an area it is a point on it).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from storymap.editing.article.markdown_text import as_markdown
from storymap.errors import Problem
from storymap.exchange.exporters.words_only import tell_what_is_no_words, words_only
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedPlace, SharedStory
from storymap.model import Block, Mention, Span

LABEL: Final = "Markdown with links"
ENDING: Final = ".md"


def write(story: SharedStory, report: Report) -> bytes:
    """Return the article as Markdown; views of the map, pictures and places without a point are reported."""
    report.lost("views of the map", count=sum(len(block.views) for block in story.article.blocks))
    report.lost("notes, links and layers of places", "the text has their names alone", count=len(story.places))
    tell_what_is_no_words(story, report)
    story = words_only(story, report)
    targets = {place.place_id: _target(place, story.url) for place in story.places}
    for place in story.places:
        if not targets[place.place_id]:
            report.lost("links of places without a position", "--url links to the page instead", example=place.name)
    blocks = [
        _linked(block, [one for one in story.mentions if one.block == number and targets[one.place_id]], report)
        for number, block in enumerate(story.article.blocks)
    ]
    problems: list[Problem] = []
    text = as_markdown(replace(story.article, blocks=tuple(blocks)), problems, address=targets.__getitem__)
    for problem in problems:
        report.changed("markup that Markdown cannot say so", problem.what)
    return text.encode("utf-8")


def _target(place: SharedPlace, url: str) -> str:
    if url:
        return f"{url}#place={place.place_id}"
    if place.geometry is None:
        return ""
    point = place.geometry.representative_point()
    return f"geo:{point.y:.5f},{point.x:.5f}"


def _linked(block: Block, mentions: list[Mention], report: Report) -> Block:
    kept = [span for span in block.spans if span.kind not in ("place", "action")]
    if block.kind in ("kicker", "standfirst"):
        report.lost("links in kicker and standfirst", "they are plain text in front matter", count=len(mentions))
        return replace(block, spans=tuple(kept), view=None)
    links = [span for span in kept if span.kind == "link"]
    for one in mentions:
        if any(link.start < one.end and one.start < link.end for link in links):
            report.lost("links of names that lead elsewhere already", example=block.text[one.start : one.end])
        else:
            report.kept("names in the text, as links")
            kept.append(Span(one.start, one.end, "place", one.place_id))
    return replace(block, spans=tuple(kept), view=None)
