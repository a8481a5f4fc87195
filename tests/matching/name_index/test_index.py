"""The index finds what plain search finds, in every script and case, and is the same when it was kept as bytes."""

from __future__ import annotations

import dataclasses
from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storymap.matching.name_index.build import index_arrays
from storymap.matching.name_index.case_rules import case_rule
from storymap.matching.name_index.folding import FIRST, fold
from storymap.matching.name_index.index import NameIndex
from storymap.matching.name_index.name_batches import MOST_WORDS, UNKNOWN_RULE, FoldedNames
from storymap.matching.name_index.rolling_hash import HashSet, Stretches
from storymap.matching.name_index.serialization import pack_arrays, unpack_arrays
from tests.matching.name_index.plain_names import plain_names

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
    """Draw a stretch of the text, perhaps in other letters, or something else."""
    if not draw(st.integers(0, 3)):
        return draw(st.lists(WORDS, max_size=5).map("".join))
    start = draw(st.integers(0, len(text)))
    stretch = text[start : start + draw(st.integers(0, 20))]
    return draw(st.sampled_from([str, str, str.upper, str.lower, str.title]))(stretch)


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

    found = index.search(fold(text), is_free if tied else None)
    return [
        (start, end, set(owners))
        for start, end, owners in zip(found.starts.tolist(), found.ends.tolist(), found.owners, strict=True)
    ]


@settings(max_examples=400)
@given(searches())
def test_finds_what_plain_search_finds(
    search: tuple[str, list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, int]]],
) -> None:
    text, names, phrases, tied = search
    index = NameIndex(names, phrases)
    expected = plain_names(names, phrases, fold(text), tied)
    assert found_by(index, text, tied) == expected
    kept = NameIndex.from_bytes(index.to_bytes())
    assert found_by(kept, text, tied) == expected
    assert found_by(kept, text, tied) == expected  # and again, with the rules that were made


@given(searches())
def test_hashes_are_only_hints(
    search: tuple[str, list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, int]]],
) -> None:
    text, names, phrases, tied = search
    with pytest.MonkeyPatch.context() as patch:
        # Every stretch has one of four hashes.
        honest = Stretches.hashes
        patch.setattr(Stretches, "hashes", lambda *ends: honest(*ends) & np.uint64(3 << 62))
        assert found_by(NameIndex(names, phrases), text, tied) == plain_names(names, phrases, fold(text), tied)


def test_names_of_one_hash_keep_their_places_apart() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stretches, "hashes", lambda _, starts, ends: np.zeros(len(starts), np.uint64))
        index = NameIndex([(0, "Juárez"), (1, "Laredo"), (2, "Juarez"), (3, "Laredo"), (4, "El Paso")])
        assert found_by(index, "Juarez, Laredo", []) == [(0, 6, {0, 2}), (8, 14, {1, 3})]


@given(st.lists(TEXTS | st.text(max_size=30), min_size=1, max_size=6))
def test_rules_of_many_names_are_those_of_each(names: list[str]) -> None:
    folded = FoldedNames(names)
    masks = folded.masks(Stretches(folded.folded.letters))
    for name, mask in zip(names, masks.tolist(), strict=True):
        if mask != UNKNOWN_RULE:
            rule = case_rule(name.replace("\uffff", " "))
            firsts = np.flatnonzero(fold(name).letters >= FIRST).tolist()
            assert rule.exact == ""
            assert rule.capitals == tuple(firsts[word] for word in range(MOST_WORDS) if mask >> word & 1)


def test_rules_of_plain_names_are_known_at_once() -> None:
    folded = FoldedNames(
        ["Ciudad Juárez", "The Lake District", "the Lake District", "Santa Fe Bridge", "Rio de Janeiro"]
    )
    assert folded.masks(Stretches(folded.folded.letters)).tolist() == [0b11, 0b110, 0b110, 0b11, 0b101]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("the Lake District", "in the Lake District, the lake District", [(3, 20)]),
        ("\u093fक", "कि \u093fक", [(3, 5)]),
    ],
)
def test_odd_names_have_rules_too(name: str, text: str, expected: list[tuple[int, int]]) -> None:
    found = NameIndex([(0, name)]).search(fold(text))
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == expected


