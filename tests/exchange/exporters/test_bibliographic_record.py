import re
from pathlib import Path

import pytest

from storymap.exchange.exporters.bibliographic_record import authors_of
from storymap.exchange.exporters.bibtex import escaped
from tests.cli.commands import run
from tests.hostile import HOSTILE

STORY = """---
title: The 100% "river" & its {banks}
subtitle: A_story
byline: By Ada Lovelace, Gabriel García Márquez and The Staff of x
date: 2024-03-05
language: en
source: https://example.org/a_b?c=1&d=2
credit: Press & Sons
---

In Basel and Paris, Texas.
"""
PLACES = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "Basel"}, "geometry": null},
 {"type": "Feature", "properties": {"name": "Paris, Texas"}, "geometry": null}]}"""


def exported(form: str, text: str, *arguments: str) -> str:
    Path("story.md").write_text(text, encoding="utf-8")
    Path("places.geojson").write_text(PLACES, encoding="utf-8")
    result = run("export", "story.md", form, "-o", "a.out", "--force", *arguments)
    assert result.exit_code == 0, result.output
    assert "the text and its map; a record says where they are" in result.output
    return Path("a.out").read_bytes().decode("utf-8")


def test_ris_has_a_field_a_line(empty_desk: Path) -> None:
    assert exported("ris", STORY, "--url", "https://example.org/s/").split("\r\n") == [
        "TY  - ELEC",
        'TI  - The 100% "river" & its {banks}',
        "AU  - Ada Lovelace",
        "AU  - Gabriel García Márquez",
        "AU  - The Staff of x",
        "PY  - 2024",
        "DA  - 2024/03/05",
        "PB  - Press & Sons",
        "UR  - https://example.org/a_b?c=1&d=2",
        "UR  - https://example.org/s/",
        "LA  - en",
        "AB  - A_story",
        "KW  - Basel",
        "KW  - Paris, Texas",
        "ER  - ",
        "",
    ]


def test_bibtex_escapes_what_tex_would_read(empty_desk: Path) -> None:
    assert exported("bibtex", STORY) == (
        "@misc{the-100-river-its-banks-2024,\n"
        '  title = {{The 100\\% "river" \\& its \\textbraceleft{}banks\\textbraceright{}}},\n'
        "  author = {Ada Lovelace and Gabriel García Márquez and {The Staff of x}},\n"
        "  year = {2024},\n"
        "  date = {2024-03-05},\n"
        "  url = {https://example.org/a_b?c=1&d=2},\n"
        "  publisher = {Press \\& Sons},\n"
        "  language = {en},\n"
        "  abstract = {A\\_story},\n"
        "  keywords = {Basel, {Paris, Texas}}\n"
        "}\n"
    )


def test_no_text_ends_its_line_in_ris(empty_desk: Path) -> None:
    for hostile in (
        "ER  - ",
        *(HOSTILE[kind] for kind in ("script", "line separators", "direction", "terminal", "quotes")),
    ):
        kept = (
            "".join(sign if sign.isprintable() else " " for sign in hostile).replace("\\", "\\\\").replace('"', '\\"')
        )
        text = exported("ris", f'---\ntitle: "x {kept}"\nbyline: "{kept}"\n---\n\nIn Basel.\n')
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\r\n")[:-1])
        assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("hostile", [*HOSTILE.values(), "}, x = {", "\\}", "{{{", "a\nb"])
def test_no_text_ends_its_field_in_bibtex(hostile: str) -> None:
    written = escaped(hostile)
    depth = 0
    for sign in re.sub(r"\\[#$%&_]", "", written):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth in (0, 1)
        assert sign not in "#$%&^~\n"
    assert depth == 0


def test_a_date_in_words_is_a_year_and_a_note(empty_desk: Path) -> None:
    text = "---\ntitle: T\ndate: Spring 1912, retold\n---\n\nIn Basel.\n"
    assert "PY  - 1912\r\n" in exported("ris", text)
    assert "N1  - Date: Spring 1912, retold\r\n" in exported("ris", text)
    assert "  note = {Date: Spring 1912, retold}" in exported("bibtex", text)


@pytest.mark.parametrize(
    ("byline", "language", "authors"),
    [
        ("By A and B", "en", ("A", "B")),
        ("A, B, and C", "en", ("A", "B", "C")),
        ("Von A und B", "de", ("A", "B")),
        ("A et B", "fr", ("A", "B")),
        ("A y B", "es-MX", ("A", "B")),
        ("A & B; C", "", ("A", "B", "C")),
        ("Anderson Andy", "en", ("Anderson Andy",)),
        ("", "en", ()),
    ],
)
def test_the_authors_of_a_byline(byline: str, language: str, authors: tuple[str, ...]) -> None:
    assert authors_of(byline, language) == authors
