"""Small spreadsheets for tests, written as Excel and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
# The styles 0 to 3: plain, a built-in date, a date of one's own, and metres, which are no date.
_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\. mmmm yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="165" formatCode=\'0.0" m"\'/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of `parts`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx(
    *sheets: str, names: Sequence[str] = (), texts: Sequence[str] = (), after: str = "", hidden: int = 0, pr: str = ""
) -> bytes:
    """Return a workbook of sheets, each the XML of its rows; the first `hidden` are that. `after` follows the rows."""
    listed, relations, parts = "", "", {}
    for number, rows in enumerate(sheets, 1):
        name = names[number - 1] if names else f"Sheet{number}"
        state = ' state="hidden"' if number <= hidden else ""
        listed += f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>'
        relations += f'<Relationship Id="rId{number}" Type="{_TYPE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"
        )
    relations += f'<Relationship Id="s" Type="{_TYPE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    relations += f'<Relationship Id="t" Type="{_TYPE}/styles" Target="styles.xml"/>'
    shared = "".join(text if text.startswith("<si>") else f"<si><t>{escape(text)}</t></si>" for text in texts)
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{_TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_TYPE}"><workbookPr {pr}/><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/sharedStrings.xml": f"<sst {_MAIN}>{shared}</sst>",
            "xl/styles.xml": f"<styleSheet {_MAIN}>{_STYLES}</styleSheet>",
            **parts,
        }
    )


def row(number: int, *cells: object, start: str = "A") -> str:
    """Return a row of Excel: texts within their cells, numbers, and XML of cells as it is."""
    written = ""
    for offset, cell in enumerate(cells):
        at = f"{chr(ord(start) + offset)}{number}"
        if isinstance(cell, str) and cell.startswith("<c"):
            written += cell.replace("<c", f'<c r="{at}"', 1)
        elif isinstance(cell, str):
            written += f'<c r="{at}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""
        else:
            written += f'<c r="{at}"><v>{cell}</v></c>'
    return f'<row r="{number}">{written}</row>'


def ods(*tables: str, manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet of tables, each the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{prefix}="{_OFFICE}:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
    )
    body = "".join(f'<table:table table:name="Table {n}">{rows}</table:table>' for n, rows in enumerate(tables, 1))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def ods_row(*cells: object, repeated: int = 1) -> str:
    """Return a row of OpenDocument: texts, numbers, None for a blank cell, and XML of cells as it is."""
    written = ""
    for cell in cells:
        if cell is None:
            written += "<table:table-cell/>"
        elif isinstance(cell, str) and cell.startswith("<"):
            written += cell
        elif isinstance(cell, str):
            written += (
                f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            )
        else:
            written += f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>≈</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'
