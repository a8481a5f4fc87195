"""The XML parts of a document in an archive, read within bounds."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from storymap.errors import Problem, StorymapError
from storymap.limits import DEEPEST_DOCUMENT, LARGEST_DOCUMENT_XML, MOST_DOCUMENT_SIGNS
from storymap.reading.zip_archive import ZipArchive

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # files of Office before 2007, and what it locks with a password


class DocumentParts:
    """The parts of the document `data`, the file `name`, which should be of `kind`.

    `endings` are what it may be saved as, for messages. Raises StorymapError where it is no archive, damaged or a bomb.
    """

    def __init__(self, data: bytes, name: str, kind: str, endings: str) -> None:
        self._name = name
        self._refused = Problem(name, f"this is not {kind}", f"save it as {endings}")
        self._length = self._signs = 0
        if data.startswith(_COMPOUND):
            what = "it has a password, or an older program wrote it"
            raise StorymapError(Problem(name, what, f"save it without a password as {endings}"))
        if not data.startswith(b"PK\x03\x04"):
            raise StorymapError(self._refused)
        self._archive = ZipArchive(data, name)
        self.names = self._archive.names

    def refusal(self) -> StorymapError:
        """Return what is raised when the archive is no such document."""
        return StorymapError(self._refused)

    def read(self, part: str) -> bytes:
        """Return a part that is no text, such as a picture."""
        return self._archive.read(part)

    def text(self, part: str) -> bytes:
        """Return a part that is text with markup. All of them together are bounded."""
        content = self._archive.read(part)
        self._length += len(content)
        self._signs += content.count(b"<") + content.count(b"=")
        if self._length > LARGEST_DOCUMENT_XML or self._signs > MOST_DOCUMENT_SIGNS:
            what = "there is far more markup than in an article"
            raise StorymapError(Problem(self._name, what, "keep only the article"))
        return content

    def xml(self, part: str, *, has_doctype: bool = False) -> Element:
        """Return the root element of a part, which has no entities, and a document type only where it may have one."""
        depth = 0
        root: Element | None = None
        try:
            for event, element in iterparse(io.BytesIO(self.text(part)), ("start", "end"), forbid_dtd=not has_doctype):
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > DEEPEST_DOCUMENT:
                    what = f"its parts are nested more than {DEEPEST_DOCUMENT} deep"
                    raise StorymapError(Problem(self._name, what, "nest tables and lists less"))
        except (ParseError, DefusedXmlException, LookupError, ValueError):
            root = None
        if root is None:
            raise StorymapError(Problem(self._name, "the document is damaged", "open it and save it again"))
        return root
