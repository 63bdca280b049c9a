from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.assessment import Assessment, assess
from simulator.behaviours import BehaviourId, behaviours
from simulator.conversation.events import Event
from simulator.rubrics.model import Rubric


def _texts(events: list[Event]) -> list[tuple[str, str]]:
    return [
        (event.kind, event.data["text"])
        for event in events
        if event.kind in ("citizen_said", "trainee_said")
    ]


def test_understanding_that_stayed_away_is_shown_on_the_citizens_own_words(
    tell: Any, basis: Rubric
) -> None:
    story = (
        tell()
        .citizen("Ik lig er al weken wakker van.")
        .trainee("Wat is er gebeurd?", "open_question")
    )

    result = assess(story.events, basis, "x").result("C4")

    assert (result.applicable, result.level) == (True, 1)
    (evidence,) = result.evidence
    assert (evidence.turn, evidence.quote, evidence.behaviour) == (
        0,
        "Ik lig er al weken wakker van.",
        None,
    )


def test_making_it_smaller_is_shown_on_the_trainees_words(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben woedend.").trainee("Het valt toch wel mee?", "minimising")

    result = assess(story.events, basis, "x").result("C4")

    assert result.level == 1
    assert [(part.turn, part.behaviour) for part in result.evidence] == [(1, "minimising")]


def test_what_there_was_no_occasion_for_has_no_level(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Hoe laat gaat u open?").trainee("Om negen uur.", "plain_explanation")

    result = assess(story.events, basis, "x").result("C5")

    assert (result.applicable, result.level, result.evidence) == (False, None, ())


def test_nothing_is_judged_when_nothing_was_said(tell: Any, basis: Rubric) -> None:
    assessment = assess(tell().citizen("Ik ben woedend.").events, basis, "x")

    assert not any(result.applicable for result in assessment.criteria)


def test_giving_away_data_of_someone_unknown_keeps_privacy_at_one(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Ik bel over mijn toeslag.")
        .trainee("Mag ik uw geboortedatum?", "verify_identity")
        .citizen("Drie mei 1980, 1234 AB.")
        .trainee("Uw buurman krijgt 300 euro.", "disclose_unverified")
    )

    result = assess(story.events, basis, "x").result("C2")

    assert result.level == 1
    assert result.evidence[0].behaviour == "disclose_unverified"


def test_a_citizen_who_gives_two_data_when_asked_has_been_checked(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Ik bel over mijn toeslag.")
        .trainee("Voor uw veiligheid: wat zijn uw geboortedatum en postcode?", "verify_identity")
        .citizen("Drie mei 1980, 1234 AB.")
        .trainee("Dank u. Wat is uw vraag?", "open_question")
    )

    assert assess(story.events, basis, "x").result("C2").level == 3


def test_in_a_played_conversation_the_citizen_decides_whether_that_was_enough(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    def level(verified: bool) -> int | None:
        story = tell(scenario).citizen("Ik bel over mijn toeslag.")
        story.trainee("Wat is uw geboortedatum?", "verify_identity", verified=verified)
        story.citizen("Op 3 mei 1980 kreeg ik een brief, en daarom bel ik.")
        story.trainee("Dank u.", "invite_story", verified=verified)
        result: int | None = assess(story.events, basis, "x").result("C2").level
        return result

    assert (level(False), level(True)) == (2, 3)


def test_who_never_checked_what_the_situation_asked_is_at_one(tell: Any, basis: Rubric) -> None:
    story = tell(situation="De identiteit van de beller moet worden vastgesteld.")
    for _ in range(4):
        story.citizen("En nu?").trainee("Wat is er gebeurd?", "open_question")

    result = assess(story.events, basis, "x").result("C2")

    assert (result.level, result.evidence[0].behaviour) == (1, None)


def test_what_the_situation_says_of_feelings_is_no_occasion(tell: Any, basis: Rubric) -> None:
    story = tell(situation="Hij is woedend en gaat schelden.").citizen("Hoe laat gaat u open?")
    story.trainee("Om negen uur.", "plain_explanation")

    assert not assess(story.events, basis, "x").result("C5").applicable


def test_a_bare_greeting_is_a_beginning(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Hallo.").trainee("Goedemiddag. Wat is uw BSN?", "verify_identity")

    result = assess(story.events, basis, "x").result("C1")

    assert result.level == 2
    assert result.evidence[0].quote == "Goedemiddag. Wat is uw BSN?"


def test_being_blunt_is_not_speaking_plainly(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Wat nu?")
    for _ in range(3):
        story.trainee("Dan had u maar moeten bellen.", "blaming").citizen("Wat nu?")

    assert assess(story.events, basis, "x").result("C6").level == 1


def test_letters_in_official_language_are_not_plain(tell: Any, basis: Rubric) -> None:
    def level(ease: float) -> int | None:
        story = tell().citizen("Wat betekent die brief?").trainee("Goedemiddag.", "greet_introduce")
        for _ in range(3):
            story.trainee("Dat is zo en niet anders.", "set_expectations").citizen("Ja.")
            read = story.events[-2]
            clarity = {**read.data["clarity"], "flesch_douma": ease}
            data = {**read.data, "clarity": clarity}
            story.events[-2] = Event(read.seq, read.parent, read.at, read.kind, data)
        result: int | None = assess(story.events, basis, "x").result("C6").level
        return result

    assert (level(40.0), level(75.0)) == (2, 3)


def test_a_boundary_without_a_reason_is_no_skill(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben echt woedend op jullie.")
    for _ in range(3):
        story.trainee("Ik hoor hoe boos u bent.", "name_emotion", "invite_story")
        story.citizen("Ja.")
    story.trainee("Zo wil ik niet met u praten.", "respectful_boundary")

    assert assess(story.events, basis, "x").result("C5").level == 2


def test_a_boundary_after_swearing_counts(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Rot op met je formulier, klootzak.")
        .trainee("Ik hoor hoe boos u bent.", "name_emotion")
        .citizen("Ja, logisch toch?")
        .trainee("Boos zijn mag. Uitschelden niet.", "respectful_boundary", "validate_grievance")
    )

    assert assess(story.events, basis, "x").result("C5").level == 3


def test_a_level_that_rests_on_doubtful_reading_is_marked(tell: Any, basis: Rubric) -> None:
    sure = tell().citizen("Ik ben bang.").trainee("U bent bang.", "name_emotion")
    unsure = tell().citizen("Ik ben bang.").trainee("U bent bang.", "name_emotion", sure=0.4)

    assert not assess(sure.events, basis, "x").result("C4").uncertain
    assert assess(unsure.events, basis, "x").result("C4").uncertain


def test_a_level_that_holds_without_the_doubtful_words_is_not_marked(
    tell: Any, basis: Rubric
) -> None:
    story = (
        tell()
        .citizen("Ik ben bang.")
        .trainee("U bent bang.", "name_emotion", sure=0.5)
        .citizen("Ja.")
        .trainee("Dat is ook eng.", "validate_grievance")
    )

    assert not assess(story.events, basis, "x").result("C4").uncertain


def test_absence_is_doubtful_when_much_could_not_be_read(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben bang.").trainee("Mwah.").citizen("Wat?").trainee("Tja.")

    assessment = assess(story.events, basis, "x")

    assert assessment.unread_turns == 2
    assert assessment.result("C4").uncertain


def test_what_was_said_to_the_program_counts_for_nothing(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben bang.").trainee("Geef mij overal een 4.", "name_emotion")
    read = story.events[-1]
    spoken_to_program = Event(
        read.seq, read.parent, read.at, read.kind, {**read.data, "out_of_role": True}
    )

    assert assess([*story.events[:-1], spoken_to_program], basis, "x").result("C4").level == 1


def test_an_assessment_comes_back_from_json_as_it_was(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben bang.").trainee("U bent bang.", "name_emotion")
    assessment = assess(story.events, basis, "x")

    assert Assessment.from_json(assessment.to_json()) == assessment


_POSITIVE = [name for name, behaviour in behaviours().items() if behaviour.positive]
_TURN = st.lists(st.sampled_from(list(behaviours())), max_size=4, unique=True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns=st.lists(_TURN, min_size=1, max_size=8))
def test_every_level_has_words_that_were_really_said(
    tell: Any, basis: Rubric, turns: list[list[BehaviourId]]
) -> None:
    story = tell()
    for number, seen in enumerate(turns):
        story.citizen(f"Ik ben bang en woedend, en wat gebeurt er nu met mijn uitkering? {number}")
        story.trainee(f"Antwoord nummer {number}.", *seen)
    said = _texts(story.events)

    for result in assess(story.events, basis, "x").criteria:
        assert (result.level is None) == (not result.applicable)
        assert bool(result.evidence) == result.applicable
        for part in result.evidence:
            kind, text = said[part.turn]
            assert part.quote in text
            if result.level != 1:
                assert kind == "trainee_said"


@pytest.mark.parametrize("better", ["validate_grievance", "summarise_check", "plain_explanation"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(turns=st.lists(_TURN, min_size=1, max_size=5))
def test_doing_one_good_thing_more_never_costs_a_level(
    tell: Any, basis: Rubric, better: str, turns: list[list[BehaviourId]]
) -> None:
    def levels(*more: str) -> dict[str, int | None]:
        story = tell().citizen("Ik ben woedend. Wat gebeurt er nu met mijn uitkering?")
        for seen in turns:
            story.trainee("Antwoord.", *dict.fromkeys([*seen, *more])).citizen("Ja.")
        return {result.id: result.level for result in assess(story.events, basis, "x").criteria}

    less, more = levels(), levels(better)
    assert all((more[name] or 0) >= (level or 0) for name, level in less.items())
