"""A sentence of the trainee's own, said better by a model: shown only when code finds it good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.assessment import Assessment, Feedback, advise, assess
from simulator.assessment.llm_writer import Occasion, refusal, with_own_sentences
from simulator.behaviours import BehaviourId
from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.conversation.fold import fold, turn_context, utterances
from simulator.llm import Client
from simulator.observation import observe
from simulator.rubrics import find_rubric
from simulator.scenarios import load_scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.sessions import SessionStore
from simulator.sessions.practice import Practice
from simulator.sessions.sent import read_sent
from simulator.settings import ModelServer, settings
from tests.servers.scripted import FAULTS, Reply, ScriptedServer, saying, scripted_server

LOKET = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
BASIS = find_rubric("basis")

RULES = "Ik begrijp dat dit vervelend voor u is, maar zo zijn de regels."
BETTER = "Logisch dat u boos bent na al dat wachten."
TELLS = ["Dat had niet mogen gebeuren, u wacht al veel te lang op antwoord.", "Wat is er gebeurd?"]
"""After this the citizen has told that her cellar is under water."""

GOOD: Reply = saying(f"“{BETTER}”\n")


def occasion(
    original: str = RULES,
    *before: str,
    wanted: Sequence[str] = ("validate_grievance", "name_emotion"),
) -> Occasion:
    """The moment at which the trainee says `original`, after these turns."""
    talk = Conversation.open(LOKET, {}, lambda event: None, seed=1)
    for turn in before:
        talk.say(turn)
    state, said = fold(LOKET, talk.path), utterances(talk.path)
    reading = observe(original, turn_context(LOKET, state, said))
    return Occasion(LOKET, state, said, original, reading, [BehaviourId(name) for name in wanted])


# -- which proposals are good --------------------------------------------------------------------


@pytest.mark.parametrize(
    "proposal",
    [
        BETTER,
        "Dat had niet mogen gebeuren.",
        "Logisch dat u boos bent, mevrouw Bos.",
        "Dat had u niet mogen overkomen, u wacht al veel te lang.",
    ],
)
def test_what_is_better_and_nothing_new_may_be_shown(proposal: str) -> None:
    assert refusal(proposal, occasion()) is None


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        (f"{BETTER} {BETTER} {BETTER}", "long"),
        ("Dat staat in de brief.", "not_wanted"),
        ("Wat is er gebeurd?", "not_wanted"),
        ("Logisch dat u boos bent, maar zo zijn de regels.", "harm"),
        ("Ik begrijp hoe u zich voelt, logisch dat u boos bent.", "formula"),
        ("Logisch dat u boos bent over deze beschikking.", "jargon"),
        ("Logisch dat u boos bent. Ik bel u straks terug.", "promise"),
        ("Logisch dat u boos bent, het komt helemaal goed.", "promise"),
        ("Logisch dat u boos bent na drie brieven.", "new_fact"),
        ("Logisch dat u boos bent na 14 telefoontjes.", "new_fact"),
        ("Logisch dat u boos bent, mevrouw Jansen.", "new_fact"),
        ("Logisch dat u boos bent, u wacht al sinds maandag.", "new_fact"),
        ("Logisch dat u boos bent met die kelder onder water.", "secret"),
    ],
)
def test_each_fault_keeps_a_proposal_away(proposal: str, reason: str) -> None:
    assert refusal(proposal, occasion()) == reason


@pytest.mark.parametrize("proposal", ["Logisch dat u boos bent.", "Dat had niet mogen gebeuren."])
def test_what_moves_this_citizen_no_further_is_not_shown(proposal: str) -> None:
    said = occasion("Logisch dat u boos bent dat u zo lang wacht.")
    assert refusal(proposal, occasion()) is None
    assert refusal(proposal, said) == "no_better"
    assert refusal(said.original, said) == "no_better"


def test_how_long_it_may_be_depends_on_what_was_said() -> None:
    assert refusal(BETTER, occasion("Daar ga ik niet over.")) == "long"


def test_what_was_spoken_of_is_not_new() -> None:
    proposal = "Logisch dat u boos bent na drie brieven."
    assert refusal(proposal, occasion("U kreeg drie brieven, maar zo zijn de regels.")) is None
    assert refusal(proposal, occasion(RULES, "U kreeg drie brieven.")) is None


def test_what_was_promised_already_may_be_kept() -> None:
    said = "Ik bel u straks terug, maar zo zijn de regels."
    assert refusal("Logisch dat u boos bent. Ik bel u straks terug.", occasion(said)) is None


def test_a_fact_is_no_secret_once_it_was_told() -> None:
    proposal = "Logisch dat u boos bent met die kelder."
    assert refusal(proposal, occasion()) == "secret"
    assert refusal(proposal, occasion(RULES, *TELLS)) is None
    assert refusal("Logisch dat u boos bent met die pomp.", occasion(RULES, *TELLS)) == "secret"


def test_a_fact_is_no_secret_when_the_trainee_spoke_of_it() -> None:
    said = "Over uw kelder: ik begrijp dat het vervelend is, maar zo zijn de regels."
    assert refusal("Logisch dat u boos bent met die kelder.", occasion(said)) is None


def test_only_what_the_advice_is_about_will_do() -> None:
    asks = occasion(wanted=["open_question"])
    assert refusal(BETTER, asks) == "not_wanted"
    assert refusal("Wat is er gebeurd?", asks) is None


# -- in the feedback -----------------------------------------------------------------------------


Played = tuple[Feedback, Assessment, Sequence[Event]]


def played(*turns: str) -> Played:
    """A conversation of these turns, and what is said of it without a model."""
    talk = Conversation.open(LOKET, BASIS.document(), lambda event: None, seed=1)
    for turn in turns:
        talk.say(turn)
    talk.stop()
    assessment = assess(talk.path, BASIS, "x")
    return advise(assessment, talk.path, BASIS, LOKET.document()), assessment, talk.path


@pytest.fixture(scope="module")
def poor() -> Played:
    return played(RULES, "Dan had u eerder moeten bellen.", "Daar ga ik niet over.")


def written(server: ScriptedServer, story: Played) -> Feedback:
    feedback, assessment, path = story
    return with_own_sentences(
        feedback, assessment, path, BASIS, Client(ModelServer(server.url, "m"))
    )


def test_a_good_proposal_takes_the_place_of_the_rubrics_sentence(poor: Played) -> None:
    before = poor[0].improvements[0]
    assert (before.criterion, before.turn) == ("C4", 1)

    with scripted_server(GOOD) as server:
        after = written(server, poor)

    assert after.improvements[0] == replace(before, say=BETTER)
    assert replace(after, improvements=()) == replace(poor[0], improvements=())


def test_a_model_is_told_what_was_said_and_nothing_that_came_later(poor: Played) -> None:
    with scripted_server(GOOD) as server:
        written(server, poor)
        (asked, *_rest) = [body["messages"][0]["content"] for body in server.asked]
    assert RULES in asked
    assert "Waar blijft mijn antwoord?" in asked
    assert "Dan had u eerder moeten bellen." not in asked
    assert not betrayed_facts(asked, LOKET)


@pytest.mark.parametrize(
    "proposal",
    [
        "Logisch dat u boos bent. Ik bel u morgen terug.",
        "Ik begrijp hoe u zich voelt.",
        "Waar kan ik u mee helpen?",
        "Logisch dat u boos bent met die kelder onder water.",
        "Natuurlijk! Hier is een andere versie: " + BETTER * 3,
    ],
)
def test_a_bad_proposal_leaves_the_feedback_as_it_was(proposal: str, poor: Played) -> None:
    with scripted_server(saying(proposal)) as server:
        assert written(server, poor) == poor[0]
        assert server.asked


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_whatever_a_server_does_the_feedback_stands(
    fault: str, poor: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.assessment.llm_writer.SECONDS", 0.4)
    with scripted_server(FAULTS[fault]) as server:
        assert written(server, poor) == poor[0]


def test_a_conversation_from_elsewhere_gets_no_sentences(poor: Played) -> None:
    feedback, assessment, path = poor
    elsewhere = [replace(path[0], data={**path[0].data, "scenario": None}), *path[1:]]
    with scripted_server(GOOD) as server:
        assert written(server, (feedback, assessment, elsewhere)) == feedback
        assert server.asked == []


# -- when a session is over ----------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    """A configured server that proposes a good sentence."""
    with scripted_server(GOOD) as running:
        monkeypatch.setenv("GEHOORD_LLM_URL", running.url)
        monkeypatch.setenv("GEHOORD_LLM_MODEL", "m")
        settings.cache_clear()
        yield running


def finished(store: SessionStore, actor: str) -> tuple[Feedback, Path]:
    """What is said of a session of one poor sentence, and where that session is kept."""
    practice = Practice.start(LOKET, store, seed=1, actor=actor)
    try:
        practice.conversation.say(RULES)
        practice.conversation.stop()
        return practice.finish()[1], practice.journal.path
    finally:
        practice.close()


def test_nothing_is_sent_of_a_session_without_a_model(
    store: SessionStore, server: ScriptedServer
) -> None:
    feedback, journal = finished(store, "scripted")
    assert feedback.improvements
    assert BETTER not in [each.say for each in feedback.improvements]
    assert server.asked == []
    assert read_sent(journal) == []


def test_a_session_with_a_model_gets_sentences_of_its_own(
    store: SessionStore, server: ScriptedServer
) -> None:
    feedback, journal = finished(store, "llm")
    assert feedback.improvements[0].say == BETTER
    kept = [each for each in read_sent(journal) if each["purpose"] == "writer"]
    assert len(kept) == len(feedback.improvements)
    assert kept[0]["messages"] in [body["messages"] for body in server.asked]


def test_a_kept_outcome_is_not_asked_for_again(store: SessionStore, server: ScriptedServer) -> None:
    feedback, journal = finished(store, "llm")
    asked = len(server.asked)
    again = Practice.resume(journal.stem, store)
    try:
        assert again.finish()[1] == feedback
    finally:
        again.close()
    assert len(server.asked) == asked


def test_a_session_ends_with_feedback_when_the_server_fails(
    store: SessionStore, server: ScriptedServer
) -> None:
    plain = finished(store, "scripted")[0]
    server.reply = FAULTS["401"]
    assert finished(store, "llm")[0].improvements == plain.improvements
    assert server.asked
