"""Commands that change the places."""

from __future__ import annotations

from storymap.editing.article.layer_names import refuse_named_layer, rename_in_views
from storymap.editing.edit import Edit
from storymap.editing.places.features import add_features, locate, new_feature, remove_feature
from storymap.editing.places.geometry import set_geometry
from storymap.editing.places.layers import arrange_layers, layer_name, rename_layer
from storymap.editing.places.members import change_members
from storymap.errors import PlacesError, Problem
from storymap.gazetteer.entries import GazetteerEntry
from storymap.gazetteer.name_keys import name_key
from storymap.limits import LONGEST_NAME, MOST_ALIASES
from storymap.reading.places.suggestion_members import names_in_features
from storymap.reading.text import name_line
from storymap.server.contract.commands import (
    AddPlace,
    ArrangeLayers,
    ChangePlace,
    DeletePlace,
    IgnoreWords,
    LocatePlace,
    MovePlace,
    RenameLayer,
)
from storymap.server.sitting.commands.work import Rows, Work, geometry, members, whole
from storymap.server.sitting.story_texts import Plan


def add_place(work: Work, command: AddPlace) -> Plan:
    """Add a place that the file does not have yet."""
    name = checked_name("name", command["name"])
    aliases = [checked_name("alias", alias) for alias in command["aliases"]][:MOST_ALIASES]
    layer = name_line(command["layer"])[:LONGEST_NAME]
    entry = None if command["entry"] is None else entry_of(work, command["entry"])
    feature = new_feature(
        name, aliases=aliases, layer=layer, geometry=command["geometry"], entry=entry, gazetteer=work.known.gazetteer()
    )

    def planned(text: str | None) -> Edit:
        refuse_known(work, text, (name, *aliases))
        return add_features(text, [feature], name=work.known.places_name)

    return Plan(work.on_places(planned), "historyAddPlace", {"name": name})


def change_place(work: Work, command: ChangePlace) -> Plan:
    """Change members of a place; what else is written of it stays."""
    changes = command["changes"]

    def planned(text: str | None, rows: Rows) -> Edit:
        return change_members(text, rows, changes, place_id=command["place_id"], name=work.known.places_name)

    touched = members(*("image" if key in ("alt", "caption", "credit") else key for key in changes))
    meant = {key: value for key, value in changes.items() if value not in (None, "", [])}
    edit = work.on_place(command["place_id"], touched, meant, planned)
    return Plan(edit, "historyChangePlace", {"name": work.known.place_name(command["place_id"])})


def move_place(work: Work, command: MovePlace) -> Plan:
    """Put a place elsewhere."""

    def planned(text: str | None, rows: Rows) -> Edit:
        return set_geometry(work.known.collection(text), rows, command["geometry"], name=work.known.places_name)

    edit = work.on_place(command["place_id"], geometry, command["geometry"], planned)
    return Plan(edit, "historyMovePlace", {"name": work.known.place_name(command["place_id"])})


def locate_place(work: Work, command: LocatePlace) -> Plan:
    """Put a place where one of the gazetteer is."""
    entry = entry_of(work, command["entry"])

    def planned(text: str | None, rows: Rows) -> Edit:
        return locate(text, rows, entry, work.known.gazetteer(), name=work.known.places_name)

    edit = work.on_place(command["place_id"], geometry, None, planned)
    return Plan(edit, "historyLocatePlace", {"name": work.known.place_name(command["place_id"])})


def delete_place(work: Work, command: DeletePlace) -> Plan:
    """Take a place out."""

    def planned(text: str | None, rows: Rows) -> Edit:
        return remove_feature(text, rows, name=work.known.places_name)

    name = work.known.place_name(command["place_id"])
    return Plan(work.on_place(command["place_id"], whole, None, planned), "historyDeletePlace", {"name": name})


def ignore_words(work: Work, command: IgnoreWords) -> Plan:
    """Add a phrase to those that hold a place's name and do not mean it."""
    phrase = checked_name("phrase", command["phrase"])
    return Plan(
        added_to_list(work, command["place_id"], "ignore", phrase),
        "historyIgnoreWords",
        {"name": work.known.place_name(command["place_id"]), "words": phrase},
    )


def name_layer(work: Work, command: RenameLayer) -> Plan:
    """Give a layer another name, in the places and in the views of the article that name it."""
    before, name = layer_name(command["layer"]), checked_name("layer", command["name"])
    edit = work.on_places(lambda text: rename_layer(text, before, name, name=work.known.places_name))
    in_views = _renamed_in_views(work, before, name) if edit else Edit()
    return Plan(Edit.of((*in_views.replacements, *edit.replacements)), "historyRenameLayer", {"name": name})


def _renamed_in_views(work: Work, layer: str, new_name: str) -> Edit:
    """Return the edit of the article as it is now. Raises StorymapError where its views name the layer all the same."""
    source, name = work.texts.get("article"), work.known.article_name
    if source is not None:
        return rename_in_views(source, name, layer, new_name, shown=work.known.shown(source))
    refuse_named_layer(work.known.article_of(""), layer)
    return Edit()


def order_layers(work: Work, command: ArrangeLayers) -> Plan:
    """Set the order of the layers, and their colours."""
    edit = work.on_places(
        lambda text: arrange_layers(text, command["layers"], command["colours"], name=work.known.places_name)
    )
    return Plan(edit, "historyArrangeLayers")


def added_to_list(work: Work, place_id: str, member: str, words: str) -> Edit:
    """Return the edit that adds words to a list of a place's, its aliases or what is ignored."""

    def planned(text: str | None, rows: Rows) -> Edit:
        from storymap.editing.places.addressing import feature_data

        value = members(member)(feature_data(text, rows[0], work.known.places_name)).get(member)
        there = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if words in there:
            return Edit()
        changes = {member: [*(one for one in there if isinstance(one, str)), words]}
        return change_members(text, rows, changes, place_id=place_id, name=work.known.places_name)

    # Two who add to one list both have their way.
    return work.on_place(place_id, lambda _: None, None, planned)


def entry_of(work: Work, number: int) -> GazetteerEntry:
    """Return a place of the gazetteer. Raises PlacesError if there is none of this number."""
    try:
        if number < 0:
            raise IndexError
        return work.known.gazetteer().entry(number)
    except (IndexError, KeyError, ValueError):
        raise PlacesError(Problem("gazetteer", "it has no such place", "search for it again")) from None


def checked_name(where: str, written: str) -> str:
    """Return a name as files have it. Raises PlacesError for one of which nothing can be seen, or that is too long."""
    name = name_line(written)
    if not name:
        raise PlacesError(Problem(where, "nothing of it can be seen", "write a name"))
    if len(name) > LONGEST_NAME:
        raise PlacesError(Problem(where, f"it has {len(name):,} characters", f"write at most {LONGEST_NAME}"))
    return name


def refuse_known(work: Work, text: str | None, names: tuple[str, ...]) -> None:
    """Raise PlacesError if the file has a place of one of these names."""
    from storymap.editing.collection import open_text

    known = set(map(name_key, names_in_features(open_text(text, work.known.places_name).features)))
    for name in names:
        if name_key(name) in known:
            what = f'"{name}" is already there'
            raise PlacesError(Problem(work.known.places_name, what, "change it, or add another name"))
