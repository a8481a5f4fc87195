"""Measures matching: against a regular expression, against spaCy's PhraseMatcher, and as text and names grow.

`rows()` returns what `make bench` prints. Times are the best of a
few runs, ours and the other's in one process and in turns; speed is MB of UTF-8 text in a second of processor time.
Only ratios and exponents mean something on another machine. The text is made of words around names; the names are those
of the shipped gazetteer, and invented ones beyond.
"""

from __future__ import annotations

import gc
import itertools
import math
import random
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import geopandas as gpd

from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.matching.mentions import find_mentions
from storymap.model import Article, Block
from tools.bench.rows import Row

T = TypeVar("T")
MEGABYTE = 1_000_000
NAMES = 1_000_000
TEXT = 10 * MEGABYTE
ARTICLE = 4_000
# What the others are measured with: they need minutes for what we do in a second.
NAMES_OF_OTHERS = 10_000
TEXT_FOR_OTHERS = MEGABYTE // 4
ROUNDS = 5
_WORDS_BETWEEN_NAMES = {"dense": 25, "sparse": 500}
_PROSE = """
the a of and to in that was for on with as by at from had were which their would been after one two people
said more when last year government water police company about into over some time during first new could many
before family through between under while where house since against how found life small city most another men
women children off state work three much say place part until both days long night used number made came world
war school still own market morning street bridge river border train bread letter window paper story quiet
heavy summer winter engine
"""
_SYLLABLES = "ka lo mi ten bur san vi ford ar del nor tu pa ri go bel mar osh in ek"


def rows() -> list[Row]:
    """Measure everything; it takes a few minutes."""
    return [*book_rows(), *against_pattern(), *against_spacy(), *growth_rows()]


def book_rows() -> list[Row]:
    """Match a million names, of which nothing is known before, with an article and with 10 MB of text."""
    names = name_list(NAMES)
    places = _frame(names)
    seconds = _best(_search(_article(names, ARTICLE, "dense"), places))
    found = [Row("600 words, 1,000,000 names", f"{seconds:.2f} s")]
    for density in _WORDS_BETWEEN_NAMES:
        article = _article(names, TEXT, density)
        seconds = _best(_search(article, places))
        mentions = len(find_mentions(article, places))
        speed = TEXT / MEGABYTE / seconds
        said = f"{speed:.1f} MB/s, {mentions:,} mentions"
        found.append(Row(f"10 MB, {density} in names, 1,000,000 names", said, aim="50 MB/s", met=speed >= 50))
    return found


def against_pattern() -> list[Row]:
    """Our speed against that of a compiled regular expression of all names, the longest first."""
    names = name_list(NAMES_OF_OTHERS)
    article = _article(names, TEXT_FOR_OTHERS, "dense")
    longest_first = sorted(map(re.escape, names), key=lambda name: -len(name))
    pattern = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
    texts = [block.text for block in article.blocks]
    return [
        _against("a compiled regular expression", names, article, lambda: [pattern.findall(text) for text in texts])
    ]


def against_spacy() -> list[Row]:
    """Our speed against that of spaCy's PhraseMatcher with a blank English pipeline, which has to find words, too."""
    what = "spaCy's PhraseMatcher"
    try:
        spacy: Any = __import__("spacy.matcher", fromlist=["matcher"])
        english = __import__("spacy").blank("en")
    except ImportError:
        return [Row(f"10,000 names against {what}", "", "left out: spaCy is not installed here")]
    names = name_list(NAMES_OF_OTHERS)
    article = _article(names, TEXT_FOR_OTHERS, "dense")
    matcher = spacy.PhraseMatcher(english.vocab)
    matcher.add("names", list(english.tokenizer.pipe(names)))
    texts = [block.text for block in article.blocks]
    return [
        _against(what, names, article, lambda: [matcher(doc) for doc in english.tokenizer.pipe(texts)]),
    ]


