from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.behaviours import BehaviourId
from simulator.citizen.actor import Scene, ScriptedActor
from simulator.citizen.director import Turn, act, allowed, take_turn
from simulator.citizen.state import State, opening_state
from simulator.observation.reading import Clarity, Observation, Reading
from simulator.scenarios import load_scenario

SCENARIO = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
START = opening_state(SCENARIO)


def reading(
    *names: str, topics: tuple[str, ...] = (), asks: bool = False, **more: object
) -> Reading:
    seen = tuple(Observation(BehaviourId(name), "x", 0, 1, 0.9) for name in names)
    return Reading(seen, topics, asks=asks, **more)  # type: ignore[arg-type]


def turn(state: State, what: Reading, text: str = "…") -> Turn:
    return take_turn(SCENARIO, state, text, what)


def ids(outcome: Turn) -> list[str]:
    return [step.id for step in outcome.move.steps]


def test_nothing_read_moves_nothing_and_the_citizen_asks_what_is_meant() -> None:
    outcome = turn(START, reading())
    assert ids(outcome) == ["unclear"]
    assert outcome.state.mood == START.mood
    assert outcome.state.turn == 1


def test_talking_to_the_program_puzzles_the_citizen_and_moves_nothing() -> None:
    outcome = turn(START, reading(out_of_role=True))
    assert ids(outcome) == ["out_of_role"]
    assert outcome.state.mood == START.mood


def test_how_and_what_make_one_reply() -> None:
    outcome = turn(START, reading("validate_grievance", topics=("brief",), asks=True))
    assert ids(outcome) == ["erkend", "a_brief"]


def test_the_citizen_takes_the_floor_only_when_nothing_was_asked() -> None:
    assert ids(turn(START, reading("validate_grievance"))) == ["erkend", "i_boos"]
    assert ids(turn(START, reading("validate_grievance", asks=True))) == ["erkend"]


def test_the_most_specific_reaction_wins() -> None:
    seen_before = replace(START, seen={BehaviourId("robotic_empathy"): 1})
    assert ids(turn(seen_before, reading("robotic_empathy")))[0] == "nep_weer"


def test_a_used_up_reaction_makes_way_for_a_fresh_one() -> None:
    used = replace(
        START,
        seen={BehaviourId("robotic_empathy"): 2},
        used={"reaction/nep_weer/0": 1},
    )
    assert ids(turn(used, reading("robotic_empathy")))[0] == "nep"


def test_a_locked_fact_stays_locked_whatever_is_asked() -> None:
    outcome = turn(START, reading("open_question", asks=True), "Staat uw kelder onder water?")
    assert "a_kelder" not in ids(outcome)
    assert outcome.state.told == frozenset()


def test_a_fact_is_told_once_its_gate_opens() -> None:
    trusting = replace(START, mood={**START.mood, "trust": 30.0})
    outcome = turn(trusting, reading("open_question", asks=True))
    assert ids(outcome) == ["a_kelder"]
    assert outcome.move.reveals == ("kelder",)
    assert outcome.state.phase == "verhaal"


def test_guessing_an_open_fact_counts_as_told() -> None:
    ready = replace(START, told=frozenset({"kelder"}), phase="verhaal")
    outcome = turn(ready, reading("validate_grievance"), "Dus u huurt zelf een pomp.")
    assert "pomp" in outcome.state.told


def test_identity_is_given_when_asked_and_two_items_verify() -> None:
    asked = reading("verify_identity", asks=True, identity_asked=("postcode",))
    first = turn(START, asked)
    assert first.move.identity == ("postcode",)
    assert "1234 AB" in first.move.steps[-1].say[0]
    assert not first.state.verified
    second = turn(first.state, reading("verify_identity", asks=True))
    assert second.move.identity == ("geboortedatum",)
    assert second.state.verified


def test_an_action_waits_for_its_condition() -> None:
    assert allowed(SCENARIO, START) == ["wijkteam"]
    assert allowed(SCENARIO, replace(START, verified=True)) == ["dossier", "wijkteam"]


def test_an_action_has_its_effect_and_may_be_answered() -> None:
    outcome = act(SCENARIO, START, "wijkteam")
    assert outcome.state.mood["stress"] == START.mood["stress"] - 10
    assert ids(outcome) == ["overgedragen"]
    assert "wijkteam" in outcome.state.done


def test_an_ending_goes_before_everything_else() -> None:
    furious = replace(START, mood={**START.mood, "anger": 95.0}, turn=4)
    outcome = turn(furious, reading("blaming"))
    assert outcome.move.ending == "opgehangen"
    assert outcome.move.tone == "bad"


def test_an_early_outburst_does_not_end_the_conversation() -> None:
    furious = replace(START, mood={**START.mood, "anger": 95.0})
    assert turn(furious, reading("blaming")).move.ending is None


def test_a_conversation_that_nobody_can_read_ends_too() -> None:
    late = replace(START, turn=8)
    assert turn(late, reading()).move.ending == "tijd"


def test_crossing_a_line_lasts_for_one_turn() -> None:
    crossed = turn(START, reading("blaming"))
    assert crossed.state.crossed == "swearing"
    assert turn(crossed.state, reading("validate_grievance")).state.crossed is None


def test_long_words_are_lost_on_someone_who_reads_badly() -> None:
    hard = reading("plain_explanation", clarity=Clarity(words=20, longest_sentence=20))
    assert turn(START, hard).too_hard
    easy = reading("plain_explanation", clarity=Clarity(words=20, longest_sentence=8))
    assert not turn(START, easy).too_hard


def test_the_scripted_actor_says_the_least_used_line_and_repeats_itself_under_a_seed() -> None:
    move = turn(START, reading("validate_grievance", asks=True)).move
    used = replace(START, used={"reaction/erkend/0": 1, "reaction/erkend/2": 1})
    actor = ScriptedActor()
    said = [phrase.text for phrase in actor.speak(move, Scene(SCENARIO, used, (), 5))]
    assert said == ["Zo is het."]
    free = [list(actor.speak(move, Scene(SCENARIO, START, (), seed))) for seed in (1, 1)]
    assert free[0] == free[1]
