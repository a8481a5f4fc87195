"""A reason is a sentence in English, and knows what it says, so that the editor says it in its language."""

from __future__ import annotations

import copy
import string

import pytest

from storymap.geoparsing.reason import SENTENCES, Reason, reason
from storymap.server.editor_words import editor_texts
from storymap.server.sitting.decisions import reason_state


def test_the_editors_english_words_are_these_sentences() -> None:
    texts = {key.removeprefix("why."): text for key, text in editor_texts("en").items() if key.startswith("why.")}
    assert texts.pop("others") == {"one": "{count} other of this name", "other": SENTENCES["others"]}
    assert texts == {key: text for key, text in SENTENCES.items() if key != "others"}


def test_values_stand_in_the_sentence_and_beside_it() -> None:
    close = reason("close", places=["Paris {why}", "Paris, Texas"])
    assert close == "not sure which; or Paris {why} or Paris, Texas"
    assert reason_state(close) == {
        "id": "close",
        "values": {"places": ["Paris {why}", "Paris, Texas"]},
        "text": "not sure which; or Paris {why} or Paris, Texas",
    }
    assert reason("standsIn", place="Lyon", why="townAfter") == "it stands in Lyon: the town stands after it"
    assert reason_state("as the file says") == {"id": "", "values": {}, "text": "as the file says"}


@pytest.mark.parametrize("reason_id", SENTENCES)
def test_a_copy_of_a_reason_knows_as_much(reason_id: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[reason_id]) if name}
    made = reason(reason_id, **dict.fromkeys(names, "townAfter"))
    again = copy.copy(made)
    assert (again, again.reason_id, again.values) == (made, reason_id, made.values)
    assert isinstance(again, Reason)
