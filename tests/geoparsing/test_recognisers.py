"""A model that a person names adds what it takes for places: evidence for candidates, and candidates of its own.

spaCy is no requirement of the tests (150 MB): those of its adapter run where it is installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from storymap.errors import PlacesError
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing import recognisers
from storymap.geoparsing.recogniser import Recogniser
from storymap.geoparsing.recognisers import NamedRecogniser, open_recogniser
from storymap.geoparsing.toponyms import find_toponyms
from tests.cli.commands import run


def finding(*names: str, kind: str = "place") -> Recogniser:
    """A recogniser of the test's own, which finds these words wherever they stand."""

    def recognise(text: str, /) -> Iterable[tuple[int, int, str]]:
        for name in names:
            at = text.find(name)
            while at >= 0:
                yield at, at + len(name), kind
                at = text.find(name, at + 1)

    return recognise


def scores(text: str, recogniser: Recogniser | None = None) -> dict[str, tuple[float, int]]:
    """Return the score of each name of a text, and the number of places that it can mean."""
    named = None if recogniser is None else NamedRecogniser("--model own", recogniser)
    found = find_toponyms(text, open_gazetteer(), recogniser=named)
    return {text[one.start : one.end]: (one.score, len(one.places)) for one in found}


def test_what_the_model_takes_for_a_place_is_likelier_one() -> None:
    text = "They met Laredo. Nobody knew why."
    assert scores(text, finding("Laredo"))["Laredo"][0] > scores(text)["Laredo"][0] + 0.1


def test_a_name_that_the_gazetteer_knows_and_we_passed_over_is_located() -> None:
    text = "the flood came to laredo at night"
    assert scores(text) == {}
    assert scores(text, finding("laredo"))["laredo"][1] > 0


def test_a_name_that_nobody_knows_has_no_location_and_is_a_maybe_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("importlib.metadata.entry_points", entry_point(lambda _: finding("Zefirbuno", "Quarzibu")))
    Path("story.md").write_text("# A day\n\nThey spoke of Zefirbuno and Quarzibu. It was cold.\n")
    assert "Zefirbuno" not in run("suggest", "story.md").stderr
    Path("places.geojson").unlink(missing_ok=True)
    result = run("suggest", "story.md", "--model", "own")
    assert "maybe" in result.stderr
    assert "Zefirbuno: cannot be located; 1 mention" in result.stderr
    assert "the model takes it for a place" in result.stderr
    assert "places.geojson: 0 new places, 2 maybe" in result.stdout


def test_the_name_of_more_than_a_place_is_no_evidence_for_the_place() -> None:
    text = "He wrote for the Laredo Morning Post last year."
    assert scores(text, finding("Laredo Morning Post")) == scores(text)


def test_an_article_before_a_name_is_no_part_of_it() -> None:
    text = "the flood came to the hague at night, to The Hague"
    assert "Hague" not in scores(text, finding("The Hague"))
    assert set(scores("It was in the Zefirbuno.", finding("the Zefirbuno"))) == {"Zefirbuno"}


def test_mere_words_and_peoples_stay_none() -> None:
    text = "He went South, and Americans with him."
    assert scores(text, finding("South", "Americans", "went")).keys() <= {"went"}
    assert scores(text, finding("South", "Americans", kind="person")) == scores(text)


def entry_point(open_it: object) -> object:
    class Point:
        def load(self) -> object:
            return open_it

    return lambda group, name: [Point()] if (group, name) == ("storymap.recognisers", "own") else []


def fail(*_: object) -> Iterable[tuple[int, int, str]]:
    raise KeyError("weights")


@pytest.mark.parametrize(
    ("open_it", "said"),
    [
        (lambda _: lambda _: [(0, 9_999, "place")], "the model returned a range outside the text (0 to 9999 of "),
        (lambda _: lambda _: [(5, 5, "place")], "the model returned a range outside the text (5 to 5 of "),
        (lambda _: lambda _: [(-3, 2, "place")], "the model returned a range outside the text (-3 to 2 of "),
        (lambda _: lambda _: [("a", "b", "place")], "the model failed (ValueError: "),
        (lambda _: lambda _: 7, "the model failed (TypeError: "),
        (lambda _: fail, "the model failed (KeyError: 'weights'); tell its makers, or leave --model out"),
        (fail, "the model cannot be loaded (KeyError: 'weights'); install it anew"),
    ],
)
@pytest.mark.parametrize("jsonl", [False, True])
def test_a_model_that_errs_is_one_line(
    open_it: object, said: str, *, jsonl: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("importlib.metadata.entry_points", entry_point(open_it))
    Path("story.md").write_text("# A day\n\nIn Laredo.\n")
    Path("t.jsonl").write_text(json.dumps({"id": 1, "text": "In Laredo."}))
    result = run("suggest", *(["--jsonl", "t.jsonl"] if jsonl else ["story.md"]), "--model", "own")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: --model own: {said}")
    assert len(result.stderr.splitlines()) == 1
    assert not Path("places.geojson").exists()


def test_more_ranges_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognisers, "MOST_RECOGNISED", 2)
    own = NamedRecogniser("--model own", finding("a"))
    assert len(own.places("aa")) == 2
    with pytest.raises(PlacesError, match="the model returned more than 2 ranges"):
        own.places("aaa")


def test_a_model_that_is_not_installed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.md").write_text("# A day\n\nIn Laredo.\n")
    said = run("suggest", "story.md", "--model", "zefir").stderr
    assert said.startswith("error: --model zefir: no recogniser of this name is installed")
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    said = run("suggest", "story.md", "--model", "spacy:en_core_web_sm").stderr
    assert said == "error: --model spacy: spaCy is not installed; install it with pip install storymap-html[spacy]\n"


@pytest.fixture
def pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with spaCy's blank English pipeline and an entity ruler."""
    spacy = pytest.importorskip("spacy", reason="spaCy is installed for those who want it only")
    monkeypatch.chdir(tmp_path)
    blank = spacy.blank("en")
    ruler = blank.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "laredo"},
            {"label": "FAC", "pattern": "Quarzibu"},
            {"label": "PERSON", "pattern": "Paris"},
        ]
    )
    blank.to_disk(tmp_path / "pipeline")
    Path("story.md").write_text(
        "# A day\n\nthe flood came to laredo at night. 😀\n\nIt hit Quarzibu.\n\nParis was there.\n"
    )
    return str(tmp_path / "pipeline")


def test_a_pipeline_of_spacy_is_such_a_model(pipeline: str) -> None:
    spacy = open_recogniser(f"spacy:{pipeline}")
    text = "So 😀 laredo.\nAnd Quarzibu, Paris."
    assert [(text[one.start : one.end], one.kind) for one in spacy.places(text)] == [
        ("laredo", "place"),
        ("Quarzibu", "landmark"),
    ]
    result = run("suggest", "story.md", "--model", f"spacy:{pipeline}", "--json")
    names = [one["name"] for one in json.loads(result.stdout)["suggestions"]]
    assert "laredo" in names
    assert "Quarzibu" in names


def test_a_pipeline_that_is_not_there_is_said(pipeline: str) -> None:
    said = run("suggest", "story.md", "--model", "spacy:xx_zefir_sm").stderr
    assert said.startswith("error: --model spacy:xx_zefir_sm: spaCy has no pipeline of this name")
    Path("pipeline/config.cfg").write_text("[nlp]\n")
    broken = run("suggest", "story.md", "--model", f"spacy:{pipeline}")
    assert broken.exit_code == 1
    assert "the model cannot be loaded" in broken.stderr
