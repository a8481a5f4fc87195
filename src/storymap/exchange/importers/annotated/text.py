"""The text that annotations are of: named by a person, or found beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from storymap.editing.article.embedded_pictures import with_picture_files
from storymap.errors import Problem, StorymapError, printable
from storymap.exchange.picture_files import PictureFiles
from storymap.exchange.report import Report
from storymap.exchange.source import Source
from storymap.limits import LARGEST_ARTICLE
from storymap.model import Article, Block
from storymap.reading.article.kinds import KINDS, kind_of
from storymap.reading.article.reader import read_article
from storymap.reading.files import read_bytes

_TEXTS = ("txt", "md", "html")
_TEI = ".xml"


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """An article that is annotated; `written` is its file as text, "" where it is none. Pictures are files by name."""

    article: Article
    written: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def annotated_text(source: Source, names: Iterable[str], report: Report) -> AnnotatedText:
    """Return the text of annotations: what a person named, else one of the `names` beside them, else their own name.

    Raises StorymapError where there is none.
    """
    path = source.text_path or _found(source, names)
    if path.suffix.lower() == _TEI:
        return _marked_up_text(path, report)
    article = read_article(path, problems=source.problems, encoding=source.encoding)
    article, held = with_picture_files(article)
    article, pictures = (article, held) if held else _with_loose_pictures(article, path, report)
    if article.context_files or article.theme_file or article.tiles_file:
        report.lost(
            "files that the text names: context, theme, tiles", "copy them into the folder, and name them again"
        )
    written = ""
    if kind_of(path) in _TEXTS:
        written = source.decode(read_bytes(path, LARGEST_ARTICLE, path.name), path.name)
    return AnnotatedText(as_imported(article), written, pictures)


def _marked_up_text(path: Path, report: Report) -> AnnotatedText:
    """Return the text of a TEI document, which Recogito annotates as well, without the names that are marked in it."""
    from storymap.exchange.importers.tei.importer import read_text

    source = Source(path)
    article, pictures = read_text(source, report)
    return AnnotatedText(article, pictures=pictures)


def as_imported(article: Article) -> Article:
    """Return an article without the files that it names, which do not come along."""
    return replace(article, place_files=(), place_fields=(), context_files=(), theme_file="", tiles_file="")


def _found(source: Source, names: Iterable[str]) -> Path:
    listed = [name for name in names if name]
    stems = [*listed, PurePosixPath(source.name).stem]
    wanted = [*listed, *(f"{stem}{ending}" for stem in stems for ending in (*KINDS, _TEI))]
    for name in wanted:
        path = source.path_beside(name)
        if path is not None and path != source.path and (kind_of(path) or path.suffix.lower() == _TEI):
            return path
    shown = printable(listed[0], 60) if listed else f"{printable(PurePosixPath(source.name).stem, 60)}.txt"
    what = f'the text that it annotates is not beside it, neither as "{shown}" nor by its own name'
    raise StorymapError(Problem(source.name, what, "name it with --text"))


def _with_loose_pictures(article: Article, path: Path, report: Report) -> tuple[Article, dict[str, bytes]]:
    """Return the article with the pictures of its folder as files of the story; recordings are lost."""
    if not any(block.image or block.recording for block in article.blocks):
        return article, {}
    pictures = PictureFiles(Source(path), report)
    blocks: list[Block] = []
    for block in article.blocks:
        if block.image is not None:
            name = block.image.src if block.image.src.startswith("data:") else pictures.take(block.image.src)
            if name:
                blocks.append(replace(block, image=replace(block.image, src=name)))
        elif block.recording is not None:
            report.lost("recordings", "put them into the story", example=block.recording.src)
        else:
            blocks.append(block)
    return replace(article, blocks=tuple(blocks)), pictures.files
