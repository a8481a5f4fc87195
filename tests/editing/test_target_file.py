"""Which places file a place is added to when none is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from storymap.cli.main import main
from tests.conftest import names_in

pytestmark = pytest.mark.usefixtures("empty_desk")


def add(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["add", *arguments])


def test_a_place_goes_into_the_file_that_the_article_names(empty_desk: Path) -> None:
    (empty_desk / "story.md").write_text("---\nplaces: mine.geojson\n---\n\nIn Laredo.\n", encoding="utf-8")
    (empty_desk / "README.md").write_text("Of no story.\n", encoding="utf-8")
    assert add("Laredo, Texas").stdout == "mine.geojson: added Laredo\n"
    assert names_in(empty_desk / "mine.geojson") == ["Laredo"]
    done = CliRunner().invoke(main, ["suggest", "story.md"])
    assert done.exit_code == 0
    assert names_in(empty_desk / "mine.geojson") == ["Laredo"]
    assert not (empty_desk / "places.geojson").exists()


def test_of_several_places_files_none_is_guessed(empty_desk: Path) -> None:
    (empty_desk / "story.md").write_text("---\nplaces: mine.geojson\n---\n\nIn Laredo.\n", encoding="utf-8")
    (empty_desk / "places.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    refusal = add("Laredo, Texas")
    assert refusal.exit_code == 1
    assert "there are several places files: mine.geojson and places.geojson" in refusal.stderr
    assert "--to mine.geojson" in refusal.stderr
    assert add("Laredo, Texas", "--to", "mine.geojson").exit_code == 0
