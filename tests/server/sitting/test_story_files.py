"""The files of a story on disk."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from storymap.editing.text_difference import difference
from storymap.errors import Problem, StorymapError
from storymap.server.sitting.story_files import FileState, OtherText, StoryFiles, digest_of
from storymap.server.sitting.story_texts import Plan, StoryTexts
from storymap.server.told_problems import without_folders


@pytest.fixture
def files(tmp_path: Path) -> StoryFiles:
    (tmp_path / "story.md").write_text("# A\n")
    return StoryFiles(tmp_path / "story.md", tmp_path / "places.geojson")


def test_what_is_there_is_read(files: StoryFiles) -> None:
    states = files.read()
    assert states == {"article": FileState("# A\n", digest_of(b"# A\n")), "places": FileState()}
    assert (states["places"].is_there, states["places"].is_text) == (False, True)
    files.article.write_bytes(b"\xff\xfe#\0")
    state = files.read()["article"]
    assert (state.text, state.is_there, state.is_text) == (None, True, False)


def test_a_document_is_no_text_and_has_a_digest(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    path.write_bytes(b"PK")
    files = StoryFiles(path, tmp_path / "places.csv")
    first = files.read()["article"]
    assert (first.text, first.is_text, files.can_place) == (None, False, False)
    path.write_bytes(b"PK more")
    assert files.read()["article"].digest != first.digest


def test_a_file_is_written_only_where_it_is_as_expected(files: StoryFiles) -> None:
    with pytest.raises(OtherText):
        files.write("article", "# B\n", "# C\n")
    assert files.article.read_text() == "# A\n"
    files.write("places", None, "{}\n")
    files.write("article", "# A\n", "# C\n")
    with pytest.raises(OtherText):
        files.write("places", None, "{}\n")
    assert (files.article.read_text(), files.places.read_text()) == ("# C\n", "{}\n")


def test_a_file_is_removed_only_where_it_is_as_expected(files: StoryFiles) -> None:
    files.places.write_text("theirs")
    with pytest.raises(OtherText):
        files.write("places", "ours", None)
    assert files.places.read_text() == "theirs"
    files.write("places", "theirs", None)
    assert [path.name for path in files.article.parent.iterdir()] == ["story.md"]
    files.write("places", None, None)


def test_a_link_stays_a_link(files: StoryFiles, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "real.md"
    files.article.rename(real)
    files.article.symlink_to(real)
    files.write("article", "# A\n", "# B\n")
    assert files.article.is_symlink()
    assert real.read_text() == "# B\n"


def test_a_folder_in_its_place_is_told(files: StoryFiles) -> None:
    files.places.mkdir()
    with pytest.raises(StorymapError, match="this is not a file"):
        files.read()


def test_no_message_names_a_folder_of_the_machine(files: StoryFiles) -> None:
    folder = files.article.parent
    shown = files.shown(Problem(str(files.article), f"not in {folder}", f"look at {folder}/x"))
    assert (shown.where, shown.what, shown.remedy) == ("story.md", f"not in {folder.name}", "look at x")
    assert without_folders("/", [Path("/")]) == "/"
    assert without_folders(f"{folder}/in/a.md of {folder}/b.md", [folder, folder / "in"]) == "a.md of b.md"
    assert without_folders("x" * 50_000_000, [folder]).endswith("…")


def test_a_file_that_is_being_replaced_is_not_gone(files: StoryFiles) -> None:
    texts = StoryTexts(files)
    aside = files.article.with_name("aside")
    files.article.rename(aside)

    def back() -> None:
        time.sleep(0.03)
        aside.rename(files.article)

    thread = threading.Thread(target=back)
    thread.start()
    assert not texts.refresh()
    thread.join()
    assert texts.history.changes() == []


def test_who_comes_between_is_planned_for_anew(files: StoryFiles) -> None:
    texts = StoryTexts(files)
    seen: list[str | None] = []

    def planned(now: object) -> Plan:
        text = texts.texts["article"]
        seen.append(text)
        if len(seen) == 1:
            files.article.write_text("# A\n\nTheirs.\n")
        return Plan(difference("article", text, f"{text}\nOurs.\n"), "x")

    texts.change(planned)
    assert seen == ["# A\n", "# A\n\nTheirs.\n"]
    assert files.article.read_text() == "# A\n\nTheirs.\n\nOurs.\n"
    assert [change.label for change, _ in texts.history.changes()] == ["historyOutside", "x"]


def test_two_files_are_changed_together_or_not_at_all(files: StoryFiles) -> None:
    from storymap.editing.edit import Edit, Replacement

    texts = StoryTexts(files)
    files.places.write_text("{}")
    texts.refresh()
    edit = Edit((Replacement("article", 0, "# A", "# B"), Replacement("places", 0, "{}", "[]")))

    def planned(_: object) -> Plan:
        return Plan(edit, "both")

    texts.change(planned)
    assert (files.article.read_text(), files.places.read_text()) == ("# B\n", "[]")
    texts.step(lambda history: history.undo())
    assert (files.article.read_text(), files.places.read_text()) == ("# A\n", "{}")


def test_earlier_texts_are_remembered_by_their_digests(files: StoryFiles) -> None:
    texts = StoryTexts(files)
    first = texts.digests["article"]
    files.article.write_text("# B\n")
    texts.refresh()
    assert texts.text_of("article", first) == "# A\n"
    assert texts.text_of("article", texts.digests["article"]) == "# B\n"
    with pytest.raises(KeyError):
        texts.text_of("article", "nothing")
