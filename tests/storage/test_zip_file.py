from __future__ import annotations

import io
import zipfile

import pytest

from storymap.storage.zip_file import zip_file

FILES = {"b.txt": b"b" * 1_000, "a/c.txt": "ü".encode()}


@pytest.mark.parametrize("stored", [False, True])
def test_files_are_packed_in_their_order_without_a_date(stored: bool) -> None:
    packed = zip_file(FILES, stored=stored)
    assert packed == zip_file(dict(FILES), stored=stored)
    archive = zipfile.ZipFile(io.BytesIO(packed))
    assert {name: archive.read(name) for name in archive.namelist()} == FILES
    assert archive.namelist() == list(FILES)
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    assert {info.compress_type for info in archive.infolist()} == {method}
    assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
