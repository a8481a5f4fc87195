"""The parts of a Word document: unpacked, counted, and without what its author has hidden or struck out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from posixpath import basename
from xml.etree.ElementTree import Element, tostring

from storymap.reading.article.documents.document_language import marked_language
from storymap.reading.article.documents.document_parts import DocumentParts
from storymap.reading.xml_elements import attribute, elements, local_name

# Word reads no others for its text. Comments, and whoever wrote them, are not even unpacked.
_PARTS = re.compile(r"(?:\[Content_Types\]|document\d?|footnotes|endnotes|numbering|styles|core)\.xml|[^/]*\.rels")
_NEVER = re.compile(r"comments|people", re.IGNORECASE)
_MEDIA = "word/media/"
_WORD = re.compile(r"\{[^}]*/wordprocessingml/[^}]*\}")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word document as an archive of the parts that are read, and what its properties and styles say of it.

    `language` is what most of its text is marked as, `program_language` what its defaults say.
    """

    archive: bytes
    title: str
    author: str
    language: str
    program_language: str


def open_package(data: bytes, name: str) -> WordPackage:
    """Return the Word document `data`, the file `name`. Raises StorymapError when it is none, damaged or a bomb."""
    document = DocumentParts(data, name, "a Word document", ".docx or .md")
    parts = [part for part in document.names if _PARTS.fullmatch(basename(part)) and not _NEVER.search(part)]
    if not any(part.startswith("word/") for part in parts):
        raise document.refusal()
    described = _Described()
    xml_parts: dict[str, bytes] = {}
    for part in parts:
        root = document.xml(part)
        _describe(root, basename(part), described)
        _remove_hidden(root)
        xml_parts[part] = tostring(root, encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as smaller:
        for part, content in xml_parts.items():
            smaller.writestr(part, content)
        for part in document.names:
            if part.startswith(_MEDIA):
                smaller.writestr(part, document.read(part))
    return WordPackage(
        packed.getvalue(),
        described.title,
        described.author,
        described.marked_language(),
        described.program_language,
    )


@dataclass(slots=True)
class _Described:
    """What the parts say, as they are read one after the other."""

    title: str = ""
    author: str = ""
    program_language: str = ""
    style_languages: dict[str, str] = field(default_factory=dict)
    letters: Counter[tuple[str, str]] = field(default_factory=Counter)  # by style and language of the run

    def marked_language(self) -> str:
        marked: Counter[str] = Counter()
        for (style, language), count in self.letters.items():
            marked[language or self.style_languages.get(style, "")] += count
        del marked[""]
        return marked_language(marked, self.letters.total())


def _describe(root: Element, part: str, described: _Described) -> None:
    if part == "core.xml":
        for element in root:
            if local_name(element) == "title":
                described.title = element.text or ""
            elif local_name(element) == "creator":
                described.author = element.text or ""
    elif part == "styles.xml":
        _describe_styles(root, described)
    elif re.fullmatch(r"document\d?\.xml", part):
        for paragraph in elements(root, "p"):
            _count_letters(paragraph, described.letters)


def _describe_styles(root: Element, described: _Described) -> None:
    for element in root:
        language = next((attribute(lang, "val") for lang in elements(element, "lang")), "")
        if local_name(element) == "docDefaults":
            described.program_language = language
        elif local_name(element) == "style":
            described.style_languages[attribute(element, "styleId")] = language
            if attribute(element, "default") == "1" and attribute(element, "type") == "paragraph":
                described.style_languages[""] = language


def _count_letters(paragraph: Element, letters: Counter[tuple[str, str]]) -> None:
    """Count the letters of a paragraph by its style and the language that its runs are marked with."""
    style = next((attribute(element, "val") for element in elements(paragraph, "pStyle")), "")
    for run in elements(paragraph, "r"):
        language = next((attribute(lang, "val") for lang in elements(run, "lang")), "")
        letters[style, language] += sum(len(text.text or "") for text in elements(run, "t"))


def _remove_hidden(root: Element) -> None:
    """Remove what Word does not show, since the library would publish it: text with the mark "hidden"."""
    for parent in root.iter():
        hidden = [child for child in parent if _is_word(child, "r") and _has_hidden_mark(child)]
        for child in hidden:
            parent.remove(child)


def _has_hidden_mark(run: Element) -> bool:
    properties = next((child for child in run if _is_word(child, "rPr")), None)
    marks = [] if properties is None else [child for child in properties if _is_word(child, "vanish")]
    return any(attribute(mark, "val").lower() not in _OFF for mark in marks)


def _is_word(element: Element, name: str) -> bool:
    return _WORD.match(element.tag) is not None and local_name(element) == name
