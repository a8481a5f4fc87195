"""A memo: the latest results of something that is worked out again and again, in memory.

It belongs to whoever builds again, and is passed on to what builds: without one nothing is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")


class Memo(Generic[T]):
    """Keeps the results that were asked for last: as many as `most`, and of a total `size` of at most `largest`.

    Several threads may ask at once; two that ask for the same may both work it out.
    """

    def __init__(self, most: int, largest: int | None = None, size: Callable[[T], int] = lambda _: 0) -> None:
        self._most = most
        self._largest = largest
        self._size = size
        self._used = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under `key`, else what `make` returns. `key` must hold all that the result depends on."""
        found = self.find(key)
        if found is not None:
            return found
        result = make()
        self.keep(key, result)
        return result

    def find(self, key: Hashable) -> T | None:
        """Return what is kept under `key`, None if nothing is."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Hashable, result: T) -> None:
        """Keep a result, and forget those that were not asked for for longest."""
        with self._lock:
            before = self._kept.pop(key, None)
            self._used -= 0 if before is None else self._size(before)
            self._kept[key] = result
            self._used += self._size(result)
            while self._kept and (len(self._kept) > self._most or (self._largest or self._used) < self._used):
                _, forgotten = self._kept.popitem(last=False)
                self._used -= self._size(forgotten)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._used = 0


class Same(Generic[S]):
    """A key that stands for one object, and is equal for no other one: what is kept under it keeps the object, too.

    The object is not to be changed.
    """

    __slots__ = ("of",)

    def __init__(self, of: S) -> None:
        self.of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.of is other.of

    def __hash__(self) -> int:
        return id(self.of)


class ObjectMemo(Generic[S, T]):
    """Keeps what `make` returns of objects that are not changed, by which object it is: a look-up hashes nothing.

    Of more than `most` objects it forgets all, and begins anew. What is kept holds its object, so that no other one
    can have the same id.
    """

    __slots__ = ("_kept", "_make", "_most")

    def __init__(self, make: Callable[[S], T], most: int) -> None:
        self._make = make
        self._most = most
        self._kept: dict[int, tuple[S, T]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def __call__(self, of: S) -> T:
        """Return what `make` returns of an object."""
        found = self._kept.get(id(of))
        if found is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            found = self._kept[id(of)] = of, self._make(of)
        return found[1]


def kept_of(memo: Memo[Any] | None, of: S, make: Callable[[S], T]) -> T:
    """Return what `make` returns of an object that is not changed, from a memo if it has that of the same object."""
    return make(of) if memo is None else memo.get((make, Same(of)), lambda: make(of))


def kept(memo: Memo[Any] | None, key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` returns, from a memo if there is one that has it."""
    return make() if memo is None else memo.get(key, make)
