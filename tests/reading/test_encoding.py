"""Bytes to text: which encodings are read, and what is said of others."""

from __future__ import annotations

import pytest

from storymap.errors import Problem, StorymapError
from storymap.reading.encoding import Decoding, check_encoding, decode

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
        "story.txt: this is not UTF-8 (byte 0xE1 at line 3); it looks like Windows-1252; "
        "save it as UTF-8, or name its encoding with --encoding"
    )


def test_a_last_letter_in_latin_1_is_not_called_a_cut_file() -> None:
    assert "Windows-1252" in refusal(b"caf\xe9")


def test_a_file_cut_within_a_letter_is_called_cut() -> None:
    assert "may be cut off" in refusal("Juárez, Chihuahua, México – año".encode()[:-2])


def test_cyrillic_is_not_called_western() -> None:
    assert "it looks like Windows-1251" in refusal(
        "Киев и Москва, города, где давно предупреждали власти об опасности".encode("cp1251")
    )


def test_a_few_letters_of_another_script_are_not_guessed() -> None:
    warned: list[Problem] = []
    with pytest.raises(StorymapError, match="a script that is not Latin"):
        decode("name\nКиев\n".encode("cp1251"), "places.csv", Decoding(warn=warned.append))
    assert warned == []


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="iso-8859-1">',
        "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
        '<?xml version="1.0" encoding="windows-1252"?>',
    ],
)
def test_what_a_page_declares_is_believed(declaration: str) -> None:
    text = f"{declaration}\n<p>café – 5 €"
    assert decode(text.encode("cp1252"), "page.html") == text


def test_a_declaration_that_is_not_true_is_said() -> None:
    data = b'<meta charset="euc-jp">\n<p>caf\xe9'
    assert "it says that it is euc-jp, and is not" in refusal(data)


def test_a_page_in_utf_8_is_that_whatever_it_declares() -> None:
    assert decode('<meta charset="iso-8859-1"><p>café'.encode(), "page.html").endswith("café")


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("name,lat,lon\nKöln,50.9,6.9\n", "cp1252", 'Windows-1252 ("Köln,50.9,6.9")'),
        ("“Yes,” she said", "cp1252", 'Windows-1252 ("“Yes,”")'),
        ("Policja w Łodzi. Śledztwo prowadzą władze", "cp1250", 'Windows-1250 ("Łodzi.")'),
        ("Policja w Łodzi. Śledztwo prowadzą władze", "iso8859-2", 'ISO-8859-2 ("Łodzi.")'),
        ("name\nİzmir\nMuğla\nEskişehir\n", "cp1254", 'Windows-1254 ("İzmir")'),
        ("Die Straße führt nach Düsseldorf", "mac-roman", 'Mac OS Roman ("Straße")'),
        (
            "Полиция задержала мужчину в Москве, сообщает агентство. Жители района давно предупреждали власти об опасности.",
            "koi8-r",
            'KOI8-R ("Полиция")',
        ),
        ("Η αστυνομία συνέλαβε έναν άνδρα στην Αθήνα", "cp1253", 'Windows-1253 ("Η")'),
        (
            "ראש הממשלה ביקר בירושלים ובתל אביב. הוא אמר כי הממשלה תפעל למען התושבים בצפון הארץ.",
            "cp1255",
            'Windows-1255 ("ראש")',
        ),
        ("زار الرئيس القاهرة والإسكندرية أمس وقال إن الحكومة ستعمل", "cp1256", 'Windows-1256 ("زار")'),
        ("東京で会議が開かれた。", "shift_jis", 'Shift JIS ("東京で会議が開かれた。")'),
        ("東京で会議が開かれた。", "iso2022_jp", 'ISO-2022-JP ("東京で会議が開かれた。")'),
        ("北京举行了会议，上海也参加了。", "gb18030", 'GB 18030 ("北京举行了会议，上海也参加了。")'),
        ("서울에서 회의가 열렸다", "euc-kr", 'EUC-KR ("서울에서")'),
    ],
)
def test_letters_tell_the_encoding_and_the_guess_is_told(text: str, encoding: str, shown: str) -> None:
    warned: list[Problem] = []
    assert decode(text.encode(encoding), "story.txt", Decoding(warn=warned.append)) == text
    assert [str(problem) for problem in warned] == [
        f"story.txt: it is not UTF-8 and does not say what it is; it was read as {shown}; "
        "if letters are wrong, name the encoding with --encoding"
    ]


def test_an_encoding_that_a_person_names_goes_before_all() -> None:
    data = '<meta charset="iso-8859-1">Győr'.encode("cp1250")
    assert decode(data, "page.html", Decoding("windows-1250")).endswith("Győr")
    with pytest.raises(StorymapError, match=r"this is not euc-jp \(byte 0xF5 at line 1\)"):
        decode(data, "page.html", Decoding("euc-jp"))
    # Unicode stays what it is: one of several files may be in another encoding.
    assert decode("Győr".encode(), "places.csv", Decoding("windows-1250")) == "Győr"


@pytest.mark.parametrize("name", ["rot13", "hex", "idna", "unicode_escape", "undefined", "klingon", "a\0b"])
def test_only_encodings_of_texts_may_be_named(name: str) -> None:
    with pytest.raises(StorymapError, match="is not an encoding that is read; write for example windows-1252"):
        check_encoding(name)
    assert "it says that it is" in refusal(f'<meta charset="{name}">caf\xe9'.encode("cp1252")) or "\0" in name


def test_damaged_utf_8_is_never_read_as_something_else() -> None:
    damaged = "Juárez, Chihuahua, México, Nuevo León".encode().replace("á".encode(), b"\xe1")
    warned: list[Problem] = []
    with pytest.raises(StorymapError, match="this is not UTF-8"):
        decode(damaged, "story.txt", Decoding(warn=warned.append))
    assert warned == []


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