def growth_rows() -> list[Row]:
    """How time grows when there is 10 and 100 times as much: the exponent is 1 where it is linear, 0 where constant."""
    names = name_list(NAMES)
    places = _frame(names[:100_000])
    by_text = {
        size: _best(_search(_article(names[:100_000], size, "dense"), places))
        for size in (TEXT // 100, TEXT // 10, TEXT)
    }
    article = _article(names, MEGABYTE, "dense")
    by_names = {count: _best(_search(article, _frame(names[:count]))) for count in (NAMES // 100, NAMES // 10, NAMES)}
    return [
        Row("time to match, as text grows 10 x and 100 x", _exponents(by_text), aim="linear: at most 1"),
        Row("time to match, as names grow 10 x and 100 x", _exponents(by_names), aim="linear: at most 1"),
    ]


def name_list(count: int) -> list[str]:
    """Return so many names, none twice: of the gazetteer, in an order without rank, then invented ones."""
    gazetteer = open_gazetteer()
    names = sorted({gazetteer.name(entry) for entry in map(gazetteer.entry, range(len(gazetteer)))})
    chance, syllables = random.Random(5), _SYLLABLES.split()  # noqa: S311 - the same names each time
    chance.shuffle(names)
    known = set(names)
    while len(names) < count:
        words = ("".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(chance.randint(1, 3)))
        name = " ".join(words).title()
        if name not in known:
            known.add(name)
            names.append(name)
    return names[:count]


def _article(names: list[str], size: int, density: str) -> Article:
    """Make an article of about `size` bytes, in paragraphs of a hundred words or so."""
    blocks = []
    for paragraph in _paragraphs(names, _WORDS_BETWEEN_NAMES[density]):
        blocks.append(Block("paragraph", paragraph))
        size -= len(paragraph.encode())
        if size <= 0:
            break
    return Article("A book", tuple(blocks))


def _paragraphs(names: list[str], between: int) -> Iterator[str]:
    chance, prose = random.Random(11), _PROSE.split()  # noqa: S311 - the same text each time
    for _ in itertools.count():
        sentences = []
        for _ in range(6):
            words = chance.choices(prose, k=chance.randint(8, 25))
            words = [chance.choice(names) if chance.random() < 1 / between else word for word in words]
            words[chance.randrange(len(words))] += ","
            sentences.append(f"{words[0][:1].upper()}{words[0][1:]} {' '.join(words[1:])}.")
        yield " ".join(sentences)


def _frame(names: list[str]) -> gpd.GeoDataFrame:
    empty: list[tuple[str, ...]] = [()] * len(names)
    columns = {"name": names, "aliases": empty, "ignore": empty, "where": ["names"] * len(names)}
    return gpd.GeoDataFrame(columns, geometry=[None] * len(names), index=[f"p{n}" for n in range(len(names))])


def _search(article: Article, places: gpd.GeoDataFrame) -> Callable[[], object]:
    return lambda: find_mentions(article, places)


def _against(what: str, names: list[str], article: Article, theirs: Callable[[], object]) -> Row:
    size = sum(len(block.text.encode()) for block in article.blocks) / MEGABYTE
    ours = _search(article, _frame(names))
    own, others = math.inf, math.inf
    for _ in range(ROUNDS):  # in turns, so that a busy machine is busy for both
        own, others = min(own, _timed(ours)[1]), min(others, _timed(theirs)[1])
    title = f"{len(names):,} names against {what}"
    return Row(title, f"{size / own:.1f} MB/s", f"{size / others:.2f} MB/s", f"{others / own:.0f} x")


def _best(work: Callable[[], object]) -> float:
    return min(_timed(work)[1] for _ in range(ROUNDS))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def _exponents(seconds: dict[int, float]) -> str:
    (first, *_), (*_, last) = seconds.items(), seconds.items()
    steps = [math.log10(after / before) for before, after in itertools.pairwise(seconds.values())]
    whole = math.log(last[1] / first[1]) / math.log(last[0] / first[0])
    return f"{whole:.2f} ({', '.join(f'{step:.2f}' for step in steps)})"
