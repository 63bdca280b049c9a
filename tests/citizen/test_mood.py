from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviours import MOOD_NAMES, WELCOME_WHEN_LOW, BehaviourId, behaviours
from simulator.citizen.mood import Impression, Mood, after, bands, starting_mood, with_effect
from simulator.observation.reading import Observation
from simulator.scenarios import load_scenario

SCENARIO = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
GOOD = sorted(b.id for b in behaviours().values() if b.positive)
BAD = sorted(b.id for b in behaviours().values() if not b.positive)
# A promise one cannot keep is a relief at first: that is what makes it tempting.
BAD_AT_ONCE = [name for name in BAD if name != "false_promise"]

moods = st.fixed_dictionaries({name: st.floats(0, 100) for name in MOOD_NAMES})


def impression(*names: str, **more: object) -> Impression:
    seen = tuple(Observation(BehaviourId(name), "x", 0, 1, 0.9) for name in names)
    options: dict[str, object] = {"seen": {}, "recent": (), "turn": 3} | more
    return Impression(seen, **options)  # type: ignore[arg-type]


def moved(mood: Mood, *names: str, **more: object) -> Mood:
    return after(mood, impression(*names, **more), SCENARIO, "boos")


def worse(name: str, one: float, other: float) -> bool:
    return one > other if name in WELCOME_WHEN_LOW else one < other


@given(moods, st.lists(st.sampled_from(GOOD + BAD), max_size=4, unique=True), st.sampled_from(GOOD))
def test_a_better_turn_never_moves_the_citizen_worse(
    mood: Mood, names: list[str], extra: str
) -> None:
    without = moved(mood, *[name for name in names if name != extra])
    with_it = moved(mood, *[name for name in names if name != extra], extra)
    assert not any(worse(name, with_it[name], without[name]) for name in MOOD_NAMES)


@given(
    moods,
    st.lists(st.sampled_from(GOOD + BAD), max_size=4, unique=True),
    st.sampled_from(BAD_AT_ONCE),
)
def test_a_poorer_turn_never_moves_the_citizen_better(
    mood: Mood, names: list[str], extra: str
) -> None:
    without = moved(mood, *[name for name in names if name != extra])
    with_it = moved(mood, *[name for name in names if name != extra], extra)
    assert not any(worse(name, without[name], with_it[name]) for name in MOOD_NAMES)


@given(moods, st.lists(st.sampled_from(GOOD + BAD), max_size=6, unique=True), st.booleans())
def test_a_mood_stays_between_nothing_and_everything(
    mood: Mood, names: list[str], too_hard: bool
) -> None:
    assert all(0 <= value <= 100 for value in moved(mood, *names, too_hard=too_hard).values())


def test_acknowledging_calms_and_blaming_angers() -> None:
    mood = starting_mood(SCENARIO)
    assert moved(mood, "validate_grievance")["anger"] < mood["anger"] - 4
    assert moved(mood, "blaming")["anger"] > mood["anger"] + 4


def test_understanding_with_a_but_is_worse_than_saying_nothing_kind() -> None:
    mood = starting_mood(SCENARIO)
    assert moved(mood, "robotic_empathy", "hide_behind_rules")["anger"] > mood["anger"]


def test_trust_leaves_faster_than_it_comes() -> None:
    mood = dict(starting_mood(SCENARIO)) | {"trust": 50.0}
    gained = moved(mood, "validate_grievance")["trust"] - 50
    lost = 50 - moved(mood, "blaming")["trust"]
    assert lost > gained > 0


def test_the_same_kindness_wears_out() -> None:
    mood = starting_mood(SCENARIO)
    once = (frozenset({BehaviourId("name_emotion")}),)
    first = moved(mood, "name_emotion")["anger"]
    fourth = moved(mood, "name_emotion", recent=once * 3)["anger"]
    assert first < fourth


def test_arrangements_do_little_for_someone_who_was_not_heard() -> None:
    mood = starting_mood(SCENARIO)
    unheard = moved(mood, "set_expectations")["trust"]
    heard = moved(mood, "set_expectations", seen={BehaviourId("name_emotion"): 1})["trust"]
    assert unheard < heard


def test_an_explanation_that_is_too_hard_takes_grip_away() -> None:
    mood = starting_mood(SCENARIO)
    assert moved(mood, "plain_explanation")["grip"] > mood["grip"]
    assert moved(mood, "plain_explanation", too_hard=True)["grip"] < mood["grip"]


def test_a_mood_drifts_to_the_rest_of_its_phase() -> None:
    mood = dict(starting_mood(SCENARIO)) | {"anger": 80.0}
    impression_of_nothing = impression()
    for _ in range(60):
        mood = dict(after(mood, impression_of_nothing, SCENARIO, "verhaal"))
    assert mood["anger"] == pytest.approx(40, abs=1)


def test_an_action_moves_what_it_says_and_nothing_else() -> None:
    mood = starting_mood(SCENARIO)
    acted = with_effect(mood, {"stress": -10})
    assert acted["stress"] == mood["stress"] - 10
    assert acted["anger"] == mood["anger"]


def test_a_band_does_not_flicker_at_its_threshold() -> None:
    high = bands(dict(starting_mood(SCENARIO)) | {"anger": 66.0})
    assert high["anger"] == "high"
    assert bands(dict(starting_mood(SCENARIO)) | {"anger": 62.0}, high)["anger"] == "high"
    assert bands(dict(starting_mood(SCENARIO)) | {"anger": 59.0}, high)["anger"] == "mid"
