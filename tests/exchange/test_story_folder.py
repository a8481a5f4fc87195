from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.exchange.story_folder import write_story_folder

FILES = {"story.md": b"# T\n\nIn Basel.\n", "places.geojson": b'{"type": "FeatureCollection", "features": []}'}


@pytest.mark.parametrize("is_there", [False, True])
def test_a_new_or_empty_folder_becomes_the_story(empty_desk: Path, is_there: bool) -> None:
    if is_there:
        Path("new").mkdir()
    write_story_folder(Path("new"), FILES)
    assert {path.name: path.read_bytes() for path in Path("new").iterdir()} == FILES
    assert [path.name for path in empty_desk.iterdir()] == ["new"]


def test_a_folder_that_is_not_empty_a_file_and_a_link_are_refused(empty_desk: Path) -> None:
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    Path("file").write_text("mine")
    Path("elsewhere").mkdir()
    Path("link").symlink_to("elsewhere")
    for name, what in (("full", "the folder is not empty"), ("file", "not a folder"), ("link", "not a folder")):
        with pytest.raises(StorymapError, match=what):
            write_story_folder(Path(name), FILES)
    assert Path("full/mine.txt").read_text() == "mine"
    assert list(Path("elsewhere").iterdir()) == []


def test_a_story_that_does_not_build_leaves_nothing(empty_desk: Path) -> None:
    with pytest.raises(StorymapError):
        write_story_folder(Path("new"), {**FILES, "places.geojson": b"{"})
    assert list(empty_desk.iterdir()) == []


def test_what_does_not_build_is_told_of_the_source(empty_desk: Path) -> None:
    files = {**FILES, "story.md": b"# T\n\n" + b"<b>a</b> " * 10_001}
    with pytest.raises(StorymapError) as raised:
        write_story_folder(Path("new"), files, "river.json")
    assert str(raised.value) == (
        "river.json: no story can be made of it: story.md: there are more than 20,000 characters of markup (<) in it; "
        "import a part of it, or mend it there"
    )
    assert list(empty_desk.iterdir()) == []
