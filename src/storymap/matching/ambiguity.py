"""Names that two places share: such a name is a mention of neither, and there is one warning of it."""

from __future__ import annotations

from storymap.errors import Problem
from storymap.folding.for_matching import fold_name
from storymap.limits import MOST_LISTED
from storymap.matching.one_line import on_one_line
from storymap.matching.place_names import PlaceNames
from storymap.matching.searchable_text import position
from storymap.model import Article

# What is written there as a link of Markdown is text, or nobody writes there.
_WITHOUT_LINKS = (".txt", ".docx", ".odt", ".epub", ".mhtml", ".mht", ".zip")


class AmbiguousNames:
    """Collects the ambiguous names of an article as they are met."""

    def __init__(self, article: Article, places: PlaceNames) -> None:
        self._article = article
        self._places = places
        self._first: dict[str, tuple[int, str, tuple[int, ...]]] = {}
        self._seen: set[str] = set()

    def add(self, block: int, start: int, end: int, owners: tuple[int, ...]) -> None:
        """Note that `text[start:end]` of a block may mean any of several places (by number, at most six)."""
        words = on_one_line(self._article.blocks[block].text[start:end])
        if words not in self._seen:
            self._seen.add(words)
            self._first.setdefault(fold_name(words), (block, words, owners))

    @property
    def place_ids(self) -> set[str]:
        """The places that some ambiguous name may have meant."""
        numbers = {owner for _, _, owners in self._first.values() for owner in owners}
        return {str(self._places.ids[number]) for number in numbers}

    def problems(self) -> list[Problem]:
        """Return a warning for each of the first 500 names, in reading order, and one for the rest."""
        first = sorted(self._first.values())
        warnings = [self._problem(*occurrence) for occurrence in first[:MOST_LISTED]]
        if len(first) > MOST_LISTED:
            rest = len(first) - MOST_LISTED
            warnings.append(
                Problem(self._article.name, f"{rest} more names belong to several places", severity="warning")
            )
        return warnings

    def _problem(self, block: int, words: str, owners: tuple[int, ...]) -> Problem:
        ids = [str(self._places.ids[owner]) for owner in owners]
        wheres = [self._places.wheres[owner] for owner in owners]
        meanings = [f"{name} ({where})" if where else name for name, where in zip(ids, wheres, strict=True)]
        owner = "neither" if len(ids) == 2 else "none of them"
        return Problem(
            position(self._article, block),
            f'"{words}" may be {" or ".join(meanings)}; it was tied to {owner}',
            self._remedy(words, ids[0]),
            "warning",
        )

    def _remedy(self, words: str, place_id: str) -> str:
        if self._article.name.lower().endswith(_WITHOUT_LINKS):
            return "give one of them another name"
        return f"write [{words}](place:{place_id}) in the article, or give one of them another name"
