"""What embeds an atlas: the code to paste, and the answer for sites that know oEmbed, as a published story has them.

Both need the address that the folder will have.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from storymap.model import Article
from storymap.publishing.oembed import NAME as OEMBED
from storymap.publishing.oembed import oembed_response
from storymap.publishing.snippets import Frame, Kind, embed_page

EMBED: Final = "embed.html"
FILES: Final = (EMBED, OEMBED)
"""The files, by their names in the atlas' folder."""
# The two others link an article's place names with the sentences of one story.
_KINDS: Final[tuple[Kind, ...]] = ("frame", "height", "wordpress", "amp")
_KINDS_OF_PARTS: Final[tuple[Kind, ...]] = ("frame", "amp")


def embed_files(article: Article, base: str, beside: Sequence[str], *, in_parts: bool = False) -> dict[str, str]:
    """Return the text of each file, by name; none without `base`, the address of the folder. `beside` are other files.

    The map alone is framed, as of a story. An atlas `in_parts` is framed with its list, without which its map says
    nothing of a place; such a list grows, so the frame keeps its height.
    """
    if not base:
        return {}
    frame = Frame(base, "story" if in_parts else "map", article.title)
    answer = json.dumps(oembed_response(article, frame, None), ensure_ascii=False, indent=1) + "\n"
    files = tuple(sorted((*beside, OEMBED)))
    page = embed_page(article, frame, files=files, kinds=_KINDS_OF_PARTS if in_parts else _KINDS)
    return {EMBED: page, OEMBED: answer}
