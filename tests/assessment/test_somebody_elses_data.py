"""Who told about somebody else gets advice about that, also when the caller was known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.assessment import Feedback, advise, assess
from simulator.conversation.transcript import load_transcript, transcript_events
from simulator.rubrics import find_rubric

OPENING = [
    ("trainee", "Goedemiddag, sociaal team, met Anniek. Waar belt u voor?"),
    ("citizen", "Met Sven. Ik wil weten of mijn ex iets heeft aangevraagd voor onze zoon."),
]
KNOWN = [
    ("trainee", "Mag ik eerst uw geboortedatum en uw postcode? Dan weet ik wie ik spreek."),
    ("citizen", "Twee februari achtentachtig, 8916 in Leeuwarden. Mijn ex heet Marleen de Groot."),
]
TOLD = [
    (
        "trainee",
        "Ik kijk even bij Marleen. Zij heeft op 14 september een aanvraag gedaan, "
        "en ze heeft donderdag om elf uur een gesprek bij ons.",
    ),
    ("citizen", "O, dus ze werkt niet meer. Dat wist ik niet."),
    ("trainee", "Verder nog iets wat ik voor u kan doen?"),
    ("citizen", "Nee, dank je."),
]


@pytest.fixture
def feedback(tmp_path: Path) -> dict[str, Feedback]:
    """On a caller who was asked who he is, and on one who was not."""
    given = {}
    for name, turns in (("known", OPENING + KNOWN + TOLD), ("unknown", OPENING + TOLD)):
        path = tmp_path / f"{name}.json"
        document = {
            "id": name,
            "channel": "call",
            "situation": "De identiteit van de beller moet worden vastgesteld.",
            "turns": [{"speaker": speaker, "text": text} for speaker, text in turns],
        }
        path.write_text(json.dumps(document), encoding="utf-8")
        events, rubric = transcript_events(load_transcript(path)), find_rubric("basis")
        given[name] = advise(assess(events, rubric, name), events, rubric, None)
    return given


def test_it_is_seen_and_discussed_in_both(feedback: dict[str, Feedback]) -> None:
    for each in feedback.values():
        assert "C2" in [point.criterion for point in each.improvements]
        assert not any("voordat je iets uit het dossier" in s.text for s in each.strengths)


def test_a_caller_who_is_known_still_may_not_hear_it(feedback: dict[str, Feedback]) -> None:
    [point] = [p for p in feedback["known"].improvements if p.criterion == "C2"]
    assert "gegevens van een ander" in point.text
    assert "twee gegevens" not in point.text
    assert "Over een ander mag ik niets zeggen" in point.say


def test_a_caller_who_is_not_known_is_to_be_asked_first(feedback: dict[str, Feedback]) -> None:
    [point] = [p for p in feedback["unknown"].improvements if p.criterion == "C2"]
    assert "twee gegevens" in point.text
