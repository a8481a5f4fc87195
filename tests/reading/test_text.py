"""Files to text: what is refused and how it is named, and what normalising does."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.reading.encoding import decode
from storymap.reading.files import read_bytes
from storymap.reading.text import normalise

ZIP = b"PK\x03\x04\x14\0\0\0\x08\0"


def refusal(data: bytes) -> str:
    with pytest.raises(StorymapError) as caught:
        decode(data, "story.txt")
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        "Juárez".encode(),
        b"\xef\xbb\xbf" + "Juárez".encode(),
        "Juárez".encode("utf-16"),
        b"\xfe\xff" + "Juárez".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big"],
)
def test_unicode_files_are_read(data: bytes) -> None:
    assert decode(data, "story.txt") == "Juárez"


def test_windows_1252_is_named_with_byte_and_line() -> None:
    assert refusal(b"One\ntwo\nCiudad Ju\xe1rez is here") == (
        "story.txt: this is not UTF-8 (byte 0xE1 at line 3); it looks like Windows-1252 (Western European); "
        "save it as UTF-8"
    )


def test_a_last_letter_in_latin_1_is_not_called_a_cut_file() -> None:
    assert "Windows-1252" in refusal(b"caf\xe9")


def test_a_file_cut_within_a_letter_is_called_cut() -> None:
    assert "may be cut off" in refusal("Juárez, Chihuahua, México – año".encode()[:-2])


def test_cyrillic_is_not_called_western() -> None:
    assert "a script that is not Latin" in refusal("Киев и Москва, города".encode("cp1251"))


def test_the_encoding_that_a_page_declares_is_said() -> None:
    assert "it says that it is iso-8859-1" in refusal(b'<meta charset="iso-8859-1">\n<p>caf\xe9')


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "this is a PDF file"),
        (ZIP + b"word/document.xml", "this is a Word document"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text", "this is an OpenDocument text"),
        (ZIP + b"notes.txt", "this is a ZIP archive"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG picture"),
        (b"{\\rtf1\\ansi hello}", "this is an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word or Excel file"),
        ("Juárez".encode("utf-32"), "the text is in UTF-32"),
        ("Hello there".encode("utf-16-le"), "this looks like UTF-16 without a byte order mark"),
        (b"one line\nab\0cd and much more text", "NUL byte at line 2"),
        ("ノート".encode("iso-2022-jp"), "the text looks like ISO-2022-JP"),
        ("abc".encode("utf-16")[:-1], "the file may be cut off"),
        (b"\xff\xfe\x00\xd8a\x00", "the text is not valid UTF-16"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, named: str) -> None:
    assert named in refusal(data)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("Jua\u0301rez", "Juárez"),
        ("\ufeffa\ufeffb\x00\x07\x1b[31m\x7f\x9f", "ab[31m"),
        ("tab\tand no-break\u00a0space, soft\u00adhyphen", "tab\tand no-break\u00a0space, soft\u00adhyphen"),
        ("\ud800x", "\ufffdx"),
        ("Laredo,Texas “quoted” – 한국", "Laredo,Texas “quoted” – 한국"),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0344", "\u0316\u0301\u0345"])
def test_a_letter_under_a_million_marks_keeps_thirty(marks: str) -> None:
    normal = normalise("e" + marks * 500_000 + "x")
    assert len(normal) <= 32
    assert normal.endswith("x")
    assert normalise(normal) == normal


@given(
    st.text(st.characters(codec=None, categories=None), max_size=60)
    | st.text("e\u0301\u0316\u0344\u0345ǖ\r\n\x85", max_size=90)
)
def test_normalising_twice_changes_nothing(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert normal.encode().decode() == normal
    assert not {c for c in normal if c != "\n" and c != "\t" and unicodedata.category(c) == "Cc"}


def read_refusal(path: Path, longest: int = 100) -> str:
    with pytest.raises(StorymapError) as caught:
        read_bytes(path, longest, "x")
    return str(caught.value)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "long").write_bytes(b"a" * 101)
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    assert read_refusal(tmp_path / "none") == "x: there is no such file; check the path"
    assert read_refusal(tmp_path) == "x: this is a folder; name a file in it"
    assert read_refusal(tmp_path / "empty") == "x: the file is empty; check that it was saved"
    assert read_refusal(tmp_path / "pipe").startswith("x: this is a pipe or a device")
    assert read_refusal(Path("/dev/zero")).startswith("x: this is a pipe or a device")
    assert read_refusal(tmp_path / "long", 100).startswith("x: the file is larger than")
    assert read_refusal(tmp_path / "loop").startswith("x: the file cannot be read")
    assert read_refusal(tmp_path / "a\0b").startswith("x: the file cannot be read")
    assert read_refusal(tmp_path / ("n" * 300)).startswith("x: the file cannot be read")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a" * 100)
    assert read_bytes(tmp_path / "file", 100) == b"a" * 100
