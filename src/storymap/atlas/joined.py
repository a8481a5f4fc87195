"""Places that are joined to groups, one pair after the other, as long as nothing in a group speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storymap.atlas.records import MemberKey

_Schemes = dict[str, set[str]]


class JoinedPlaces:
    """Disjoint sets of places. `identifiers` are those of each; pairs in `different` are never in one set.

    A set never has two identifiers of one gazetteer, unless a decision joined them.
    """

    def __init__(
        self, identifiers: Mapping[MemberKey, Iterable[str]], different: frozenset[frozenset[MemberKey]]
    ) -> None:
        self._different = different
        self._parent = {key: key for key in identifiers}
        self._members = {key: [key] for key in identifiers}
        self._schemes = {key: _by_scheme(written) for key, written in identifiers.items()}
        self._order = {key: at for at, key in enumerate(identifiers)}

    def root(self, key: MemberKey) -> MemberKey:
        """Return the first member of the set that a place is in."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: MemberKey, other: MemberKey, *, by_decision: bool = False) -> bool:
        """Join the sets of two places, and say whether they are in one now."""
        first, second = sorted((self.root(one), self.root(other)), key=self._order.__getitem__)
        if first == second:
            return True
        if self._are_kept_apart(first, second) or (not by_decision and self._conflict(first, second)):
            return False
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        for scheme, values in self._schemes.pop(second).items():
            self._schemes[first].setdefault(scheme, set()).update(values)
        return True

    def are_decided(self, one: MemberKey, other: MemberKey) -> bool:
        """Say whether a person said that these two, or others of their sets, are not the same."""
        return self._are_kept_apart(self.root(one), self.root(other))

    def differ_by_identifier(self, one: MemberKey, other: MemberKey) -> bool:
        """Say whether their sets have different identifiers of one gazetteer."""
        return self._conflict(self.root(one), self.root(other))

    def groups(self) -> tuple[tuple[MemberKey, ...], ...]:
        """Return the sets, each and all in the order in which the places were given."""
        order = self._order.__getitem__
        return tuple(tuple(sorted(self._members[key], key=order)) for key in sorted(self._members, key=order))

    def _are_kept_apart(self, first: MemberKey, second: MemberKey) -> bool:
        if not self._different:
            return False
        return any(frozenset((a, b)) in self._different for a in self._members[first] for b in self._members[second])

    def _conflict(self, first: MemberKey, second: MemberKey) -> bool:
        mine, theirs = self._schemes[first], self._schemes[second]
        return any(not mine[scheme] & theirs[scheme] for scheme in mine.keys() & theirs.keys())


def _by_scheme(identifiers: Iterable[str]) -> _Schemes:
    schemes: _Schemes = {}
    for identifier in identifiers:
        scheme, _, value = identifier.partition(":")
        schemes.setdefault(scheme, set()).add(value)
    return schemes
