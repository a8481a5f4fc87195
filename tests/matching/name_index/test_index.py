"""The index finds what plain search finds, in every script and case, whether or not it knows the words of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.folding.for_matching import fold_for_matching
from storymap.matching.name_index import possible_names as possible
from storymap.matching.name_index.index import NameIndex
from storymap.matching.name_index.possible_names import possible_names, words_of
from tests.matching.name_index.plain_names import plain_names, rule_of

PIECES = [
    *("a b the of El el Paso PASO Lake lake Valley US us U.S . U S , - — ' ’ ( ) ² 1 9th x No Ås As é É ß æ Ø ! й Й").split(),
    *("京 都 東京 서울 에서 กรุง दिल्ली ि क Бийск").split(),
    *("\u00ad", "\u0301", "\u3099", "\u200b", "\ud800", "\uffff", "\u0f43"),
]  # fmt: skip
GAPS = ["", " ", " ", " ", "-", "\n", "  ", ".", ", ", " - ", "-\n"]
WORDS = st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)).map("".join)
TEXTS = st.lists(WORDS, max_size=30).map("".join)


@st.composite
def names_in(draw: st.DrawFn, text: str) -> str:
    """Draw a part of the text, perhaps in other letters, or something else."""
    if not draw(st.integers(0, 3)):
        return draw(st.lists(WORDS, max_size=5).map("".join))
    start = draw(st.integers(0, len(text)))
    part = text[start : start + draw(st.integers(0, 20))]
    return draw(st.sampled_from([str, str, str.upper, str.lower, str.title]))(part)


@st.composite
def searches(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, int]]]:
    text = draw(TEXTS)
    pairs = st.lists(st.tuples(st.integers(0, 5), names_in(text)), max_size=12)
    phrases = draw(st.just([]) | pairs)
    starts = draw(st.lists(st.integers(0, len(text)), max_size=2))
    return text, sorted(draw(pairs), key=lambda pair: pair[0]), phrases, [(start, start + 3) for start in starts]


def found_by(index: NameIndex, text: str, tied: list[tuple[int, int]]) -> list[tuple[int, int, set[int]]]:
    def is_free(first: int, stop: int) -> bool:
        return not any(start < stop and first < end for start, end in tied)

    found = index.search(fold_for_matching(text), is_free if tied else None)
    return [(start, end, set(owners)) for start, end, owners in found]


@settings(max_examples=400)
@given(searches())
def test_finds_what_plain_search_finds(
    search: tuple[str, list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, int]]],
) -> None:
    text, names, phrases, tied = search
    folded = fold_for_matching(text)
    expected = plain_names(names, phrases, folded, tied)
    index = NameIndex(names, phrases)
    assert found_by(index, text, tied) == expected
    assert found_by(index, text, tied) == expected  # and again, with the rules that were made
    assert found_by(NameIndex(names, phrases, words_of([folded])), text, tied) == expected


def test_equal_names_keep_their_places_apart() -> None:
    index = NameIndex([(0, "Juárez"), (1, "Laredo"), (2, "Juarez"), (3, "Laredo"), (4, "El Paso")])
    assert found_by(index, "Juarez, Laredo", []) == [(0, 6, {0, 2}), (8, 14, {1, 3})]


@given(st.lists(TEXTS | st.text(max_size=30), min_size=1, max_size=6))
def test_names_folded_together_are_those_folded_one_by_one(names: list[str]) -> None:
    for name in possible_names(enumerate(names), None):
        (alone,) = possible_names([(0, names[name.owner])], None)
        assert name[1:] == alone[1:]


def test_of_many_names_only_those_are_left_whose_words_the_text_has() -> None:
    names = ["El Paso", "Paso", "Paso del", "del Norte", "Laredo", "U.S.", "U.K.", "東京", "Norte 東京", "Paso 東京"]
    words = words_of([fold_for_matching("In El Paso, del norte, U. x, S., 大東京都")])
    assert [name.written for name in possible_names(enumerate(names), words)] == [
        "El Paso", "Paso", "del Norte", "U.S.", "東京", "Norte 東京", "Paso 東京",
    ]  # fmt: skip


def test_of_many_names_only_those_are_folded_whose_first_word_the_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []
    fold = fold_for_matching
    monkeypatch.setattr(possible, "fold_for_matching", lambda text: (folded.append(text), fold(text))[1])
    names = ["El Paso", "Laredo", "del Norte", "São Paulo", "Del", "St. Ives", "EL", "Paso-Paso"]
    words = words_of([fold("In El Paso")])
    assert [name.written for name in possible_names(enumerate(names), words)] == ["El Paso", "EL"]
    assert "".join(folded).split(possible.SEPARATOR) == ["El Paso", "São Paulo", "St. Ives", "EL", "Paso-Paso"]


@pytest.mark.parametrize(
    ("name", "capitals"),
    [
        ("Ciudad Juárez", (0, 7)),
        ("The Lake District", (4, 9)),
        ("the Lake District", (4, 9)),
        ("Santa Fe Bridge", (0, 6)),
        ("Rio de Janeiro", (0, 7)),
    ],
)
def test_rules_of_plain_names(name: str, capitals: tuple[int, ...]) -> None:
    assert rule_of(name).capitals == capitals


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("the Lake District", "in the Lake District, the lake District", [(3, 20)]),
        ("\u093fक", "कि \u093fक", [(3, 5)]),
    ],
)
def test_odd_names_have_rules_too(name: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert [(start, end) for start, end, _ in NameIndex([(0, name)]).search(fold_for_matching(text))] == expected


def test_names_of_many_words_and_many_that_begin_alike() -> None:
    long = [f"Alpha {'and beta ' * 8}Gamma {number}" for number in range(30)]
    text = f"{long[3]}, {long[29]}; {long[3]} x, Alpha."
    assert found_by(NameIndex([*enumerate(long), (99, "Alpha")]), text, []) == plain_names(
        [*enumerate(long), (99, "Alpha")], [], fold_for_matching(text)
    )
