"""Set members of a place: its name, other names, layer, note, link, picture and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from storymap.editing.collection import PLACES_NAME, Collection, open_text
from storymap.editing.edit import Edit, Replacement
from storymap.editing.json_text import GONE, is_same, members_of
from storymap.editing.places.addressing import COPY_THEM, changeable_at, field_names, first_row, properties_of
from storymap.editing.places.pictures import IMAGE_MEMBERS, image_after
from storymap.errors import PlacesError, Problem, printable
from storymap.model import DEFAULT_LAYER
from storymap.reading.places.field_names import FieldNames
from storymap.reading.places.focus_properties import ROLES, SUGGESTED_ROLE
from storymap.reading.places.formats.feature import Feature, place_where
from storymap.reading.places.geojson_schema import PlaceFeature
from storymap.reading.places.ids import explicit_id
from storymap.reading.places.place_choices import AS_WRITTEN, PlaceChoices
from storymap.reading.places.validation_messages import explain_errors
from storymap.reading.text import name_line, normalise

FEATURE_ORDER: Final = ("type", "id", "properties", "geometry")
PROPERTY_ORDER: Final = ("name", "aliases", "layer", "note", "ignore", "url", "image", "zoom", "role", "weight")
"""A new member comes after those that go before it here."""
_OF_ALL_ROWS = ("name", "layer")
"""What all features of a place share, where the file has it twice."""


def change_members(
    text: str | None,
    rows: Sequence[int],
    changes: Mapping[str, Any],
    *,
    place_id: str = "",
    name: str = PLACES_NAME,
    choices: PlaceChoices = AS_WRITTEN,
) -> Edit:
    """Return the edit that sets members of a place, and takes out those that are None or empty.

    The members are name, aliases, ignore, layer, note, url, zoom, role, weight, and image, alt, caption and credit of
    its picture; an `alt` of "" says that the picture means nothing. A place whose id was made of its name keeps it when
    the name changes: `place_id` is written as its id. Raises PlacesError with all that is wrong with the values.
    """
    collection = open_text(text, name)
    first = first_row(rows, name)
    fields = field_names(collection, choices, name)
    tidy = _tidied(changes)
    replacements: list[Replacement] = []
    for row in rows:
        shared = tidy if row == first else {key: value for key, value in tidy.items() if key in _OF_ALL_ROWS}
        replacements += _changes_of_row(collection, row, shared, fields, name)
        if row == first:
            replacements += _kept_id(collection, row, tidy, fields, place_id)
    return Edit.of(replacements)


def _changes_of_row(
    collection: Collection, row: int, changes: Mapping[str, Any], fields: FieldNames, name: str
) -> Iterator[Replacement]:
    value = changeable_at(collection, row, name)
    feature = Feature("", value)
    read_as = fields.rename(feature).properties if fields else feature.properties
    _check(changes, read_as, place_where(name, f"feature {row + 1}", read_as.get("name")))
    after = _with_role(changes, read_as)
    if IMAGE_MEMBERS & changes.keys():
        after["image"] = image_after(read_as.get("image"), changes)
    written = {
        _key(fields, member, feature, name): new
        for member, new in after.items()
        if not is_same(read_as.get(member, GONE), new)
    }
    yield from set_properties(collection, row, written)


def set_properties(collection: Collection, row: int, changes: Mapping[str, Any]) -> Iterator[Replacement]:
    """Yield what sets properties of a feature, and takes out those that are GONE; objects are changed in place."""
    if not changes:
        return
    members = {member.key: member for member in members_of(collection.text, collection.items[row].start)[0]}
    found = members.get("properties")
    if found is None or not isinstance(found.value, dict):
        new = {key: value for key, value in changes.items() if value is not GONE}
        start = collection.items[row].start
        yield from collection.changes.members(start, {"properties": new}, FEATURE_ORDER)
        return
    yield from collection.changes.members(found.start, changes, PROPERTY_ORDER)


def _tidied(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes with texts as files keep them, and GONE for what is empty. What has another type stays."""
    return {member: _tidy(member, value) for member, value in changes.items()}


