from __future__ import annotations

import json
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviours import behaviours
from simulator.observation.reading import (
    AcuteKind,
    AcuteRisk,
    Clarity,
    Jargon,
    Observation,
    PrivacyFinding,
    Reading,
)
from simulator.observation.reading_json import reading_from_json, reading_to_json

_WORDS = st.text(max_size=20)
_PLACE = st.integers(0, 3000)
_FIGURE = st.floats(0, 100, allow_nan=False)

READINGS = st.builds(
    Reading,
    observations=st.lists(
        st.builds(
            Observation,
            behaviour=st.sampled_from(list(behaviours())),
            quote=_WORDS,
            start=_PLACE,
            end=_PLACE,
            confidence=st.floats(0, 1),
        ),
        max_size=4,
    ).map(tuple),
    topics=st.lists(_WORDS, max_size=3).map(tuple),
    clarity=st.builds(
        Clarity,
        words=_PLACE,
        words_per_sentence=_FIGURE,
        longest_sentence=_PLACE,
        flesch_douma=st.none() | _FIGURE,
        jargon=st.lists(st.builds(Jargon, _WORDS, _WORDS), max_size=2).map(tuple),
    ),
    privacy=st.lists(st.builds(PrivacyFinding, _WORDS, _PLACE, _PLACE), max_size=2).map(tuple),
    asks=st.booleans(),
    identity_asked=st.lists(_WORDS, max_size=3).map(tuple),
    out_of_role=st.booleans(),
    corrected=st.booleans(),
    acute=st.lists(
        st.builds(AcuteRisk, st.sampled_from(get_args(AcuteKind)), _WORDS, _PLACE, _PLACE),
        max_size=2,
    ).map(tuple),
)


@given(READINGS)
def test_a_reading_comes_back_from_a_journal_as_it_was(reading: Reading) -> None:
    line = json.dumps(reading_to_json(reading), ensure_ascii=False)

    assert reading_from_json(json.loads(line)) == reading


def test_only_a_corrected_reading_says_so() -> None:
    assert "corrected" not in reading_to_json(Reading())
    assert reading_to_json(Reading(corrected=True))["corrected"] is True


def test_signs_of_acute_risk_stand_in_it_only_when_there_are_any() -> None:
    risk = AcuteRisk("suicide", "Ik wil dood.", 0, 12)

    assert "acute" not in reading_to_json(Reading())
    assert reading_to_json(Reading(acute=(risk,)))["acute"] == [
        {"kind": "suicide", "quote": "Ik wil dood.", "start": 0, "end": 12}
    ]


def test_a_reading_of_an_earlier_version_gets_defaults() -> None:
    assert reading_from_json({"observations": []}) == Reading()
