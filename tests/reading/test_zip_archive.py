"""ZIP archives: bombs and damage end in a message, within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

from storymap.errors import StorymapError
from storymap.reading import zip_archive
from storymap.reading.zip_archive import ZipArchive


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "a") -> str:
    with pytest.raises(StorymapError) as caught:
        ZipArchive(data, "p.zip").read(name)
    return str(caught.value)


def test_members_are_listed_without_folders_and_hidden_files() -> None:
    data = archive(("x/", b""), ("x/a.shp", b"1"), ("__MACOSX/x/a.shp", b"2"), (".hidden", b"3"))
    assert ZipArchive(data, "p.zip").names == ("x/a.shp",)


def test_members_that_grow_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "LARGEST_ZIP", 2 << 20)
    data = archive(("a", b"\0" * (1 << 20)), ("b", b"\0" * (1 << 20)), ("c", b"\0"))
    opened = ZipArchive(data, "p.zip")
    opened.read("a")
    opened.read("b")
    with pytest.raises(StorymapError) as caught:
        opened.read("c")
    assert str(caught.value) == "p.zip: the archive holds more than 2 MB; use a smaller one"


def test_a_size_that_is_a_lie_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "LARGEST_ZIP", 1 << 20)
    honest = archive(("a", b"\0" * (4 << 20)))
    lying = honest.replace((4 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert refusal(lying) in {
        "p.zip: the archive holds more than 1 MB; use a smaller one",
        "p.zip: the archive is damaged; zip it again",
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"not a zip", "p.zip: this is not a ZIP archive; zip it again"),
        (archive(("a", b"1"))[:-10], "p.zip: the archive is damaged; zip it again"),
        (archive(("a", b"12345" * 100)).replace(b"PK\x03\x04", b"PK\x03\x05"), "p.zip: this is not a ZIP archive; zip it again"),
        (archive(("a", b"1"), method=zipfile.ZIP_LZMA), "p.zip: the archive is compressed in an unusual way; zip it again"),
        (archive(*((str(i), b"") for i in range(2_001))), "p.zip: the archive has more than 2,000 files; zip fewer"),
    ],
    # An archive holds the time: named by its bytes, a test would be another one in each process.
    ids=["no archive", "cut off", "no member", "compressed in an unusual way", "too many"],
)  # fmt: skip
def test_other_archives_are_refused_in_plain_words(data: bytes, expected: str) -> None:
    assert refusal(data) == expected


def test_a_member_without_a_name_is_passed_over() -> None:
    patched = bytearray(archive(("a", b"1")))
    start = patched.index(b"PK\x01\x02")
    # In the directory the one letter of the name becomes an extra field.
    patched[start + 28 : start + 30] = (0).to_bytes(2, "little")
    patched[start + 30 : start + 32] = (1).to_bytes(2, "little")
    assert ZipArchive(bytes(patched), "p.zip").names == ()
