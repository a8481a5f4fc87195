"""Filing names: from folded names to the table in which their words are looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from storymap.matching.name_index.folding import FIRST, fold_name
from storymap.matching.name_index.name_batches import MOST_WORDS, NOTHING, UNKNOWN_RULE, FoldedNames, folded_names
from storymap.matching.name_index.ragged_arrays import pieces
from storymap.matching.name_index.rolling_hash import Hashes, HashSet, Stretches
from storymap.matching.name_index.serialization import IndexArrays, joined_texts
from storymap.matching.name_index.word_table import MOST_OF_A_HEAD, SHAPES, Flags, Letters, Numbers, narrow, shapes


def index_arrays(names: Iterable[tuple[int, str]], phrases: Iterable[tuple[int, str]]) -> IndexArrays:
    """File names and ignore phrases, which are pairs of a place's number and a string."""
    owners, strings = _columns(names)
    filing = Filing()
    others: dict[str, list[int]] = {}  # names by pattern
    for first, some in folded_names(strings):
        has_word = filing.add(first, some)
        for number in np.flatnonzero(some.usable & ~has_word).tolist():
            others.setdefault(some.pattern(number), []).append(first + number)
    filed = filing.table()
    for row in filed.crowded.tolist():
        others.setdefault(fold_name(strings[row].replace(NOTHING, " ")), []).append(row)
    rows = np.concatenate([filed.rows, *(np.array(same, np.intp) for same in others.values())])
    sizes = np.append(np.diff(filed.row_starts), [len(same) for same in others.values()]).astype(np.intp)
    masks = np.append(filed.masks, np.full(len(others), UNKNOWN_RULE, np.uint16))

    phrase_owners, phrase_strings = _columns(phrases)
    ignoring: dict[str, list[int]] = {pattern: [] for pattern in others}  # places by phrase
    for first, some in folded_names(phrase_strings):
        for number in np.flatnonzero(some.usable).tolist():
            # No space at the end: "Sinaloa cartel" speaks for "Sinaloa cartels" too.
            ignoring.setdefault(some.pattern(number).rstrip(" "), []).append(phrase_owners[first + number])
    # Only names of which the rule is not known yet are asked for again.
    unknown = np.repeat(masks == UNKNOWN_RULE, sizes)
    kept = [strings[row].replace(NOTHING, " ") for row in rows[unknown].tolist()]
    return IndexArrays(
        **filed.table,
        owners=np.array(owners, np.uint32)[rows],
        row_starts=_starts(sizes),
        masks=masks,
        **joined_texts("name", kept, unknown),
        **joined_texts("string", list(ignoring), np.ones(len(ignoring), np.bool_)),
        phrase_owners=np.array([owner for owners in ignoring.values() for owner in owners], np.uint32),
        phrase_starts=_starts(np.array([len(owners) for owners in ignoring.values()], np.intp)),
    )


def _columns(pairs: Iterable[tuple[int, str]]) -> tuple[list[int], list[str]]:
    numbers, strings = [], []
    for number, string in pairs:
        numbers.append(number)
        strings.append(string)
    return numbers, strings


