"""Comments and notes of word processors: comments never publish, notes stay notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from storymap.errors import Problem
from storymap.model import Article
from storymap.reading.article.reader import read_article
from tests.time_limit import TimeLimit

COMMENTS = {
    "Google Docs": (
        '<p>It left Nauta<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> late.</p>',
        '<div class="c1"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is it true?</span></p><p>I doubt it</p></div>',
    ),
    "an old Google Docs": (
        '<p>It left Nauta<a href="#cmnt1" name="cmnt_ref1">[a]</a> late.</p>',
        '<p><a href="#cmnt_ref1" name="cmnt1">[a]</a><span>Is it true?</span></p>',
    ),
    "Word": (
        "<p class=MsoNormal>It left <del class=msoDel>Lima</del>Nauta<span class=MsoCommentReference>"
        '<a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AR1]</a></span> late.</p>',
        '<div><hr class=msocomoff><div><div id="_com_1" class=msocomtxt><p class=MsoCommentText><span>'
        '<a href="#_msoanchor_1" class=msocomoff>[AR1]</a></span>Is it true? I doubt it</p></div></div></div>',
    ),
}
NOTES = {
    "Google Docs": (
        '<p>It left Nauta<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p>',
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;In Peru.</span></p></div>'
        '<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;In Loreto.</span></p></div>',
    ),
    "Word": (
        "<p>It left Nauta<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>.</p>",
        "<div><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> In Peru.</p></div>"
        "<div id=ftn2><p><a href='#_ftnref2' name='_ftn2'><span>[2]</span></a> In Loreto.</p></div></div>",
    ),
    "LibreOffice": (
        '<p>It left Nauta<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>',
        '<hr><div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a> In Peru.</p></div>\n'
        '<div id="sdfootnote2"><p><a class="sdfootnotesym" href="#sdfootnote2anc">2</a> In Loreto.</p></div>',
    ),
}
MORE = "<p>Nobody knew why the boat had left the quay.</p>"


def read(folder: Path, body: str, whole: bool = False) -> tuple[Article, list[Problem]]:
    (folder / "a.html").write_text(body, encoding="utf-8")
    problems: list[Problem] = []
    return read_article(folder / "a.html", problems=problems, whole=whole), problems


@pytest.mark.parametrize("program", COMMENTS)
@pytest.mark.parametrize("wrap", ["{}", "<html><body>{}</body></html>", '<html><body class="doc-content">{}'])
@pytest.mark.parametrize("whole", [False, True])
def test_comments_do_not_publish(tmp_path: Path, program: str, wrap: str, whole: bool) -> None:
    mark, comment = COMMENTS[program]
    article, _ = read(tmp_path, wrap.format(mark + MORE + comment), whole)
    text = [block.text for block in article.blocks if block.text]
    assert text == ["It left Nauta late.", "Nobody knew why the boat had left the quay."]


@pytest.mark.parametrize("program", NOTES)
def test_notes_are_a_raised_number_and_a_list(tmp_path: Path, program: str) -> None:
    mark, notes = NOTES[program]
    article, problems = read(tmp_path, f"<html><body>{mark}{MORE}{notes}</body></html>")
    first, *_, one, two = article.blocks
    assert first.text == "It left Nauta1."
    assert [(s.kind, first.text[s.start : s.end]) for s in first.spans] == [("superscript", "1")]
    assert (one.text, two.text) == ("In Peru.", "In Loreto.")
    assert [container.tag for container in one.within] == ["ol", "li"]
    assert one.within[0] == two.within[0]
    assert problems == [] or all("recognised" in p.what or p.severity == "note" for p in problems)


def test_what_only_looks_like_a_mark_stays(tmp_path: Path) -> None:
    body = '<p>See <a href="https://example.org/#cmnt1">his comment</a>, <a href="#cmnts">theirs</a> and Nauta.</p>'
    assert read(tmp_path, body)[0].blocks[0].text == "See his comment, theirs and Nauta."


def test_raised_text_beside_a_note_stays(tmp_path: Path) -> None:
    body = '<p>Nauta<sup>see <a href="#ftnt1">[1]</a> <a href="#ftnt2">[2]</a></sup> is quiet.</p>'
    assert read(tmp_path, body)[0].blocks[0].text == "Nautasee 1 2 is quiet."


def test_a_text_before_a_comments_link_is_no_comment(tmp_path: Path) -> None:
    body = f'<div>{MORE}<p>Nauta. <a href="#cmnt_ref1">[a]</a></p></div>'
    assert [b.text for b in read(tmp_path, body)[0].blocks] == ["Nobody knew why the boat had left the quay.", "Nauta."]


@pytest.mark.parametrize("link", ['<a href="#cmnt_ref1">', '<a href="#ftnt_ref1">', '<a href="#ftnt1">'])
@pytest.mark.parametrize("open_tag", ["<div>", "<li>", "<span>", ""])
def test_hostile_marks_take_seconds(within: TimeLimit, tmp_path: Path, link: str, open_tag: str) -> None:
    with within(20):
        nested = (open_tag + link + "</a>") * 100
        read(tmp_path, MORE + nested + (link + "</a>") * 20_000)
