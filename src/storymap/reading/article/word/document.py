"""A Word document (.docx) as HTML, the front matter typed at its top, and its pictures."""

from __future__ import annotations

import io
import re
from typing import Any

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_PICTURES
from storymap.reading.article.documents.packed_document import PackedDocument, take_subtitle
from storymap.reading.article.documents.typed_front_matter import split_front_matter
from storymap.reading.article.word.package import open_package

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => s
"""
# What mammoth links within a document: bookmarks, notes, and the arrows that lead back from them.
_BOOKMARK = re.compile(r'<a id="[^"]*"></a>')
_ARROW = re.compile(r' ?<a href="#[^"]*">↑</a>')
_WITHIN = re.compile(r'<a (?:href="#[^"]*"|id="[^"]*"| )+>(.*?)</a>', re.DOTALL)


def read_word_document(data: bytes, name: str) -> PackedDocument:
    """Return the Word document `data`, the file `name`, without comments, deletions and hidden text.

    Raises StorymapError when it is no Word document, damaged, or far larger than an article.
    """
    package = open_package(data, name)
    import mammoth

    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        if len(pictures) >= MOST_PICTURES:
            return {"src": ""}
        with image.open() as file:
            content = file.read()
        src = f"picture-{len(pictures) + 1}"
        pictures[src] = content
        return {"src": src}

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(package.archive),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        )
    except Exception:
        # The library checks little of what it reads, and raises what comes: KeyError, RecursionError ...
        what = "the document cannot be read"
        raise StorymapError(Problem(name, what, "open it in Word and save it again, or save it as .md")) from None
    markup = _WITHIN.sub(r"\1", _ARROW.sub("", _BOOKMARK.sub("", converted.value)))
    front, markup = split_front_matter(markup)
    subtitle, source = take_subtitle(markup)
    return PackedDocument(
        source,
        front,
        pictures,
        title=package.title,
        subtitle=subtitle,
        authors=(package.author,),
        language=package.language,
        program_language=package.program_language,
    )
