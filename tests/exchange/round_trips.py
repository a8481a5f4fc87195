"""Stories that are made, given to a format and imported again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from storymap.exchange.exporters.registry import exporter_named
from storymap.exchange.report import Report
from storymap.exchange.shared_story import shared_story
from storymap.model import Block, Story
from storymap.story import build_story
from tests.exchange.flow import ImportedStory, import_story, mention_texts
from tests.hostile import HOSTILE

_NAMES = ("Basel", "Bâle", "Rhine", "New Basel", "São Tomé", "東京", "Place 🌊", "Val d’Or")
_WORDS = (
    "the river",
    "turns north",
    "“well”, he said",
    "1 < 2 & 3",
    "**three**",
    "*four*",
    "`five`",
    "x\u0301",
    "[link](https://example.org/a?b=1&c=2)",
)
_LINES = (
    "# {}",
    "## {}",
    "### {}",
    "> {}",
    "- {}\n- two",
    "3. {}\n4. four",
    "***",
    "{}",
    "{}",
    "{}[^1]\n\n[^1]: A note of {}.",
)
_FIELDS = ("subtitle", "kicker", "byline", "date", "credit")


@st.composite
def made_stories(draw: DrawFn, lines: tuple[str, ...] = _LINES) -> dict[str, str]:
    """Draw the files of a story: places of which some share words, and a text that names them here and there."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True))
    features = []
    for number, name in enumerate(names):
        hostile = draw(st.sampled_from(["", *HOSTILE.values()])).replace("\0", "")
        members: dict[str, Any] = {
            "name": name,
            "note": hostile,
            "layer": draw(st.sampled_from(["", "Cities", "A <b> & c"])),
        }
        if number == 0:
            members |= {
                "aliases": ["the old town"],
                "url": draw(st.sampled_from(["", "https://www.geonames.org/2661604"])),
            }
        position = draw(st.one_of(st.none(), st.tuples(st.integers(-179, 179), st.integers(-80, 80))))
        geometry = None if position in (None, (0, 0)) else {"type": "Point", "coordinates": list(position)}
        features.append({"type": "Feature", "id": f"p{number}", "properties": members, "geometry": geometry})
    words = st.sampled_from([*_WORDS, *names, "the old town", f"[{names[0]}](place:)", "[here](place:p0)"])
    blocks, has_note = ["It began so."], False
    for _ in range(draw(st.integers(1, 6))):
        form = draw(st.sampled_from(lines))
        form, has_note = ("{}", has_note) if "[^1]" in form and has_note else (form, has_note or "[^1]" in form)
        blocks.append(form.replace("{}", "{0}").format(" ".join(draw(st.lists(words, min_size=1, max_size=5)))))
    fields = draw(
        st.dictionaries(st.sampled_from(_FIELDS), st.sampled_from(["Plain", 'A "b" & <c>', names[0]]), max_size=3)
    )
    front = "".join(
        f"{key}: {json.dumps(value)}\n" for key, value in {**fields, "title": "T", "language": "en"}.items()
    )
    collection = {"type": "FeatureCollection", "features": features}
    return {"story.md": f"---\n{front}---\n\n" + "\n\n".join(blocks), "places.geojson": json.dumps(collection)}


def there_and_back(
    files: Mapping[str, str], form: str, ending: str, *, private: bool = False
) -> tuple[Story, ImportedStory]:
    """Build the story of the files, export it, import that, and return both stories."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_text(content, encoding="utf-8")
        story = build_story(Path(folder, "story.md"), all_places=True)
        return story, again(story, form, ending, Path(folder), private=private)


def again(story: Story, form: str, ending: str, folder: Path, *, private: bool = False) -> ImportedStory:
    """Export a story, import that in the folder, and return it."""
    content = exporter_named(form).write(shared_story(story, private=private), Report())
    assert content == exporter_named(form).write(shared_story(story, private=private), Report())
    exported = folder / f"exported{ending}"
    exported.write_bytes(content)
    return import_story(exported, folder=str(folder / "back"))


def seen_places(story: Story) -> list[tuple[Any, ...]]:
    """What readers see of the places, in no order."""
    fields = ("name", "aliases", "layer", "note", "url", "zoom")
    rows = [(row.Index, *(getattr(row, name) for name in fields), row.geometry) for row in story.places.itertuples()]
    shown = [(*row[:-1], None if row[-1] is None else row[-1].normalize().wkt) for row in rows]
    return sorted(shown, key=str)


def seen_text(story: Story) -> list[Block]:
    """The blocks as readers see them, without ties to places: those are compared as mentions."""
    return [
        replace(
            block,
            line=None,
            within=tuple(replace(one, key=0) for one in block.within),
            spans=tuple(span for span in block.spans if span.kind != "place"),
        )
        for block in story.article.blocks
    ]


def fields_of(story: Story) -> tuple[str, ...]:
    """What an article says of itself."""
    article = story.article
    return (
        article.title,
        article.subtitle,
        article.kicker,
        article.byline,
        article.date,
        article.language,
        article.credit,
    )


def without_soft_breaks(blocks: list[Block]) -> list[Block]:
    """The blocks with a space for each line end that their source has and no reader sees."""
    shown = []
    for block in blocks:
        kept = {span.start for span in block.spans if span.kind == "break"}
        text = "".join(" " if sign == "\n" and at not in kept else sign for at, sign in enumerate(block.text))
        shown.append(block if block.kind == "code" else replace(block, text=text))
    return shown


def assert_same(story: Story, back: Story) -> None:
    """Assert that readers see the same text with the same places in it."""
    assert seen_text(back) == seen_text(story)
    assert mention_texts(back) == mention_texts(story)
    assert seen_places(back) == seen_places(story)
    assert fields_of(back) == fields_of(story)
