"""A document whose file is an archive, once it is HTML: its text, its pictures, and what its properties say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.documents.document_language import language_of
from storymap.reading.article.documents.typed_front_matter import text_of_markup
from storymap.reading.article.front_matter.author_names import is_somebody, join_names
from storymap.reading.article.front_matter.reader import FrontMatter
from storymap.reading.text import name_line

_TITLE = re.compile(r"<h1>.*?</h1>", re.DOTALL)
_NOTE_MARK = re.compile(r"<sup>\[[0-9]+\]</sup>")
_SUBTITLE = re.compile(r'<p class="subtitle">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """The text of a document: `source` is HTML, after `front_matter` of lines with `---` around them.

    `pictures` are its pictures by the names that they have in `source`. `language` is what its text is marked as,
    `program_language` only what the program that wrote it was set to. Where it `is_titled`, its `title` goes before the
    headings, which are those of chapters. `selector` names what of `source` is wanted, "" for all. `told` is what a
    person should know of its reading.
    """

    source: str
    front_matter: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    program_language: str = ""
    is_titled: bool = False
    selector: str = ""
    told: tuple[Problem, ...] = ()

    def titled(self, front: FrontMatter) -> FrontMatter:
        """Return `front` with the document's title, where that goes before its headings and `front` has none."""
        title = name_line(self.title) if self.is_titled and not front.title else ""
        return front._replace(texts={**front.texts, "title": [title]}) if title else front

    def describe(self, article: Article) -> dict[str, str]:
        """Return the fields of `article` that the document's properties fill: title, subtitle, byline and language."""
        authors = [name for author in self.authors if is_somebody(name := name_line(author))]
        title, subtitle = name_line(self.title), name_line(self.subtitle)
        fields = {"title": article.title or title, "subtitle": subtitle}
        fields["language"] = language_of(article, self.language, self.program_language)
        fields["byline"] = join_names(authors, fields["language"] or "en") if authors else ""
        return {key: value for key, value in fields.items() if value}


def take_subtitle(markup: str) -> tuple[str, str]:
    """Return the standfirst of the HTML `markup` and the markup without it. Titles have no marks of notes afterwards.

    It is the first paragraph of the class "subtitle", where nothing but titles stands before it.
    """
    markup = _TITLE.sub(lambda title: _NOTE_MARK.sub("", title.group()), markup)
    match = _SUBTITLE.search(markup)
    if match is None:
        return "", markup
    if _TITLE.sub("", markup[: match.start()]).replace("<p></p>", "").strip():
        return "", markup
    return text_of_markup(match[1]), markup[: match.start()] + markup[match.end() :]
