"""Names that differ in one letter: one too many, one too few, another one, or two exchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# Of shorter names a letter makes another word too often.
_SHORTEST = 5


def differs_in_one_letter(name: str, other: str) -> bool:
    """Say whether two names differ in one letter, and begin with the same one.

    They end with the same letter, too, unless two are exchanged: another end is another form of a name rather than a
    mistake ("Austrian", "Argentine", "Berlins").
    """
    if name[:1] != other[:1] or name == other:
        return False
    start, shorter = 0, min(len(name), len(other))
    while start < shorter and name[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and name[-1 - end] == other[-1 - end]:
        end += 1
    rest, of_other = name[start : len(name) - end], other[start : len(other) - end]
    if rest == of_other[::-1] and len(rest) == 2:
        return True
    return end > 0 and max(len(rest), len(of_other)) == 1 and _is_letter_or_blank(rest + of_other)


def _is_letter_or_blank(differing: str) -> bool:
    return differing.isalpha() or differing == " "


class OneLetterIndex:
    """Names by what is left of them without one letter, so that those nearby are found without comparing all.

    After W. Garbe's symmetric deletion, SymSpell (2012).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            if len(name.replace(" ", "")) >= _SHORTEST:
                for shorter in _without_one(name):
                    self._names.setdefault(shorter, []).append(name)

    def candidates(self, written: str) -> Iterator[str]:
        """Yield the names that may differ from `written` in one letter, some of them several times."""
        return (name for shorter in _without_one(written) for name in self._names.get(shorter, ()))


def _without_one(name: str) -> Iterator[str]:
    yield name
    for place in range(1, len(name)):
        yield name[:place] + name[place + 1 :]
