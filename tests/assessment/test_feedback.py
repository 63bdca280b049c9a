from __future__ import annotations

from typing import Any

import pytest

from simulator.assessment import Feedback, advise, assess
from simulator.rubrics.model import Rubric

FORBIDDEN = (
    "slecht",
    "fout gesprek",
    "niet geschikt",
    "helaas",
    "jammer",
    "moest je",
    "had je moeten",
)


def _advise(story: Any, basis: Rubric, scenario: dict[str, Any] | None = None) -> Feedback:
    return advise(assess(story.events, basis, "x"), story.events, basis, scenario)


def _own_words(feedback: Feedback) -> str:
    """All text of the feedback itself, without what people said."""
    texts = [feedback.effect, feedback.question, *feedback.notes]
    texts += [part.text for part in feedback.strengths]
    texts += [text for part in feedback.improvements for text in (part.text, part.say)]
    texts += [part.text for part in (feedback.exercise, feedback.turning_point) if part]
    return " ".join(texts).casefold()


def test_strengths_quote_the_trainee_and_tell_what_it_did(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario)
        .citizen("Drie brieven en geen antwoord. Belachelijk.")
        .trainee(
            "Drie brieven zonder antwoord. Logisch dat u boos bent.",
            "name_emotion",
            anger=60,
            trust=32,
        )
        .citizen("Ja. Precies.")
    )

    (strength, *_rest) = _advise(story, basis, scenario).strengths

    assert strength.quote == "Drie brieven zonder antwoord. Logisch dat u boos bent."
    assert strength.turn == 1
    assert "de boosheid zakte van hoog naar midden" in strength.text.casefold()


def test_no_evidence_no_praise(tell: Any, basis: Rubric, scenario: dict[str, Any]) -> None:
    story = tell(scenario).citizen("Belachelijk.")
    story.trainee("Regels zijn regels.", "hide_behind_rules", anger=88).citizen("Pff.")

    feedback = _advise(story, basis, scenario)

    assert feedback.strengths == ()
    assert feedback.notes


