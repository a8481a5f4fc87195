"""XML of other programs, parsed without document types and entities."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_XML_COMMAS, MOST_XML_TAGS
from storymap.reading.xml_elements import local_name


def parse_xml(data: bytes, name: str, kind: str) -> Element:
    """Return the root element of `data`, which must be of `kind`, such as "kml". Raises StorymapError."""
    if data.count(b"<") + data.count(b"=") > MOST_XML_TAGS or data.count(b",") > MOST_XML_COMMAS:
        raise StorymapError(Problem(name, "it has millions of elements or coordinates", "use a smaller one"))
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        what = "it has a document type or entities, which are not read"
        raise StorymapError(Problem(name, what, "remove the DOCTYPE")) from None
    except ParseError as error:
        line, column = error.position
        where = f"{name}, line {line}, column {column + 1}"
        what = f"this is not well-formed XML ({str(error).partition(':')[0]})"
        raise StorymapError(Problem(where, what, "save or download it again")) from None
    except (ValueError, LookupError):
        raise StorymapError(Problem(name, "its encoding is not known", "save it as UTF-8")) from None
    if local_name(root) != kind:
        what = f"this is XML, but not {kind.upper()} (it begins with <{local_name(root)}>)"
        raise StorymapError(Problem(name, what, f"export it as {kind.upper()} or GeoJSON"))
    return root
