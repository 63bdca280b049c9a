"""How far two judges agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import mean


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights over pairs of levels, at most 1; 0 is chance.

    Source: Cohen (1968), *Weighted kappa*. Not a number when there are no pairs, or when both
    judges gave one and the same level throughout.
    """
    if not pairs:
        return math.nan
    observed = mean((one - other) ** 2 for one, other in pairs)
    by_chance = mean((one - other) ** 2 for one, _ in pairs for _, other in pairs)
    return 1 - observed / by_chance if by_chance else math.nan
