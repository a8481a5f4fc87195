"""Names of places that lie in the names of streets and buildings: these are not meant there.

"Toulouse" on the map would be tied to "rue de Toulouse" in the text, because `build` knows nothing of streets that are
not in the places file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from storymap.folding.for_matching import fold_name
from storymap.geoparsing.suggestions import Suggestion

_MOST_PHRASES = 10  # to ignore, of one suggestion
_LONGEST = 6  # words of a name
_MOST_LETTERS = 16  # of a phrase without blanks


def ignoring_sites(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Return the suggestions, those with a place ignoring the longer names of what has no location."""
    named: dict[str, list[int]] = defaultdict(list)
    for number, suggestion in enumerate(suggestions):
        if suggestion.places:
            for name in (suggestion.name, *suggestion.aliases):
                named[fold_name(name).strip()].append(number)
    phrases: dict[int, list[str]] = defaultdict(list)
    for site in (suggestion for suggestion in suggestions if suggestion.status == "apart"):
        for phrase in (site.name, *site.aliases):
            for number in dict.fromkeys(number for part in _parts(phrase) for number in named.get(part, ())):
                phrases[number].append(phrase)
    return [
        replace(suggestion, ignore=tuple(dict.fromkeys((*suggestion.ignore, *phrases[number])))[:_MOST_PHRASES])
        if number in phrases
        else suggestion
        for number, suggestion in enumerate(suggestions)
    ]


def _parts(phrase: str) -> set[str]:
    """Return the shorter names that may be in a phrase, folded: words of it, or letters where it has no blanks."""
    folded = fold_name(phrase).strip()
    words = folded.split()
    if len(words) == 1 and folded[:1].lower() == folded[:1].upper():
        letters = folded[:_MOST_LETTERS]
        return {letters[a:b] for a in range(len(letters)) for b in range(a + 2, len(letters) + 1)} - {folded}
    count = len(words)
    return {" ".join(words[a:b]) for a in range(count) for b in range(a + 1, min(count, a + _LONGEST) + 1)} - {folded}
