"""`python -m tools.bench.news`: how well `suggest` finds the places of the labelled news, a row a language.

`--set plain` or `--set demanding` takes one set, `--half development` or `--half kept` one half of the demanding one,
`--languages es,fr` some languages. `--kinds` has a row for each kind of place instead, `--apart` counts the streets and
landmarks that are named and not located. `--errors` lists what is wrong in the development half; there is no such list
of what is kept. `--added` uses the gazetteers that you added, `--model spacy:NAME` a model that is installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from tools.bench.news.found import Finder, find_located, name_bearer, open_finder
from tools.bench.news.measure import errors
from tools.bench.news.sets import DEMANDING, DEVELOPMENT, HALVES, LANGUAGES, PLAIN, SETS
from tools.bench.news.tables import apart_table, kinds_table, table


def main() -> None:
    """Print the tables, or the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--added", action="store_true")
    parser.add_argument("--model")
    given = parser.parse_args()
    if given.set == PLAIN.name and (given.errors or given.half == DEVELOPMENT):
        parser.error("the plain set is kept: it has no development half, and its errors are not read")
    languages = given.languages.split(",")
    finder = open_finder(given.model, added=given.added)
    if given.errors:
        print("\n".join(_error_lines(languages, finder)))
        return
    lines = kinds_table if given.kinds else apart_table if given.apart else table
    only = DEMANDING.name if given.half == DEVELOPMENT else given.set
    tables = (
        "\n".join((f"{name}:", "", *lines(news, languages, given.half, finder)))
        for name, news in SETS.items()
        if only in (None, name)
    )
    print("\n\n".join(tables))


def _error_lines(languages: Sequence[str], finder: Finder) -> Iterator[str]:
    gazetteer = finder.gazetteer
    bears_name = name_bearer(gazetteer)
    for article in (article for language in languages for article in DEMANDING.articles(language, DEVELOPMENT)):
        for kind, start, end, what, one in errors(article, find_located(article.text, finder), bears_name):
            where = gazetteer.full_name(gazetteer.entry(one.number)) if one else ""
            around = article.text[max(0, start - 30) : end + 20].replace("\n", " ")
            yield f"{article.article_id}\t{kind}\t{article.text[start:end]}\t{what}\t{where}\t{around}"


if __name__ == "__main__":
    main()
