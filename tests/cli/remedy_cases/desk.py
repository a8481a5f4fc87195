"""Remedies of what stands in `storymap.toml`."""

from __future__ import annotations

from tests.cli.remedy_cases.case import Case, story

SUGGEST = "suggest story.md -o -"


def wrong(line: str, remedy: str, mended: str) -> Case:
    return Case(SUGGEST, remedy, {"storymap.toml": f"{line}\n"}, {"storymap.toml": f"{mended}\n"})


CASES = [
    wrong("hme = 1", "known are home, lang, gazetteers, names, never", 'home = "El Paso, Texas"'),
    wrong("home = 1", 'write for example home = "El Paso, Texas"', 'home = "El Paso, Texas"'),
    wrong("lang = 1", 'write for example lang = "en" or "es-MX"', 'lang = "es-MX"'),
    Case(
        SUGGEST,
        'write for example gazetteers = ["places/own.csv"]',
        {"storymap.toml": "gazetteers = 1"},
        {"storymap.toml": 'gazetteers = ["places/own.csv"]', "places/own.csv": "name,lat,lon\nRoma,1,1\n"},
    ),
    wrong(
        "names = 1", "write [names] on a line, and below it", '[names]\n"the Springs" = "Colorado Springs, Colorado"'
    ),
    wrong("[names]\nup = 1", "write it as articles do", "[names]\nUp = 4736286"),
    wrong(
        "[names]\nUp = true", 'write a name such as "Colorado Springs, Colorado", a', "[names]\nUp = [38.83, -104.82]"
    ),
    wrong('[names]\nUp = "Zefirbuno"', "write its point in place of it, for example", "[names]\nUp = [38.83, -104.82]"),
    wrong("[names]\nUp = 1", "write a name or a point in its place", "[names]\nUp = [38.83, -104.82]"),
    wrong("never = 1", 'write for example never = ["Jordan", "Nice"]', 'never = ["Jordan", "Nice"]'),
    wrong(
        'gazetteers = "../a.csv"', "save it in the folder of storymap.toml, or name it with --gazetteer", "never = []"
    ),
    Case(
        f'{SUGGEST} --home "El Paso, Texas"',
        'to keep it, write home = "El Paso, Texas" in storymap.toml',
        mended={"storymap.toml": 'home = "El Paso, Texas"'},
        then=SUGGEST,
    ),
    Case(
        SUGGEST,
        "language: es in the front matter says so to build, too",
        {"storymap.toml": 'lang = "es"', **story("# T\n\nIn Laredo it has rained for days.\n")},
        story("---\nlanguage: es\n---\n\nIn Laredo it has rained for days.\n"),
    ),
]
