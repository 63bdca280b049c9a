from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.behaviours import MOOD_NAMES, BehaviourId, behaviours
from simulator.conditions import Condition, Moment

KNOWN = sorted(behaviours())


def condition(**keys: object) -> Condition:
    return Condition.model_validate({key.rstrip("_"): value for key, value in keys.items()})


def seen(*names: str) -> frozenset[BehaviourId]:
    return frozenset(BehaviourId(name) for name in names)


def test_an_empty_condition_always_holds() -> None:
    assert condition().holds(Moment())


def test_all_keys_must_hold() -> None:
    both = condition(now="open_question", trust=">=30")
    assert both.holds(Moment(now=seen("open_question"), mood={"trust": 30.0}))
    assert not both.holds(Moment(now=seen("open_question"), mood={"trust": 29.9}))
    assert not both.holds(Moment(mood={"trust": 50.0}))


def test_a_list_asks_for_any_of_its_members() -> None:
    either = condition(now=["blaming", "arguing"])
    assert either.holds(Moment(now=seen("arguing")))
    assert not either.holds(Moment(now=seen("open_question")))


def test_times_counts_turns_in_which_it_was_seen() -> None:
    second = condition(now="robotic_empathy", times=2)
    now = seen("robotic_empathy")
    assert not second.holds(Moment(now=now, seen={BehaviourId("robotic_empathy"): 1}))
    assert second.holds(Moment(now=now, seen={BehaviourId("robotic_empathy"): 2}))
    assert not second.holds(Moment(seen={BehaviourId("robotic_empathy"): 2}))


def test_ever_looks_back_over_the_whole_conversation() -> None:
    assert condition(ever="teach_back").holds(Moment(seen={BehaviourId("teach_back"): 1}))
    assert not condition(ever="teach_back").holds(Moment())


def test_bands_and_thresholds_read_the_mood() -> None:
    moment = Moment(mood={"anger": 70.0}, bands={"anger": "high"})
    assert condition(anger="high").holds(moment)
    assert not condition(anger="low").holds(moment)
    assert condition(anger="<71").holds(moment)


@pytest.mark.parametrize(
    ("keys", "moment"),
    [
        ({"fact": "post"}, Moment(told=frozenset({"post"}))),
        ({"fact_open": "post"}, Moment(open=frozenset({"post"}))),
        ({"topic": "geld"}, Moment(topics=frozenset({"geld"}))),
        ({"phase": "story"}, Moment(phase="story")),
        ({"action": "open_file"}, Moment(done=frozenset({"open_file"}))),
        ({"identity": "verified"}, Moment(verified=True)),
        ({"clarity": "poor"}, Moment(too_hard=True)),
        ({"crossed": "threat"}, Moment(crossed="threat")),
        ({"turn": ">=5"}, Moment(turn=5)),
    ],
)
def test_each_part_of_the_situation_is_looked_at(keys: dict[str, str], moment: Moment) -> None:
    assert condition(**keys).holds(moment)
    assert not condition(**keys).holds(Moment())
    assert not condition(**{"not": keys}).holds(moment)


def test_any_all_and_not_nest() -> None:
    nested = condition(any=[{"fact": "a"}, {"all": [{"fact": "b"}, {"not": {"ever": "blaming"}}]}])
    assert nested.holds(Moment(told=frozenset({"b"})))
    assert not nested.holds(Moment(told=frozenset({"b"}), seen={BehaviourId("blaming"): 1}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"now": "name_emotoin"},
        {"anger": ">=130"},
        {"anger": "boos"},
        {"turn": "veel"},
        {"times": 2},
        {"when": "now"},
        {"any": []},
        {"turn": True},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(wrong)


def test_a_behaviour_weighs_more_than_a_phase() -> None:
    assert condition(now="blaming").weight > condition(phase="story").weight
    assert condition(now="blaming", phase="story").weight > condition(now="blaming").weight


names = st.lists(st.sampled_from(KNOWN), min_size=1, max_size=3)
simple = st.fixed_dictionaries(
    {},
    optional={
        "now": names,
        "ever": names,
        "anger": st.sampled_from([">=30", "<60", "low", "high", "50"]),
        "turn": st.sampled_from([">=5", "1"]),
        "fact": st.sampled_from(["a", "b"]),
        "identity": st.just("verified"),
    },
)
nested = st.recursive(
    simple,
    lambda inner: st.fixed_dictionaries(
        {}, optional={"not": inner, "any": st.lists(inner, min_size=1, max_size=2)}
    ),
    max_leaves=4,
)
moments = st.builds(
    Moment,
    now=st.frozensets(st.sampled_from(KNOWN), max_size=3),
    mood=st.fixed_dictionaries({name: st.floats(0, 100) for name in MOOD_NAMES}),
    turn=st.integers(0, 20),
    told=st.frozensets(st.sampled_from(["a", "b"])),
    verified=st.booleans(),
)


@given(nested, moments)
def test_a_condition_reads_back_the_same_from_its_own_document(
    keys: dict[str, object], moment: Moment
) -> None:
    first = Condition.model_validate(keys)
    again = Condition.model_validate(
        first.model_dump(mode="json", by_alias=True, exclude_unset=True)
    )
    assert again == first
    assert again.holds(moment) == first.holds(moment)
    assert Condition.model_validate({"not": keys}).holds(moment) is not first.holds(moment)
