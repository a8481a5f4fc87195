"""All figures of atlas and corpus, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.atlas.corpus_figures import CorpusFigures, corpus_rows, kill_row, memory_rows
from tools.bench.atlas.costs import Figures
from tools.bench.atlas.page_figures import page_rows
from tools.bench.atlas.parts_figures import PartsFigures, parts_rows
from tools.bench.atlas.sizes import Sizes
from tools.bench.rows import Row


class AtlasBench:
    """The figures of atlas and corpus: `rows` measures them, after which `figures` says what costs follow from."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._corpus = CorpusFigures()
        self._parts = PartsFigures()

    def rows(self) -> Iterator[Row]:
        """Yield all rows. What was made is removed again, a folder after the other."""
        for measure in (self._of_corpus, self._of_memory, self._of_kills, self._of_page, self._of_parts):
            with TemporaryDirectory(prefix="storymap-bench-") as folder:
                yield from measure(Path(folder))

    @property
    def figures(self) -> Figures:
        """What was measured, for the table of costs."""
        corpus, parts = self._corpus, self._parts
        return Figures(
            corpus.articles,
            corpus.rate,
            corpus.lost,
            corpus.bytes_in,
            corpus.bytes_out,
            corpus.mentions,
            corpus.memory,
            corpus.memory_growth,
            parts.articles,
            parts.seconds,
            parts.growth,
            parts.bytes,
        )

    def _of_corpus(self, folder: Path) -> Iterator[Row]:
        yield from corpus_rows(self._sizes, folder, self._corpus)

    def _of_memory(self, folder: Path) -> Iterator[Row]:
        yield from memory_rows(self._sizes, folder, self._corpus)

    def _of_kills(self, folder: Path) -> Iterator[Row]:
        yield kill_row(self._sizes, folder)

    def _of_page(self, folder: Path) -> Iterator[Row]:
        yield from page_rows(self._sizes, folder)

    def _of_parts(self, folder: Path) -> Iterator[Row]:
        yield from parts_rows(self._sizes, folder, self._parts)
