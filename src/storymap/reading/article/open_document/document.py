"""An OpenDocument text (.odt) as HTML, the front matter typed at its top, and its pictures."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_PICTURES
from storymap.reading.article.documents.document_language import marked_language
from storymap.reading.article.documents.document_parts import DocumentParts
from storymap.reading.article.documents.packed_document import PackedDocument, take_subtitle
from storymap.reading.article.documents.typed_front_matter import split_front_matter
from storymap.reading.article.open_document.block_markup import BlockWriter
from storymap.reading.article.open_document.styles import StyleSheet
from storymap.reading.media.images import sniff
from storymap.reading.xml_elements import elements, local_name

_KIND = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_MOST_FORMATS = 3


def read_open_document(data: bytes, name: str) -> PackedDocument:
    """Return the OpenDocument text `data`, the file `name`, without comments, deletions and hidden text.

    Raises StorymapError when it is none, has a password, is damaged, or is far larger than an article.
    """
    parts = DocumentParts(data, name, "an OpenDocument text", ".odt, .docx or .md")
    if "content.xml" not in parts.names or not _is_text(parts):
        raise parts.refusal()
    if _MANIFEST in parts.names and b"encryption-data" in parts.text(_MANIFEST):
        raise StorymapError(Problem(name, "the document has a password", "save it without one"))
    content = parts.xml("content.xml")
    roots = [parts.xml("styles.xml"), content] if "styles.xml" in parts.names else [content]
    styles = StyleSheet(roots)
    pictures: dict[str, bytes] = {}
    writer = BlockWriter(styles, lambda sources: _keep_picture(sources, parts, pictures))
    text = next((child for body in elements(content, "body") for child in body if local_name(child) == "text"), None)
    if text is None:
        raise parts.refusal()
    front, markup = split_front_matter(writer.write(text))
    subtitle, source = take_subtitle(markup)
    described = _properties(parts.xml("meta.xml")) if "meta.xml" in parts.names else {}
    return PackedDocument(
        source,
        front,
        pictures,
        title=described.get("title", ""),
        subtitle=subtitle,
        authors=(described.get("initial-creator", "") or described.get("creator", ""),),
        language=marked_language(writer.letters, writer.letters.total()),
        program_language=styles.program_language or described.get("language", ""),
    )


def _is_text(parts: DocumentParts) -> bool:
    return "mimetype" not in parts.names or parts.text("mimetype").startswith(_KIND)


def _properties(root: Element) -> dict[str, str]:
    properties: dict[str, str] = {}
    for element in elements(root, "meta"):
        properties |= {local_name(child): child.text or "" for child in element}
    return properties


def _keep_picture(sources: list[str], parts: DocumentParts, pictures: dict[str, bytes]) -> str:
    """Keep the first of `sources`, the same picture in several formats, that browsers show; return its name."""
    known = [path for source in sources if (path := source.removeprefix("./")) in parts.names][:_MOST_FORMATS]
    kept = next((path for path in known if path in pictures), "")
    if kept or not known or len(pictures) >= MOST_PICTURES:
        return kept or sources[0]
    contents = {path: parts.read(path) for path in known}
    chosen = next((path for path, content in contents.items() if sniff(content)), known[0])
    pictures[chosen] = contents[chosen]
    return chosen
