"""The parts of a Word document: unpacked, counted, and without what its author has hidden or struck out."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from posixpath import basename
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from storymap.errors import Problem, StorymapError
from storymap.limits import DEEPEST_WORD, LARGEST_WORD_XML, MOST_WORD_SIGNS
from storymap.reading.zip_archive import ZipArchive

# Word reads no others for its text. Comments, and whoever wrote them, are not even unpacked.
_PARTS = re.compile(r"(?:\[Content_Types\]|document\d?|footnotes|endnotes|numbering|styles|core)\.xml|[^/]*\.rels")
_NEVER = re.compile(r"comments|people", re.IGNORECASE)
_MEDIA = "word/media/"
_WORD = re.compile(r"\{[^}]*/wordprocessingml/[^}]*\}")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word document as an archive of the parts that are read, and what its properties and styles say of it."""

    archive: bytes
    title: str
    author: str
    language: str


def open_package(data: bytes, name: str) -> WordPackage:
    """Return the Word document `data`, the file `name`. Raises StorymapError when it is none, damaged or a bomb."""
    if not data.startswith(b"PK\x03\x04"):
        raise StorymapError(Problem(name, "this is not a Word document", "save it as .docx or .md"))
    archive = ZipArchive(data, name)
    parts = [part for part in archive.names if _PARTS.fullmatch(basename(part)) and not _NEVER.search(part)]
    if not any(part.startswith("word/") for part in parts):
        raise StorymapError(Problem(name, "this is not a Word document", "save it as .docx or .md"))
    described = {"title": "", "creator": "", "lang": ""}
    xml_parts: dict[str, bytes] = {}
    length = signs = 0
    for part in parts:
        content = archive.read(part)
        length += len(content)
        signs += content.count(b"<") + content.count(b"=")
        if length > LARGEST_WORD_XML or signs > MOST_WORD_SIGNS:
            raise StorymapError(Problem(name, "there is far more markup than in an article", "keep only the article"))
        root = _parse(content, name)
        _describe(root, basename(part), described)
        _remove_hidden(root)
        xml_parts[part] = tostring(root, encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as smaller:
        for part, content in xml_parts.items():
            smaller.writestr(part, content)
        for part in archive.names:
            if part.startswith(_MEDIA):
                smaller.writestr(part, archive.read(part))
    return WordPackage(packed.getvalue(), described["title"], described["creator"], described["lang"])


def _parse(content: bytes, name: str) -> Element:
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > DEEPEST_WORD:
                what = f"its parts are nested more than {DEEPEST_WORD} deep"
                raise StorymapError(Problem(name, what, "nest tables and lists less"))
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        root = None
    if root is None:
        raise StorymapError(Problem(name, "the document is damaged", "open it in Word and save it again"))
    return root


def _describe(root: Element, part: str, described: dict[str, str]) -> None:
    if part == "core.xml":
        for element in root:
            key = _local(element)
            if key in ("title", "creator"):
                described[key] = " ".join((element.text or "").split())
    elif part == "styles.xml":
        defaults = next((element for element in root if _local(element) == "docDefaults"), None)
        for element in defaults.iter() if defaults is not None else ():
            if _local(element) == "lang":
                described["lang"] = _value(element)


def _remove_hidden(root: Element) -> None:
    """Remove what Word does not show, since the library would publish it: text with the mark "hidden"."""
    for parent in root.iter():
        hidden = [child for child in parent if _is_word(child, "r") and _has_hidden_mark(child)]
        for child in hidden:
            parent.remove(child)


def _has_hidden_mark(run: Element) -> bool:
    properties = next((child for child in run if _is_word(child, "rPr")), None)
    marks = [] if properties is None else [child for child in properties if _is_word(child, "vanish")]
    return any(_value(mark).lower() not in _OFF for mark in marks)


def _is_word(element: Element, name: str) -> bool:
    return _WORD.match(element.tag) is not None and _local(element) == name


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")
