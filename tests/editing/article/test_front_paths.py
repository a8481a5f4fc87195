"""Files that the front matter names, added to those that it has."""

from __future__ import annotations

import pytest

from storymap.editing.article.front_paths import add_front_path
from storymap.editing.edit import Edit
from tests.editing.article.changes import changed, refused

CASES = {
    "none": ("x", "tiles", "---\ntiles: new.geojson\n---\n\nx"),
    "new": ("---\ntitle: T\n---\nx", "context", "---\ntitle: T\ncontext: new.geojson\n---\nx"),
    "one": ("---\ncontext: a.geojson # why\n---\nx", "context", "---\ncontext: [a.geojson, new.geojson] # why\n---\nx"),
    "list": ("---\nplaces: [a.csv]\n---\nx", "places", "---\nplaces: [a.csv, new.geojson]\n---\nx"),
    "empty list": ("---\nplaces: []\n---\nx", "places", "---\nplaces: [new.geojson]\n---\nx"),
    "lines": (
        "---\nplaces:\n  - a.csv\n  - b.csv\nlang: en\n---\nx",
        "places",
        "---\nplaces:\n  - a.csv\n  - b.csv\n  - new.geojson\nlang: en\n---\nx",
    ),
    "windows": ("---\r\nplaces:\r\n- a\r\n---\r\nx", "places", "---\r\nplaces:\r\n- a\r\n- new.geojson\r\n---\r\nx"),
    "other tiles": ("---\ntiles: 'old.pmtiles'\n---\nx", "tiles", "---\ntiles: 'new.geojson'\n---\nx"),
    "nothing": ("---\ncontext:\n---\nx", "context", "---\ncontext: new.geojson\n---\nx"),
    "toml": ('+++\ncontext = "a"\n+++\nx', "context", '+++\ncontext = ["a", "new.geojson"]\n+++\nx'),
    "json": ('{\n  "context": ["a"]\n}\nx', "context", '{\n  "context": ["a", "new.geojson"]\n}\nx'),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_named_beside_the_others(case: str) -> None:
    source, entry, expected = CASES[case]
    after = changed(add_front_path, source, entry, "new.geojson")
    assert after == expected
    assert add_front_path(after, "story.md", entry, "new.geojson") == Edit()


def test_a_name_is_quoted_where_it_has_to_be() -> None:
    assert changed(add_front_path, "x", "tiles", "a: #1.pmtiles") == '---\ntiles: "a: #1.pmtiles"\n---\n\nx'


def test_a_kind_without_front_matter_is_refused() -> None:
    assert refused(add_front_path, "", "tiles", "a.pmtiles", name="story.epub") == (
        "story.epub: front matter cannot be written into this kind of file; "
        "turn the article into Markdown, or name the file when you build"
    )
