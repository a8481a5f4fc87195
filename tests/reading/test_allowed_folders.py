"""Which files content may name: beside the file that names them or below, and where the caller allows it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.reading.allowed_folders import AllowedFolders


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a folder with folders, files and links in it and around it."""
    folder = tmp_path / "desk"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "else where").mkdir()
    for path in (folder / "a.csv", folder / "below" / "b.csv", tmp_path / "c.csv", tmp_path / "else where" / "d.csv"):
        path.touch()
    (folder / "inner").symlink_to("below/b.csv")
    (folder / "out.csv").symlink_to("../c.csv")
    (folder / "outside").symlink_to("../else where")
    (folder / "nowhere").symlink_to("../none.csv")
    (folder / "far").symlink_to("out.csv")
    return folder


def refusal(name: str, base: Path, allowed: AllowedFolders | None = None) -> str:
    with pytest.raises(StorymapError) as caught:
        (allowed or AllowedFolders()).find(name, base, "it")
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.csv", "./a.csv", "below/b.csv", "below/../a.csv", "inner", "none.csv", "..a.csv"])
def test_what_stands_beside_or_below_may_be_named(base: Path, name: str) -> None:
    assert AllowedFolders().find(name, base, "it") == base / name


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("../c.csv", "."),
        ("below/../../c.csv", "."),
        ("../none/none.csv", "none"),
        ("../desk2/x.csv", "desk2"),
        ("..", ".."),
        ("out.csv", "."),
        ("far", "."),
        ("nowhere", "."),
        ("outside/d.csv", "else where"),
        ("outside/../c.csv", "."),
        ("outside/new/x.csv", "else where/new"),
    ],
)
def test_what_leads_out_is_refused_with_the_folder_to_allow(base: Path, name: str, folder: str) -> None:
    allowed = os.path.normpath(base.parent / folder)
    shown = f"'{allowed}'" if " " in allowed else allowed
    assert refusal(name, base) == (
        f"it is outside the folder of the file; save it beside the file, or add --allow-path {shown}"
    )


def test_what_the_remedy_says_helps(base: Path) -> None:
    for name in ("../c.csv", "out.csv", "outside/d.csv", str(base.parent / "c.csv")):
        real = Path(os.path.realpath(base / name)).parent
        assert AllowedFolders([real]).find(name, base, "it") == base / name


def test_an_allowed_folder_may_be_a_link_and_allows_what_is_below_it_and_nothing_else(base: Path) -> None:
    (base.parent / "link").symlink_to("else where")
    allowed = AllowedFolders([base.parent / "link"])
    assert allowed.find("../else where/below/x.csv", base, "it") == base / "../else where/below/x.csv"
    assert "is outside the folder of the file" in refusal("../c.csv", base, allowed)
    assert "is outside the folder of the file" in refusal("../else where/../c.csv", base, allowed)


def test_an_absolute_path_is_refused_wherever_it_leads(base: Path) -> None:
    assert refusal(str(base / "a.csv"), base) == (
        "it is not a relative path; write it as seen from the folder of the file"
    )
    assert refusal(str(base.parent / "c.csv"), base) == (
        "it is not a relative path, and outside the folder of the file; "
        f"save it beside the file, or add --allow-path {base.parent}"
    )


@pytest.mark.parametrize(
    "name",
    [
        "file:///etc/hosts",
        "https://example.org/a.csv",
        "s3:bucket/a.csv",
        "C:\\a.csv",
        "C:a.csv",
        "\\\\server\\share\\a.csv",
        "\\\\?\\C:\\a.csv",
        "\\a.csv",
        "//server/share/a.csv",
        "/vsicurl/http://example.org/a.csv",
        "/VSIzip/a.zip/a.csv",
    ],
)
def test_an_address_a_drive_and_a_path_of_gdal_are_refused_whatever_is_allowed(base: Path, name: str) -> None:
    said = "it is not a relative path; save it beside the file and name it"
    assert refusal(name, base) == refusal(name, base, AllowedFolders(["/"])) == said


@pytest.mark.parametrize(
    "name", ["NUL", "con.csv", "below/Aux.csv", "COM1", "lpt9.txt", "nul .csv", "below\\prn", "COM¹"]
)
def test_the_name_of_a_device_is_refused(base: Path, name: str) -> None:
    assert refusal(name, base) == "it has the name of a device; rename the file"


@pytest.mark.parametrize("name", ["console.csv", "nullarbor.csv", "auxerre.csv", "com10.csv", "my con.csv"])
def test_a_name_that_only_begins_like_a_device_is_taken(base: Path, name: str) -> None:
    assert AllowedFolders().find(name, base, "it") == base / name


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/zero", "/proc/self/environ", "/sys/kernel/notes"])
def test_a_file_of_the_system_is_refused_whatever_is_allowed(base: Path, name: str) -> None:
    (base / "link.csv").symlink_to(name)
    for written in (name, "link.csv"):
        said = refusal(written, base, AllowedFolders(["/"]))
        assert "outside the folder of the file" in said
        assert said.endswith("; save it beside the file")


def test_a_name_that_no_file_can_have_is_refused(base: Path) -> None:
    assert refusal("a\ud800b", base) == "it is not a usable path; rename the file"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\0.csv", r"a\x00.csv"),
        ("\x07a.csv", r"\x07a.csv"),
        ("a.csv\n", r"a.csv\n"),
        ("a\x85.csv", r"a\x85.csv"),
        ("a\u202evsc.txt", r"a\u202evsc.txt"),
        ("\ufeffa.csv", r"\ufeffa.csv"),
    ],
)
def test_a_name_with_control_characters_is_refused_and_shows_them(base: Path, name: str, shown: str) -> None:
    assert refusal(name, base) == f'it has control characters in its name: "{shown}"; rename the file'


def test_what_is_allowed_must_be_a_folder(base: Path) -> None:
    for path in (base / "a.csv", base / "none", "a\0b"):
        with pytest.raises(StorymapError, match=r"^allow-path: .* is not a folder; name a folder that is there"):
            AllowedFolders([path])


_PARTS = st.sampled_from(
    ["..", ".", "", "a", "below", "out", "back", "loop", "up", "x.csv", "~", "%2e%2e", "..\\", "\\"]
)


@given(st.lists(_PARTS, min_size=1, max_size=8), st.booleans())
def test_whatever_is_written_nothing_outside_is_found(parts: list[str], is_absolute: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder, "desk")
        (base / "below").mkdir(parents=True)
        (base / "out").symlink_to("..")
        (base / "back").symlink_to("../desk")
        (base / "loop").symlink_to("loop")
        (base / "below" / "up").symlink_to("../..")
        name = "/" * is_absolute + "/".join(parts)
        with contextlib.suppress(StorymapError):
            found = AllowedFolders().find(name, base, "it")
            assert Path(os.path.realpath(found)).is_relative_to(os.path.realpath(base))
