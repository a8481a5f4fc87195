"""What site generators add to Markdown: shown where its meaning is known, else left out with a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article
from tests.reading.article.files import put_picture, read
from tests.time_limit import TimeLimit


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def warnings(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("written", "src", "alt", "caption"),
    [
        ('{{< figure src="a.png" alt="A [x]" caption="In *Rome*" >}}', "a.png", "A [x]", "In *Rome*"),
        ('{{< figure\n  src="a.png"\n  title="T"\n>}}', "a.png", "", "T"),
        ("{% include figure.html src='a.png' caption=\"It's\" %}", "a.png", "", "It's"),
        ("{% img left a.png 300 200 'Title here' 'The alt' %}", "a.png", "The alt", "Title here"),
        ('![x]({{ site.baseurl }}a.png){: width="300"}', "a.png", "x", ""),
        ("![x]({{ 'a.png' | relative_url }})\n{: .caption}", "a.png", "x", ""),
    ],
)
def test_a_figure_is_a_picture(tmp_path: Path, written: str, src: str, alt: str, caption: str) -> None:
    put_picture(tmp_path)
    image = next(b.image for b in read(tmp_path, f"Text.\n\n{written}\n").body if b.image)
    assert (image.src, image.alt, image.caption) == (src, alt, caption)


def test_a_picture_within_html_is_one(tmp_path: Path) -> None:
    put_picture(tmp_path)
    text = "Text.\n\n<figure>\n{% picture a.png alt='A \"b\"' %}\n<figcaption>Words.</figcaption>\n</figure>\n"
    blocks = read(tmp_path, text).body
    assert [(b.kind, b.text, b.image and b.image.alt) for b in blocks[1:]] == [("image", "Words.", 'A "b"')]


def test_markdown_within_html_is_read(tmp_path: Path) -> None:
    put_picture(tmp_path)
    text = "<div>\n![What](a.png 'Words')\nA [link](https://e.org) *x*\n</div>\n\n<pre>\n[a](b)\n</pre>\n"
    assert [(b.kind, b.text) for b in read(tmp_path, text).blocks] == [
        ("paragraph", "A link x"),
        ("image", "Words"),
        ("code", "[a](b)"),
    ]


def test_a_credit_goes_with_its_picture(tmp_path: Path) -> None:
    put_picture(tmp_path)
    article = read(tmp_path, 'Text.\n\n{{< figure src="a.png" alt="A" attr="B. Photo" >}}\n')
    assert [b.image.credit for b in article.body if b.image] == ["B. Photo"]


def test_a_quotation_is_one_and_says_who_is_quoted(tmp_path: Path) -> None:
    article = read(tmp_path, 'A.\n\n{{< quote author="Ann" >}}\nOne.\n\nTwo.\n{{< /quote >}}\n\nB.\n')
    quoted = [(b.text, b.line, [c.tag for c in b.within]) for b in article.body]
    assert quoted == [("A.", 1, []), ("One.", 4, ["blockquote"]), ("Two.\n— Ann", 6, ["blockquote"]), ("B.", 9, [])]


def test_other_tags_are_left_out_with_one_warning_a_kind(tmp_path: Path) -> None:
    problems: list[Problem] = []
    source = "One {{< youtube a >}}.\n\nTwo {{< gist\n  b >}}.\n\n{% include toc.html %}\n\nLast {{ page.title }}.\n"
    article = read(tmp_path, source, problems)
    assert texts(article) == ["One .", "Two\n.", "Last ."]
    assert [block.line for block in article.body] == [1, 3, 8]
    remedy = "; write what they should show in Markdown or HTML"
    assert warnings(problems) == [
        "story.md, line 1: shortcodes of Hugo are left out (2, the first here): {{< youtube >}}, {{< gist >}}" + remedy,
        "story.md, line 6: tags of Liquid are left out (1, the first here): {% include toc.html %}" + remedy,
        "story.md, line 8: values are left out (1, the first here): {{ page.title }}" + remedy,
    ]


@pytest.mark.parametrize(
    "code",
    ["`{{< x >}}`", "`` {% x %} ` ``", "```\n{{< x >}}\n::: y\n{: .z}\n```", "    {% x %}\n    {: .z}"],
)
def test_nothing_changes_in_code(tmp_path: Path, code: str) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, f"{code}\n", problems)
    shown = article.body[0].text
    assert shown in code.replace("\n    ", "\n") and ("{{<" in shown or "{%" in shown) and problems == []


def test_what_is_highlighted_is_code_and_a_comment_is_nothing(tmp_path: Path) -> None:
    source = (
        '{% highlight ruby %}\nputs "{: x}"\n{% endhighlight %}\n\n{% comment %}\nHidden.\n{% endcomment %}\n\nA.\n'
    )
    assert [(b.kind, b.text, b.line) for b in read(tmp_path, source).body] == [
        ("code", 'puts "{: x}"', 1),
        ("paragraph", "A.", 9),
    ]


def test_blocks_in_fences_of_colons_are_shown_without_the_fences(tmp_path: Path) -> None:
    source = '::: {.callout-note title="N"}\n## Tip\nText.\n:::\n\n:::note Title\nMore.\n:::\n\n> [!NOTE]\n> Last.\n'
    article = read(tmp_path, source)
    assert [(b.text, b.line) for b in article.body if b.kind != "heading"] == [
        ("N", 1),
        ("Text.", 3),
        ("Title\nMore.", 6),
        ("Last.", 11),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('[a](https://e.org){:target="_blank"} b', "a b"),
        ("[small caps]{.smallcaps} b", "small caps b"),
        ("a b\n{: .caption #id}", "a b"),
        ("`code`{.python} b", "code b"),
        ("a {x} {a, b} { c } b", "a {x} {a, b} { c } b"),
    ],
)
def test_attributes_are_not_shown(tmp_path: Path, written: str, shown: str) -> None:
    assert texts(read(tmp_path, written + "\n")) == [shown]


def test_a_view_stays_among_other_attributes(tmp_path: Path) -> None:
    (block,) = read(tmp_path, 'Text. {#id .x view="rome"}\n').body
    assert (block.text, [view.place_ids for view in block.views]) == ("Text.", [("rome",)])


def test_a_list_of_contents_is_left_out(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "* Table of contents\n{:toc}\n\nText.\n")) == ["Text."]


def test_formulas_are_left_out_and_money_is_not(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, "It costs $$5 or $$6.\n\n$$\nE=mc^2\n$$\n\nEnd.\n", problems)
    assert texts(article) == ["It costs $$5 or $$6.", "End."]
    assert [problem.where for problem in problems] == ["story.md, line 3"]


def test_a_tag_ends_in_its_paragraph(tmp_path: Path) -> None:
    problems: list[Problem] = []
    article = read(tmp_path, "A {{ b.\n\nC }} d.\n", problems)
    assert texts(article) == ["A {{ b.", "C }} d."]
    assert [problem.where for problem in problems] == ["story.md, line 1"]


def test_signs_within_a_line(tmp_path: Path) -> None:
    (block,) = read(tmp_path, "==a *b*== H~2~O x^2^ 5 == 6 a ~ b `==c==`\n").body
    assert block.text == "a b H2O x2 5 == 6 a ~ b ==c=="
    spans = [(span.kind, block.text[span.start : span.end]) for span in block.spans]
    assert spans == [("emphasis", "b"), ("subscript", "2"), ("superscript", "2"), ("code", "==c==")]


def test_notes_follow_the_text(tmp_path: Path) -> None:
    article = read(tmp_path, "Paris[^a] and ^[An *inline* note.] x.\n\n[^a]: In Rome.\n\nEnd.\n")
    assert [(b.kind, b.text, [c.tag for c in b.within]) for b in article.body] == [
        ("paragraph", "Paris1 and 2 x.", []),
        ("paragraph", "End.", []),
        ("rule", "", []),
        ("paragraph", "In Rome.", ["ol", "li"]),
        ("paragraph", "An inline note.", ["ol", "li"]),
    ]
    assert [(s.kind, s.start) for s in article.body[0].spans] == [("superscript", 5), ("superscript", 11)]
    assert article.body[3].line == 3


def test_lists_of_tasks_and_of_definitions(tmp_path: Path) -> None:
    article = read(tmp_path, "- [ ] open\n- [x] done\n- [link] no\n\nTerm\n: Meaning\n")
    assert texts(article) == ["☐ open", "☑ done", "[link] no", "Term", "Meaning"]


@pytest.mark.parametrize(
    "piece",
    [
        "a {{ ",
        "{% ",
        "{: ",
        "{.x ",
        "{.x a=",
        "$$ ",
        "==a",
        "^a",
        "~a",
        "{% comment %}",
        "{% highlight %}",
        "`{{",
        "){a=b ",
    ],
)
def test_much_that_is_not_closed_takes_seconds(within: TimeLimit, tmp_path: Path, piece: str) -> None:
    with within(12):
        read(tmp_path, "Text.\n\n" + piece * 32_000 + "\n")
