"""Small Word documents, their parts written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="es-MX"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>"
)


def write_docx(
    path: Path,
    body: str,
    *,
    title: str = "",
    author: str = "Ana Ruiz",
    notes: str = "",
    picture: bytes = b"",
    parts: dict[str, str | bytes] | None = None,
) -> Path:
    """Write the Word document `path` with the paragraphs `body`; `parts` are more of its parts, or others."""
    links = [
        f'<Relationship Id="link" Type="{_OFFICE}/hyperlink" Target="https://example.org/report" TargetMode="External"/>',
        f'<Relationship Id="picture" Type="{_OFFICE}/image" Target="media/image1.png"/>',
        f'<Relationship Id="outside" Type="{_OFFICE}/image" Target="file:///etc/passwd" TargetMode="External"/>',
        f'<Relationship Id="notes" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>',
        f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>',
        f'<Relationship Id="comments" Type="{_OFFICE}/comments" Target="comments.xml"/>',
    ]
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relationships(
            [f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>']
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(links),
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{_STYLES}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_NAMESPACES}>{notes}</w:footnotes>",
        "word/comments.xml": f'<w:comments {_NAMESPACES}><w:comment w:id="1">{p("Is this true?")}</w:comment></w:comments>',
        "docProps/core.xml": _CORE.format(title=title, author=author),
    }
    if picture:
        written["word/media/image1.png"] = picture
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (written | (parts or {})).items():
            archive.writestr(name, content)
    return path


def p(text: str, style: str = "") -> str:
    """Return a paragraph of one run."""
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}{run(text)}</w:p>"


def run(text: str, marks: str = "") -> str:
    """Return a run with the properties `marks`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def drawing(relationship: str, description: str, link: str = "embed") -> str:
    """Return a paragraph with a picture."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{link}="{relationship}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _relationships(items: list[str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(items)}</Relationships>'
