import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.errors import StorymapError
from storymap.exchange import javascript_literal
from storymap.exchange.javascript_literal import values_in
from tests.time_limit import TimeLimit


def value(text: str) -> Any:
    return values_in(text, "c.js", lambda name, found: name in ("config", "default"))


def refusal(text: str) -> str:
    with pytest.raises(StorymapError) as caught:
        value(text)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "var config = {a: 1}",
        "const config = {'a': 1.0,};",
        "let config = { // a comment\n a /* b: 2 */ : 1 }; config.b = f();",
        "window.config={a:1}",
        "export default {a: 1}",
        "export const config = {a: 1}",
        "'use strict'\nmodule.exports = {a: +1}",
        '{"a": 1}',
        "\ufeff// {a: 2}\n{a: 0x1}",
        "// var config = {a: 2}\nlet s = 'var config = {a: 3}';\nvar config = {a: 1e0}",
        "const one = 1, two = 2; const config = {a: one}",
        "function f() { return `var config = {a: 2}` }\nvar config = {a: 1_0, a: 01}",
    ],
)
def test_it_is_found_however_the_file_gives_it_its_name(text: str) -> None:
    assert value(text) == {"a": 1}


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (r"'it\'s' + " '"\\u00e9"', "it'sé"),
        ("`two\nlines \\`\\${x}`", "two\nlines `${x}"),
        (
            r"'\x41\u{1F600}\uD83D\uDE00\ud83d\
b\q'",
            "A😀😀\ufffdbq",
        ),
        ("[-.5, +5., 1e3, 0x1F, 0b11, 1_000,]", [-0.5, 5, 1000, 31, 3, 1000]),
        ("[true, false, null, undefined, NaN]", [True, False, None, None, None]),
        ("{1: 1, $a_b: 2, été: 3, 'x y': 4, __proto__: 5}", {"1": 1, "$a_b": 2, "été": 3, "x y": 4, "__proto__": 5}),
        ("{a: {a: 1}, a: 2}", {"a": 2}),
    ],
)
def test_values_are_what_they_look_like(literal: str, expected: Any) -> None:
    assert value(f"var config = {literal};") == expected


@pytest.mark.parametrize(
    ("literal", "line", "what"),
    [
        ("{\na: f()}", 2, '"f" is worked out by a program, or stands elsewhere'),
        ("{a: 1,\n...b}", 2, '"..." takes in values that stand elsewhere'),
        ("[...b]", 1, '"..." takes in values that stand elsewhere'),
        ("{a: `x\n${1}`}", 1, "a text with ${…} is worked out by a program"),
        ("{a: 1 + 1}", 1, "this is a sum"),
        ("{a: 1 * 2}", 1, "this value is worked out by a program, or a comma is missing"),
        ("{a: 'x'.trim()}", 1, "this value is worked out by a program, or a comma is missing"),
        ("{a: 1}.a", 1, "this value is worked out by a program"),
        ("{a: (1)}", 1, "a value is missing here"),
        ("{a() {}}", 1, '"a" has no value after a colon'),
        ("{a, b}", 1, '"a" has no value after a colon'),
        ("{['a']: 1}", 1, "a name is missing here"),
        ("{a: /x/}", 1, "a value is missing here"),
        ("{a: function () {}}", 1, '"function" is worked out by a program'),
        ("{a: new Date()}", 1, '"new" is worked out by a program'),
        ("{a: 'x\n'}", 1, "a text in quotes is not closed on its line"),
        ("{a: 12px}", 1, "a number is expected here"),
        ("{a: [1, 2", 1, '"]" is missing'),
        ("[" * 101, 1, "its lists and objects are nested too deep"),
        ("", 1, "the file ends here"),
    ],
)
def test_what_would_have_to_be_run_is_refused_with_its_line(literal: str, line: int, what: str) -> None:
    assert refusal(f"var config = {literal}").startswith(f"c.js, line {line}: {what}")


def test_a_script_without_the_value_says_nothing_of_others() -> None:
    assert value("var other = f(); let x = 1") is None


def test_names_cannot_make_a_small_file_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(javascript_literal, "LARGEST_SCRIPT", 2000)
    doubled = "".join(f"let t{n + 1} = t{n} + t{n};\n" for n in range(30))
    assert "worked out by a program, or stands elsewhere" in refusal(
        f"let t0 = 'ten letters';\n{doubled}var config = [t30]"
    )
    listed = f"let t = '{'x' * 300}'; var config = [{'t,' * 10}]"
    assert refusal(listed).startswith("c.js, line 1: its texts are too long when they are joined")


_HOSTILE = (
    *("/*" * 100_000, "'" * 200_001, "`" * 99_999, "var " * 50_000, "/**/" * 50_000 + "x"),
    *("x\n'" + "\\'" * 100_000, "x\n`" + "\\`" * 100_000, "var a=b;\n" * 100_000),
    "var b=[" + '"\\\r\nvar a=[0,/*",/**/' * 10_000 + "]",
)


@pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
def test_hostile_scripts_take_no_time(within: TimeLimit, text: str) -> None:
    with within(5):
        assert value(text) is None


def test_a_text_that_is_not_closed_hides_no_value_on_another_line() -> None:
    assert value("f(don't)\nvar config = {a: 1}") == {"a": 1}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab é'\"\\\n", max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_json_is_read_as_json(data: Any) -> None:
    for ascii_only in (True, False):
        assert value(f"var config = {json.dumps(data, ensure_ascii=ascii_only)};") == data


@given(st.text("{}[]():,'\"`\\+-.0123abc $/*\n"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(StorymapError):
        value(f"var config = {text}")
