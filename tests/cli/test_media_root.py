"""Pictures that an article addresses from the top of its site: where they are is for whoever builds to say."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from PIL import Image

from storymap import Problem, StorymapError, build_story, read_article
from tests.cli.commands import collection, run
from tests.reading.media.samples import sound


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a site with an article in `_posts`, where we stand, and pictures in `assets`."""
    folder = tmp_path / "my site"
    (folder / "_posts").mkdir(parents=True)
    (folder / "assets").mkdir()
    for name in ("a.png", "b c.png"):
        Image.new("RGB", (40, 30), "orange").save(folder / "assets" / name)
    (folder / "_posts/places.geojson").write_text(collection(("Laredo", -99.5, 27.5)))
    write(folder, "In Laredo.\n\n![One](/assets/a.png)\n")
    monkeypatch.chdir(folder / "_posts")
    return folder


def write(site: Path, text: str, front: str = "title: T") -> None:
    (site / "_posts/story.md").write_text(f"---\n{front}\n---\n\n{text}", encoding="utf-8")


def shown(*arguments: str) -> list[bool]:
    blocks = json.loads(run("check", "story.md", "--json", *arguments).stdout)["article"]["blocks"]
    return [bool(block["image"]["data"]) for block in blocks if block["image"]]


@pytest.mark.parametrize("command", ["build", "check", "publish", "suggest"])
def test_the_message_names_the_folder_and_the_remedy_helps(site: Path, command: str) -> None:
    result = run(command, "story.md")
    (line,) = [line for line in result.stderr.splitlines() if "picture" in line]
    assert line == (
        'warning: story.md, line 7: the picture "/assets/a.png" is not a relative path, but addressed from the top of '
        f"a site; add --media-root {shlex.quote(str(site))}"
    )
    remedy = shlex.split(line.partition("; add ")[2])
    assert "picture" not in run(command, "story.md", *remedy).stderr
    assert shown() == []
    assert shown(*remedy) == [True]


def test_several_are_one_message(site: Path) -> None:
    write(site, "In Laredo.\n\n![One](/assets/a.png)\n\n![Two](/assets/b%20c.png)\n\n![Three](/x/y.png)\n")
    lines = [line for line in run("check", "story.md").stderr.splitlines() if "media-root" in line]
    assert lines == [
        'warning: story.md, line 7: 2 pictures and recordings are addressed from the top of a site, such as "/assets/a.png"'
        f"; add --media-root {shlex.quote(str(site))}",
        'warning: story.md, line 11: the picture "/x/y.png" is not a relative path, but addressed from the top of a site; '
        "save it beside the file, or add --media-root DIR, the site's folder that has x/y.png in it",
    ]
    assert shown("--media-root", "..") == [True, True]


def test_static_files_of_hugo_are_found_in_their_folder(site: Path) -> None:
    (site / "static/img").mkdir(parents=True)
    (site / "assets/a.png").rename(site / "static/img/a.png")
    write(site, 'In Laredo.\n\n{{< figure src="/img/a.png" alt="A" >}}\n')
    assert f"--media-root {shlex.quote(str(site / 'static'))}\n" in run("check", "story.md").stderr


def test_a_picture_that_is_only_found_from_the_top_is_below_the_root_too(site: Path) -> None:
    write(site, "In Laredo.\n\n![One](assets/a.png)\n\n![Two](gone/a.png)\n")
    lines = [line for line in run("check", "story.md").stderr.splitlines() if "picture" in line]
    assert lines == [
        'warning: story.md, line 9: the picture "gone/a.png" is not shown: there is no such file; check the path',
        'warning: story.md, line 7: the picture "assets/a.png" is not beside the file, but would be found from the top of a '
        f"site; add --media-root {shlex.quote(str(site))}",
    ]
    assert shown("--media-root", "..") == [True]
    (site / "_posts/assets").mkdir()
    (site / "_posts/assets/a.png").write_bytes(b"none")
    assert shown("--media-root", "..") == []


def test_nothing_above_the_article_is_opened_or_followed(site: Path) -> None:
    (site / "assets/link.png").symlink_to("a.png")
    (site / "folder").symlink_to("assets")
    (site / "secret.txt").write_text("x")
    for src in ("/assets/link.png", "/folder/a.png", "/secret.txt", "/assets/../assets/a.png", "/assets"):
        write(site, f"In Laredo.\n\n![One]({src})\n")
        assert str(site) not in run("check", "story.md").stderr
    (site / "assets/a.png").chmod(0)
    write(site, "In Laredo.\n\n![One](/assets/a.png)\n")
    assert str(site) in run("check", "story.md").stderr


def test_what_leads_out_of_the_root_is_refused(site: Path) -> None:
    Image.new("RGB", (4, 4)).save(site.parent / "secret.png")
    (site / "assets/out.png").symlink_to("../../secret.png")
    for src in ("/assets/out.png", "/../secret.png", "/%2e%2e/secret.png", str(site.parent / "secret.png")):
        write(site, f"In Laredo.\n\n![One]({src})\n")
        assert shown("--media-root", "..") == []


def test_an_article_cannot_name_the_root(site: Path) -> None:
    write(site, "In Laredo.\n\n![One](/assets/a.png)\n", "title: T\nmedia_root: ..\nmedia-root: ..")
    assert shown() == []


def test_a_root_that_is_no_folder_is_refused(site: Path) -> None:
    result = run("build", "story.md", "--media-root", "../nowhere")
    assert (result.exit_code, result.stderr) == (
        1,
        'error: media-root: "../nowhere" is not a folder; name a folder that is there\n',
    )
    with pytest.raises(StorymapError):
        build_story("story.md", media_root="../nowhere")


def test_sounds_and_pictures_of_places_are_below_the_root_too(site: Path) -> None:
    (site / "assets/rain.wav").write_bytes(sound())
    write(site, "In Laredo.\n\n![Rain](/assets/rain.wav)\n")
    places = json.loads(collection(("Laredo", -99.5, 27.5)))
    places["features"][0]["properties"]["image"] = {"src": "/assets/a.png", "alt": "A photo"}
    (site / "_posts/places.geojson").write_text(json.dumps(places))
    story = build_story("story.md", media_root=site)
    assert [block.recording.data[:15] for block in story.article.blocks if block.recording] == ["data:audio/wav;"]
    assert story.places["image"].iloc[0].data.startswith("data:image/")
    assert story.problems == ()


def test_python_takes_the_root(site: Path) -> None:
    problems: list[Problem] = []
    article = read_article("story.md", media_root=site, problems=problems)
    assert [bool(block.image.data) for block in article.blocks if block.image] == [True]
