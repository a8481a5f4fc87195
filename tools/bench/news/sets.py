"""The two sets of labelled news: a demanding one, half of which is looked at, and a plain one that nobody looks at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tools.bench.news.labels import LabelledArticle, read_labelled

LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "nl", "ru", "uk", "ar", "zh", "ja", "hi")
HALVES = DEVELOPMENT, KEPT = ("development", "kept")


@dataclass(frozen=True, slots=True)
class NewsSet:
    """A set of labelled articles, in a folder of its name; `is_halved` if half of it may be looked at."""

    name: str
    is_halved: bool

    @property
    def folder(self) -> Path:
        """The folder with the files of the set."""
        return Path(__file__).parent / self.name

    @property
    def texts(self) -> Path:
        """The folder with the articles and their labels, a file a language."""
        return self.folder / "texts"

    @property
    def second_reading(self) -> Path:
        """The folder with what was labelled a second time."""
        return self.folder / "second_reading"

    def half(self, article: LabelledArticle) -> str:
        """Return the half that an article is in: odd numbers are looked at while storymap is made, if any are."""
        return DEVELOPMENT if self.is_halved and int(article.article_id[3:]) % 2 else KEPT

    def articles(self, language: str, half: str | None = None) -> list[LabelledArticle]:
        """Return the articles of a language, of one half or of both."""
        every = read_labelled(self.texts / f"{language}.txt")
        return [article for article in every if half in (None, self.half(article))]


DEMANDING = NewsSet("demanding", is_halved=True)
PLAIN = NewsSet("plain", is_halved=False)
SETS = {one.name: one for one in (DEMANDING, PLAIN)}
