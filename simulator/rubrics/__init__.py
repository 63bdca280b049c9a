"""What good looks like: rubrics, their model, and finding and loading them."""

from simulator.rubrics.loader import (
    UnknownRubric,
    find_rubric,
    load_rubric,
    rubric_files,
    rubric_path,
)

__all__ = [
    "UnknownRubric",
    "find_rubric",
    "load_rubric",
    "rubric_files",
    "rubric_path",
]
