"""`storymap.toml`: where it is found, who may have written it, and what is said of each fault in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storymap.errors import Problem, StorymapError
from storymap.reading.desk.found_settings import read_settings
from storymap.reading.desk.settings import DeskSettings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of stories in a repository, where the shell stands."""
    (tmp_path / ".git").mkdir()
    stories = tmp_path / "stories"
    stories.mkdir()
    monkeypatch.chdir(stories)
    return stories


def settings_of(folder: Path, text: str | bytes) -> tuple[DeskSettings | None, list[str]]:
    """Write settings into a folder, and return what is read of them, and what is told."""
    (folder / "storymap.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    problems: list[Problem] = []
    try:
        return read_settings(folder, problems), list(map(str, problems))
    except StorymapError as error:
        return None, list(map(str, error.problems))


def test_all_settings_are_read(folder: Path) -> None:
    (folder / "own.csv").touch()
    settings, told = settings_of(
        folder,
        """\
home = "El Paso, Texas"
lang = "es-MX"
gazetteers = ["own.csv", "below/more.geojson"]
never = ["Jordan", "Paris Match"]

[names]
"the Springs" = "Colorado Springs, Colorado"
Downtown = [31.76, -106.49]
"la Ciudad" = 3530597
Hill = { lat = 1, lon = 2 }
""",
    )
    assert told == []
    assert settings is not None
    assert (settings.home, settings.home_at, settings.language) == ("El Paso, Texas", "storymap.toml, line 1", "es-MX")
    assert settings.gazetteers == (folder / "own.csv", folder / "below/more.geojson")
    assert settings.never == ("Jordan", "Paris Match")
    assert [(name.name, name.in_texts, name.place) for name in settings.names] == [
        ("the Springs", "Springs", "Colorado Springs, Colorado"),
        ("Downtown", "Downtown", (31.76, -106.49)),
        ("la Ciudad", "Ciudad", 3530597),
        ("Hill", "Hill", (1.0, 2.0)),
    ]
    assert settings.names[2].where == "storymap.toml, line 9"


def test_an_empty_file_is_a_desk_without_settings(folder: Path) -> None:
    settings, told = settings_of(folder, "")
    assert settings == DeskSettings(folder / "storymap.toml", "storymap.toml", home_at="storymap.toml")
    assert told == []


def test_everything_that_is_wrong_is_told_at_once_each_with_its_line(folder: Path) -> None:
    settings, told = settings_of(
        folder,
        """\
home = 7
lang = "klingonese!"
gazetteers = [1]
never = "Jordan"
nevr = 1
[names]
"the springs" = "Colorado Springs, Colorado"
Up = [91, 0]
Down = true
""",
    )
    assert settings is None
    assert told == [
        'storymap.toml, line 5: "nevr" means nothing here; did you mean "never"?; known are home, lang, gazetteers, names, '
        "never",
        'storymap.toml, line 1: home is no name of a place; write for example home = "El Paso, Texas"',
        'storymap.toml, line 2: lang is no language tag; write for example lang = "en" or "es-MX"',
        'storymap.toml, line 3: gazetteers are not names of files; write for example gazetteers = ["places/own.csv"]',
        'storymap.toml, line 7: "the springs" is no name; write it as articles do: names in small letters alone are not '
        "found in a text",
        'storymap.toml, line 8: what "Up" stands for is no place; write a name such as "Colorado Springs, Colorado", a '
        "GeoNames id, or [38.83, -104.82]",
        'storymap.toml, line 9: what "Down" stands for is no place; write a name such as "Colorado Springs, Colorado", a '
        "GeoNames id, or [38.83, -104.82]",
        'storymap.toml, line 4: never is no list of names; write for example never = ["Jordan", "Nice"]',
    ]


def test_a_key_that_means_nothing_is_a_warning_and_the_others_count(folder: Path) -> None:
    settings, told = settings_of(folder, 'hme = "x"\nlang = "en"\n')
    assert settings is not None
    assert settings.language == "en"
    assert told == [
        'storymap.toml, line 1: "hme" means nothing here; did you mean "home"?; known are home, lang, gazetteers, names, never'
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"home = ", "storymap.toml, line 1: this is not valid TOML: invalid value; mend the line"),
        (b"a = 1\nhome = \xff", "storymap.toml, line 2: this is not UTF-8 text; save it as UTF-8"),
        (b"\0\1\2", "storymap.toml, line 1: this is not valid TOML: invalid statement; mend the line"),
        (b"a = " + b"[" * 5000, "storymap.toml, line 1: this is not valid TOML: it is nested too deeply; mend the line"),
        (b"lang = 'en'\n" + b"a." * 32000 + b"a = 1", "storymap.toml, line 2: this is not valid TOML: a key has too many parts; mend the line"),
        (b"a = " + b"9" * 5000, "storymap.toml, line 1: this is not valid TOML: a number has too many digits; mend the line"),
        (b"#" * 50_000_000, "storymap.toml: the file is larger than 64 kB; use a smaller one: long lists of names go into a gazetteer"),
        (b"[names]\n'A' = 'B'\n'A' = 'C'\n\n", "storymap.toml, line 3: this is not valid TOML: cannot overwrite a value; mend the line"),
    ],
    ids=["broken", "bytes", "binary", "deep", "parts", "digits", "large", "twice"],
)  # fmt: skip
def test_what_is_no_toml_is_refused_in_one_line(folder: Path, text: bytes, said: str) -> None:
    assert settings_of(folder, text) == (None, [said])


