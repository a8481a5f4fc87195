"""`storymap atlas` as a desk meets it: one map of all stories, brought up to date, and nobody else's file harmed."""

from __future__ import annotations

import json
import re
import shutil
import threading
from pathlib import Path

import pytest

from storymap.atlas import folder as atlas_folder
from storymap.storage.atomic import replace_changed
from storymap.storage.locks import locked
from tests.atlas.folders import EL_PASO, LAREDO, border, collection, feature, story
from tests.cli.commands import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    border(Path("s"))


def files(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def built(*arguments: str) -> str:
    result = run("atlas", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def refused(*arguments: str) -> str:
    result = run("atlas", *arguments)
    assert result.exit_code == 1, result.stdout
    assert "Traceback" not in result.stderr
    return result.stderr


def test_a_folder_of_stories_is_an_atlas() -> None:
    assert built("s", "-o", "out", "--title", "The border").startswith("out: 3 stories, 2 places, ")
    made = files("out")
    assert {"index.html", "atlas.json", "feed.xml", "places.geojson"} < set(made)
    assert {f"place/{slug}/{name}" for slug in ("el-paso", "laredo") for name in ("index.html", "feed.xml")} < set(made)
    page = made["index.html"].decode()
    assert "The border" in page
    for words in ("The bridge closes", " it rained.", "A walk"):
        assert words in page
    index = json.loads(made["atlas.json"])
    assert sorted(index["files"]) == sorted(set(made) - {"atlas.json"})
    assert str(Path.cwd()) not in "".join(content.decode("utf-8", "ignore") for content in made.values())


def test_the_same_stories_are_the_same_bytes_in_whatever_order() -> None:
    built("s", "-o", "one")
    built("build", "s/deep", "s/rain/story.md", "s/bridge", "-o", "two")
    assert files("one") == files("two")
    before = {path: path.stat().st_mtime_ns for path in Path("one").rglob("*")}
    assert "(0 written)" in built("s", "-o", "one")
    assert {path: path.stat().st_mtime_ns for path in Path("one").rglob("*")} == before


def test_a_story_is_brought_up_to_date_put_in_and_taken_out() -> None:
    built("s", "-o", "out")
    whole = files("out")
    story(Path("s/rain"), "---\ndate: 2009-04-17\nauthor: Ana Ruiz\n---\n# Rain\n\nLaredo is dry.\n", LAREDO)
    shutil.rmtree("s/bridge")  # it is not read again
    built("add", "s/rain", "--to", "out")
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert " is dry." in page
    assert "The bridge closes" in page
    built("add", "--remove", "s/bridge", "s/deep", "--to", "out")
    assert not Path("out/place/el-paso").exists()
    border(Path("s"))
    built("add", "s/bridge", "s/rain", "s/deep", "--to", "out")
    assert files("out") == whole


def test_an_address_stays_when_a_name_changes_over_builds_and_additions() -> None:
    built("s", "-o", "out")
    renamed = feature("Paso del Norte", (-106.4869, 31.7587), geonameid=5520993)
    story(Path("s/bridge"), "# The bridge closes\n\nPaso del Norte waits.\n", renamed)
    story(Path("s/deep/walk"), "# A walk\n\nFrom Paso del Norte to Laredo.\n", renamed, LAREDO)
    built("add", "s/bridge", "s/deep/walk", "--to", "out")
    assert "Paso del Norte" in Path("out/place/el-paso/index.html").read_text(encoding="utf-8")
    built("s", "-o", "out")
    assert sorted(path.name for path in Path("out/place").iterdir()) == ["el-paso", "laredo"]


def test_a_story_that_was_gone_has_its_address_again() -> None:
    story(Path("s/far"), "# Far\n\nLaredo.\n", feature("Laredo", (-3.41, 43.41)))
    built("s", "-o", "out")
    addresses = json.loads(Path("out/atlas.json").read_text(encoding="utf-8"))["addresses"]
    shutil.move("s/far", "elsewhere")
    built("s", "-o", "out")
    assert sorted(path.name for path in Path("out/place").iterdir()) == ["el-paso", "laredo-2"]
    shutil.move("elsewhere", "s/far")
    built("s", "-o", "out")
    assert json.loads(Path("out/atlas.json").read_text(encoding="utf-8"))["addresses"] == addresses


def test_a_story_that_leaves_an_atlas_is_told() -> None:
    feed = "<feed><entry><title>Sun</title><id>urn:1</id></entry>{}</feed>"
    Path("s/news.xml").write_text(feed.format("<entry><title>Wind</title><id>urn:2</id></entry>"))
    built("s", "-o", "out")
    Path("s/rain/places.geojson").unlink()
    shutil.rmtree("s/bridge")
    Path("s/news.xml").write_text(feed.format(""))
    Path("s/draft.md").write_text("# A draft\n\nLaredo.\n")
    remedy = "put its places.geojson beside it"
    result = run("atlas", "s", "-o", "out")
    assert result.stdout.startswith("out: 2 stories, 2 places, ")
    assert result.stderr.splitlines() == [
        f"note: s/draft.md: it has no places, and is left out; {remedy}",
        "note: s/bridge/story.md: it was in the atlas, and is not among what was read",
        'note: s/news.xml: the entry "urn:2" was in the atlas, and is not in the feed any more',
        f"warning: s/rain/story.md: it was in the atlas, and is left out: it has no places any more; {remedy}",
    ]
    # Of what is gone already nothing is said again; what is there without places still is.
    assert run("atlas", "s", "-o", "out").stderr == (
        f"note: it has no places, and is left out (2 times: s/draft.md; s/rain/story.md); {remedy}\n"
    )


def feed_ids(folder: str) -> list[str]:
    return re.findall("<id>(.*?)</id>", Path(folder, "feed.xml").read_text(encoding="utf-8"))


def test_feeds_of_one_atlas_keep_their_ids_and_those_of_two_have_others() -> None:
    built("s", "-o", "one")
    ids = feed_ids("one")
    assert "<title>All stories</title>" in Path("one/feed.xml").read_text(encoding="utf-8")
    built("s", "-o", "blank", "--title", " \x1b ")
    assert "<title>All stories</title>" in Path("blank/feed.xml").read_text(encoding="utf-8")
    assert f"<uri>{ids[0]}</uri>" in Path("one/feed.xml").read_text(encoding="utf-8")
    built("s/rain", "s/deep", "-o", "two")
    assert not set(ids) & set(feed_ids("two"))
    # Whatever it is called, and has, by then.
    story(Path("s/new"), "---\ndate: 1999-01-01\n---\n# New\n\nLaredo.\n", LAREDO)
    built("s", "-o", "one", "--title", "The border", "--lang", "es")
    assert feed_ids("one")[:3] == ids[:3]
    built("add", "--remove", "new", "--to", "one")
    assert feed_ids("one") == ids
    built("s", "-o", "tres", "--lang", "es")
    assert "<title>Todas las historias</title>" in Path("tres/feed.xml").read_text(encoding="utf-8")


def test_what_the_desk_decides_is_kept_for_later() -> None:
    story(Path("s/mill"), "# The mill\n\nEl Paso.\n", feature("El Paso", (-106.2, 31.7587)))
    told = run("atlas", "check", "s").stdout
    assert "El Paso: they have the same name and are 27 km apart" not in told
    story(Path("s/mill"), "# The mill\n\nEl Paso.\n", feature("El Paso", (-106.4, 31.7587)))
    result = run("atlas", "check", "s")
    assert result.stdout.splitlines()[0] == "El Paso: they have the same name and are 8 km apart"
    assert "3 places, 1 doubt; what you decide goes into atlas.toml" in result.stderr
    lines = [line.strip() for line in result.stdout.splitlines()]
    at = lines.index("[[same]]")
    Path("s/atlas.toml").write_text("\n".join(lines[at : at + 2]) + "\n")
    assert "0 doubts" in run("atlas", "check", "s").stderr
    assert built("s", "-o", "out").startswith("out: 4 stories, 2 places, ")
    # Without the sources, too.
    Path("s/atlas.toml").rename("decided.toml")
    assert built("add", "s/rain", "--to", "out").startswith("out: 4 stories, 2 places, ")
    assert "0 doubts" in run("atlas", "check", "out").stderr
    assert built("s", "-o", "out", "--decisions", "decided.toml").startswith("out: 4 stories, 2 places, ")
    assert built("s", "-o", "out").startswith("out: 4 stories, 3 places, ")


def test_doubts_as_data() -> None:
    story(Path("s/mill"), "# The mill\n\nEl Paso.\n", feature("El Paso", (-106.4, 31.7587), kind="mill"))
    (doubt,) = json.loads(run("atlas", "check", "s", "--json").stdout)
    assert doubt["why"] == "they have the same name and are 8 km apart"
    assert [(place["key"], place["kind"], place["identifiers"], place["sentence"]) for place in doubt["places"]] == [
        ("bridge/el-paso", "", ["geonames:5520993"], "El Paso waits."),
        ("mill/el-paso", "mill", [], "El Paso."),
    ]
    assert doubt["are_joined"] is False


def test_a_decision_about_nothing_is_told() -> None:
    Path("s/atlas.toml").write_text(
        '[[same]]\nplaces = ["bridge/el-paso", "nobody/el-paso"]\n[names]\n"nowhere" = "N"\n'
    )
    result = run("atlas", "s", "-o", "out")
    assert result.exit_code == 0
    assert 'atlas.toml: the atlas has no place "nobody/el-paso"' in result.stderr


def test_what_is_broken_is_told_at_once_and_nothing_is_written() -> None:
    Path("s/rain/places.geojson").write_text("{")
    Path("s/bridge/story.md").write_bytes(b"")
    said = refused("s", "-o", "out", "-v")
    assert [line.split(":")[1].strip() for line in said.splitlines()] == ["s/bridge/story.md", "s/rain/story.md"]
    assert files("out") == {}
    assert built("s", "-o", "out", "--skip-broken").startswith("out: 1 story, 2 places, ")


def test_nobody_elses_file_is_harmed() -> None:
    Path("out/place/el-paso").mkdir(parents=True)
    Path("out/notes.txt").write_text("mine")
    Path("out/index.html").write_text("mine")
    Path("out/place/el-paso/photo.jpg").write_text("mine")
    before = files("out")
    assert "the folder holds what storymap did not write: index.html; move it elsewhere" in refused("s", "-o", "out")
    assert files("out") == before
    Path("out/index.html").unlink()
    built("s", "-o", "out")
    built("add", "--remove", "bridge", "walk", "--to", "out")
    assert Path("out/notes.txt").read_text() == Path("out/place/el-paso/photo.jpg").read_text() == "mine"
    assert not Path("out/place/el-paso/index.html").exists()


def test_nothing_is_written_or_removed_through_a_link() -> None:
    Path("theirs/el-paso").mkdir(parents=True)
    Path("theirs/el-paso/index.html").write_text("theirs")
    Path("out").mkdir()
    Path("out/place").symlink_to("../theirs", target_is_directory=True)
    assert "a link stands where a folder of the atlas goes" in refused("s", "-o", "out")
    Path("out/place").unlink()
    built("s", "-o", "out")
    shutil.rmtree("out/place")
    Path("out/place").symlink_to("../theirs", target_is_directory=True)
    refused("add", "--remove", "bridge", "walk", "--to", "out")
    assert files("theirs") == {"el-paso/index.html": b"theirs"}


def test_a_build_that_was_killed_is_finished_by_the_next() -> None:
    def killed(path: Path, data: bytes) -> bool:
        if "laredo" in path.parts:
            raise KeyboardInterrupt
        return replace_changed(path, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atlas_folder, "replace_changed", killed)
        assert run("atlas", "s", "-o", "out").exit_code != 0
    assert Path("out/index.html").exists()
    built("s", "-o", "out")
    built("s", "-o", "other")
    assert files("out") == files("other")


def test_two_builds_wait_for_each_other() -> None:
    Path("out").mkdir()
    said: list[str] = []
    with locked(Path("out")):
        waiting = threading.Thread(target=lambda: said.append(built("s", "-o", "out")))
        waiting.start()
        waiting.join(0.3)
        assert said == []
        assert files("out") == {}
    waiting.join()
    assert said[0].startswith("out: 3 stories")


def test_an_index_that_cannot_be_read_is_not_replaced() -> None:
    built("s", "-o", "out")
    text = Path("out/atlas.json").read_text(encoding="utf-8").replace('"version": 1', '"version": 7')
    Path("out/atlas.json").write_text(text, encoding="utf-8")
    assert "this atlas is of version 7, and this storymap reads up to 1" in refused("s", "-o", "out")
    assert Path("out/atlas.json").read_text(encoding="utf-8") == text


def test_a_folder_that_is_no_atlas_is_not_made_one() -> None:
    assert "nowhere: there is no atlas" in refused("add", "s/rain", "--to", "nowhere")
    assert not Path("nowhere").exists()
    built("s", "-o", "out")
    assert "the atlas has no such story; its stories are bridge, rain, walk" in refused(
        "add", "--remove", "nobody", "--to", "out"
    )


def test_a_published_story_is_the_one_that_was_read_from_its_folder() -> None:
    built("s", "-o", "out")
    run("publish", "s/bridge/story.md", "-o", "online", "--url", "https://maps.example.org/bridge/")
    assert built("add", "online", "--to", "out").startswith("out: 3 stories")
    assert "https://maps.example.org/bridge/" in Path("out/index.html").read_text(encoding="utf-8")


def test_an_article_that_is_brought_up_to_date_keeps_the_page_that_it_had() -> None:
    run("publish", "s/rain/story.md", "-o", "site/rain")
    Path("list.txt").write_text("s/bridge\thttps://maps.example.org/bridge/\nsite/rain\n")
    built("list.txt", "-o", "site/atlas")
    for at in ("s/rain", "s/bridge"):
        built("add", at, "--to", "site/atlas")
    page = Path("site/atlas/index.html").read_text(encoding="utf-8")
    assert 'href="../rain/index.html"' in page
    assert 'href="https://maps.example.org/bridge/"' in page


def test_remedies_can_be_followed_here() -> None:
    Path("list.txt").write_bytes(b"s/bridge\n# caf\xe9\n")
    said = refused("list.txt", "-o", "out")
    assert said.startswith("error: list.txt: this is not UTF-8")
    assert said.endswith("; save it as UTF-8\n")
    Path("s/rain/story.md").write_bytes(b"# Rain\n\nLaredo \xff\xfe\x81 is dry.\n")
    assert "--encoding" not in refused("s/rain", "-o", "out")
    Path("s/atlas.toml").write_bytes(b"# \xff\n")
    assert refused("s", "-o", "out").endswith("; save it as UTF-8\n")
    Path("s/atlas.toml").unlink()
    shutil.copytree("s/bridge", "t/bridge")
    for source, folder in (("s/bridge", "s/bridge"), ("t", "t/bridge")):
        said = refused(source, "-o", folder)
        assert (
            said == f"error: {source}: nothing is read from the folder that is written; name another folder with -o\n"
        )
    assert not Path("s/bridge/atlas.json").exists()


def test_an_atlas_that_no_later_build_could_read_is_not_made() -> None:
    assert refused("s", "-o", "out", "--title", "A" * 10_001) == (
        "error: --title: it has more than 10,000 characters; shorten it\n"
    )
    built("s", "-o", "out", "--title", "A" * 10_000)
    for line in ("title", "author"):
        head = f'---\n{line}: "{"A b " * 5_000}"\n---\n'
        story(Path("s", line), f"{head}# Rain\n\nLaredo is dry.\n", LAREDO)
    built("s", "-o", "out", "--title", "B")
    built("s", "-o", "out", "--title", "B")
    Path("out/atlas.json").write_text("{")
    assert refused("s", "-o", "out") == (
        "error: out/atlas.json: this is no atlas that storymap wrote; "
        "put a copy of it back, or build the atlas anew in another folder\n"
    )


def test_all_files_of_a_first_build_are_written() -> None:
    count = len(files("out")) if (said := built("s", "-o", "out")) else 0
    assert f", {count} files ({count} written)" in said


HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "\x1b[31mred \u202eback",
    "a" * 200,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(name: str) -> None:
    story(Path("s/hostile"), f"# Title of {name}\n\nHere is {name}.\n", feature(name, (1, 2)), EL_PASO)
    built("s", "-o", "out", "--title", name)
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "49 {%" not in page
    assert "\x1b" not in "".join(map(str, files("out").values()))
    result = run("atlas", "check", "out")
    assert "\x1b" not in result.stdout + result.stderr


def test_a_name_of_fifty_megabytes_is_refused_in_a_line() -> None:
    Path("s/rain/places.geojson").write_text(collection(feature("a" * 50_000_000, (1, 2))))
    said = refused("s", "-o", "out")
    assert len(said.splitlines()) == 1
    assert len(said) < 500


def test_usage() -> None:
    assert "storymap atlas FOLDER -o DIR" in run("atlas", "--help").stdout
    assert built("s").startswith("output/atlas: 3 stories")
    assert run("atlas", "s", "-o", "-").exit_code == 2
    assert "add" in run("atlas", "-h").stdout
    assert "no such" in refused("s", "-o", "out", "--lang", "no such")


def test_an_addition_leaves_what_a_build_would_leave_and_writes_little() -> None:
    story(Path("s/far"), "# Far\n\nIn Bern it rains.\n", feature("Bern", (7.44, 46.95)))
    built("s", "-o", "out")
    page = Path("out/place/bern/index.html")
    before = page.stat().st_mtime_ns
    Path("out/place/bern/feed.xml").unlink()
    # Another name in one story is another name on the pages of the places beside it.
    story(
        Path("s/rain"), "# Rain\n\nIn New Laredo it rained.\n", feature("New Laredo", (-99.5, 27.5), aliases=["Laredo"])
    )
    story(
        Path("s/sun"),
        "# Sun\n\nNew Laredo and Bern.\n",
        feature("New Laredo", (-99.5, 27.5)),
        feature("Bern", (7.44, 46.95)),
    )
    built("add", "s/rain", "s/sun", "--to", "out")
    after = {path: content for path, content in files("out").items() if path != "atlas.json"}
    built("s", "-o", "out")
    assert {path: content for path, content in files("out").items() if path != "atlas.json"} == after
    assert "New Laredo" in Path("out/place/el-paso/index.html").read_text(encoding="utf-8")
    assert page.stat().st_mtime_ns != before
    marks = {path: path.stat().st_mtime_ns for path in Path("out/place/bern").iterdir()}
    built("add", "s/bridge", "--to", "out")
    assert {path: path.stat().st_mtime_ns for path in Path("out/place/bern").iterdir()} == marks
