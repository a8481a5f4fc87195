"""A picture as it goes into a page."""

from __future__ import annotations

import base64
from typing import NamedTuple

from storymap.reading.media.reencode import EncodedImage


class EmbeddedPicture(NamedTuple):
    """The `data:` URI of a picture, how many bytes it has encoded, and its size in pixels.

    `was_animated` says whether its file was an animation of several pictures.
    """

    uri: str
    size: int
    width: int
    height: int
    was_animated: bool


def embedded(image: EncodedImage) -> EmbeddedPicture:
    """Return an encoded picture as it goes into a page."""
    uri = f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"
    return EmbeddedPicture(uri, len(image.data), image.width, image.height, image.was_animated)