def test_names_lose_what_would_move_a_terminal(folder: Path) -> None:
    settings, told = settings_of(folder, 'never = ["Jor\\u001b[31mdan\\u202e"]\n"\\u001b[2J" = 1\n')
    assert settings is not None
    assert settings.never == ("Jor[31mdan",)
    assert told == ['storymap.toml: "[2J" means nothing here; known are home, lang, gazetteers, names, never']


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "http://a.example/b.csv", "nul.csv", "/dev/stdin"])
def test_a_gazetteer_lies_in_the_folder_of_the_settings_or_below(folder: Path, name: str) -> None:
    settings, (told,) = settings_of(folder, f'gazetteers = "{name}"')
    assert settings is None
    assert told.startswith(f'storymap.toml, line 1: the gazetteer "{name}" ')
    assert told.endswith("; save it in the folder of storymap.toml, or name it with --gazetteer")


def test_a_link_to_a_gazetteer_elsewhere_is_refused(folder: Path) -> None:
    (folder.parent / "other.csv").touch()
    (folder / "own.csv").symlink_to("../other.csv")
    assert settings_of(folder, 'gazetteers = "own.csv"')[0] is None


def test_the_nearest_file_above_counts_up_to_the_repository(folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    (folder.parent / "storymap.toml").write_text('lang = "de"')
    assert language(below) == "de"
    (folder / "storymap.toml").write_text('lang = "fr"')
    assert language(below) == "fr"
    (folder / "storymap.toml").unlink()
    (folder / ".git").write_text("gitdir: elsewhere")
    assert language(below) == ""


def test_the_home_folder_is_the_last_that_is_looked_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").rmdir()
    (tmp_path / "storymap.toml").write_text('lang = "de"')
    assert language(folder) == "de"
    monkeypatch.setenv("HOME", str(folder))
    assert language(folder) == ""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert language(folder) == "de"


def test_nothing_above_a_folder_that_others_may_write_is_looked_for(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").rmdir()
    (tmp_path / "storymap.toml").write_text('lang = "de"')
    folder.chmod(0o777)
    (folder / "below").mkdir()
    assert language(folder / "below") == ""
    folder.chmod(0o755)
    assert language(folder / "below") == "de"


def language(folder: Path) -> str:
    settings = read_settings(folder, [])
    return "" if settings is None else settings.language


def test_a_folder_that_is_named_over_a_link_is_the_one_that_it_leads_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "storymap.toml").write_text('lang = "de"')
    (folder / "link").symlink_to(tmp_path / "real")
    (folder / "storymap.toml").write_text('lang = "fr"')
    assert language(folder / "link") == "de"


def refused(folder: Path) -> str:
    problems: list[Problem] = []
    assert read_settings(folder, problems) is None
    (problem,) = problems
    assert problem.severity == "warning"
    return str(problem)


def test_settings_that_others_may_write_are_not_used(folder: Path) -> None:
    settings_of(folder, 'lang = "de"')
    (folder / "storymap.toml").chmod(0o646)
    assert refused(folder) == (
        "storymap.toml: its settings are not used, because others than you may change it; make it yours alone (chown, and "
        "chmod go-w storymap.toml); --no-settings leaves it out"
    )
    (folder / "storymap.toml").chmod(0o644)
    for open_folder, mode in ((folder, 0o757), (folder, 0o1777), (folder.parent, 0o757)):
        open_folder.chmod(mode)
        assert f"others than you may change the folder {open_folder}; " in refused(folder)
        open_folder.chmod(0o755)
    folder.parent.chmod(0o1777)  # nobody may move in it what others own
    assert language(folder) == "de"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator gives files away")
def test_settings_of_somebody_else_are_not_used(folder: Path) -> None:
    settings_of(folder, 'lang = "de"')
    os.chown(folder / "storymap.toml", 12345, 12345)
    assert "others than you may change it" in refused(folder)
    os.chown(folder / "storymap.toml", 0, 0)
    os.chown(folder, 0, 12345)
    folder.chmod(0o775)
    assert f"others than you may change the folder {folder}" in refused(folder)
    os.chown(folder, 0, 0)  # a group of the user alone, as many systems make it
    assert language(folder) == "de"


def test_what_is_no_plain_file_is_not_opened(folder: Path) -> None:
    path = folder / "storymap.toml"
    os.mkfifo(path)
    assert "this is not a file" in refused(folder)
    path.unlink()
    path.mkdir()
    assert "this is not a file" in refused(folder)
    path.rmdir()
    path.symlink_to("storymap.toml")
    assert refused(folder) == "storymap.toml: this is a link, which is not followed; put the file itself there"
