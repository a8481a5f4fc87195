"""Which ending of a file means which kind of article, and how anything else becomes one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from storymap.errors import Problem, StorymapError

KINDS: Final = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".qmd", ".rmd"), "md"),
    ".txt": "txt",
    ".aml": "aml",
    **dict.fromkeys((".html", ".htm"), "html"),
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    ".zip": "zip",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
}
# These are archives: documents of word processors, and books; and web pages that were saved with their pictures.
DOCUMENTS: Final = ("docx", "odt", "epub")
SAVED_PAGES: Final = ("mhtml", "zip")
# Nobody can type front matter into these.
WITHOUT_FRONT_MATTER: Final = ("mhtml", "zip", "epub")
# Of these a part can be chosen; of a plain text whether a book's furniture is kept.
SELECTABLE: Final = ("html", "mhtml", "zip", "epub", "txt")

_IN_A_WORD_PROCESSOR = "open it in Word or LibreOffice, and save it as .docx"
_IN_CALIBRE = "convert it to .epub, with Calibre for example"
_BY_PANDOC = "convert it to .md, with pandoc for example"
_OTHERS = {
    ".doc": ("an old Word document", _IN_A_WORD_PROCESSOR),
    ".docm": ("a Word document with macros", _IN_A_WORD_PROCESSOR),
    ".fodt": ("a flat OpenDocument text", "open it in LibreOffice, and save it as .odt"),
    ".azw3": ("a book for Kindle", _IN_CALIBRE),
    ".mobi": ("a book for Kindle", _IN_CALIBRE),
    ".tex": ("a LaTeX document", _BY_PANDOC),
    ".rst": ("a reStructuredText file", _BY_PANDOC),
    ".org": ("an Org file", _BY_PANDOC),
    ".gdoc": ("only the address of a Google document", "choose File, Download, Microsoft Word (.docx) there"),
    ".pages": ("a Pages document", "choose File, Export To, Word in Pages"),
    ".pdf": (
        "a PDF file",
        "open it in Word, which converts it, and save it as .docx; or copy its text into a .md file",
    ),
    ".rtf": ("an RTF document", _IN_A_WORD_PROCESSOR),
    ".webarchive": ("a web archive of Safari", 'save the page as "Page Source" (.html)'),
    ".wps": ("a document of Works or WPS Writer", _IN_A_WORD_PROCESSOR),
}


def kind_of(path: Path) -> str:
    """Return the kind of article that the ending of `path` means; "" for any other file, and for a folder."""
    return KINDS.get(path.suffix.lower(), "")


def refusal(path: Path, written: str) -> StorymapError:
    """Return why the file at `path`, which the author called `written`, is no article, and how it becomes one."""
    other, remedy = _OTHERS.get(path.suffix.lower(), ("", "save it as one of these"))
    what = f"this is {other}" if other else "an article is a .md, .txt, .html, .mhtml, .docx, .odt or .epub file"
    return StorymapError(Problem(written, what, remedy))
