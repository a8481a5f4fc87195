"""The fuzzer's documents: a Word document, an OpenDocument text and a book."""

from __future__ import annotations

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF = " ".join(
    [
        *(f'xmlns:{name}="{_NAMES}{name}:1.0"' for name in ("office", "text", "table", "style", "meta")),
        f'xmlns:draw="{_NAMES}drawing:1.0" xmlns:fo="{_NAMES}xsl-fo-compatible:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def word_members() -> dict[str, bytes]:
    """Return the parts of a Word document."""
    text = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:b/><w:lang w:val="es"/></w:rPr><w:t>In Alpha</w:t></w:r><w:del><w:r>'
        '<w:delText>no</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Beta</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in ("footnotes", "styles")
    )
    written = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {_WORD}><w:body>{text}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/styles.xml": (
            f'<w:styles {_WORD}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
            "</w:styles>"
        ),
        "word/footnotes.xml": (
            f'<w:footnotes {_WORD}><w:footnote w:id="1"><w:p><w:r><w:t>Gamma</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>"
        ),
    }
    return {name: content.encode() for name, content in written.items()}


def open_document_members(picture: bytes) -> dict[str, bytes]:
    """Return the parts of an OpenDocument text."""
    text = (
        '<text:p text:style-name="Title">The bridge</text:p><text:tracked-changes><text:changed-region text:id="a">'
        "<text:deletion><text:p>no</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>In <text:span text:style-name="B">Alpha</text:span><text:s text:c="2"/><text:change-start '
        'text:change-id="a"/>no<text:change-end text:change-id="a"/><text:a xlink:href="https://example.org">it</text:a>'
        "<text:note><text:note-body><text:p>Gamma</text:p></text:note-body></text:note><draw:frame><draw:text-box>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>Beta</text:p></draw:text-box>'
        "</draw:frame></text:p>"
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list><table:table><table:table-row "
        'table:number-rows-repeated="2"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{text}</office:text></office:body></office:document-content>"
    )
    meta = f"<office:document-meta {_ODF}><office:meta><dc:title>T</dc:title></office:meta></office:document-meta>"
    kind = b"application/vnd.oasis.opendocument.text"
    return {"mimetype": kind, "content.xml": content.encode(), "meta.xml": meta.encode(), "Pictures/a.png": picture}


def book_members(picture: bytes) -> dict[str, bytes]:
    """Return the parts of a book."""
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The bridge</dc:title><dc:language>en'
        '</dc:language></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/></head><body><h1>The bridge</h1>'
        '<p>In <a id="p"/>Alpha, <a href="b.xhtml#c">there</a>.</p><img src="a%20b.png" alt="A boat"/></body></html>'
    )
    container = '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    written = {"META-INF/container.xml": container, "O/p.opf": package, "O/a.xhtml": page}
    return {"O/a b.png": picture} | {name: content.encode() for name, content in written.items()}
