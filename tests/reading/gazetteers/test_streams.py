"""Dumps too large for memory, and what pretends to be one."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from storymap.errors import StorymapError
from storymap.reading.gazetteers import json_stream
from storymap.reading.gazetteers.json_stream import objects_by_line, objects_of_list
from storymap.reading.gazetteers.streams import open_dump


def test_objects_are_found_wherever_the_pieces_of_the_text_end(monkeypatch: pytest.MonkeyPatch) -> None:
    objects = [{"title": f"Zefir {number} é 東京", "list": [[], {"a": "]}"}]} for number in range(30)]
    text = json.dumps({"@context": {"a": ["b"]}, "@graph": objects}, ensure_ascii=False).encode()
    for size in (7, 50, 333):
        monkeypatch.setattr(json_stream, "_CHUNK", size)
        assert list(objects_of_list(io.BytesIO(text), "a.json")) == objects


def test_a_sequence_may_have_separators_a_mark_and_blank_lines() -> None:
    text = b'\xef\xbb\xbf\x1e{"a": 1}\r\n\n\x1e{"a": 2}\n[1]\n{"a": 3}'
    assert [value["a"] for value in objects_by_line(io.BytesIO(text), "a")] == [1, 2, 3]


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_the_one_dump_of_an_archive_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", readme__txt="read me", DE__txt="a dump", notes__md="x")
    with open_dump(path, "a.zip", (".txt",)) as stream:
        assert stream.read() == b"a dump"


@pytest.mark.parametrize("files", [{"a__md": "x"}, {"a__txt": "x", "b__txt": "y"}])
def test_an_archive_with_none_or_several_dumps_is_refused(files: dict[str, str], tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **files)
    with (
        pytest.raises(StorymapError, match="of the files in it can be the dump; unzip it"),
        open_dump(path, "a", (".txt",)),
    ):
        pass


def test_an_archive_that_claims_a_huge_list_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", DE__txt="x")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (400 << 20).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(StorymapError, match="the archive holds too many files"), open_dump(path, "a.zip", (".txt",)):
        pass


def test_a_damaged_member_is_said(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", DE__txt="a line of a dump\n" * 9_999)
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(StorymapError, match="the file is damaged"), open_dump(path, "a.zip", (".txt",)) as stream:
        stream.read()
