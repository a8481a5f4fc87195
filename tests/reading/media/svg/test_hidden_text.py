"""Text of a drawing that nobody sees is not in the page to be read in its source; what is seen stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.reading.media.svg.cleaning import clean_svg
from tests.reading.media.samples import embed
from tests.reading.media.svg.drawings import DRAWINGS
from tests.reading.media.svg.test_cleaning import RECT, svg

SEEN = '<text x="9" y="20">Rio</text>'
GRADIENT = '<linearGradient id="g"><stop stop-opacity="{}"/><stop offset="1" stop-color="{}"/></linearGradient>'


def text(attributes: str, inside: str = "SECRET") -> str:
    return f'<text x="9" y="20" {attributes}>{inside}</text>'


HIDDEN = {
    "opacity": text('opacity="0"'),
    "opacity in percent": text('opacity="1%"'),
    "opacity, multiplied": f'<g opacity=".2"><g style="opacity:20%">{text("")}</g></g>',
    "fill opacity": text('fill-opacity="0"'),
    "no fill": text('fill="none"'),
    "no fill, a stroke of no width": text('fill="none" stroke="red" stroke-width="0"'),
    "no fill, a stroke of gaps": text('fill="none" stroke="red" stroke-dasharray="0 99"'),
    "no fill around": f'<g fill="none">{text("")}</g>',
    "transparent": text('fill="transparent"'),
    "transparent hex": text('fill="#0000"'),
    "transparent rgba": text('style="fill:rgba(0,0,0,0)"'),
    "transparent rgb": text('style="fill:rgb(0 0 0 / 1%)"'),
    "current colour": f'<g color="transparent">{text("fill=" + chr(34) + "currentColor" + chr(34))}</g>',
    "a paint that is not there": text('fill="url(#nothing)"'),
    "a gradient of nothing": GRADIENT.format(0, "transparent") + text('fill="url(#g)"'),
    "a gradient without stops": '<linearGradient id="g"/>' + text('fill="url(#g)"'),
    "a style sheet": "<style>.a{fill:none}</style>" + text('class="a"'),
    "a style sheet, by what is around": f"<style>g.a > text{{fill-opacity:0}}</style><g class='a'>{text('')}</g>",
    "a style sheet, by rank": f"<style>#a{{opacity:0}} text.b{{opacity:1}}</style>{text('id=' + chr(34) + 'a' + chr(34) + ' class=' + chr(34) + 'b' + chr(34))}",
    "important": "<style>.a{opacity:0!important}</style>" + text('class="a" style="opacity:1"'),
    "scale": text('transform="scale(0)"'),
    "scale of one side": f'<g transform="scale(1 0)">{text("")}</g>',
    "matrix": text('transform="matrix(1 2 2 4 0 0)"'),
    "tiny": text('transform="scale(.001)"'),
    "CSS": text('style="transform:scale(0)"'),
    "font size": text('font-size="0"'),
    "font size, of what is around": f'<g font-size="0">{text("font-size=" + chr(34) + "2em" + chr(34))}</g>',
    "font": text('style="font:0 serif"'),
    "font behind its size": text('style="font-size:12px;font:0px serif"'),
    "clip of nothing": '<clipPath id="c"/>' + text('clip-path="url(#c)"'),
    "clip without a size": '<clipPath id="c"><rect width="0" height="9"/></clipPath>' + text('clip-path="url(#c)"'),
    "clip elsewhere": '<clipPath id="c"><rect x="500" width="9" height="9"/></clipPath>' + text('clip-path="url(#c)"'),
    "clip that is hidden": '<clipPath id="c"><rect width="99" height="99" visibility="hidden"/></clipPath>'
    + text('clip-path="url(#c)"'),
    "clip beside its box": '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect x="3" width="1" height="1"/></clipPath>'
    + text('clip-path="url(#c)"'),
    "two clips that do not meet": '<clipPath id="c"><rect width="40" height="50"/></clipPath>'
    '<clipPath id="d"><rect x="60" width="40" height="50"/></clipPath>'
    f'<g clip-path="url(#c)">{text("clip-path=" + chr(34) + "url(#d)" + chr(34))}</g>',
    "visibility": text('visibility="collapse"'),
    "visibility in a part": f'<g visibility="hidden">{text("")}<rect visibility="visible" width="9" height="9"/></g>',
    "display": text('style="display:none"'),
    "right of the frame": '<text x="101" y="20">SECRET</text>',
    "left of the frame": '<text x="-1" y="20" text-anchor="end">SECRET</text>',
    "below": '<text x="9" y="90">SECRET</text>',
    "above": '<text x="9" y="-2">SECRET</text>',
    "moved out": text('transform="translate(200)"'),
    "moved out with dx": text('dx="300"'),
    "used outside": f'<defs>{text("id=" + chr(34) + "t" + chr(34))}</defs><use href="#t" x="200"/>',
    "a frame of no size": f'<svg width="0" height="9">{text("")}</svg>',
    "outside of a frame within": '<svg width="9" height="9"><text x="30" y="5">SECRET</text></svg>',
    "a symbol's frame": '<symbol id="s" viewBox="0 0 9 9"><text x="30" y="5">SECRET</text></symbol>'
    '<use href="#s" width="50" height="50"/>',
    "a path that is not there": "<text><textPath href='#nothing'>SECRET</textPath></text>",
    "behind the end of a path": '<path id="p" d="M0 20h90"/><text><textPath href="#p" startOffset="91">SECRET</textPath></text>',
    "signs that have no shape": text("", "Rio\U000e0053\U000e0045\u2060").replace("Rio", ""),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_text_that_nobody_sees_is_dropped(name: str) -> None:
    data = clean_svg(svg(HIDDEN[name] + SEEN + RECT)).data.decode()
    assert "SECRET" not in data
    assert ">Rio</text>" in data
    assert data.isascii()


KEPT = {
    "plain": text("", "Rio"),
    "on the edge": '<text x="96" y="20">Rio</text>',
    "at the end": '<text x="110" y="20" text-anchor="end">Rio</text>',
    "in the middle": '<text x="50" y="20" text-anchor="middle">Rio</text>',
    "hanging": '<text x="50" dominant-baseline="hanging">Rio</text>',
    "faint": text('opacity=".1"', "Rio"),
    "a stroke alone": text('fill="none" stroke="red"', "Rio"),
    "an axis as d3 draws it": f'<g fill="none" font-size="10">{text("fill=" + chr(34) + "currentColor" + chr(34), "Rio")}</g>',
    "its own opacity": f"<style>text{{opacity:0}} .a{{opacity:1}}</style>{text('class=' + chr(34) + 'a' + chr(34), 'Rio')}",
    "another text's style": f"<style>.a text{{fill:none}}</style>{text('', 'Rio')}<g class='a'>{RECT}</g>",
    "a gradient": GRADIENT.format(1, "red") + text('fill="url(#g)"', "Rio"),
    "a fallback": text('fill="url(#nothing) red"', "Rio"),
    "shown again": f'<g visibility="hidden">{text("visibility=" + chr(34) + "visible" + chr(34), "Rio")}</g>',
    "turned": '<text transform="translate(50 25) rotate(-90)">Rio</text>',
    "a clip": '<clipPath id="c"><circle cx="20" cy="20" r="20"/></clipPath>' + text('clip-path="url(#c)"', "Rio"),
    "a clip that is not there": text('clip-path="url(#nothing)"', "Rio"),
    "a halo": '<filter id="f"><feFlood flood-color="#fff"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge>'
    "</filter>" + text('filter="url(#f)"', "Rio"),
    "a frame": '<svg x="20" y="10" width="50" height="30" viewBox="0 0 500 300"><text x="100" y="100" font-size="100">Rio</text></svg>',
    "used": f'<defs>{text("id=" + chr(34) + "t" + chr(34), "Rio")}</defs><use href="#t" x="20"/>',
    "a symbol": '<symbol id="s" viewBox="0 0 90 90"><text x="30" y="50">Rio</text></symbol><use href="#s" width="50" height="50"/>',
    "on a path": '<path id="p" d="M0 20h90"/><text><textPath href="#p" startOffset="20%">Rio</textPath></text>',
    "letter by letter": '<text x="9 20 30" y="20">Rio</text>',
    "lines": '<text y="20"><tspan x="9">El</tspan><tspan x="9" dy="1.2em">Rio</tspan></text>',
    "joined and directed": text("", "Rio</text><text x='9' y='40'>\u0645\u06cc\u200c\u062e"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_text_that_is_seen_stays(name: str) -> None:
    assert ">Rio<" in clean_svg(svg(KEPT[name] + RECT)).data.decode()
    assert ("\u200c" in clean_svg(svg(KEPT[name])).data.decode()) is (name == "joined and directed")


def test_hidden_letters_beside_others_leave_their_place() -> None:
    parts = '<text x="9" y="20">El <tspan fill="none">SECRET</tspan> Paso</text>'
    assert '>El <tspan fill="none">\xa0\xa0\xa0\xa0\xa0\xa0</tspan> Paso<' in clean_svg(svg(parts)).data.decode()


def test_the_frame_shows_what_is_beside_the_view_box() -> None:
    wide = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 50 50">{}</svg>'
    for x, is_kept in ((-70, True), (80, True), (130, False), (-120, False)):
        data = clean_svg(wide.format(RECT + f'<text x="{x}" y="20">Rio</text>').encode()).data
        assert (b"Rio" in data) is is_kept, x


UNCLEAR = {
    "a mask": f'<mask id="m">{RECT}</mask>' + text('mask="url(#m)"'),
    "a filter": '<filter id="f"><feGaussianBlur stdDeviation="20"/></filter>' + text('filter="url(#f)"'),
    "an empty filter": '<filter id="f"/>' + text('filter="url(#f)"'),
    "a filter elsewhere": '<filter id="f" x="5"><feDropShadow stdDeviation="1"/></filter>' + text('filter="url(#f)"'),
    "a pattern": f'<pattern id="p" width="9" height="9">{text("")}</pattern><rect width="9" height="9" fill="url(#p)"/>',
    "text as a clip": f'<clipPath id="c">{text("")}</clipPath><rect clip-path="url(#c)"/>',
    "a clip by a clip": '<clipPath id="d"/><clipPath id="c" clip-path="url(#d)"><rect width="99" height="99"/></clipPath>'
    + text('clip-path="url(#c)"'),
    "a gradient that fades": GRADIENT.format(0, "red") + text('fill="url(#g)"'),
    "a transform that is worked out": text('style="transform:scale(calc(1 - 1))"'),
    "a size that is worked out": text('style="font-size:calc(0px)"'),
    "a size without a unit": text('font-size="0" style="font-size:12"'),
    "a colour that is none": text('fill="none" style="fill:bold"'),
    "letters far apart": text('letter-spacing="-900"'),
    "letters pressed together": text('textLength=".1" lengthAdjust="spacingAndGlyphs"'),
    "letters here and there": '<text x="9 999" y="20">SECRET</text>',
    "a path too short": '<path id="p" d="M0 20h2"/><text><textPath href="#p">SECRET</textPath></text>',
    "a root that is turned": f'<g>{text("")}</g>',
}  # fmt: skip


@pytest.mark.parametrize("name", UNCLEAR)
def test_where_it_cannot_be_told_the_drawing_is_refused(tmp_path: Path, name: str) -> None:
    root = 'transform="translate(500)"' if "root" in name else ""
    (tmp_path / "a.svg").write_bytes(svg(UNCLEAR[name], root))
    image, problems = embed("a.svg", tmp_path)
    assert image.data == ""
    assert "which may be hidden" in problems[0].what
    assert "as paths, or as PNG" in problems[0].remedy
    # Without text the same effects are no matter.
    drawing = UNCLEAR[name].replace("SECRET", "")
    (tmp_path / "b.svg").write_bytes(svg(drawing + RECT, root))
    assert embed("b.svg", tmp_path)[0].data


@pytest.mark.parametrize(
    "rules",
    [
        "a text{display:none}",
        "switch text{opacity:0}",
        "> text{fill:red}",
        ".b>{fill:red}",
        ".b>>text{fill:red}",
        "*text{fill:red}",
        "@media screen{.b{opacity:0}}",
        ":root{--o:0}.b{opacity:var(--o,1)}",
    ],
)
def test_rules_that_may_hide_and_cannot_be_kept_are_refused(tmp_path: Path, rules: str) -> None:
    body = f'<style>{rules}</style><a href="https://a.org">{text("class=" + chr(34) + "b" + chr(34))}</a>'
    (tmp_path / "a.svg").write_bytes(svg(body))
    image, problems = embed("a.svg", tmp_path)
    assert image.data == ""
    assert "a style rule that cannot be cleaned" in problems[0].what


def test_a_drawing_of_a_program_keeps_its_text() -> None:
    words = {"inkscape": "Bravo", "illustrator": "El Paso", "matplotlib": "Crossings", "d3": "Mon"}
    for name, word in words.items():
        assert word in clean_svg(DRAWINGS[name].encode()).data.decode()


def test_names_are_written_anew() -> None:
    body = (
        '<g id="SECRET" class="SECRET other"><path id="SECRETpath" d="M0 20h90"/></g>'
        "<style>.SECRET path{fill:red} #SECRET{opacity:.5}</style>"
        '<use href="#SECRETpath"/><g xml:lang="en-SECRET"><g lang="es-MX"><rect width="9" height="9"/></g></g>'
    )
    data = clean_svg(svg(body)).data.decode()
    assert "SECRET" not in data
    assert 'xml:lang="es-MX"' in data
    assert '<g id="i1" class="c1">' in data
    assert "<style>.c1 path{fill:red}#i1{opacity:.5}</style>" in data


def test_a_selector_of_many_parts_is_looked_at_once() -> None:
    # Every way to choose among the groups would be 2 ** 60 ways.
    rule = " ".join(["g"] * 30) + " .other " + " ".join(["g"] * 30) + " text"
    body = f"<style>{rule}{{opacity:0}}</style>{'<g>' * 90}{text('', 'Rio')}{'</g>' * 90}"
    assert b">Rio<" in clean_svg(svg(body)).data
