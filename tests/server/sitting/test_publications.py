"""Where a story is published from the editor: beside it, and never where a link leads out of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.build_choices import BuildChoices
from storymap.errors import StorymapError
from storymap.server.sitting.publications import Publications
from tests.server.sitting.conftest import OpenSitting, Sitting


def published(work: Sitting) -> Publications:
    assert work.story.parts is not None
    made = Publications(work.article)
    state = made.states(work.story.parts.story)[0]
    assert (state["name"], state["folder"]) == ("two-cities", "output")
    return made


def publish(work: Sitting, made: Publications) -> str:
    assert work.story.parts is not None
    return made.publish(work.story.parts.story, 0, "", BuildChoices(work.article))["folder"]


@pytest.mark.parametrize("link", ["output", "output/two-cities"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_out_of_the_storys_folder_is_refused(
    sitting: OpenSitting, tmp_path: Path, link: str, is_there: bool
) -> None:
    work = sitting()
    elsewhere = tmp_path / "elsewhere"
    if is_there:
        elsewhere.mkdir()
    path = work.folder / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(elsewhere, target_is_directory=True)
    made = published(work)
    with pytest.raises(StorymapError) as caught:
        publish(work, made)
    assert str(caught.value) == (
        "output/two-cities: a link leads from here out of this folder; "
        "take the link away, or publish with storymap publish -o"
    )
    assert elsewhere.exists() == is_there
    assert not is_there or list(elsewhere.iterdir()) == []


def test_what_a_link_leads_to_is_not_read(sitting: OpenSitting, tmp_path: Path) -> None:
    work = sitting()
    made = published(work)
    publish(work, made)
    (work.folder / "output").rename(tmp_path / "elsewhere")
    (work.folder / "output").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert work.story.parts is not None
    (state,) = made.states(work.story.parts.story)
    assert not state["is_published"]
    with pytest.raises(StorymapError, match="a link leads from here"):
        made.changes(work.story.parts.story, 0)


def test_a_link_within_the_storys_folder_is_followed_and_stays(sitting: OpenSitting) -> None:
    work = sitting()
    (work.folder / "web").mkdir()
    (work.folder / "output").symlink_to(work.folder / "web", target_is_directory=True)
    assert publish(work, published(work)) == "output/two-cities"
    assert (work.folder / "output").is_symlink()
    assert (work.folder / "web" / "two-cities" / "storymap-manifest.json").is_file()
