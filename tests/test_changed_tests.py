from __future__ import annotations

import pytest
from tools.changed_tests import ALL, ALWAYS, ELSEWHERE, SHARED, needed_tests

from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("src/storymap/matching/mentions.py", "tests/matching"),
        ("src/storymap/matching/name_index/__init__.py", "tests/matching/name_index"),
        ("src/storymap/rendering/locales/es.json", "tests/rendering"),
        ("src/storymap/basemap_data/data/land.npz", "tests/basemap_data"),
        ("src/storymap/story.py", "tests/test_story.py"),
        ("tests/matching/test_views.py", "tests/matching/test_views.py"),
        ("tests/publishing/conftest.py", "tests/publishing"),
        ("tools/gazetteer/build.py", "tests/gazetteer"),
    ],
)
def test_a_module_s_tests_have_the_name_of_its_folder(changed: str, tests: str) -> None:
    assert needed_tests([changed]) == sorted([*ALWAYS, tests])


@pytest.mark.parametrize(
    "changed",
    ["src/storymap/model.py", "src/storymap/__main__.py", "src/storymap/no_tests/yet.py", "tests/conftest.py"],
)
def test_what_all_stand_on_and_what_has_no_tests_needs_all(changed: str) -> None:
    assert needed_tests([changed, "src/storymap/story.py"]) == [ALL]


@pytest.mark.parametrize("changed", ["README.md", "Makefile", "tests/browser/test_touch.py", "tests/test_deleted.py"])
def test_a_page_a_browser_test_and_a_deleted_test_need_no_more_than_is_always_run(changed: str) -> None:
    assert needed_tests([changed]) == [*ALWAYS]


def test_every_path_that_is_named_exists() -> None:
    named = [*ALWAYS, *SHARED, *ELSEWHERE, *(path for paths in ELSEWHERE.values() for path in paths)]
    assert [path for path in named if not (ROOT / path).exists()] == []
