"""A Word document (.docx) as HTML, the front matter typed at its top, and its pictures."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from typing import Any

from storymap.errors import Problem, StorymapError
from storymap.limits import MOST_PICTURES
from storymap.model import Article
from storymap.reading.article.language.tags import is_language
from storymap.reading.article.word.package import open_package
from storymap.reading.text import is_blank, normalise, without_overrides

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => s
"""
# What mammoth links within a document: bookmarks, notes, and the arrows that lead back from them.
_BOOKMARK = re.compile(r'<a id="[^"]*"></a>')
_ARROW = re.compile(r' ?<a href="#[^"]*">↑</a>')
_WITHIN = re.compile(r'<a (?:href="#[^"]*"|id="[^"]*"| )+>(.*?)</a>', re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FENCES = {"---", "—-", "–-", "—", "-—"}  # Word makes dashes of hyphens while one types
_MOST_FRONT_PARAGRAPHS = 100
# What Word and other programs write where nobody gave a name.
_NOBODY = {"microsoft office user", "python-docx", "user", "un-named", "unknown", "author"}


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The text of a Word document: `source` is HTML, after front matter of lines with `---` around them.

    `pictures` are its pictures by the names that they have in `source`.
    """

    front_matter: str
    source: str
    pictures: dict[str, bytes]
    title: str
    author: str
    language: str

    def describe(self, article: Article, has_byline: bool) -> dict[str, str]:
        """Return the fields of `article` that the document's properties fill."""
        fields = {} if article.title or not self.title else {"title": self.title}
        if self.author and not has_byline:
            fields["byline"] = self.author
        return fields | ({"language": self.language} if self.language else {})


def read_word_document(data: bytes, name: str) -> WordDocument:
    """Return the Word document `data`, the file `name`, without comments, deletions and hidden text.

    Raises StorymapError when it is no Word document, damaged, or far larger than an article.
    """
    package = open_package(data, name)
    import mammoth

    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        if len(pictures) >= MOST_PICTURES:
            return {"src": ""}
        with image.open() as file:
            content = file.read()
        src = f"picture-{len(pictures) + 1}"
        pictures[src] = content
        return {"src": src}

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(package.archive),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
        )
    except Exception:
        # The library checks little of what it reads, and raises what comes: KeyError, RecursionError ...
        what = "the document cannot be read"
        raise StorymapError(Problem(name, what, "open it in Word and save it again, or save it as .md")) from None
    markup = _WITHIN.sub(r"\1", _ARROW.sub("", _BOOKMARK.sub("", converted.value)))
    front, source = _split_front_matter(markup)
    author = "" if package.author.lower() in _NOBODY else _line(package.author)
    language = package.language if is_language(package.language) else ""
    return WordDocument(front, source, pictures, _line(package.title), author, language)


def _split_front_matter(markup: str) -> tuple[str, str]:
    """Return what stands between a first paragraph --- and the next one, as text, and the HTML after it."""
    lines: list[str] = []
    position = 0
    while (match := _FIRST_PARAGRAPH.match(markup, position)) and len(lines) < _MOST_FRONT_PARAGRAPHS:
        position = match.end()
        text = html.unescape(_TAG.sub("", match[1].replace("<br />", "\n")))
        for line in text.split("\n"):
            is_fence = line.strip() in _FENCES
            if not lines and not is_fence:
                return "", markup
            lines.append("---" if is_fence else line.replace("\xa0", " "))
        if len(lines) > 1 and lines[-1] == "---":
            return "\n".join(lines) + "\n", markup[position:]
    return "", markup


def _line(text: str) -> str:
    line = without_overrides(" ".join(normalise(text).split()))
    return "" if is_blank(line) else line
