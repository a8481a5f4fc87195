"""The numbered map as a picture: SVG made without a browser, from the same basemap and under the same numbers.

It stands in the page where there is no script, and on paper.
"""

from storymap.rendering.picture.description import picture_description, picture_title
from storymap.rendering.picture.make import story_svg
from storymap.rendering.picture.palette import DARK, INK, LIGHT, PAGE, Palette, page_style, style_sheet

__all__ = [
    "DARK",
    "INK",
    "LIGHT",
    "PAGE",
    "Palette",
    "page_style",
    "picture_description",
    "picture_title",
    "story_svg",
    "style_sheet",
]
