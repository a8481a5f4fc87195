"""The web archive of a published folder: what is in the folder, in the forms that libraries read, and nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from storymap import build_story, publish_story
from storymap.model import Story
from storymap.publishing.wacz import search_key
from storymap.publishing.warc import media_type
from storymap.rendering.media_files import _ENDINGS
from tests.cli.commands import run
from tests.exchange.planted import SECRETS, planted_story, secrets_in

URL = "https://maps.example.org/laredo/"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return build_story(planted_story(tmp_path_factory.mktemp("desk") / "story"), media="link")


@pytest.fixture(scope="module")
def folder(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_story(story, tmp_path_factory.mktemp("published") / "laredo", url=URL, archive=True).path


@pytest.fixture(scope="module")
def wacz(folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(folder / "archive.wacz")


def answers(wacz: zipfile.ZipFile) -> Iterator[tuple[str, str, bytes]]:
    """Yield of each record of the archive its kind, its address and its content, unpacked."""
    for record in ArchiveIterator(io.BytesIO(wacz.read("archive/data.warc.gz"))):
        yield record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "", record.content_stream().read()


def published(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_what_is_published_and_nothing_else(folder: Path, wacz: zipfile.ZipFile) -> None:
    files = published(folder)
    for name in ("archive.wacz", "embed.html", "storymap-manifest.json"):
        del files[name]
    assert any(name.startswith("index.media/") for name in files)
    assert {"licences/CREDITS.txt", "licences/LICENSE", "licences/THIRD-PARTY-NOTICES.md"} < set(files)
    kinds = list(answers(wacz))
    assert kinds[0][0] == "warcinfo"
    assert kinds[1] == ("response", URL, b"")
    assert {url.removeprefix(URL): content for kind, url, content in kinds[2:] if kind == "response"} == files
    assert len(kinds) == len(files) + 2


def test_what_the_desk_keeps_to_itself_is_in_no_file(folder: Path, wacz: zipfile.ZipFile) -> None:
    found = {path: secrets_in(content) for path, content in published(folder).items()}
    found |= {url: secrets_in(content) for _, url, content in answers(wacz)}
    found |= {name: secrets_in(wacz.read(name)) for name in wacz.namelist()}
    assert {name: secrets for name, secrets in found.items() if secrets} == {}


def test_what_is_planted_is_in_the_story(story: Story) -> None:
    sources = b"".join(
        Path(story.sources[0]).parent.joinpath(name).read_bytes() for name in ("places.geojson", "story.md")
    )
    picture = next(Path(story.sources[0]).parent.glob("*.jpg")).read_bytes()
    assert secrets_in(sources + picture) == list(SECRETS)


def test_it_is_a_package_as_wacz_says(wacz: zipfile.ZipFile) -> None:
    assert wacz.namelist() == [
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]
    assert {info.compress_type for info in wacz.infolist()} == {zipfile.ZIP_STORED}
    package = json.loads(wacz.read("datapackage.json"))
    assert package["profile"] == "data-package"
    assert package["wacz_version"] == "1.1.1"
    assert package["title"] == "A day in Laredo"
    assert package["mainPageUrl"] == f"{URL}index.html"
    assert package["created"] == package["mainPageDate"] == "2024-03-05T00:00:00Z"
    assert package["resources"] == [
        {
            "name": path.rpartition("/")[2],
            "path": path,
            "hash": f"sha256:{hashlib.sha256(wacz.read(path)).hexdigest()}",
            "bytes": len(wacz.read(path)),
        }
        for path in wacz.namelist()[:3]
    ]
    digest = f"sha256:{hashlib.sha256(wacz.read('datapackage.json')).hexdigest()}"
    assert json.loads(wacz.read("datapackage-digest.json")) == {"path": "datapackage.json", "hash": digest}
    head, page = map(json.loads, wacz.read("pages/pages.jsonl").splitlines())
    assert head == {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    assert page == {"url": f"{URL}index.html", "ts": "2024-03-05T00:00:00Z", "title": "A day in Laredo"}


def test_the_index_leads_to_each_record(wacz: zipfile.ZipFile) -> None:
    warc = wacz.read("archive/data.warc.gz")
    lines = wacz.read("indexes/index.cdx").decode().splitlines()
    assert lines == sorted(lines)
    found = []
    for line in lines:
        key, time, said = line.split(" ", 2)
        entry = json.loads(said)
        assert (key, time, entry["filename"]) == (search_key(entry["url"]), "20240305000000", "data.warc.gz")
        part = warc[int(entry["offset"]) :][: int(entry["length"])]
        (record,) = ArchiveIterator(io.BytesIO(part))
        assert record.rec_headers.get_header("WARC-Target-URI") == entry["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == entry["digest"]
        assert record.http_headers.get_statuscode() == entry["status"]
        found.append(entry["url"])
    assert sorted(found) == sorted(url for kind, url, _ in answers(wacz) if kind == "response")


def test_all_digests_are_right(wacz: zipfile.ZipFile, tmp_path: Path) -> None:
    wacz.extract("archive/data.warc.gz", tmp_path)
    checker = Checker(type("", (), {"inputs": [str(tmp_path / "archive/data.warc.gz")], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0


def test_published_twice_it_is_the_same_to_the_byte(story: Story, folder: Path, tmp_path: Path) -> None:
    again = publish_story(story, tmp_path / "again", url=URL, archive=True).path
    assert published(again) == published(folder)


def test_without_an_address_and_a_date_both_are_such_as_nobody_takes_for_true(story: Story, tmp_path: Path) -> None:
    undated = replace(story, article=replace(story.article, date="last week"))
    folder = publish_story(undated, tmp_path / "laredo", archive=True).path
    head = json.loads(zipfile.ZipFile(folder / "archive.wacz").read("datapackage.json"))
    assert head["mainPageUrl"] == "https://storymap.invalid/a-day-in-laredo/index.html"
    assert head["mainPageDate"] == "1970-01-01T00:00:00Z"


def test_an_archive_is_made_only_where_it_is_asked_for(desk: Path) -> None:
    run("publish", "story.md", "-o", "plain")
    assert not Path("plain/archive.wacz").exists()
    assert not Path("plain/licences").exists()
    result = run("publish", "story.md", "-o", "kept", "--archive")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("kept: archive.wacz, card.png, embed.html, index.html, licences/CREDITS.txt, ")
    assert "archive.wacz" in Path("kept/embed.html").read_text()
    assert run("publish", "story.md", "-o", "kept").exit_code == 0
    assert not Path("kept/archive.wacz").exists()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.org/A/B.html", "org,example)/a/b.html"),
        ("http://maps.example.org:8080/", "org,example,maps:8080)/"),
        ("https://example.org:443/x", "org,example)/x"),
        ("http://127.0.0.1/x", "127.0.0.1)/x"),
    ],
)
def test_keys_of_the_index(url: str, key: str) -> None:
    assert search_key(url) == key


def test_every_kind_of_media_has_its_own_type() -> None:
    assert {kind: media_type(f"a.{ending}") for kind, ending in _ENDINGS.items()} == {kind: kind for kind in _ENDINGS}
