"""Title, standfirst and so on: changed where they stand, under whatever name they have there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storymap.editing.article.cannot_write import CannotWrite
from storymap.editing.article.fields import FIELDS, set_field, written_fields
from storymap.editing.edit import Edit, apply
from storymap.reading.article.source_ranges import SourceRanges
from tests.editing.article.changes import bare, changed, read_from_disk, refused
from tests.editing.article.markdown_samples import markdown

FRONT = "---\r\n# ours\r\ntitle: 'Old'   # why\r\nauthor: Ana\r\nparams:\r\n  dek: D\r\ntags: [a, b]\r\n---\r\n\r\nText.\r\n"
CASES = {
    "quoted": (FRONT, "title", "It's", FRONT.replace("'Old'", "'It''s'")),
    "another name": (FRONT, "byline", "Ed", FRONT.replace("Ana", "Ed")),
    "nested": (FRONT, "standfirst", "E: f", FRONT.replace("dek: D", 'dek: "E: f"')),
    "new": (FRONT, "kicker", "K", FRONT.replace("b]\r\n", "b]\r\nkicker: K\r\n")),
    "out": (FRONT, "byline", "", FRONT.replace("author: Ana\r\n", "")),
    "title out": ("---\ntitle: T\nkicker: K\n---\nx", "title", "", "---\nkicker: K\n---\nx"),
    "the last out": ("---\ntitle: T\n---\nx", "title", "", "---\n---\nx"),
    "no front matter": ("Text.\n", "byline", "Ana", "---\nbyline: Ana\n---\n\nText.\n"),
    "no front matter, windows": ("\ufeffText.\r\n", "byline", "A", "\ufeff---\r\nbyline: A\r\n---\r\n\r\nText.\r\n"),
    "empty": ("---\ntitle:\nkicker: K\n---\nx", "title", "T", "---\ntitle: T\nkicker: K\n---\nx"),
    "a number": ("---\nkicker: K\n---\nx", "title", "1984", '---\ntitle: "1984"\nkicker: K\n---\nx'),
    "a colon": ("x", "title", "A: b", '---\ntitle: "A: b"\n---\n\nx'),
    "a sign": ("x", "credit", "# b", '---\ncredit: "# b"\n---\n\nx'),
    "folded": (
        "---\ncredit: >\n  The\n  Gazette\nkicker: K\n---\nx",
        "credit",
        "B",
        "---\ncredit: B\nkicker: K\n---\nx",
    ),
    "authors": (
        "---\nauthors:\n  - A\n  - B\n# end\nkicker: K\n---\nx",
        "byline",
        "C",
        "---\nauthors:\n  C\n# end\nkicker: K\n---\nx",
    ),
    "authors in a line": ("---\nauthor: [A, B] # two\n---\nx", "byline", "C", "---\nauthor: C # two\n---\nx"),
    "two names": ("---\ntitle: A\nheadline: B\n---\nx", "title", "C", "---\ntitle: C\nheadline: B\n---\nx"),
    "two names out": ("---\ntitle: A\nheadline: B\nlang: en\n---\nx", "title", "", "---\nlang: en\n---\nx"),
    "date": ("---\ndate: 2009-03-03\n---\nx", "date", "2009-03-04", "---\ndate: 2009-03-04\n---\nx"),
    "new date": ("---\nlang: en\n---\nx", "date", "2009-03-04", "---\nlang: en\ndate: 2009-03-04\n---\nx"),
    "language": ("---\nlang: en\n---\nx", "language", "es_MX", "---\nlang: es-MX\n---\nx"),
    "source": ("x", "source", "https://a.org/b?c=1#d", "---\nsource: https://a.org/b?c=1#d\n---\n\nx"),
    "toml": (
        '+++\ntitle = "A" # why\n[x]\ny = 1\n+++\nx',
        "title",
        'B "c"',
        '+++\ntitle = "B \\"c\\"" # why\n[x]\ny = 1\n+++\nx',
    ),
    "new in toml": (
        '+++\ntitle = "A"\n[x]\ny = 1\n+++\nx',
        "kicker",
        "K",
        '+++\ntitle = "A"\nkicker = "K"\n[x]\ny = 1\n+++\nx',
    ),
    "out of toml": ('+++\ntitle = "A"\nkicker = "K"\n+++\nx', "kicker", "", '+++\ntitle = "A"\n+++\nx'),
    "json": ('{\n  "title": "A",\n  "n": 1\n}\nx', "title", "B", '{\n  "title": "B",\n  "n": 1\n}\nx'),
    "new in json": ('{\n  "title": "A"\n}\nx', "kicker", "K", '{\n  "title": "A",\n  "kicker": "K"\n}\nx'),
    "out of json": ('{\n  "kicker": "K",\n  "title": "A"\n}\nx', "title", "", '{\n  "kicker": "K"\n}\nx'),
    "first out of json": ('{\n  "kicker": "K",\n  "title": "A"\n}\nx', "kicker", "", '{\n  "title": "A"\n}\nx'),
    "heading": ("# Old *title* #\n\nx", "title", "New * title", "# New \\* *title* #\n\nx"),
    "heading with marks": (
        "# [Paris](place:) *Hilton* leaves town\n\nx",
        "title",
        "Paris Hilton left town",
        "# [Paris](place:) *Hilton* left town\n\nx",
    ),
    "heading that grows": ("# *One*\n\nx", "title", "One & two", "# *One \\& two*\n\nx"),
    "heading out": ("# One\n\nx", "title", "", "x"),
    "setext heading": ("Old\n===\n\nx", "title", "New", "New\n===\n\nx"),
    "heading and front matter": ("---\ntitle: A\n---\n# A\n\nx", "title", "B", "---\ntitle: B\n---\n# B\n\nx"),
    "title where there is none": ("## A\n\nx", "title", "T", "---\ntitle: T\n---\n\n## A\n\nx"),
}
PLAIN = "EXCLUSIVE:\nOld headline\nBy Ana Ruiz\n\nThe text of it.\n\nAnd more of it.\n\n© 2009 The Gazette\n"


@pytest.mark.parametrize("case", CASES)
def test_a_field_is_changed_where_it_stands_and_every_other_byte_stays(case: str) -> None:
    source, field, value, expected = CASES[case]
    after = changed(set_field, source, field, value)
    assert after == expected
    assert written_fields(after, "story.md")[field] == (value if value != "es_MX" else "es-MX")
    assert set_field(after, "story.md", field, value) == Edit()


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("title", "New headline", "Old headline", "New headline"),
        ("kicker", "REPORT", "EXCLUSIVE:", "REPORT:"),
        ("byline", "By Ed Roe", "By Ana Ruiz", "By Ed Roe"),
        ("credit", "© 2010 The Times", "© 2009 The Gazette", "© 2010 The Times"),
        ("kicker", "", "EXCLUSIVE:\n", ""),
        ("standfirst", "What it says", "EXCLUSIVE", "---\nsubtitle: What it says\n---\n\nEXCLUSIVE"),
        ("language", "es", "EXCLUSIVE", "---\nlanguage: es\n---\n\nEXCLUSIVE"),
    ],
)
def test_in_plain_text_the_lines_themselves_are_changed(field: str, value: str, before: str, after: str) -> None:
    assert changed(set_field, PLAIN, field, value, name="story.txt") == PLAIN.replace(before, after)


def test_a_field_of_html_goes_into_front_matter() -> None:
    assert changed(set_field, "<p>Text</p>", "title", "T", name="story.html") == "---\ntitle: T\n---\n\n<p>Text</p>"


def test_what_a_field_cannot_be_is_said() -> None:
    assert refused(set_field, "x", "mood", "m") == (
        'story.md: there is no field "mood"; '
        "known are title, standfirst, kicker, byline, date, credit, source, language"
    )
    assert refused(set_field, "x", "language", "Elbish words") == (
        'story.md: "Elbish words" is no language tag; write for example en, es or es-MX'
    )
    assert refused(set_field, "x", "source", "a.org") == 'story.md: "a.org" is no web address; begin it with https://'
    assert refused(set_field, "x", "title", "*all*") == (
        "story.md: the title cannot be changed by itself; change it in the file"
    )
    assert refused(set_field, "x", "title", "T", name="story.aml").startswith("story.aml: ")


def test_every_field_can_be_read() -> None:
    source = "---\nheadline: T\ndek: S\nkicker: K\nby: B\npubdate: 2009-03-03\ncredit: C\nsource_url: https://a.org\nlang: en\n---\nx"
    assert written_fields(source, "story.md") == {
        "title": "T",
        "standfirst": "S",
        "kicker": "K",
        "byline": "B",
        "date": "2009-03-03",
        "credit": "C",
        "source": "https://a.org",
        "language": "en",
    }
    assert set(written_fields("x", "story.md").values()) == {""}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    source=markdown(),
    field=st.sampled_from([field for field in FIELDS if field not in ("language", "source", "date")]),
    value=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30),
)
def test_no_block_changes_with_a_field(tmp_path: Path, source: str, field: str, value: str) -> None:
    before = read_from_disk(tmp_path, source)
    try:
        edit = set_field(source, "story.md", field, value)
    except CannotWrite:
        return
    after, inverse = apply(edit, {"article": source})
    assert apply(inverse, after)[0] == {"article": source}
    now = read_from_disk(tmp_path, after["article"] or "")
    assert [bare(block) for block in now.body] == [bare(block) for block in before.body]
    assert SourceRanges(after["article"] or "", "story.md").article.title == (now.title if now.has_own_title else "")
