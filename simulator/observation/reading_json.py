"""A reading as JSON, for the journal and for `gehoord observe`, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.behaviours import BehaviourId
from simulator.observation.reading import (
    AcuteRisk,
    Clarity,
    Jargon,
    Observation,
    Passage,
    PrivacyFinding,
    Reading,
)


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain data; `reading_from_json` gives an equal reading back."""
    clarity = reading.clarity
    return {
        "observations": [
            {
                "behaviour": seen.behaviour,
                "quote": seen.quote,
                "start": seen.start,
                "end": seen.end,
                "confidence": seen.confidence,
            }
            for seen in reading.observations
        ],
        "topics": list(reading.topics),
        "clarity": {
            "words": clarity.words,
            "words_per_sentence": clarity.words_per_sentence,
            "longest_sentence": clarity.longest_sentence,
            "flesch_douma": clarity.flesch_douma,
            "jargon": [{"word": found.word, "plain": found.plain} for found in clarity.jargon],
            "passives": [_passage_to_json(found) for found in clarity.passives],
            "rare_words": [_passage_to_json(found) for found in clarity.rare_words],
        },
        "privacy": [
            {"kind": found.kind, "start": found.start, "end": found.end}
            for found in reading.privacy
        ],
        "asks": reading.asks,
        "identity_asked": list(reading.identity_asked),
        "out_of_role": reading.out_of_role,
        **({"corrected": True} if reading.corrected else {}),
        **({"acute": acute_to_json(reading.acute)} if reading.acute else {}),
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that `reading_to_json` wrote; keys that are not there get their defaults.

    Raises:
        KeyError, TypeError, ValueError: the data is no reading.
    """
    clarity = data.get("clarity", {})
    return Reading(
        observations=tuple(
            Observation(
                behaviour=BehaviourId(seen["behaviour"]),
                quote=seen["quote"],
                start=int(seen["start"]),
                end=int(seen["end"]),
                confidence=float(seen["confidence"]),
            )
            for seen in data.get("observations", ())
        ),
        topics=tuple(data.get("topics", ())),
        clarity=Clarity(
            words=clarity.get("words", 0),
            words_per_sentence=clarity.get("words_per_sentence", 0.0),
            longest_sentence=clarity.get("longest_sentence", 0),
            flesch_douma=clarity.get("flesch_douma"),
            jargon=tuple(
                Jargon(found["word"], found["plain"]) for found in clarity.get("jargon", ())
            ),
            passives=_passages(clarity.get("passives", ())),
            rare_words=_passages(clarity.get("rare_words", ())),
        ),
        privacy=tuple(
            PrivacyFinding(found["kind"], found["start"], found["end"])
            for found in data.get("privacy", ())
        ),
        asks=bool(data.get("asks", False)),
        identity_asked=tuple(data.get("identity_asked", ())),
        out_of_role=bool(data.get("out_of_role", False)),
        corrected=bool(data.get("corrected", False)),
        acute=tuple(
            AcuteRisk(found["kind"], found["quote"], int(found["start"]), int(found["end"]))
            for found in data.get("acute", ())
        ),
    )


def acute_to_json(risks: Iterable[AcuteRisk]) -> list[dict[str, Any]]:
    """Signs of acute danger as plain data."""
    return [
        {"kind": risk.kind, "quote": risk.quote, "start": risk.start, "end": risk.end}
        for risk in risks
    ]


def _passage_to_json(passage: Passage) -> dict[str, Any]:
    return {"quote": passage.quote, "start": passage.start, "end": passage.end}


def _passages(data: Iterable[Mapping[str, Any]]) -> tuple[Passage, ...]:
    return tuple(Passage(found["quote"], int(found["start"]), int(found["end"])) for found in data)