def _starts(sizes: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    return np.append(0, np.cumsum(sizes, dtype=np.intp)).astype(np.uint32)


class _Cards(NamedTuple):
    """What is known of each name that has a word: one entry of each array."""

    rows: npt.NDArray[Any]  # intp
    heads: npt.NDArray[Any]  # uint64
    wholes: npt.NDArray[Any]  # uint64
    lengths: npt.NDArray[Any]  # uint16
    before: npt.NDArray[Any]  # uint16
    closed: npt.NDArray[Any]  # bool
    masks: npt.NDArray[Any]  # uint16

    def at(self, numbers: Numbers | Flags) -> _Cards:
        return _Cards(*(values[numbers] for values in self))


class Filed(NamedTuple):
    """The arrays of a table of words, the names of each of its patterns, and what would not go into it.

    Pattern p has the names `rows[row_starts[p] : row_starts[p + 1]]`, by number, and the case rule `masks[p]`. The
    names `crowded` share a head with too many.
    """

    table: dict[str, npt.NDArray[Any]]
    rows: Numbers
    row_starts: Numbers
    masks: npt.NDArray[np.uint16]
    crowded: Numbers


class Filing:
    """Collects folded names, batch by batch, and makes the table of them."""

    def __init__(self) -> None:
        self._cards = [_Cards(*(np.empty(0, kind) for kind in ("p", "u8", "u8", "u2", "u2", "?", "u2")))]
        self._letters: list[Letters] = [np.empty(0, np.uint32)]
        self._longer: list[Hashes] = [np.empty(0, np.uint64)]
        self._small = np.zeros(SHAPES, np.bool_)

    def add(self, first_row: int, names: FoldedNames) -> Flags:
        """File the names that have a word, numbered from `first_row`, and say of each whether it has."""
        letters, tokens = names.folded.letters, names.folded.tokens
        anchors = names.anchors()
        # The last token is whole if it is a word; one of another kind may go on in the text.
        ends = np.where(names.closes, names.ends, names.ends - 1)
        last_is_word = names.is_word[names.ends - 1]
        has_word: Flags = names.usable & (anchors < ends) & (last_is_word == names.closes)
        numbers = np.flatnonzero(has_word)
        if not len(numbers):
            return has_word
        anchors, ends = anchors[numbers], ends[numbers]
        ends = np.minimum(ends, anchors + MOST_WORDS)
        begins, stops = names.letter_starts[numbers], names.letter_ends[numbers]
        stretches = Stretches(letters)
        cards = _Cards(
            rows=numbers + first_row,
            heads=stretches.hashes(tokens[anchors], tokens[ends]),
            wholes=stretches.hashes(begins, stops),
            lengths=(stops - begins).astype(np.uint16),
            before=(tokens[anchors] - begins).astype(np.uint16),
            closed=names.closes[numbers],
            masks=names.masks(stretches)[numbers],
        )
        self._cards.append(cards)
        copies = letters[pieces(begins, stops - begins)]
        firsts = np.cumsum(stops - begins) - (stops - begins)
        copies[firsts] &= np.where(names.opens[numbers], 0xFFFFFFFF, FIRST - 1).astype(np.uint32)
        self._letters.append(copies)
        for length in range(1, MOST_WORDS):
            longer = anchors[ends - anchors > length]
            if not len(longer):
                break
            self._longer.append(stretches.hashes(tokens[longer], tokens[longer + length]))
        small = anchors[~names.always_capital(numbers, anchors, stretches)]
        self._small[shapes(names.folded, 0, len(tokens) - 1)[small]] = True
        return has_word

    def table(self) -> Filed:
        """Return the table of all that was filed."""
        cards = _Cards(*map(np.concatenate, zip(*self._cards, strict=True)))
        letters = np.concatenate(self._letters)
        begins = np.cumsum(cards.lengths, dtype=np.intp) - cards.lengths
        order = np.lexsort((cards.wholes, cards.heads))
        same, unlike = _same_as_before(cards.at(order), begins[order], letters)
        if unlike.any():
            # Two names have the same hash: only their letters can tell them apart.
            order = np.array(sorted(order.tolist(), key=_letters_of(cards, begins, letters)), np.intp)
            same, _ = _same_as_before(cards.at(order), begins[order], letters)
        cards, begins = cards.at(order), begins[order]
        new = np.flatnonzero(~same)
        _, numbers, counts = np.unique(cards.heads[new], return_inverse=True, return_counts=True)
        crowded = (counts > MOST_OF_A_HEAD)[numbers]
        of_crowded = np.repeat(crowded, np.diff(np.append(new, len(same))))
        kept = cards.at(~of_crowded)
        patterns = cards.at(new[~crowded])
        table = {
            "heads": patterns.heads,
            "letters": narrow(letters[pieces(begins[new[~crowded]], patterns.lengths)]),
            "begins": _starts(patterns.lengths),
            "before": patterns.before,
            "closed": patterns.closed,
            "longer": HashSet.of(np.unique(np.concatenate(self._longer))).bits,
            "small": self._small,
        }
        row_starts = np.append(np.flatnonzero(~same[~of_crowded]), len(kept.rows))
        masks = np.full(len(patterns.rows), UNKNOWN_RULE, np.uint16)
        if len(masks):
            same_rule = np.minimum.reduceat(kept.masks, row_starts[:-1])
            masks = np.where(same_rule == np.maximum.reduceat(kept.masks, row_starts[:-1]), same_rule, masks)
        return Filed(table, kept.rows, row_starts, masks, np.sort(cards.rows[of_crowded]))


def _same_as_before(cards: _Cards, begins: Numbers, letters: Letters) -> tuple[Flags, Flags]:
    """Say of each card whether it has the hashes of the one before and is the same; and whether it is another."""
    alike = np.zeros(len(cards.rows), np.bool_)
    alike[1:] = (cards.heads[1:] == cards.heads[:-1]) & (cards.wholes[1:] == cards.wholes[:-1])
    same = alike.copy()
    same[1:] &= cards.lengths[1:] == cards.lengths[:-1]
    numbers = np.flatnonzero(same)
    if len(numbers):
        lengths = cards.lengths[numbers].astype(np.intp)
        equal = letters[pieces(begins[numbers], lengths)] == letters[pieces(begins[numbers - 1], lengths)]
        same[numbers] = np.logical_and.reduceat(equal, np.cumsum(lengths) - lengths)
    return same, alike & ~same


def _letters_of(cards: _Cards, begins: Numbers, letters: Letters) -> Callable[[int], tuple[int, bytes, int]]:
    """Return what brings cards of one head and the same letters together, in the order in which they came."""

    def key(card: int) -> tuple[int, bytes, int]:
        own = letters[begins[card] : begins[card] + cards.lengths[card]]
        return int(cards.heads[card]), own.tobytes(), card

    return key
