"""`build --atlas` and `publish --atlas`: places link to the pages of an atlas, as it is now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storymap.atlas.decisions import read_decisions
from storymap.atlas.index_file import BuiltAtlas, index_text
from storymap.atlas.make_atlas import make_atlas
from storymap.atlas.sources.reader import read_sources
from tests.cli.commands import collection, run
from tests.pages import Page

URL = "https://maps.example.org/atlas"


def write_story(folder: Path, title: str, *places: tuple[str, float, float], date: str = "2009") -> Path:
    folder.mkdir(parents=True)
    named = " and ".join(name for name, _, _ in places)
    (folder / "story.md").write_text(
        f"---\ntitle: {title}\ndate: {date}\n---\n\nIn {named} it rained.\n", encoding="utf-8"
    )
    (folder / "places.geojson").write_text(collection(*places), encoding="utf-8")
    return folder / "story.md"


def write_atlas(folder: Path, *sources: Path, decisions: str = "", url: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    decided = read_decisions(decisions)
    stories = read_sources(sources, [], folder=folder)
    index = BuiltAtlas(make_atlas(stories, title="Rain", decisions=decided), decided, {"url": url} if url else {})
    (folder / "atlas.json").write_text(index_text(index), encoding="utf-8")
    return folder


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three stories in `stories/`, of which all name Laredo, and the atlas of them in `atlas/`."""
    monkeypatch.chdir(tmp_path)
    laredo, uvalde = ("Laredo", -99.5, 27.5), ("Uvalde", -99.8, 29.2)
    write_story(tmp_path / "stories" / "one", "One", laredo, uvalde)
    write_story(tmp_path / "stories" / "two", "Two", laredo)
    write_story(tmp_path / "stories" / "three", "Three", laredo)
    write_atlas(tmp_path / "atlas", tmp_path / "stories")
    return tmp_path


def links(page: Path) -> dict[str, str]:
    """The links to other stories, by what they say."""
    found = Page(page.read_text(encoding="utf-8")).all("a", target="_blank")
    return {link.text: link.attributes["href"] for link in found if " about " in link.text}


@pytest.mark.parametrize("index", ["atlas", "atlas/", "atlas/atlas.json"])
def test_a_page_links_to_the_atlas_from_where_it_lies(newsroom: Path, index: str) -> None:
    done = run("build", "stories/one/story.md", "-o", "pages/of one/page.html", "--atlas", index)
    assert (done.exit_code, done.stderr) == (0, "")
    assert links(newsroom / "pages/of one/page.html") == {
        "2 other stories about Laredo": "../../atlas/place/laredo/index.html"
    }


def test_a_published_folder_links_to_the_atlas_and_its_data_say_nothing_of_it(newsroom: Path) -> None:
    done = run("publish", "stories/one/story.md", "-o", "site/one", "--atlas", "atlas", "-q")
    assert (done.exit_code, done.stderr) == (0, "")
    assert links(newsroom / "site/one/index.html") == {
        "2 other stories about Laredo": "../../atlas/place/laredo/index.html"
    }
    assert "atlas" not in (newsroom / "site/one/story.json").read_text(encoding="utf-8")


def test_with_its_address_links_are_absolute_and_the_same_from_anywhere(newsroom: Path) -> None:
    expected = {"2 other stories about Laredo": f"{URL}/place/laredo/"}
    run("build", "stories/one/story.md", "-o", "page.html", "--atlas", "atlas", "--atlas-url", URL)
    assert links(newsroom / "page.html") == expected
    streamed = run("build", "stories/one/story.md", "-o", "-", "--atlas", "atlas", "--atlas-url", f"{URL}/")
    assert streamed.stdout == (newsroom / "page.html").read_text(encoding="utf-8")


def test_an_atlas_that_was_built_with_its_address_is_linked_there(newsroom: Path) -> None:
    write_atlas(newsroom / "atlas", newsroom / "stories", url="https://elsewhere.example.org/a/")
    run("build", "stories/one/story.md", "-o", "page.html", "--atlas", "atlas")
    assert list(links(newsroom / "page.html").values()) == ["https://elsewhere.example.org/a/place/laredo/"]
    run("build", "stories/one/story.md", "-o", "page.html", "--atlas", "atlas", "--atlas-url", URL)
    assert list(links(newsroom / "page.html").values()) == [f"{URL}/place/laredo/"]
    write_atlas(newsroom / "atlas", newsroom / "stories", url="javascript:alert(1)")
    done = run("build", "stories/one/story.md", "-o", "other.html", "--atlas", "atlas")
    assert done.stderr.startswith('error: atlas/atlas.json: "javascript:alert(1)" is not a http or https address')


