from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storymap.matching import sentences
from storymap.matching.sentences import LONGEST_JOINED, sentence_ranges
from tests.time_limit import TimeLimit

CUTS = [
    ("en", ["He lives in the U.S. with Mr. Smith.", "She does not."]),
    ("en", ["One.", "Two!", "Three?", "And four"]),
    ("en", ["He said “Yes. No way. Fine.”", "Then he left.", "“Go,” she said."]),
    ("en", ["“Why?”asked Maria, the vendor.", "“Why do they go? Every day.”"]),
    ("en", ["“Why?” asked Maria.", "“Stop!”", "Maria ran."]),
    ("en", ["“He told me ‘Go. Now.’ I went. It’s done.”", "She wept.", "He didn’t."]),
    ("en", ["‘I go. I stay.’", "He left.", "Texas’ law.", "The ’90s.", "Ok then."]),
    ("en", ['He said, "We go. We stay."', "Then left.", "It is Juárez's.", "The 'old town'.", "Done."]),
    ("en", ["The 6' 2\" man.", "He ran.", 'A 5" nail.', "Done."]),
    ("en", ["He went.", "“I said it. And more. A paragraph ends"]),
    ("en", ["A line\nbroken.", "Second line\nis here."]),
    ("en", ["Wörld 😀 é.", "Second 👩🏽‍🚀 one.", "𝔘nd ended."]),
    ("en", ["First.", "A “quoted” word.", "Last."]),
    ("en", ["See (page 3. And more.) here.", "Then."]),
    ("es-MX", ["¿Por qué?", "Vive en EE. UU. desde 1990.", "Fin."]),
    ("fr_CA", ["Il dit « Oui. Non. » puis partit.", "Elle resta.", "« Oui. Non. »", "Fin."]),
    ("de", ["Er sagte: „Wir gehen. Wir bleiben.“", "Dann ging er.", "»Ja. Nein.«", "Ende."]),
    ("sv", ["Han sade: ”Vi går. Vi stannar.”", "Sedan gick han."]),
    ("ja", ["彼は「行く。来る。」と言った。", "東京に着いた。"]),
    ("zh-Hans", ["他说：“我们走。你来。”", "北京到了。"]),
    ("hi", ["यह दिल्ली है।", "वह मुंबई है।"]),
    ("ar", ["هذا هو الاول.", "هل هذا الثاني؟", "نعم."]),
]


@pytest.mark.parametrize(("language", "expected"), CUTS, ids=[f"{n}-{row[0]}" for n, row in enumerate(CUTS)])
@pytest.mark.parametrize("gap", [" ", "  ", "\n"])
def test_cuts_whole_sentences_and_leaves_quotations_in_one_piece(language: str, expected: list[str], gap: str) -> None:
    text = ("" if language in ("ja", "zh-Hans") else gap).join(expected)
    assert [text[start:end] for start, end in sentence_ranges(f"{text}", language)] == expected


@pytest.mark.parametrize("language", ["", "xx", "en-", "EN", "x-klingon", "💥", "../../etc", "e" * 100_000, "\ud800"])
def test_any_language_tag_is_taken(language: str) -> None:
    assert sentence_ranges("He left. She stayed.", language) == ((0, 8), (9, 20))


def test_sentences_of_a_long_quotation_stand_alone() -> None:
    sentence = "This is one of the many sentences of a speech."
    short = f"“{' '.join([sentence] * 10)}” He ended."
    long = f"“{' '.join([sentence] * 30)}” He ended."
    assert len(sentence_ranges(short, "en")) == 2
    assert len(sentence_ranges(long, "en")) == 31
    assert max(end - start for start, end in sentence_ranges(long, "en")) < LONGEST_JOINED


def test_a_short_quotation_in_a_long_one_stays_in_one_piece() -> None:
    sentence = "This is one of the many sentences of a speech."
    text = f"“{' '.join([sentence] * 20)} She said ‘Go. Now.’ and left. {' '.join([sentence] * 5)}”"
    assert "She said ‘Go. Now.’ and left." in [text[start:end] for start, end in sentence_ranges(text, "en")]


def test_long_text_is_cut_like_short_text() -> None:
    sentence = "Mr. Smith lives in the U.S. with 3.5 cats. "
    assert sentence_ranges(sentence * 2_000, "en") == tuple((43 * n, 43 * n + 42) for n in range(2_000))
    rambling = f"{'He walks on and on, ' * 1_000}he stops. "
    ends = [end for _, end in sentence_ranges(f"Go. Now. {rambling * 3}Go.", "en")]
    assert ends == [3, 8, 20_018, 40_028, 60_038, 60_042]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_blank_text_has_no_passage(text: str) -> None:
    assert sentence_ranges(text, "en") == ()


SENTENCES = st.lists(
    st.sampled_from(
        [
            *"aé京か😀.?!。…“”‘’\"'«»„「」()-\n\u00a0\ud800",
            " ",
            "Mr. ",
            "No. ",
            ". ",
            ".” ",
            ". “",
            "ok",
            "U.S. ",
        ]
    ),
    max_size=60,
).map("".join)


@given(SENTENCES | st.text(), st.sampled_from(["en", "fr", "ja", "de-AT"]))
def test_sentences_leave_out_only_white_space(text: str, language: str) -> None:
    done = 0
    for start, end in sentence_ranges(text, language):
        assert start < end
        assert not text[done:start].strip()
        assert text[start:end] == text[start:end].strip()
        done = end
    assert not text[done:].strip()


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "”",
        "‘",
        "'",
        '"',
        "«",
        "“a. ",
        "‘a. ’",
        ". ",
        "a. ",
        "A",
        "(",
        "\u0301",
        "a'",
        "京に行く。",
        "京!",
        "A.",
        "?a",
    ],
)
def test_hostile_text_takes_no_more_than_seconds(within: TimeLimit, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    with within(20):
        sentence_ranges(text, "en")


@given(st.text("ab.?!’'“”\"\u00a0\n\u3000\x1f 。日", max_size=40))
def test_a_bare_text_is_cut_as_any(text: str) -> None:
    at_a_glance = sentence_ranges(text, "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_NOT_BARE", re.compile(""))
        assert sentence_ranges(text, "en") == at_a_glance


def test_no_white_space_but_the_space_is_bare() -> None:
    blank = {chr(point) for point in range(sys.maxunicode + 1) if chr(point).isspace()}
    assert {sign for sign in blank if not sentences._NOT_BARE.match(sign)} == {" "}
