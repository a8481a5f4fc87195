"""Features of another tool's file as places that a story can have: what is wrong in one never refuses the file.

`build` refuses a file for a link that is none; an import keeps the place, leaves out the link, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError

from storymap.errors import printable
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.report import Report
from storymap.limits import LONGEST_NAME, LONGEST_NOTE, MOST_ALIASES
from storymap.model import Image, Place
from storymap.reading.media.local_files import is_remote
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.places.place_schema import ImageRecord, PlaceRecord
from storymap.reading.places.record_fields import FIELDS, NAME_SEPARATOR
from storymap.reading.text import name_line, normalise

LONGEST_SHORT_NOTE: Final = 600
"""A note that is longer is a text: it goes into the article. Characters."""


def readable_name(value: Any) -> str:
    """Return a name as it can stand on one line of a map, cut where it is too long, "" for none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > LONGEST_NOTE:
        return ""
    return name_line(str(value))[:LONGEST_NAME].strip()


def long_note(properties: Mapping[str, Any]) -> str:
    """Return the note of a place that is too long for a popup, or ""."""
    note = properties.get("note")
    return note if isinstance(note, str) and len(note) > LONGEST_SHORT_NOTE else ""


class PlaceRecords:
    """Makes places of the properties of features; `pictures` has the files that they name."""

    def __init__(self, report: Report, pictures: PictureFiles, extra: ExtraProperties) -> None:
        self._report = report
        self._pictures = pictures
        self._extra = extra

    def place(self, name: str, properties: Mapping[str, Any], where: str) -> Place:
        """Return a place of this name, without an id and without a geometry, from properties of any kind."""
        given = {key: value for key, value in properties.items() if value is not None or key not in FIELDS}
        given = _tidied(given) | {"name": name}
        if long_note(given):
            del given["note"]
        record = self._record(given, name)
        own = {key: value for key, value in record.extra_properties.items() if key != "id"}
        return Place(
            "",
            record.name,
            None,
            aliases=tuple(alias for alias in record.aliases if alias != record.name),
            layer=record.layer,
            note=record.note,
            ignore=tuple(record.ignore),
            url=record.url,
            image=self._picture(record.image),
            zoom=record.zoom,
            properties=self._extra.clean_all(own, properties, where),
            where=where,
        )

    def _record(self, given: dict[str, Any], name: str) -> PlaceRecord:
        """Return the record; members that cannot be what they are called are left out, and reported."""
        for _ in FIELDS:
            try:
                return PlaceRecord.model_validate(given)
            except ValidationError as error:
                for key in sorted({str(one["loc"][0]) for one in error.errors(include_url=False, include_input=False)}):
                    given.pop(key, None)
                    self._report.lost(f'"{printable(key, 40)}" of places that cannot be that', example=name)
        return PlaceRecord.model_validate({"name": name})

    def _picture(self, record: ImageRecord | None) -> Image | None:
        if record is None:
            return None
        if is_remote(record.src):
            self._report.lost("pictures on the web", "save them beside the story", example=record.src)
            return None
        image = self._pictures.image(record.src, alt=record.alt, caption=record.caption, credit=record.credit)
        return image and replace(image, decorative="alt" in record.model_fields_set and not record.alt)


def _tidied(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties with their texts cut and cleaned as far as they can be, so that little has to be left out."""
    tidied = dict(given)
    if isinstance(given.get("layer"), str | int):
        tidied["layer"] = readable_name(given["layer"])
    if isinstance(given.get("note"), str):
        tidied["note"] = normalise(given["note"])
    for key in ("aliases", "ignore"):
        if key in given:
            tidied[key] = _names(given[key])
    return tidied


def _names(value: Any) -> list[str]:
    listed: Sequence[Any] = NAME_SEPARATOR.split(value) if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        return []
    return [name for one in listed if isinstance(one, str) and (name := readable_name(one))][:MOST_ALIASES]
