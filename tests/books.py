"""Long books of invented words and places. The same arguments give the same book."""

from __future__ import annotations

import json
import random
from itertools import accumulate
from pathlib import Path

_ONSETS = "b br ch d dr f g gl h k l m n p pr r s sh st t tr v w z".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = ["", "", "l", "n", "r", "s", "th", "m"]
_LAYERS = ("Towns", "Rivers", "Hills", "Houses")
# Every so many paragraphs a chapter begins, and somebody speaks.
_CHAPTER, _SPEECH = 40, 7


def write_book(folder: Path, *, paragraphs: int, places: int, sentences: int = 3) -> Path:
    """Write story.md and places.geojson into `folder`, and return the path of the article.

    Every paragraph names a place, about two thirds a second one; the first place is named far more often than the
    last, as in a true book. A paragraph of three sentences has about 300 letters.
    """
    words = _Words(random.Random(paragraphs * 31 + places))  # noqa: S311 - nothing is at stake
    names = words.names(places)
    (folder / "story.md").write_text(_text(words, names, paragraphs, sentences), encoding="utf-8")
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "layer": _LAYERS[n % len(_LAYERS)]},
            "geometry": {"type": "Point", "coordinates": [-10 + n % 50, 35 + n // 50 * 0.5]},
        }
        for n, name in enumerate(names)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "places.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder / "story.md"


class _Words:
    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self._vocabulary = sorted({self._word(dice.choice((1, 1, 2, 3))) for _ in range(3_000)})

    def names(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            # No word of the text is as long.
            found.setdefault(self._word(4).capitalize())
        return list(found)

    def sentence(self, name: str = "") -> str:
        chosen = self.dice.choices(self._vocabulary, k=self.dice.randint(8, 16))
        if name:
            chosen[self.dice.randrange(1, len(chosen))] = name
        text = " ".join(chosen)
        return f"{text[0].upper()}{text[1:]}."

    def _word(self, syllables: int) -> str:
        return "".join(
            self.dice.choice(_ONSETS) + self.dice.choice(_VOWELS) + self.dice.choice(_CODAS) for _ in range(syllables)
        )


def _text(words: _Words, names: list[str], paragraphs: int, sentences: int) -> str:
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(names))))
    parts = ["# " + words.sentence().rstrip(".")]
    for number in range(paragraphs):
        if number % _CHAPTER == 0:
            parts.append("## " + words.sentence().rstrip("."))
        first, second = words.dice.choices(names, cum_weights=weights, k=2)
        paragraph = [words.sentence() for _ in range(sentences)]
        paragraph[0] = words.sentence(first)
        if number % 3:
            paragraph[-1] = words.sentence(second)
        if number % _SPEECH == 0:
            paragraph[-1] = f"“{paragraph[-1]}”"
        parts.append(" ".join(paragraph))
    return "\n\n".join(parts) + "\n"