def test_names_of_more_words_than_are_looked_up_and_many_of_one_head() -> None:
    long = [f"Alpha {'and beta ' * 8}Gamma {number}" for number in range(30)]
    text = f"{long[3]}, {long[29]}; {long[3]} x, Alpha."
    assert found_by(NameIndex([*enumerate(long), (99, "Alpha")]), text, []) == plain_names(
        [*enumerate(long), (99, "Alpha")], [], fold(text)
    )


def test_a_set_of_hashes_leaves_nine_of_ten_others_out() -> None:
    letters = np.random.default_rng(7).integers(97, 123, 30_000, np.uint32)
    places = np.arange(len(letters) - 20)
    hashes = Stretches(letters).hashes(places, places + 20)
    known = HashSet.of(hashes[:10_000])
    assert known.may_have(hashes[:10_000]).all()
    assert known.may_have(hashes[10_000:]).mean() < 0.1


class TestKept:
    NAMES = ((0, "El Paso"), (1, "U.S."), (2, "東京"), (3, "US"), (3, "Us"), (4, "‘Amrān"), (5, "\ud800x"), (6, "Рим"))
    INDEX = NameIndex(NAMES, [(0, "El Paso Electric"), (2, "東京タワー")])
    TEXT = "In El Paso, U.S., US, Us: 東京, 東京タワー, El Paso Electrics, ’Amran, Рим."

    def test_the_same_names_are_the_same_bytes(self) -> None:
        data = self.INDEX.to_bytes()
        assert data == NameIndex(self.NAMES, [(0, "El Paso Electric"), (2, "東京タワー")]).to_bytes()
        assert data == NameIndex.from_bytes(data).to_bytes()
        found = found_by(NameIndex.from_bytes(data), self.TEXT, [])
        assert found == found_by(self.INDEX, self.TEXT, [])
        assert [owners for _, _, owners in found] == [{0}, {1}, {3}, {3}, {2}, {4}, {6}]

    def test_nothing_else_is_taken_for_an_index(self) -> None:
        data = self.INDEX.to_bytes()
        for other in (b"", b"{}", data[:-1], data[:40], data + b"\0", data[1:], b"\x80\x04K\x01."):
            with pytest.raises(ValueError, match="index of names"):
                NameIndex.from_bytes(other)

    @given(st.integers(0, 10_000), st.integers(1, 255))
    def test_one_changed_byte_is_noticed(self, place: int, change: int) -> None:
        data = bytearray(self.INDEX.to_bytes())
        data[place % len(data)] ^= change
        with pytest.raises(ValueError, match="index of names"):
            NameIndex.from_bytes(bytes(data))

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("begins", [0, 5]),
            ("begins", [0, 2**32 - 1, 3, 4, 5, 6, 7]),
            ("heads", [2, 1]),
            ("row_starts", [1000]),
            ("row_starts", []),
            ("owners", []),
            ("before", [60_000] * 7),
            ("name_starts", [0, 7, 3]),
            ("names", [0xFF] * 9),
            ("strings", []),
            ("string_starts", []),
            ("phrase_starts", [5, 6]),
            ("longer", [1, 2, 3]),
            ("longer", []),
            ("small", [True]),
            ("masks", []),
        ],
    )
    def test_arrays_that_do_not_fit_are_refused_though_the_digest_is_right(self, field: str, value: list[int]) -> None:
        arrays = index_arrays(self.NAMES, ())
        changed = dataclasses.replace(arrays, **{field: np.array(value, getattr(arrays, field).dtype)})
        with pytest.raises(ValueError, match="index of names"):
            unpack_arrays(pack_arrays(changed))

    @pytest.mark.parametrize("header", [b"[]\n", b"{}\n", b"[[1]]\n", b'[["heads","|O",1]]\n', b"\xff\n", b"no line"])
    def test_headers_of_another_kind_are_refused(self, header: bytes) -> None:
        magic = self.INDEX.to_bytes().partition(b"\n")[0] + b"\n"
        with pytest.raises(ValueError, match="index of names"):
            NameIndex.from_bytes(magic + blake2b(header, digest_size=32).digest() + header)
