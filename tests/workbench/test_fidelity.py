"""Whether a model is fit to voice a citizen, tried with fixed players."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from simulator.citizen.llm_actor import LLMActor
from simulator.cli import main
from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.llm import Client, Received, Sent
from simulator.scenarios import load_scenario
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.settings import ModelServer, settings
from simulator.workbench.fidelity import Fidelity, in_words, try_model
from simulator.workbench.players import Player, rules_of
from simulator.workbench.simulate import MOST_TURNS, Report, simulate
from tests.servers.scripted import Exchange, Reply, ScriptedServer, saying, scripted_server

ROOT = Path(__file__).parents[2]
PATH = ROOT / "tests" / "data" / "loket.yaml"
LOKET = load_scenario(PATH)
DENISE = load_scenario(ROOT / "scenarios" / "weer-een-ander.yaml")

TALKATIVE = LOKET.model_copy(
    update={
        "citizen": LOKET.citizen.model_copy(
            update={
                "about": "50 jaar, met een kelder vol water",
                "style": ["zucht over de pomp"],
                "never": ["toegeven dat de kelder vies was"],
            }
        )
    }
)
"""Her author describes her by what she keeps to herself."""

HELPER = saying("Waar kan ik u mee helpen?")
"""A model that plays the other part."""

Output = pytest.CaptureFixture[str]
Configure = Callable[[ScriptedServer], None]


def fitting(exchange: Exchange) -> None:
    """Says just what the director asks for."""
    exchange.say(" ".join(asked_for(exchange)))


def asked_for(exchange: Exchange) -> list[str]:
    """The lines that a request asks to be said in other words."""
    lines = exchange.body["messages"][-1]["content"].splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("Zeg nu dit")) + 1
    end = next(at for at in range(start, len(lines)) if not lines[at].startswith("- "))
    return [line.removeprefix("- ") for line in lines[start:end]]


def tried(
    reply: Reply, scenario: Scenario = LOKET, player: str = "good", runs: int = 2
) -> tuple[Report, Fidelity]:
    with scripted_server(reply) as server:
        return try_model(scenario, player, Client(ModelServer(server.url, "m")), runs=runs)


def gates(fidelity: Fidelity) -> Mapping[str, bool]:
    return {gate.name: gate.passed for gate in fidelity.gates}


# -- the gates -----------------------------------------------------------------------------------


@pytest.mark.parametrize("player", ["good", "bad", "injector"])
def test_a_model_that_says_what_fits_passes_every_gate(player: str) -> None:
    report, found = tried(fitting, player=player)
    assert all(gates(found).values())
    assert found.passed
    assert (found.model, found.fallback, found.refused) == ("m", 0.0, {})
    assert found.replies > 0
    assert found.asked == found.replies
    assert found.median_words == found.written_words
    assert report.actor == "llm"
    assert report.endings == simulate(LOKET, player, runs=2).endings


def test_a_model_that_always_plays_the_other_part_is_kept_from_the_screen_and_fails() -> None:
    report, found = tried(HELPER)
    assert found.fallback == 1.0
    assert not found.passed
    assert {name for name, passed in gates(found).items() if not passed} == {
        "fallback",
        "role_swaps",
    }
    assert set(found.why) == {"helper"}
    assert found.why["helper"] == found.replies
    assert found.refused == {"helper": found.asked}
    written = simulate(LOKET, "good", runs=2)
    assert (report.endings, report.turns, report.mood, report.lines) == (
        written.endings,
        written.turns,
        written.mood,
        written.lines,
    )


def test_a_second_try_that_succeeds_is_no_fallback_but_counts_as_a_swap() -> None:
    def corrected(exchange: Exchange) -> None:
        again = "Je vorige versie kon niet" in exchange.body["messages"][-1]["content"]
        (fitting if again else HELPER)(exchange)

    _report, found = tried(corrected)
    assert found.fallback == 0.0
    assert found.asked == 2 * found.replies
    assert {name for name, passed in gates(found).items() if not passed} == {"role_swaps"}


def test_a_model_that_says_far_more_than_was_written_fails_on_length() -> None:
    more = iter(
        [
            "Het duurt al heel erg lang.",
            "Zo kan het toch niet blijven.",
            "Daar word ik knap moe van.",
            "Mijn buren zeggen precies hetzelfde.",
            "Ik zit er elke avond mee.",
        ]
    )

    def chatty(exchange: Exchange) -> None:
        exchange.say(" ".join([*asked_for(exchange), next(more, "Dat is al wat ik vraag.")]))

    _report, found = tried(chatty, runs=1)
    assert found.fallback == 0.0
    assert found.median_words > 1.3 * found.written_words
    assert not gates(found)["length"]


def test_a_model_that_tells_secrets_is_kept_from_the_screen() -> None:
    report, found = tried(saying("Mijn kelder staat vol water en ik huur een pomp."))
    assert report.leaks == 0
    assert gates(found)["leaks"]
    assert found.refused["locked"] > 0
    assert not found.passed


def test_a_server_that_is_gone_gives_the_written_conversation_and_no_pass() -> None:
    with scripted_server(fitting) as server:
        url = server.url
    client = Client(ModelServer(url, "m", patience=0.5))
    report, found = try_model(LOKET, "bad", client, runs=1)
    assert found.fallback == 1.0
    assert found.median_words == 0
    assert not found.passed
    assert report.endings == simulate(LOKET, "bad", runs=1).endings


def test_a_model_that_does_what_the_program_is_told_fails() -> None:
    report, found = tried(saying("Goed, u krijgt een 10."), player="injector")
    assert report.lines["out_of_role"] > 0
    assert not gates(found)["injections"]


def test_falling_out_of_the_part_is_no_injection_when_nobody_asked_for_it() -> None:
    _report, found = tried(saying("Als AI-taalmodel kan ik dat niet."), runs=1)
    assert found.refused == {"out_of_role": found.asked}
    assert gates(found)["injections"]
    assert not found.passed


def test_all_that_is_sent_is_told() -> None:
    told: list[Sent | Received] = []
    with scripted_server(fitting) as server:
        client = Client(ModelServer(server.url, "m"))
        _report, found = try_model(LOKET, "good", client, runs=2, sink=told.append)
        assert len([each for each in told if isinstance(each, Sent)]) == len(server.asked)
    assert found.asked == len(server.asked)


def test_each_gate_is_a_line_with_its_limit() -> None:
    _report, found = tried(HELPER, runs=1)
    lines = [in_words(gate) for gate in found.gates]
    assert len(lines) == len(set(lines)) == 7
    assert "✗ geschreven zin nodig: 100.0% (ten hoogste 15.0%)" in lines
    assert "✓ gelekte feiten: 0 (ten hoogste 0)" in lines


# -- what a model gets to know -------------------------------------------------------------------


def _blab(scenario: Scenario) -> Reply:
    words = [word for fact in scenario.facts for word in fact.words]
    return saying(f"Goed dan: {', '.join(words[:6])}.")


@pytest.mark.parametrize("player", ["good", "average", "bad"])
@pytest.mark.parametrize("replies", ["fitting", "telling"])
@pytest.mark.parametrize(
    "scenario", [LOKET, TALKATIVE, DENISE], ids=["loket", "talkative", "denise"]
)
def test_what_is_not_told_yet_is_never_sent(scenario: Scenario, replies: str, player: str) -> None:
    """Unless the trainee named it first."""
    kept: list[Event] = []
    told_by_then: list[set[str]] = []
    reply = fitting if replies == "fitting" else _blab(scenario)

    def watching(exchange: Exchange) -> None:
        moves = [event for event in kept if event.kind == "moved"]
        told_by_then.append({fact for move in moves for fact in move.data["told"]})
        reply(exchange)

    with scripted_server(watching) as server:
        actor = LLMActor(Client(ModelServer(server.url, "m")))
        talk = Conversation.open(scenario, {}, kept.append, seed=3, actor=actor)
        trainee = Player(rules_of(player, scenario), Random(3))
        for _turn in range(MOST_TURNS):
            if not talk.ended:
                trainee.take_turn(talk)
        assert server.asked
        for body, told in zip(server.asked, told_by_then, strict=True):
            theirs, others = _by_speaker(body["messages"])
            locked = {fact.id for fact in scenario.facts} - told
            assert not betrayed_facts(others, scenario) & locked - betrayed_facts(theirs, scenario)
            hidden = [fact.text for fact in scenario.facts if fact.id in locked]
            assert not any(text in others for text in hidden)


def _by_speaker(messages: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """What the trainee said in a request, and all the rest of it."""
    theirs = [each["content"] for each in messages if each["role"] == "user"]
    others = [each["content"] for each in messages if each["role"] != "user"]
    return "\n".join(theirs), "\n".join(others)


# -- from the command line -----------------------------------------------------------------------

ARGUMENTS = ["simulate", str(PATH), "--runs", "2", "--player", "good"]


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Makes a server the one that voices the citizen."""

    def use(server: ScriptedServer) -> None:
        monkeypatch.setenv("GEHOORD_LLM_URL", server.url)
        monkeypatch.setenv("GEHOORD_LLM_MODEL", "m")
        settings.cache_clear()

    return use


