from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.assessment.agreement import weighted_kappa

LEVEL = st.integers(1, 4)


def test_judges_who_always_agree_have_kappa_one() -> None:
    assert weighted_kappa([(1, 1), (3, 3), (4, 4)]) == 1


def test_a_judge_who_always_says_the_same_agrees_by_chance() -> None:
    assert weighted_kappa([(2, 1), (2, 2), (2, 3)]) == 0


def test_a_known_example() -> None:
    # Worked out by hand: disagreement 2 over 5 pairs, by chance 62 over 25.
    pairs = [(1, 1), (2, 1), (2, 3), (3, 3), (4, 4)]
    assert weighted_kappa(pairs) == pytest.approx(1 - (2 / 5) / (62 / 25))


def test_nothing_to_compare_is_no_agreement() -> None:
    assert math.isnan(weighted_kappa([]))
    assert math.isnan(weighted_kappa([(2, 2), (2, 2)]))


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=1))
def test_it_does_not_matter_who_is_named_first(pairs: list[tuple[int, int]]) -> None:
    one, other = weighted_kappa(pairs), weighted_kappa([(b, a) for a, b in pairs])
    assert one == pytest.approx(other, nan_ok=True)
    assert math.isnan(one) or one <= 1
