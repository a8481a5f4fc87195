"""One table says what fields are called: what a file is read with, and what a message takes a word for."""

from __future__ import annotations

import pytest

from storymap.reading.places.field_hints import likely_member
from storymap.reading.places.field_table import MEMBERS, NAMES, fields_of_pairs, folded, member_of
from storymap.reading.places.record_fields import FIELDS


def test_every_name_is_folded_and_means_a_member_of_a_place() -> None:
    assert set(NAMES) <= set(FIELDS)
    for member, names in NAMES.items():
        for name in names:
            assert folded(name) == name
            assert member_of(name) in (member, *list(NAMES)[: list(NAMES).index(member)])


@pytest.mark.parametrize(
    ("key", "member"),
    [("Titel", "name"), ("Descripción", "note"), ("alt_names", "aliases"), ("photo", "image"), ("комментарий", "note"), ("カテゴリ", "layer"), ("exclude", "ignore"),
     ("namme", "name"), ("population", "")],
)  # fmt: skip
def test_a_message_takes_a_word_for_what_the_table_says(key: str, member: str) -> None:
    assert likely_member(key) == member


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("name=NOM, layer = TYPE,", {"name": "NOM", "layer": "TYPE"}),
        ("", {}),
        ("name", None),
        ("name=", None),
        ("nom=NOM", None),
    ],
)
def test_pairs_are_read_or_not_understood(written: str, fields: dict[str, str] | None) -> None:
    assert fields_of_pairs(written) == fields
    assert set(fields or {}) <= set(MEMBERS)
