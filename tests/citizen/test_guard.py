"""What a citizen may say: on replies that five others wrote and labelled, and at the edges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.guard import FOLDER, judged, rows, scene_of
from simulator.citizen.actor import Scene
from simulator.citizen.guard import OBJECTIONS, SAID, Guard, Objection
from simulator.citizen.mood import bands
from simulator.citizen.spoken import sentences_of
from simulator.observation.reading import Utterance
from simulator.scenarios import find_scenario

ANGRY = scene_of(
    {
        "scenario": "weer-een-ander",
        "phase": "outburst",
        "told": [],
        "citizen": "De vierde naam is dat, en niemand belt mij ooit terug.",
        "trainee": "Goedemorgen, u spreekt met Toeslagen.",
    }
)
CALM = replace(
    ANGRY,
    state=replace(
        ANGRY.state,
        bands=bands({**ANGRY.state.mood, "anger": 20.0, "trust": 70.0}),
    ),
)


def first_objection(reply: str, scene: Scene = ANGRY, *written: str) -> Objection | None:
    guard, said = Guard(scene, written), ""
    for sentence in sentences_of([reply]):
        objection = guard.objection(said, sentence)
        if objection is not None:
            return objection
        said = f"{said} {sentence}".strip()
    return None


def test_on_replies_labelled_by_others_it_is_seldom_wrong() -> None:
    outcomes = [judged(row) for row in rows(FOLDER.glob("*.jsonl"))]
    good = [o for o in outcomes if o.row["verdict"] == "good"]
    bad = [o for o in outcomes if o.row["verdict"] != "good"]
    assert len(good) >= 200
    assert len(bad) >= 200
    assert sum(o.passed_wrongly for o in bad) <= 0.02 * len(bad)
    assert sum(o.refused_wrongly for o in good) <= 0.05 * len(good)


@pytest.mark.parametrize(
    ("reply", "objection"),
    [
        ("**Nee.**", "markup"),
        ("Denise: Nee.", "markup"),
        ("(zucht) Nee.", "markup"),
        ("Nee.\x1b[31m", "markup"),
        ("Ik ben boos 😡", "markup"),
        ("Wie bent u?\nIk ben Bart van Toeslagen.", "two_voices"),
        ("Wat wil je? En jij: niets.", "two_voices"),
        ("Who are you?", "english"),
        ("Это всё.", "english"),
        ("Ik ben een taalmodel.", "out_of_role"),
        ("Denise is nu minder boos.", "out_of_role"),
        ("Waar kan ik u mee helpen?", "helper"),
        ("Mevrouw Pengel, dat zoek ik voor u op.", "helper"),
        ("Over een week word ik ontruimd.", "locked"),
        ("Dank u wel, wat bent u aardig.", "too_nice"),
        ("De vierde naam is dat, en niemand belt mij ooit terug.", "repeats"),
        ("Gelet op hetgeen u stelt, is dat onjuist.", "level"),
    ],
)
def test_each_kind_is_seen(reply: str, objection: Objection) -> None:
    assert first_objection(reply) == objection


@pytest.mark.parametrize(
    "reply",
    [
        "…",
        "Nee. Nee!",
        "Wie bent u dan nu weer?",
        "In 2012 begon het. Zes keer heb ik het verteld.",
    ],
)
def test_ordinary_replies_pass(reply: str) -> None:
    assert first_objection(reply) is None


@pytest.mark.parametrize("name", ["bril-vergeten", "weer-een-ander"])
def test_what_an_author_wrote_is_seldom_out_of_role(name: str) -> None:
    scenario = find_scenario(name)
    groups = (scenario.reactions, scenario.answers, scenario.initiatives)
    lines = [line for group in groups for row in group for line in row.say]
    refused = [
        line
        for line in lines
        if first_objection(line, replace(CALM, scenario=scenario))
        in ("helper", "out_of_role", "english", "two_voices", "markup")
    ]
    assert len(refused) <= 0.01 * len(lines), refused


def test_who_is_reassured_may_thank() -> None:
    assert first_objection("Dank u wel.", ANGRY) == "too_nice"
    assert first_objection("Dank u wel.", CALM) is None


def test_what_is_told_may_be_said_again() -> None:
    told = replace(ANGRY, state=replace(ANGRY.state, told=frozenset({"ontruiming"})))
    assert first_objection("Over een week word ik ontruimd.", told) is None


def test_what_the_author_wrote_for_now_is_no_secret() -> None:
    reply = "Over negen dagen word ik ontruimd."
    assert first_objection(reply, ANGRY, "Negen dagen, dan word ik ontruimd.") is None


def test_the_limits_are_those_of_the_scenario() -> None:
    speech = find_scenario("weer-een-ander").citizen.speech
    words = " ".join(["ja"] * speech.max_words)
    assert first_objection(words + ".") != "long"
    assert first_objection(words + " nee" * (speech.max_words // 4 + 1) + ".") == "long"


def test_a_hard_word_that_was_said_before_is_not_too_hard() -> None:
    heard = [Utterance("trainee", "Dat heet een verblijfsvergunningsaanvraagformulier.")]
    reply = "Zo'n verblijfsvergunningsaanvraagformulier ken ik niet."
    assert first_objection(reply, replace(ANGRY, heard=[])) == "level"
    assert first_objection(reply, replace(ANGRY, heard=heard)) is None


def test_every_objection_can_be_told_to_a_model() -> None:
    assert set(SAID) == set(OBJECTIONS)


@given(st.text(max_size=300))
def test_whatever_a_model_says_there_is_an_answer(reply: str) -> None:
    assert first_objection(reply) in (None, *OBJECTIONS)


@given(st.text(max_size=200), st.integers(1, 20))
def test_sentences_are_the_same_however_they_come_in(text: str, size: int) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    whole = list(sentences_of([text]))
    assert " ".join("".join(sentences_of(pieces)).split()) == " ".join("".join(whole).split())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nee. Echt niet!", ["Nee.", "Echt niet!"]),
        ("Om 14.30 uur bijv. bij dhr. Vos. Goed?", ["Om 14.30 uur bijv. bij dhr. Vos.", "Goed?"]),
        ("Zonder punt", ["Zonder punt"]),
        ("Een.\n\nTwee.", ["Een.", "\n\nTwee."]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert list(sentences_of([text])) == sentences
    assert list(sentences_of(text)) == sentences