def test_a_parrot_of_empathy_is_not_praised_for_it(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = tell(scenario).citizen("Belachelijk.")
    for _ in range(4):
        story.trainee("Ik begrijp dat dit vervelend voor u is.", "robotic_empathy", anger=82)
        story.citizen("Dat zei u al.")

    assert _advise(story, basis, scenario).strengths == ()


def test_what_is_still_growing_is_praised_only_where_it_visibly_helped(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    def praised(anger: int) -> set[str]:
        story = tell(scenario).citizen("Ik ben woedend.")
        story.trainee("Vertelt u eens?", "open_question", anger=anger).citizen("Nou.")
        return {strength.criterion for strength in _advise(story, basis, scenario).strengths}

    assert "C3" in praised(60)
    assert "C3" not in praised(80)


def test_a_point_names_the_words_the_effect_and_a_sentence_from_the_scenario(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario)
        .citizen("Drie brieven en geen antwoord. Ik ben woedend.")
        .trainee("Zo erg is dat toch niet?", "minimising", anger=92, trust=10)
        .citizen("Niet erg?")
    )

    point = next(p for p in _advise(story, basis, scenario).improvements if p.criterion == "C4")

    assert (point.turn, point.quote) == (1, "Zo erg is dat toch niet?")
    assert "de boosheid liep op" in point.text.casefold()
    assert point.say == "Drie brieven zonder antwoord: dat had niet zo mogen gaan."


def test_a_sentence_about_something_not_told_yet_is_not_suggested(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    def say(told: list[str]) -> str:
        story = tell(scenario).citizen("Ik ben woedend.")
        story.trainee("Vertelt u eens.", "open_question", told=told).citizen(
            "De deurwaarder belde."
        )
        story.trainee("Zo erg is dat toch niet?", "minimising", anger=95).citizen("Niet erg?")
        points = _advise(story, basis, scenario).improvements
        return next(point.say for point in points if point.criterion == "C4")

    assert "deurwaarder" not in say([])
    assert "deurwaarder" in say(["deurwaarder"])


def test_without_a_scenario_the_rubric_gives_the_sentence(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Ik ben woedend.")
        .trainee("Zo erg is dat toch niet?", "minimising")
        .citizen("Nou!")
    )

    points = _advise(story, basis).improvements

    assert {point.say for point in points} <= {c.improve.say for c in basis.criteria}


def test_no_sentence_is_suggested_twice(tell: Any, basis: Rubric) -> None:
    world = {
        "citizen": {"name": "Ria"},
        "examples": {
            name: [{"say": "Ik bel u morgen."}, {"say": f"Iets voor {name}."}]
            for name in ("set_expectations", "take_ownership", "tailored_solution", "warm_handover")
        },
    }
    story = tell(world).citizen("Wat gebeurt er nu? Ik sta op straat.")
    story.trainee("Zo is de regel.", "hide_behind_rules", anger=90).citizen("En dan?")
    story.trainee("Dan belt u een ander.", "cold_transfer", anger=95).citizen("Pff.")

    says = [point.say for point in _advise(story, basis, world).improvements]

    assert len(says) == len(set(says)) == 2


def test_someone_who_is_on_the_way_gets_a_step_further_from_their_own_words(
    tell: Any, basis: Rubric
) -> None:
    story = (
        tell()
        .citizen("Wat gebeurt er nu?")
        .trainee("Ik zoek het voor u uit.", "take_ownership")
        .citizen("Goed.")
    )

    points = {point.criterion: point for point in _advise(story, basis).improvements}

    assert all(point.quote == "Ik zoek het voor u uit." for point in points.values())


def test_doubtful_words_are_not_held_against_anyone(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben bang.").trainee("Ach ja, wie weet.", "minimising", sure=0.5)
    story.citizen("Hm.")

    texts = [point.text for point in _advise(story, basis).improvements]

    assert not [text for text in texts if "Je maakte het kleiner" in text]


def test_there_are_never_more_than_two_points(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = tell(scenario).citizen("Ik ben woedend. Wat gebeurt er nu?")
    for poor in (
        "minimising",
        "blaming",
        "hide_behind_rules",
        "cold_transfer",
        "unexplained_jargon",
    ):
        story.trainee(f"Zin met {poor}.", poor, anger=90).citizen("Wat?")

    feedback = _advise(story, basis, scenario)

    assert len(feedback.improvements) == 2
    assert len({point.turn for point in feedback.improvements}) == 2


def test_nothing_is_both_praised_and_a_point(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario)
        .citizen("Ik ben woedend. Wat gebeurt er nu?")
        .trainee(
            "Goedemiddag, met Ans van de gemeente. Vertelt u eens?",
            "greet_introduce",
            "open_question",
            anger=75,
        )
        .citizen("Drie brieven!")
        .trainee("Wat stond er in die brieven?", "probe_deeper", anger=70)
        .citizen("Dat ik moet betalen.")
        .trainee("Tja, zo is de regel.", "hide_behind_rules", anger=80)
        .citizen("Nou, lekker.")
    )

    feedback = _advise(story, basis, scenario)

    assert feedback.strengths and feedback.improvements
    assert not {s.criterion for s in feedback.strengths} & {
        p.criterion for p in feedback.improvements
    }


def test_the_exercise_goes_back_to_the_moment_of_the_first_point(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario)
        .citizen("Ik ben woedend.")
        .trainee("Vertelt u eens.", "invite_story", anger=72)
        .citizen("Drie brieven!")
        .trainee("Zo erg is dat toch niet?", "minimising", anger=90)
        .citizen("Nou!")
    )

    feedback = _advise(story, basis, scenario)

    assert feedback.exercise is not None
    assert feedback.exercise.nth == 2
    assert feedback.improvements[0].turn == 3


def test_the_turning_point_is_the_largest_swing_either_way(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario)
        .citizen("Ik ben woedend.")
        .trainee("Vertelt u eens.", "invite_story", anger=76)
        .citizen("Drie brieven!")
        .trainee("Eigen schuld.", "blaming", anger=95, trust=5)
        .citizen("Nou!")
        .trainee("Sorry, dat was onhandig van mij.", "own_apology", anger=90)
        .citizen("Ja.")
    )

    point = _advise(story, basis, scenario).turning_point

    assert point is not None
    assert (point.turn, point.way, point.quote) == (3, "worse", "Eigen schuld.")


def test_a_conversation_that_never_turned_has_no_turning_point(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = (
        tell(scenario).citizen("Hallo.").trainee("Dag.", "greet_introduce", anger=79).citizen("Ja.")
    )

    assert _advise(story, basis, scenario).turning_point is None


def test_who_said_nothing_is_met_kindly(tell: Any, basis: Rubric, scenario: dict[str, Any]) -> None:
    feedback = _advise(tell(scenario).citizen("Ik ben woedend."), basis, scenario)

    assert (feedback.strengths, feedback.improvements, feedback.turning_point) == ((), (), None)
    assert feedback.effect and feedback.question
    assert feedback.exercise is not None and feedback.exercise.nth == 1


def test_turns_that_were_not_read_are_mentioned(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Ik ben bang.")
        .trainee("Mwah.")
        .citizen("Wat?")
        .trainee("Tja.")
        .citizen("Nou.")
    )

    assert any("2 beurten" in note for note in _advise(story, basis).notes)


@pytest.mark.parametrize(
    "seen",
    [
        ("minimising", "blaming", "arguing"),
        ("hide_behind_rules", "pillar_to_post", "cold_transfer"),
        ("greet_introduce", "open_question", "name_emotion"),
        ("false_promise", "disclose_unverified", "condescending"),
        ("plain_explanation", "teach_back", "low_threshold_support"),
        (),
    ],
)
def test_feedback_never_judges_the_person(
    tell: Any, basis: Rubric, scenario: dict[str, Any], seen: tuple[str, ...]
) -> None:
    for world in (scenario, None):
        story = tell(world).citizen("Ik ben woedend. Hoe gaat het nu met mijn uitkering?")
        for number, behaviour in enumerate(seen or ("",)):
            names = [behaviour] if behaviour else []
            story.trainee("Zo zit het.", *names, **({"anger": 80 + number} if world else {}))
            story.citizen("Nou.")
        text = _own_words(_advise(story, basis, world))
        assert not [word for word in FORBIDDEN if word in text]
        assert "{" not in text


def test_rubric_texts_hold_no_forbidden_words(basis: Rubric) -> None:
    for criterion in basis.criteria:
        text = " ".join(
            [criterion.strength, criterion.improve.text, criterion.improve.say]
        ).casefold()
        assert not [word for word in FORBIDDEN if word in text], criterion.id


def test_feedback_comes_back_from_json_as_it_was(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = tell(scenario).citizen("Ik ben woedend.")
    story.trainee("U bent boos.", "name_emotion", anger=60).citizen("Ja.")
    story.trainee("Eigen schuld.", "blaming", anger=90).citizen("Nou!")
    feedback = _advise(story, basis, scenario)

    assert Feedback.from_json(feedback.to_json()) == feedback
    assert set(feedback.to_json()["improvements"][0]) == {
        "criterion",
        "turn",
        "quote",
        "text",
        "say",
    }


def test_where_it_was_not_played_the_citizens_words_tell_where_it_turned(
    tell: Any, basis: Rubric
) -> None:
    story = (
        tell()
        .citizen("Goedemiddag, het gaat over mijn brief.")
        .trainee("Zo zijn de regels nu eenmaal.", "hide_behind_rules")
        .citizen("Dit is te gek voor woorden.")
        .trainee("Ja.")
        .citizen("Nou.")
    )

    point = _advise(story, basis).turning_point

    assert point is not None
    assert (point.turn, point.way) == (1, "worse")
    assert "Dit is te gek voor woorden." in point.text


def test_thanks_at_the_end_are_no_turning_point(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben bang.").trainee("Ja.").citizen("Dank u wel.")

    assert _advise(story, basis).turning_point is None


def test_praise_skips_a_turn_after_which_the_citizen_was_angry(tell: Any, basis: Rubric) -> None:
    story = (
        tell()
        .citizen("Ik ben bang.")
        .trainee("U bent bang, hoor ik.", "name_emotion")
        .citizen("Dit is te gek voor woorden.")
    )

    assert not [s for s in _advise(story, basis).strengths if s.turn == 1]


def test_a_long_turn_is_quoted_up_to_a_whole_sentence(tell: Any, basis: Rubric) -> None:
    said = "Dit is de eerste zin. " + "En dan nog een hele lange zin die maar doorgaat " * 5
    story = tell().citizen("Ik ben bang.").trainee(said, "open_question").citizen("Ja.")

    quotes = {point.quote for point in _advise(story, basis).improvements}

    assert quotes == {"Dit is de eerste zin."}


def test_nobody_is_told_early_what_the_conversation_had_not_come_to(
    tell: Any, basis: Rubric
) -> None:
    def points(turns: int) -> set[str]:
        story = tell().citizen("Ik ben woedend. Wat gebeurt er nu?")
        for _ in range(turns):
            story.trainee("Vertelt u eens.", "invite_story").citizen("En wat nu?")
        return {point.criterion for point in _advise(story, basis).improvements}

    assert not points(2) & {"C7", "C8", "C10", "C12"}
    assert points(8) & {"C8", "C10", "C12"}


def test_checking_understanding_is_no_point_when_nothing_was_explained(
    tell: Any, basis: Rubric
) -> None:
    story = tell().citizen("Ik snap die brief niet.")
    for _ in range(8):
        story.trainee("Neem de tijd.", "invite_story").citizen("Ik begrijp er niks van.")

    assert "C7" not in {point.criterion for point in _advise(story, basis).improvements}


def test_a_promise_that_nobody_can_keep_is_discussed_as_openness(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Wanneer krijg ik mijn geld?")
    story.trainee("Morgen, dat beloof ik.", "false_promise").citizen("O ja?")

    (point,) = [p for p in _advise(story, basis).improvements if "beloofde" in p.text]

    assert point.criterion == "C8"


def test_the_suggested_sentence_shows_what_the_advice_is_about(tell: Any, basis: Rubric) -> None:
    world = {
        "citizen": {"name": "Ria"},
        "goals": ["teach_back"],
        "examples": {
            "closing_check": [{"say": "Is er nog iets?"}],
            "teach_back": [{"say": "Wat gaat u straks doen?"}],
        },
    }
    story = tell(world).citizen("Ik snap het niet.")
    story.trainee("Met Ans, vertelt u eens.", "greet_introduce", "invite_story", anger=78)
    story.citizen("Een brief.")
    story.trainee("U hoeft nu niets te betalen.", "plain_explanation", anger=78).citizen("O.")
    story.trainee("Wat vervelend.", "open_question", anger=78).citizen("Hoe zat het ook alweer?")

    says = {p.criterion: p.say for p in _advise(story, basis, world).improvements}

    assert says["C7"] == "Wat gaat u straks doen?"


def test_a_turning_point_is_explained_by_what_moves_people_most(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = tell(scenario).citizen("Ik ben woedend.")
    story.trainee("Met Ans. U bent boos.", "greet_introduce", "name_emotion", anger=60)
    story.citizen("Ja.")

    point = _advise(story, basis, scenario).turning_point

    assert point is not None and "benoemde" in point.text


def test_a_mood_that_stayed_where_it_was_is_told_as_such(
    tell: Any, basis: Rubric, scenario: dict[str, Any]
) -> None:
    story = tell(scenario).citizen("Ik ben woedend.")
    story.trainee("Vertelt u eens.", "invite_story", anger=72).citizen("Nou.")

    assert "zakte en bleef hoog" in _advise(story, basis, scenario).effect


def test_one_wrong_sentence_makes_one_point(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik ben woedend. Wanneer krijg ik mijn geld?")
    for _ in range(7):
        story.trainee("Vertelt u eens.", "invite_story").citizen("Nou.")
    story.trainee("Morgen, dat beloof ik.", "false_promise").citizen("O ja?")

    points = _advise(story, basis).improvements

    assert [p.criterion for p in points if p.criterion in ("C8", "C9", "C10", "C12")] == ["C8"]


def test_who_told_nothing_personal_need_not_have_checked_anyone(tell: Any, basis: Rubric) -> None:
    story = tell(signals=["own_case"]).citizen("Het gaat om mijn toeslag.")
    for _ in range(5):
        story.trainee("Vertelt u eens.", "invite_story").citizen("Nou.")

    assert "C2" not in {p.criterion for p in _advise(story, basis).improvements}
