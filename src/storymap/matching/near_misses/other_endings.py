"""Names with another ending than those by which `declined_forms` finds them: its rules are light."""

from __future__ import annotations

from storymap.matching.name_index.declined_forms import endings_of

_SHORTEST_STEM = 3
# "Berlins Polizei": an s makes a genitive of any name.
_WITH_GENITIVE = frozenset({"de", "sv", "da", "no", "nb", "nn"})
_SHORTEST_WITH_GENITIVE = 4
_LONGEST_ENDING = 2  # of a name by itself


def may_have_endings(language: str) -> bool:
    """Say whether a language gives endings to names."""
    return _has_genitive(language) or bool(endings_of(language))


def has_other_ending(name: str, written: str, language: str) -> bool:
    """Say whether `written` is `name` with other endings of a language that gives some; both are folded."""
    if _has_genitive(language):
        return written == f"{name}s" and len(name) >= _SHORTEST_WITH_GENITIVE
    endings = endings_of(language)
    words, others = name.split(" "), written.split(" ")
    return (
        len(words) == len(others)
        and name != written
        and all(word == other or _is_form(word, other, endings) for word, other in zip(words, others, strict=True))
    )


def _has_genitive(language: str) -> bool:
    return language.partition("-")[0].lower() in _WITH_GENITIVE


def _is_form(word: str, other: str, endings: frozenset[str]) -> bool:
    """Say whether two words have a stem in common, and the second one an ending of the language after it."""
    shared = 0
    for letter, same in zip(word, other, strict=False):
        if letter != same:
            break
        shared += 1
    # What is a part of the stem by chance may be the ending's, too.
    return any(
        other[stem:] in endings and len(word) - stem <= _LONGEST_ENDING
        for stem in range(max(_SHORTEST_STEM, shared - 1), shared + 1)
    )