def test_a_story_that_was_published_before_is_not_counted_among_the_others(newsroom: Path) -> None:
    for name in ("one", "two"):
        run("publish", f"stories/{name}/story.md", "-o", f"site/{name}", "-q")
    write_atlas(newsroom / "site/atlas", newsroom / "site")
    done = run("publish", "stories/one/story.md", "-o", "site/one", "--atlas", "site/atlas", "-q")
    assert (done.exit_code, done.stderr) == (0, "")
    assert links(newsroom / "site/one/index.html") == {"1 other story about Laredo": "../atlas/place/laredo/index.html"}


def test_a_new_story_is_told_and_its_places_are_compared(newsroom: Path) -> None:
    write_story(newsroom / "new", "New", ("Laredo", -99.5001, 27.5))
    done = run("build", "new/story.md", "-o", "new.html", "--atlas", "atlas")
    remedy = "storymap atlas add new/story.md --to atlas brings it in"
    assert done.stderr == f"note: atlas/atlas.json: the atlas does not have this story yet; {remedy}\n"
    assert links(newsroom / "new.html") == {"3 other stories about Laredo": "atlas/place/laredo/index.html"}
    assert run(*remedy.split()[1:6]).exit_code == 0
    assert run("build", "new/story.md", "-o", "new.html", "--atlas", "atlas").stderr == ""
    assert links(newsroom / "new.html") == {"3 other stories about Laredo": "atlas/place/laredo/index.html"}


def test_a_story_of_which_nobody_else_speaks_is_told(newsroom: Path) -> None:
    write_story(newsroom / "new", "New", ("Zefir", 0.5, 0.5))
    done = run("build", "new/story.md", "-o", "new.html", "--atlas", "atlas")
    assert "note: atlas/atlas.json: no other story names a place of this one\n" in done.stderr
    run("build", "new/story.md", "-o", "plain.html")
    assert (newsroom / "new.html").read_bytes() == (newsroom / "plain.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--atlas", URL], "error: --atlas: this is an address, and nothing is fetched; name its folder"),
        (["--atlas", "nowhere"], "error: nowhere: there is no atlas; name the folder of an atlas, or build one"),
        (["--atlas", "stories"], "error: stories: there is no atlas; name the folder of an atlas, or build one"),
        (["--atlas", "stories/one/places.geojson"], "error: stories/one/places.geojson: this is no atlas"),
        (
            ["--atlas", "atlas", "--atlas-url", "ftp://a"],
            'error: --atlas-url: "ftp://a" is not a http or https address',
        ),
        (
            ["--atlas", "atlas", "-o", "-"],
            "error: --atlas: from standard output there is no way to the atlas; say with",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(newsroom: Path, arguments: list[str], said: str) -> None:
    done = run("build", "stories/one/story.md", "-o", "page.html", *arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1
    assert not (newsroom / "page.html").exists()


def test_an_address_without_an_atlas_is_a_wrong_use(newsroom: Path) -> None:
    done = run("publish", "stories/one/story.md", "-o", "site/one", "--atlas-url", URL)
    assert done.exit_code == 2
    assert "--atlas-url says where the atlas of --atlas is" in done.stderr
    assert not (newsroom / "site").exists()


def test_a_way_over_the_top_of_the_disk_is_refused(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would hold the names of this machine's folders."""
    monkeypatch.setattr("os.path.commonpath", lambda paths: Path(list(paths)[0]).anchor)
    done = run("build", "stories/one/story.md", "-o", "page.html", "--atlas", "atlas")
    assert done.exit_code == 1
    assert done.stderr.startswith("error: --atlas: the page and the atlas have no folder in common")


def test_an_atlas_of_somebody_else_leads_nowhere_else(newsroom: Path) -> None:
    index = newsroom / "atlas/atlas.json"
    for slug in ("../../secret", "x/y", "javascript:alert(1)", '"><script>'):
        data = json.loads(index.read_text(encoding="utf-8"))
        data["places"][0]["slug"] = slug
        (newsroom / "other.json").write_text(json.dumps(data), encoding="utf-8")
        done = run("build", "stories/one/story.md", "-o", "page.html", "--atlas", "other.json")
        assert done.exit_code == 1, slug
        assert done.stderr.startswith("error: other.json: it is damaged"), done.stderr
