"""Articles as people and programs have them go the whole way: `suggest` finds their towns, `build` ties them.

In November 2026 `storymap suggest` and `storymap build` took these articles of public repositories, of which none is
here:

- mozilla/readability, test/test-pages: bbc-1, lemonde-1, nytimes-1, liberation-1, herald-sun-1, wapo-1, guardian-1,
  aktualne, hukumusume, yahoo-1, spiceworks, folha, heise, la-nacion, mercurial, cnn, telegraph, royal-road, ietf-1,
  wikipedia, hidden-nodes, qq, iab-1, lifehacker-working
- adbar/trafilatura, tests/eval and tests/cache: seven pages and reuters.com.parasite
- scrapinghub/article-extraction-benchmark, html: 042bb7b5, 04a6711c, 05844573, 06e5123e, 06ee193d, 076f4f33
- testimio/mhtml-parser, demos: example.com, mdn, wikipedia, usatoday, stackoverflow, marketwatch, hn, github.node
- msindwan/mhtml2html: tests/templates/iframes; apache/tika: testMHTMLFirefox
- jekyll/jekyll, docs/_posts: 2015-01-20, 2016-10-06, 2018-02-19, 2018-08-01
- maproulette/blog, _posts: 2021-02-10, 2021-03-15, 2021-03-31, 2021-07-12
- 18F/18f.gsa.gov, content/posts: 2014-03-21, 2015-06-16, 2016-03-08, 2016-10-24, 2019-03-19, 2024-07-17
- observablehq/framework: examples/hotel-bookings, us-dams, loader-r-to-jpeg, docs/getting-started.md,
  templates/default/src/example-dashboard.md
- jupyter-book/mystmd, docs: blocks, dropdowns-cards-and-tabs, overview, typography, figures
- posit-dev/great-tables: blog/open-transit-tools, blog/septa-timetables, docs/blog/tables-for-scientific-publishing,
  docs/blog/pointblank-intro
- gohugoio/hugoDocs, content/en: about/introduction, contribute/documentation
- rtdevx/rtdevx.github.io, rowanoulton/travelog-theme, wei96-travel/okinawa-family-travel-blog: six posts
- jdum/odfdo: collection, planes, doc_with_toc, md_sample_14_lo, dormeur_notes; eea/odfpy: ClimateChange3, Electra,
  textWithImages, serious_poem; jgm/pandoc: tableWithContents.odt, wasteland.epub, formatting.epub, three .docx
- apache/tika: testNPEOpenDocument, testODT-TIKA-6000, testEPUB_multi-metadata-vals, eight .docx;
  python-openxml/python-docx: two
- IDPF/epub3-samples, 30: WCAG, GhV-oeb-page, accessible_epub_3; aerkalov/ebooklib: test01
- GITenberg: _103, _2000, _2701, _20170, _22367, _24675, _44157

Here are small made-up likes, one of each kind.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.reading.article.epub_files import write_epub
from tests.reading.article.odt_files import p as odt_paragraph
from tests.reading.article.odt_files import write_odt
from tests.reading.article.web_page.saved_pages import page_part, write_mhtml
from tests.reading.article.word_files import p, write_docx

FIRST = "The ferry left Marseille late, and nobody on the quay in Lyon knew why it had waited for so long that morning."
SECOND = (
    "In Marseille it rained, and the crew told those who had come from Lyon that the river would not fall that week."
)
MARKDOWN = f"{FIRST}\n\n{SECOND}\n"
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p>"
PAGE = (
    '<!doctype html><html lang="en"><head><title>The ferry | The Gazette</title></head><body><nav><a href="/">Berlin</a>'
    f"</nav><article><h1>The ferry</h1>{PARAGRAPHS}</article><footer>Offices in Toronto</footer></body></html>"
)
GOOGLE_DOC = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style>.c1{font-style:italic}</style>'
    f'</head><body class="c9 doc-content"><p class="c5 title"><span>The ferry</span></p>{PARAGRAPHS}</body></html>'
)
BOOK = (
    "Title: The ferry\n\nAuthor: Ana Ruiz\n\nLanguage: English\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***"
    f"\n\n\n\nCHAPTER I\n\n\n{MARKDOWN}\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nSalt Lake City\n"
)
TEXTS = {
    "jekyll.md": f"---\nlayout: post\ntitle: The ferry\ntags: [river]\ndate: 2024-03-05 10:00:00 +0100\n---\n{MARKDOWN}",
    "hugo.md": f'+++\ntitle = "The ferry"\ndraft = false\n+++\n{MARKDOWN}\n{{{{< figure src="boat.jpg" >}}}}\n',
    "quarto.qmd": f"---\ntitle: The ferry\nauthor:\n  - name: Ana Ruiz\nformat: html\n---\n::: {{.callout-note}}\n{MARKDOWN}:::\n",
    "myst.md": f"---\ntitle: The ferry\n---\n(the-ferry)=\n```{{note}}\n{MARKDOWN}```\n",
    "observable.md": f"---\ntitle: The ferry\ntheme: dashboard\n---\n{MARKDOWN}\n```js\nPlot.plot()\n```\n",
    "newspaper.txt": f"EXCLUSIVE:\n\nThe ferry\n\nBy Ana Ruiz\n\n{MARKDOWN}",
    "book.txt": BOOK,
    "desk.aml": f"headline: The ferry\nbyline: Ana Ruiz\n\n[+body]\n{MARKDOWN}[]\n",
    "cms.html": PARAGRAPHS,
    "saved.html": PAGE,
    "document.html": GOOGLE_DOC,
}


def zipped_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("TheFerry.html", GOOGLE_DOC)


FILES: dict[str, Callable[[Path], object]] = {
    "saved.mhtml": lambda path: write_mhtml(path, page_part(PAGE)),
    "document.zip": zipped_document,
    "word.docx": lambda path: write_docx(path, p("The ferry", "Title") + p(FIRST) + p(SECOND)),
    "office.odt": lambda path: write_odt(
        path, odt_paragraph("The ferry", "Title") + odt_paragraph(FIRST) + odt_paragraph(SECOND)
    ),
    "book.epub": lambda path: write_epub(path, {"c1.xhtml": PARAGRAPHS}, metadata="<dc:title>The ferry</dc:title>"),
} | {name: partial(Path.write_text, data=text, encoding="utf-8") for name, text in TEXTS.items()}


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_article_goes_the_whole_way(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    FILES[name](tmp_path / name)
    suggested = run("suggest", name)
    assert suggested.exit_code == 0, suggested.stderr
    features = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))["features"]
    assert sorted(feature["properties"]["name"] for feature in features) == ["Lyon", "Marseille"]
    built = run("build", name, "-o", "page.html")
    assert built.exit_code == 0, built.stderr
    assert "2 places, 4 mentions" in built.stdout
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert ("The ferry</h1>" in page) == (name != "cms.html")