def _tidy(member: str, value: Any) -> Any:
    match member, value:
        case "alt", str():
            return normalise(value).strip()
        case "name", str():
            return name_line(value)
        case "layer" | "credit", str():
            value = name_line(value)
        case "aliases" | "ignore", list() if all(isinstance(one, str) for one in value):
            value = list(dict.fromkeys(line for one in value if (line := name_line(one))))
        case _, str():
            value = normalise(value).strip()
    is_default = member == "layer" and value == DEFAULT_LAYER
    return GONE if value in (None, "", []) or is_default else value


def _with_role(changes: Mapping[str, Any], read_as: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes of properties; a role that `suggest` found, too, is the author's from now on."""
    after = {member: value for member, value in changes.items() if member not in IMAGE_MEMBERS}
    if "role" in after and after["role"] == read_as.get(SUGGESTED_ROLE):
        after[SUGGESTED_ROLE] = GONE
    return after


def _key(fields: FieldNames, member: str, feature: Feature, name: str) -> str:
    key = fields.key_of(member, feature)
    if key is None:
        what = f"its {member} is read from data that has another meaning, and cannot be changed"
        raise PlacesError(Problem(name, what, COPY_THEM))
    return key


def _kept_id(
    collection: Collection, row: int, changes: Mapping[str, Any], fields: FieldNames, place_id: str
) -> Iterator[Replacement]:
    """Yield what writes the id of a place which was made of the name that changes."""
    value = collection.items[row].value
    properties = properties_of(value)
    written = value.get("id")
    if not place_id or "name" not in changes or explicit_id(properties.get("id") if written is None else written):
        return
    read_as = fields.rename(Feature("", value)).properties if fields else properties
    if changes["name"] != read_as.get("name"):
        yield from collection.changes.members(collection.items[row].start, {"id": place_id}, FEATURE_ORDER)


def _check(changes: Mapping[str, Any], read_as: Mapping[str, Any], where: str) -> None:
    """Raise PlacesError with what is wrong with the values, in the words in which a file's reader says it."""
    problems = [
        Problem(where, f'"{printable(member, 40)}" is no member that can be changed')
        for member in changes
        if member not in _MEMBERS
    ]
    given = {member: value for member, value in changes.items() if value is not GONE and member not in IMAGE_MEMBERS}
    if IMAGE_MEMBERS & changes.keys():
        after = image_after(read_as.get("image"), changes)
        given |= {} if after is GONE else {"image": after}
        if after is not GONE and "src" not in (after if isinstance(after, dict) else {"src": after}):
            problems.append(Problem(where, "there is no picture that this could be of", "give it a picture first"))
            del given["image"]
    problems += _focus_problems(given, where)
    # Of a place that is faulty elsewhere, too, only what changes is looked at.
    properties = {**given, "name": "-" if changes.get("name", GONE) is GONE else changes["name"]}
    if "name" in changes and changes["name"] in ("", GONE):
        problems.append(Problem(where, "it has no name", "write one"))
        properties["name"] = "-"
    try:
        PlaceFeature.model_validate({"type": "Feature", "geometry": None, "properties": properties})
    except ValidationError as error:
        problems += explain_errors(error, where, properties)
    if problems:
        raise PlacesError(problems)


def _focus_problems(given: Mapping[str, Any], where: str) -> Iterator[Problem]:
    role, weight = given.get("role"), given.get("weight")
    if role is not None and role not in ROLES:
        yield Problem(where, "this is no role", f"roles are {', '.join(ROLES)}")
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    if weight is not None and not (is_number and 0 <= weight <= 1):
        yield Problem(where, "this is no weight", "weights are numbers from 0 to 1")


_MEMBERS = frozenset((*PROPERTY_ORDER, *IMAGE_MEMBERS))
