"""Bytes to text: which encodings are read, and what is said of others."""

from __future__ import annotations

import pytest

from storymap.errors import StorymapError
from storymap.reading.encoding import decode

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
