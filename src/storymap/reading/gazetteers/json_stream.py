"""Objects of a large JSON text, one after the other: a line each (RFC 8142 and others), or the members of one list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from storymap.errors import PlacesError, Problem
from storymap.limits import LARGEST_GAZETTEER_TEXT, LONGEST_GAZETTEER_LINE
from storymap.reading.gazetteers.streams import dump_lines
from storymap.reading.long_numbers import LONG_NUMBER, is_long_number

_CHUNK = 1 << 20  # bytes
_BETWEEN = re.compile(r"[\s,\x1e]*")
_LISTS = re.compile(r'"(?:@graph|features)"\s*:\s*\[|\A\s*\[')


def objects_by_line(stream: IO[bytes], where: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a text that has one a line. Raises PlacesError at a line that is none."""
    for number, line in enumerate(dump_lines(stream, where), 1):
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip(" \t\r\n\x1e")
        if not text:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            at = f"{where}, line {number}"
            if is_long_number(error):
                raise PlacesError(Problem(at, LONG_NUMBER, "shorten it")) from None
            raise PlacesError(Problem(at, "this is no JSON", "write one GeoJSON feature a line")) from None
        if isinstance(value, dict):
            yield value


def objects_of_list(stream: IO[bytes], where: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of the list "@graph" or "features" of a JSON text, or of a bare list.

    No more than the longest object is held. Raises PlacesError where the text breaks off or is no JSON.
    """
    chunks = _text_chunks(stream, where)
    held, at = _begin(chunks, where)
    decoder = json.JSONDecoder()
    number = 0
    while True:
        between = _BETWEEN.match(held, at)
        at = between.end() if between else at
        if held[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(held, at)
        except (ValueError, RecursionError) as error:
            if is_long_number(error):
                raise PlacesError(Problem(f"{where}, object {number + 1}", LONG_NUMBER, "shorten it")) from None
            more = "" if isinstance(error, RecursionError) else next(chunks, "")
            if not more:
                what = f"object {number + 1} of its list is cut off, or no JSON"
                raise PlacesError(Problem(where, what, "fetch it again")) from None
            end, held = at, held + more
        if end - at > LONGEST_GAZETTEER_LINE or (end == at and len(held) - at > LONGEST_GAZETTEER_LINE + _CHUNK):
            what = f"object {number + 1} of its list is larger than {LONGEST_GAZETTEER_LINE >> 20} MB"
            raise PlacesError(Problem(where, what, "leave it out"))
        if end == at:
            held, at = held[at:], 0
            continue
        at = end
        number += 1
        if isinstance(value, dict):
            yield value


def _begin(chunks: Iterator[str], where: str) -> tuple[str, int]:
    """Return the text from a place before the list on, and where in it the list's first object may begin."""
    held = ""
    while (found := _LISTS.search(held)) is None:
        more = next(chunks, "")
        if not more or len(held) > LONGEST_GAZETTEER_LINE:
            raise PlacesError(Problem(where, 'it has no list "@graph" or "features"', "use a dump as its maker has it"))
        held += more
    return held, found.end()


def _text_chunks(stream: IO[bytes], where: str) -> Iterator[str]:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    read = 0
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        if read > LARGEST_GAZETTEER_TEXT:
            what = f"it holds more than {LARGEST_GAZETTEER_TEXT >> 30} GB of text"
            raise PlacesError(Problem(where, what, "divide it"))
        yield decoder.decode(chunk)
