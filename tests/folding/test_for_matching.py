from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.folding.folded_text import FoldedText
from storymap.folding.for_matching import fold_for_matching, fold_name
from storymap.folding.long_texts import fold_long
from storymap.folding.short_texts import fold_short

# Letters of all kinds, marks that compose or are ignored, hyphens and spaces, and folds of several characters.
MIXED = "aÉßæŉͺİЙё\u0301\u0306\u3099か서\u1100\u1161京ไ๑①²½-–\n \u00a0\u00ad.,'’\ud800ｱ\U0001d400\U0001f600"


def as_data(folded: FoldedText) -> tuple[str, str, list[int], bytes]:
    return folded.original, folded.text, folded.offsets.tolist(), folded.capitals


@pytest.mark.parametrize(
    ("original", "folded", "offsets"),
    [
        ("El Paso", " el paso ", [0, 0, 1, 3, 3, 4, 5, 6, 7]),
        ("Laredo,Texas", " laredo , texas ", [0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12]),
        ("a  \u00a0\nb", " a b ", [0, 0, 5, 5, 6]),
        ("æß", " aess ", [0, 0, 0, 1, 1, 2]),
        ("e\u0301e", " ee ", [0, 0, 2, 3]),
        ("e\u00ade", " ee ", [0, 0, 2, 3]),
        ("и\u0306и", " йи ", [0, 0, 2, 3]),
        ("в京a", " в 京 a ", [0, 0, 1, 1, 2, 2, 3]),
        ("’Tis", "' tis ", [0, 1, 1, 2, 3, 4]),
        ("a-b - c-", " a b - c -", [0, 0, 2, 2, 4, 4, 6, 6, 7, 7]),
        ("\ud800", "\ufffd", [0]),
        ("", "", []),
        (" \n", " ", [0]),
        ("\u0301\u00ad", "", []),
    ],
)
def test_folds_with_the_way_back(original: str, folded: str, offsets: list[int]) -> None:
    for fold in (fold_for_matching, fold_short, fold_long):
        result = fold(original)
        assert result.text == folded
        assert result.offsets.tolist() == offsets


@settings(max_examples=400)
@given(st.one_of(st.text(), st.text(MIXED), st.text(st.characters(max_codepoint=0x3000)), st.text("aB- .\n")))
def test_a_text_is_folded_in_one_way_however_long_it_is(original: str) -> None:
    assert as_data(fold_short(original)) == as_data(fold_long(original))


def test_each_character_is_folded_in_one_way_beside_others() -> None:
    every = "".join(
        f"A{char}-b" for char in map(chr, range(0x110000)) if unicodedata.category(char) not in ("Cn", "Co")
    )
    assert as_data(fold_short(every)) == as_data(fold_long(every))


@pytest.mark.parametrize(
    "same",
    [
        ["Juárez", "Juarez", "JUÁREZ", "juárez", "Jua\u0301rez", "Ju\u00adárez", " Juárez\u200b"],
        ["Port-au-Prince", "Port au Prince", "PORT‑AU‐PRINCE", "Port\u2009au\u202fPrince"],
        ["Côte d’Ivoire", "Cote d'Ivoire", "CÔTE DʼIVOIRE", "Côte d`Ivoire", "Côte d‘Ivoire"],
        ["Łódź", "Lodz"],
        ["Ørsted", "orsted"],
        ["Æsir", "aesir"],
        ["Œuvre", "oeuvre"],
        ["Straße", "STRASSE", "STRAẞE"],
        ["ırmak", "irmak", "IRMAK", "İrmak"],
        ["Орёл", "орел"],
        ["Αθήνα", "ΑΘΗΝΑ", "αθηνα"],
        ["יְרוּשָׁלַיִם", "ירושלים"],
        ["أُردن", "اردن"],
        ["が", "か\u3099"],
        ["क़", "क\u093c", "\u0958"],
        ["서울", unicodedata.normalize("NFD", "서울")],
        ["Ｔｏｋｙｏ", "Tōkyō"],
    ],
)
def test_ways_to_write_a_name_are_one(same: list[str]) -> None:
    assert len({fold_name(name) for name in same}) == 1


@pytest.mark.parametrize(
    "different",
    [
        ["и", "й"],
        ["у", "ў"],
        ["і", "ї"],
        ["か", "が"],
        ["は", "ば", "ぱ"],
        ["क", "कि", "क्", "को"],
        ["กา", "กำ", "ก"],
        ["दिल्ली", "दिलली"],
        ["مدينة", "مدين"],
        ["El Paso", "ElPaso", "El, Paso", "El - Paso"],
        ["Route 6", "Route 66", "Route"],
    ],
)
def test_other_letters_stay_other_names(different: list[str]) -> None:
    assert len({fold_name(name) for name in different}) == len(different)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("El Paso", " el paso "),
        ("U.S.", " u . s ."),
        ("東京", "東京"),
        ("서울", " 서울"),
        ("東京 Tower", "東京 tower "),
        ("’s-Hertogenbosch", "' s hertogenbosch "),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_name_has_a_space_only_where_a_word_must_end(name: str, pattern: str) -> None:
    assert fold_name(name) == pattern


@given(st.text())
def test_offsets_rise_and_stay_in_the_text(original: str) -> None:
    folded = fold_for_matching(original)
    offsets = folded.offsets.tolist()
    assert len(offsets) == len(folded.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(original) for offset in offsets)
    assert "  " not in folded.text


@given(st.text(st.characters(codec="utf-8")))
def test_folding_twice_is_folding_once(name: str) -> None:
    once = fold_name(name)
    assert fold_name(once) == once


@given(st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Nd", "Zs", "Po"])))
def test_case_and_form_do_not_matter(name: str) -> None:
    assert fold_name(unicodedata.normalize("NFD", name)) == fold_name(unicodedata.normalize("NFC", name))
    assert fold_name(name.lower()) == fold_name(name)


def test_each_character_folds_the_same_in_every_form() -> None:
    for char in map(chr, range(0x3000)):
        forms = (unicodedata.normalize("NFC", char), unicodedata.normalize("NFD", char), char.lower(), fold_name(char))
        assert {fold_name(form) for form in forms} == {fold_name(char)}
