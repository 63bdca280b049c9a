"""Somebody says that a turn was read wrongly, in the middle of a conversation or afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.behaviours import BehaviourId, behaviours
from simulator.conversation.conversation import CannotSay, Conversation
from simulator.conversation.correction import likely_stretch, stretches
from simulator.conversation.events import Event, path_to
from simulator.conversation.fold import fold
from simulator.observation.reading import Observation, Reading
from simulator.observation.reading_json import reading_from_json
from simulator.scenarios import load_scenario

SCENARIO = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
BLAMES = "Dat had u eerder moeten melden."
ACKNOWLEDGES = "Dat had niet mogen gebeuren, u wacht al veel te lang op antwoord."
ASKS = "Wat is er gebeurd?"
PROMISES = "Ik zoek het uit en bel u morgen voor twaalf uur terug."
NOISE = "hgjkh"
SENTENCES = [BLAMES, ACKNOWLEDGES, ASKS, PROMISES, NOISE]

NAMES_FEELING = ("name_emotion", 0, 5)


def clock() -> Iterator[datetime]:
    at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    while True:
        yield at
        at += timedelta(seconds=7)


def talk(kept: list[Event], *sentences: str) -> Conversation:
    times = clock()
    conversation = Conversation.open(SCENARIO, {}, kept.append, seed=1, clock=lambda: next(times))
    for sentence in sentences:
        if not conversation.ended:
            conversation.say(sentence)
    return conversation


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def steps(events: list[Event]) -> list[tuple[int | None, str, Any]]:
    return [(event.parent, event.kind, event.data) for event in events]


def test_a_turn_that_was_read_wrongly_is_answered_anew_and_the_old_attempt_stays() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    before = list(conversation.path)
    anger = conversation.state.mood["anger"]
    new = conversation.correct(1, wrong=["blaming"], missing=[("validate_grievance", 0, 8)])
    assert kinds(new) == ["marked", "rewound", "trainee_said", "read", "moved", "citizen_said"]
    assert conversation.state.mood["anger"] < anger
    assert conversation.state.turn == 1
    assert conversation.attempt == 2
    assert path_to(kept, before[-1].seq) == before


def test_the_mark_tells_what_was_said_about_which_words_and_by_whom() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    marked, rewound, said, read, *_ = conversation.correct(
        1, wrong={BehaviourId("blaming")}, missing=[("validate_grievance", 0, 8)], by="trainer"
    )
    assert marked.data["turn"] == 1
    assert kept[marked.data["said"]].data["text"] == BLAMES
    assert marked.data["wrong"] == ["blaming"]
    assert marked.data["missing"] == [
        {"behaviour": "validate_grievance", "quote": "Dat had ", "start": 0, "end": 8}
    ]
    assert marked.data["by"] == "trainer"
    assert (rewound.data["turn"], rewound.data["corrected"]) == (1, True)
    assert rewound.parent == kept[marked.data["said"]].parent
    assert said.data["text"] == BLAMES
    reading = reading_from_json(read.data)
    assert reading.corrected
    assert reading.observations == (
        Observation(BehaviourId("validate_grievance"), "Dat had ", 0, 8, 1.0),
    )


def test_a_reading_that_nobody_corrected_does_not_say_so_in_the_journal() -> None:
    kept: list[Event] = []
    talk(kept, BLAMES)
    assert "corrected" not in next(e for e in kept if e.kind == "read").data


def test_what_the_program_could_not_read_counts_once_a_person_says_what_it_was() -> None:
    kept: list[Event] = []
    conversation = talk(kept, NOISE)
    assert reading_from_json(kept[3].data).unread
    conversation.correct(1, missing=[("open_question", 0, 5)])
    assert conversation.state.seen == {"open_question": 1}
    assert conversation.heard(1).asks


def test_a_turn_of_which_all_is_wrong_is_a_turn_that_was_not_read() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    anger = next(e for e in kept if e.kind == "moved").data["before"]["anger"]
    conversation.correct(1, wrong=["blaming"])
    assert conversation.state.mood["anger"] == anger
    assert conversation.heard(1).unread


def test_jargon_that_is_none_no_longer_makes_the_turn_hard_to_follow() -> None:
    kept: list[Event] = []
    conversation = talk(
        kept, "Dat staat in de beschikking en in de inning van het terugvorderingsbesluit."
    )
    assert conversation.heard(1).clarity.jargon
    conversation.correct(1, wrong=["unexplained_jargon"])
    assert not conversation.heard(1).clarity.jargon


def test_an_earlier_turn_can_be_corrected_and_the_conversation_goes_on_from_there() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES, ASKS, PROMISES)
    conversation.correct(2, missing=[NAMES_FEELING])
    assert conversation.state.turn == 2
    assert conversation.heard(1).behaviours == {"blaming"}
    conversation.say(ACKNOWLEDGES)
    assert conversation.state.turn == 3


def test_a_conversation_that_was_over_goes_on_when_its_last_turn_is_corrected() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.stop()
    conversation.correct(1, wrong=["blaming"])
    assert not conversation.ended


def test_only_marking_changes_nothing_in_the_conversation() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES, ASKS)
    conversation.stop()
    state = conversation.state
    event = conversation.mark(1, wrong=["blaming"], missing=[NAMES_FEELING])
    assert kept[-1] == event
    assert conversation.state == state
    assert conversation.attempt == 1
    again = Conversation.resume(list(kept), kept.append)
    assert again.state == state
    assert again.ended


def test_after_marking_the_turn_can_still_be_done_again_as_it_was_marked() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES, ASKS)
    conversation.stop()
    conversation.mark(1, wrong=["blaming"])
    conversation.mark(1, missing=[NAMES_FEELING])
    assert conversation.heard(1).behaviours == {"name_emotion"}
    conversation.again_as_marked(1)
    assert conversation.attempt == 2
    assert conversation.state.seen == {"name_emotion": 1}
    with pytest.raises(CannotSay, match="Bij beurt 1 is nog niets verbeterd"):
        conversation.again_as_marked(1)


def test_a_corrected_turn_can_be_corrected_once_more() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.correct(1, wrong=["blaming"], missing=[NAMES_FEELING])
    conversation.correct(1, wrong=["name_emotion"], missing=[("own_apology", 0, 5)])
    assert conversation.heard(1).behaviours == {"own_apology"}
    assert conversation.attempt == 3


def test_an_observation_can_be_handed_over_as_it_is() -> None:
    kept: list[Event] = []
    conversation = talk(kept, ASKS)
    seen = Observation(BehaviourId("invite_story"), ASKS, 0, len(ASKS), 0.4)
    conversation.correct(1, missing=[seen])
    added = [o for o in conversation.heard(1).observations if o.behaviour == "invite_story"]
    assert [o.confidence for o in added] == [1.0]


def test_other_words_can_be_chosen_for_what_was_seen() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.correct(1, wrong=["blaming"], missing=[("blaming", 4, 12)])
    assert [o.quote for o in conversation.heard(1).observations] == [BLAMES[4:12]]


@pytest.mark.parametrize(
    ("turn", "marks", "sentence"),
    [
        (1, {}, "Er verandert niets"),
        (1, {"wrong": ["blaming"], "missing": [("blaming", 0, len(BLAMES))]}, "Er verandert niets"),
        (1, {"wrong": ["open_question"]}, "“open vraag” staat niet bij deze beurt"),
        (1, {"missing": [("blaming", 0, 5)]}, "staat al bij deze beurt"),
        (1, {"missing": [NAMES_FEELING, NAMES_FEELING]}, "staat al bij deze beurt"),
        (1, {"wrong": ["aardig"]}, "Ik ken geen gedrag “aardig”|staat niet bij"),
        (1, {"missing": [("aardig\x1b[0m", 0, 5)]}, r"Ik ken geen gedrag “aardig\[0m”"),
        (1, {"missing": [("name_emotion", 0, 99)]}, "staan niet in deze beurt"),
        (1, {"missing": [("name_emotion", 5, 5)]}, "staan niet in deze beurt"),
        (1, {"missing": [("name_emotion", -4, 3)]}, "staan niet in deze beurt"),
        (1, {"missing": [("name_emotion", 3, 4)]}, "staan niet in deze beurt"),
        (
            1,
            {"missing": [Observation(BehaviourId("name_emotion"), "U bent boos", 0, 11, 1)]},
            "staan niet in deze beurt",
        ),
        (0, {"wrong": ["blaming"]}, "Beurt 0 is er niet"),
        (2, {"wrong": ["blaming"]}, "Beurt 2 is er niet"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(
    turn: int, marks: dict[str, Any], sentence: str
) -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    before = list(kept)
    for change in (conversation.correct, conversation.mark):
        with pytest.raises(CannotSay, match=sentence) as refusal:
            change(turn, **marks)
        assert str(refusal.value).endswith(".")
    assert kept == before
    assert conversation.path == before


class Stopped(Exception):
    pass


CORRECTIONS: list[tuple[list[str], int, dict[str, Any]]] = [
    ([BLAMES], 1, {"wrong": ["blaming"], "missing": [NAMES_FEELING]}),
    ([BLAMES, ASKS, BLAMES], 2, {"missing": [NAMES_FEELING]}),
    # The corrected turn ends the conversation.
    ([ACKNOWLEDGES, ACKNOWLEDGES, ASKS, NOISE], 4, {"missing": [("take_ownership", 0, 5)]}),
]


@pytest.mark.parametrize(("said", "turn", "marks"), CORRECTIONS)
@pytest.mark.parametrize("cut", range(1, 8))
def test_killed_after_any_event_of_a_correction_it_resumes_to_the_same(
    cut: int, said: list[str], turn: int, marks: dict[str, Any]
) -> None:
    whole: list[Event] = []
    conversation = talk(whole, *said)
    before = len(whole)
    conversation.correct(turn, **marks)
    kept = whole[: before + cut]
    resumed = Conversation.resume(list(kept), kept.append)
    assert steps(kept) == steps(whole)
    assert resumed.state == conversation.state
    assert resumed.heard(turn) == conversation.heard(turn)
    assert resumed.heard(turn).corrected


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_full_disk_halfway_a_correction_is_made_good_with_the_next_thing_that_is_done(
    cut: int,
) -> None:
    whole: list[Event] = []
    talk(whole, BLAMES, ASKS).correct(1, wrong=["blaming"], missing=[NAMES_FEELING])
    kept: list[Event] = []
    room = 10 + cut

    def sink(event: Event) -> None:
        if len(kept) >= room:
            raise Stopped
        kept.append(event)

    conversation = Conversation.open(SCENARIO, {}, sink, seed=1)
    conversation.say(BLAMES)
    conversation.say(ASKS)
    with pytest.raises(Stopped):
        conversation.correct(1, wrong=["blaming"], missing=[NAMES_FEELING])
    room = 1000
    conversation.pause()
    conversation.go_on()
    conversation.say(PROMISES)
    corrected = [e.data for e in kept if e.kind == "read" and e.data.get("corrected")]
    assert corrected == [e.data for e in whole if e.kind == "read" and e.data.get("corrected")]
    assert conversation.state.turn == 2
    assert conversation.heard(1).behaviours == {"name_emotion"}


def test_a_kept_mark_survives_a_turn_that_was_cut_off_after_it() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.mark(1, wrong=["blaming"])
    conversation.say(ASKS)
    whole = list(kept)
    for cut in range(len(whole) - 3, len(whole)):
        kept = whole[:cut]
        Conversation.resume(list(kept), kept.append)
        assert steps(kept) == steps(whole)


@st.composite
def marks_for(draw: st.DrawFn, reading: Reading, text: str) -> dict[str, Any]:
    wrong = draw(st.sets(st.sampled_from(sorted(reading.behaviours)))) if reading.behaviours else ()
    free = sorted(behaviours().keys() - (reading.behaviours - set(wrong)))
    new = draw(st.sets(st.sampled_from(free), min_size=0 if wrong else 1, max_size=3))
    places = st.integers(0, len(text) - 2).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 2, len(text)))
    )
    return {"wrong": wrong, "missing": [(behaviour, *draw(places)) for behaviour in sorted(new)]}


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.data())
@settings(deadline=None, max_examples=30)
def test_however_often_turns_are_corrected_nothing_is_lost_and_resuming_is_going_on(
    sentences: list[str], data: st.DataObject
) -> None:
    kept: list[Event] = []
    conversation = talk(kept, *sentences)
    attempts = [list(conversation.path)]
    for _ in range(data.draw(st.integers(1, 3))):
        turns = conversation.state.turn
        turn = data.draw(st.integers(1, turns))
        reading = conversation.heard(turn)
        text = [e.data["text"] for e in conversation.path if e.kind == "trainee_said"][turn - 1]
        marks = data.draw(marks_for(reading, text))
        only_mark = data.draw(st.booleans())
        try:
            (conversation.mark if only_mark else conversation.correct)(turn, **marks)
        except CannotSay:
            continue
        expected = (reading.behaviours - set(marks["wrong"])) | {m[0] for m in marks["missing"]}
        assert conversation.heard(turn).behaviours == expected
        attempts.append(list(conversation.path))
    for attempt in attempts:
        assert path_to(kept, attempt[-1].seq) == attempt
    cut = data.draw(st.integers(1, len(kept)))
    resumed = Conversation.resume(kept[:cut], (again := kept[:cut]).append)
    assert steps(again) == steps(kept[: len(again)])
    assert resumed.state == fold(SCENARIO, resumed.path)
    whole = Conversation.resume(list(kept), lambda _: None)
    assert whole.state == conversation.state
    assert whole.events == conversation.events


@pytest.mark.parametrize("key", ["turn", "said", "wrong", "missing", "by"])
@pytest.mark.parametrize("value", [None, "x", -1, 99, [[]], {}])
def test_a_mark_that_somebody_spoilt_in_the_file_costs_no_session(key: str, value: Any) -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    event = conversation.mark(1, wrong=["blaming"], missing=[NAMES_FEELING])
    spoilt = Event(event.seq, event.parent, event.at, "marked", {**event.data, key: value})
    resumed = Conversation.resume([*kept[:-1], spoilt], lambda _: None)
    assert resumed.heard(1).behaviours <= behaviours().keys()
    resumed.say(ASKS)


def test_the_words_that_are_quoted_by_default_are_the_sentence() -> None:
    text = "Goedemorgen. U wacht al lang!  En dan dit…\nWat is er gebeurd?"
    assert [text[start:end] for start, end in stretches(text)] == [
        "Goedemorgen.",
        "U wacht al lang!",
        "En dan dit…",
        "Wat is er gebeurd?",
    ]
    seen = Observation(BehaviourId("greet_introduce"), "Goedemorgen", 0, 11, 0.9)
    start, end = likely_stretch(text, Reading((seen,)))
    assert text[start:end] == "U wacht al lang!"


@given(st.text(max_size=200))
def test_sentences_lie_in_the_turn_one_after_the_other(text: str) -> None:
    at = 0
    for start, end in stretches(text):
        assert at <= start < end <= len(text)
        at = end
