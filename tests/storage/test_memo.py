"""A memo keeps what was asked for last, and never more than it may."""

from __future__ import annotations

from storymap.storage.memo import Memo, ObjectMemo, kept


def never() -> str:
    raise AssertionError("it was kept, and is made again")


def test_a_result_is_made_once() -> None:
    memo: Memo[str] = Memo(2)
    assert memo.get("a", lambda: "made") == "made"
    assert memo.get("a", never) == "made"
    assert memo.find("b") is None


def test_what_was_not_asked_for_for_longest_is_forgotten() -> None:
    memo: Memo[str] = Memo(2)
    for key in "ab":
        memo.keep(key, key)
    memo.get("a", never)
    memo.keep("c", "c")
    assert (memo.find("a"), memo.find("b"), memo.find("c"), len(memo)) == ("a", None, "c", 2)


def test_all_together_are_no_larger_than_it_may_be() -> None:
    memo: Memo[bytes] = Memo(10, 100, len)
    memo.keep("a", bytes(60))
    memo.keep("a", bytes(50))
    memo.keep("b", bytes(50))
    assert len(memo) == 2
    memo.keep("c", bytes(1))
    assert (memo.find("a"), memo.find("b"), memo.find("c")) == (None, bytes(50), bytes(1))
    memo.keep("d", bytes(101))
    assert len(memo) == 0
    memo.keep("e", bytes(100))
    assert memo.find("e") == bytes(100)
    memo.clear()
    assert len(memo) == 0


def test_without_a_memo_everything_is_made() -> None:
    memo: Memo[str] = Memo(2)
    assert kept(None, "a", lambda: "made") == "made"
    assert kept(memo, "a", lambda: "kept") == "kept"
    assert kept(memo, "a", never) == "kept"


def test_what_follows_from_an_object_is_made_once_for_it_and_not_for_its_equal() -> None:
    made: list[tuple[int, ...]] = []

    def total(of: tuple[int, ...]) -> int:
        made.append(of)
        return sum(of)

    memo = ObjectMemo(total, 2)
    one, equal = (tuple(range(3)) for _ in range(2))
    assert [memo(one), memo(one), memo(equal), len(made)] == [3, 3, 3, 2]
    assert len(memo) == 2
    assert [memo((4,)), len(memo)] == [4, 1]  # it was full
    assert [memo((number,)) for number in range(50)] == list(range(50))  # no id is taken for a former object's
