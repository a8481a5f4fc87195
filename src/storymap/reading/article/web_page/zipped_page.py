"""A web page and its files in a ZIP archive, as Google Docs downloads one."""

from __future__ import annotations

from functools import partial
from posixpath import dirname

from storymap.errors import Problem, StorymapError
from storymap.reading.article.web_page.saved_files import SavedPage, SavedPictures
from storymap.reading.encoding import Decoding, decode
from storymap.reading.zip_archive import ZipArchive

_ENDINGS = (".html", ".htm")
_ROOT = "file:///"  # of the archive: addresses in the page are seen from there


def read_zipped_page(data: bytes, name: str, decoding: Decoding) -> SavedPage:
    """Return the only page in the highest folder with one of the ZIP archive `data`, called `name`.

    Raises StorymapError when there is none or there are several, or the archive is damaged or a bomb.
    """
    archive = ZipArchive(data, name)
    pages = sorted((file for file in archive.names if file.lower().endswith(_ENDINGS)), key=_depth)
    pages = [page for page in pages if _depth(page) == _depth(pages[0])]
    if len(pages) != 1:
        what = f"an article in a .zip is one web page with its pictures; there are {len(pages)}"
        raise StorymapError(Problem(name, what, "unpack it and name the article's file"))
    page = pages[0]
    folder = f"{dirname(page)}/".removeprefix("/")
    files = {_ROOT + file: partial(archive.read, file) for file in archive.names}
    return SavedPage(decode(archive.read(page), name, decoding), SavedPictures(files, _ROOT + folder))


def _depth(file: str) -> int:
    return file.count("/")
