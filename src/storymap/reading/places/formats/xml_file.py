"""XML of other programs, parsed without document types and entities. Elements are found whatever their namespace."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_XML_COMMAS, MOST_XML_TAGS


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
    if tag(root) != kind:
        what = f"this is XML, but not {kind.upper()} (it begins with <{tag(root)}>)"
        raise StorymapError(Problem(name, what, f"export it as {kind.upper()} or GeoJSON"))
    return root


def tag(element: Element) -> str:
    """Return the name of an element without its namespace: these differ between versions, and some files have none."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of an element that have a name."""
    return (child for child in element if tag(child) == name)


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of a name that has any, or ""."""
    return next((child.text.strip() for child in children(element, name) if child.text), "")
