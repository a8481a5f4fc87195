"""Articles as writers have them: ArchieML, Word, OpenDocument, EPUB, saved pages, HTML, plain text, Markdown.

`build` reads these as they are; imported, they are Markdown that can be worked on, with their pictures beside it.
"""

from __future__ import annotations

from typing import Final

from storymap.editing.article.embedded_pictures import with_picture_files
from storymap.errors import StorymapError
from storymap.exchange.imported import Imported
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.reading.article.kinds import kind_of
from storymap.reading.article.reader import read_article

LABEL: Final = "an article"


def sniff(source: Source) -> bool:
    """Say whether the file is an article that `build` reads."""
    try:
        return bool(kind_of(source.path)) and bool(read_article(source.path).blocks)
    except StorymapError:
        return False


def read(source: Source) -> Imported:
    """Return the article of the file, without places. Raises ArticleError where it cannot be read."""
    report = Report()
    article = read_article(source.path, problems=source.problems, encoding=source.encoding)
    article, pictures = with_picture_files(article)
    report.kept("text", count=len(article.blocks))
    report.kept("pictures in the file", count=len(pictures))
    return Imported(article, pictures=pictures, report=report)
