"""BibTeX: a record of the story, in UTF-8, for BibTeX and biblatex."""

from __future__ import annotations

import re
from typing import Final

from storymap.exchange.exporters.bibliographic_record import bibliographic_record
from storymap.exchange.report import Report
from storymap.exchange.shared_story import SharedStory
from storymap.reading.slugs import slugify
from storymap.reading.text import normalise, one_line

LABEL: Final = "BibTeX"
ENDING: Final = ".bib"

_SPECIAL = re.compile(r"[\\{}#$%&_^~]")
_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # A brace alone would end the field, whatever stands before it.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
# A person: two to four words, each with a capital. Anybody else is one name, which no style may take apart.
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|del|della|der|den|di|du|la|van|von|y)){1,4}")


def write(story: SharedStory, report: Report) -> bytes:
    """Return the record; what means something to TeX is escaped."""
    record = bibliographic_record(story, report)
    names = [escaped(name) if _PERSON.fullmatch(name) else f"{{{escaped(name)}}}" for name in record.authors]
    fields = {
        "title": f"{{{escaped(record.title)}}}",
        "author": " and ".join(names),
        "year": record.year,
        "date": record.date,
        "url": _address(record.addresses[0]) if record.addresses else "",
        "publisher": escaped(record.publisher),
        "language": escaped(record.language),
        "abstract": escaped(record.subtitle),
        "keywords": ", ".join(f"{{{escaped(place)}}}" if "," in place else escaped(place) for place in record.places),
        "note": f"Date: {escaped(record.written_date)}" if record.written_date else "",
    }
    key = "-".join(filter(None, (slugify(record.title)[:40].strip("-"), record.year)))
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}\n}}\n".encode()


def escaped(text: str) -> str:
    """Return text, on one line, as it stands in a field: signs of TeX with a backslash, or by their names."""
    return _SPECIAL.sub(lambda sign: _ESCAPES.get(sign[0], f"\\{sign[0]}"), one_line(normalise(text)))


def _address(url: str) -> str:
    """Return an address, which TeX reads as it is, without the braces that would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
