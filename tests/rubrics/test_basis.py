"""The rubric that comes with Gehoord."""

from __future__ import annotations

import pytest

from simulator.rubrics import find_rubric
from simulator.rubrics.model import Criterion

CRITERIA = find_rubric("basis").criteria


def test_it_has_the_twelve_criteria_in_order() -> None:
    assert [criterion.id for criterion in CRITERIA] == [f"C{n}" for n in range(1, 13)]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_every_level_asks_for_something_good_to_grow_into(criterion: Criterion) -> None:
    assert criterion.core
    assert criterion.core <= criterion.wanted


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_every_text_is_a_sentence(criterion: Criterion) -> None:
    texts = [level.text for level in criterion.levels.values()]
    texts += [criterion.strength, criterion.improve.text, criterion.improve.say]

    assert all(text[0].isupper() and text[-1] in ".?…" for text in texts)
