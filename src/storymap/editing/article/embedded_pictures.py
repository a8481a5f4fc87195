"""The pictures that a document, a book or a saved page holds, as files beside the Markdown that it becomes."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from storymap.model import Article, Block, Image, Recording
from storymap.reading.article.kinds import KINDS

# Files that hold their pictures themselves.
_HOLDERS: Final = ("docx", "odt", "epub", "mhtml", "zip")
_DATA = re.compile(r"data:(?:image|audio|video)/([\w.+-]+)(?:;[\w=.+-]+)*;base64,")
_ENDINGS: Final = {"jpeg": "jpg", "svg+xml": "svg", "mpeg": "mp3", "x-wav": "wav", "wave": "wav", "quicktime": "mp4"}


def with_picture_files(article: Article, *, prefix: str = "picture") -> tuple[Article, dict[str, bytes]]:
    """Return the article with names of files for the pictures that its own file holds, and these files by name.

    They are the pictures as they are shown, so nothing stands in them that a page would not have. Of an article whose
    pictures are files already there are none.
    """
    if KINDS.get(PurePath(article.name).suffix.lower(), "") not in _HOLDERS:
        return article, {}
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    blocks = tuple(_with_file(block, prefix, names, files) for block in article.blocks)
    return replace(article, blocks=blocks), files


def _with_file(block: Block, prefix: str, names: dict[str, str], files: dict[str, bytes]) -> Block:
    medium: Image | Recording | None = block.image or block.recording
    found = _DATA.match(medium.data) if medium is not None else None
    if medium is None or found is None:
        return block
    if medium.data not in names:
        try:
            content = base64.b64decode(medium.data[found.end() :], validate=True)
        except (ValueError, binascii.Error):
            return block
        names[medium.data] = f"{prefix}-{len(names) + 1}.{_ENDINGS.get(found[1], found[1])}"
        files[names[medium.data]] = content
    if block.image is not None:
        return replace(block, image=replace(block.image, src=names[medium.data]))
    return replace(block, recording=replace(block.recording or Recording("", "audio"), src=names[medium.data]))