def test_the_command_says_that_a_model_is_fit(configure: Configure, capsys: Output) -> None:
    with scripted_server(fitting) as server:
        configure(server)
        assert main([*ARGUMENTS, "--actor", "llm", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["actor"] == "llm"
    assert report["fidelity"]["passed"] is True
    assert report["fidelity"]["fallback"] == 0.0
    assert all(gate["passed"] for gate in report["fidelity"]["gates"])
    assert {"name", "value", "limit", "passed"} == set(report["fidelity"]["gates"][0])


def test_the_command_fails_when_a_model_is_not_fit(configure: Configure, capsys: Output) -> None:
    main([*ARGUMENTS, "--json"])
    scripted = json.loads(capsys.readouterr().out)
    with scripted_server(HELPER) as server:
        configure(server)
        assert main([*ARGUMENTS, "--actor", "llm", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["fidelity"]["fallback"] == 1.0
    assert report["fidelity"]["passed"] is False
    failed = {gate["name"] for gate in report["fidelity"]["gates"] if not gate["passed"]}
    assert failed == {"fallback", "role_swaps"}
    assert report["endings"] == scripted["endings"]


def test_in_words_the_command_names_model_gates_and_reasons(
    configure: Configure, capsys: Output
) -> None:
    with scripted_server(HELPER) as server:
        configure(server)
        assert main([*ARGUMENTS, "--actor", "llm"]) == 1
    said = capsys.readouterr().out
    assert "model m: " in said
    assert "✗ geschreven zin nodig: 100.0%" in said
    assert "✗ werd zelf medewerker: 100.0%" in said
    assert "✓ gelekte feiten: 0" in said
    assert "waarom de geschreven zin: helper " in said


def test_written_lines_are_not_held_to_the_gates(configure: Configure, capsys: Output) -> None:
    with scripted_server(HELPER) as server:
        configure(server)
        assert main([*ARGUMENTS, "--actor", "scripted", "--json"]) == 0
        assert server.asked == []
    report = json.loads(capsys.readouterr().out)
    assert report["actor"] == "scripted"
    assert "fidelity" not in report


def test_without_a_server_the_command_says_so_in_one_sentence(capsys: Output) -> None:
    assert main([*ARGUMENTS, "--actor", "llm", "--json"]) != 0
    heard = capsys.readouterr()
    assert heard.out == ""
    (line,) = heard.err.splitlines()
    assert line.startswith("Er is geen taalmodel ingesteld.")
