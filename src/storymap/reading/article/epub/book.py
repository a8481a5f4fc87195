"""A book (.epub), or a chapter of one, as HTML, with its pictures."""

from __future__ import annotations

from dataclasses import replace

from storymap.errors import Problem, StorymapError, printable
from storymap.limits import MOST_PICTURES
from storymap.reading.article.documents.document_parts import DocumentParts
from storymap.reading.article.documents.packed_document import PackedDocument
from storymap.reading.article.epub.package import BookPackage, BookPart, open_book
from storymap.reading.article.epub.part_markup import part_markup
from storymap.reading.article.web_page.page_choice import PageSelection
from storymap.reading.encoding import decode

_MOST_NAMED = 6


def read_book(data: bytes, name: str, selection: PageSelection) -> PackedDocument:
    """Return the book `data`, the file `name`: the part that the `selection` names by its id, or all of its text.

    Cover, table of contents and imprint are left out, unless the whole is wanted. Raises StorymapError when it is no
    book, damaged, locked, or far larger than an article.
    """
    document = DocumentParts(data, name, "an EPUB book", ".epub, .docx or .md")
    package = open_book(document, name)
    chosen = [part for part in package.parts if f"#{part.part_id}" == selection.selector.strip()]
    wanted = chosen or [part for part in package.parts if selection.whole or not part.is_around]
    pictures: dict[str, bytes] = {}

    def picture(path: str) -> str:
        if path not in document.names or len(pictures) >= MOST_PICTURES:
            return path
        pictures.setdefault(path, document.read(path))
        return path

    try:
        markup = [
            part_markup(decode(document.text(part.path), f"{name}, {part.path}"), part.path, part.part_id, picture)
            for part in wanted
        ]
    except StorymapError as error:
        if chosen:
            raise
        raise StorymapError([replace(problem, remedy=_remedy(package.parts)) for problem in error.problems]) from None
    return PackedDocument(
        "\n".join(markup),
        pictures=pictures,
        title=package.title,
        subtitle=package.subtitle,
        authors=package.authors,
        language=package.language,
        is_titled=True,
        selector="" if chosen else selection.selector,
        told=_told(name, package, wanted, selection),
    )


def _told(name: str, package: BookPackage, wanted: list[BookPart], selection: PageSelection) -> tuple[Problem, ...]:
    if selection.selector or len(package.parts) < 2:
        return ()
    if selection.whole or len(wanted) < 2:
        remedy = "" if len(wanted) == len(package.parts) else "--whole keeps everything"
    else:
        remedy = _remedy(package.parts)
    return (Problem(name, f"{len(wanted):,} of {len(package.parts):,} parts of the book kept", remedy, "note"),)


def _remedy(parts: tuple[BookPart, ...]) -> str:
    text = [part for part in parts if not part.is_around] or list(parts)
    names = ", ".join(printable(f"#{part.part_id}", 30) for part in text[:_MOST_NAMED])
    more = f" and {len(text) - _MOST_NAMED:,} more" if len(text) > _MOST_NAMED else ""
    return f'read one with --select "#{text[0].part_id}" ({names}{more})'
