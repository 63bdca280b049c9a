"""What cannot be true of one turn at once: the clearer of two readings takes the other away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from simulator.behaviours import BehaviourId, behaviours

_Seen = TypeVar("_Seen")

_EXCLUDES: Mapping[str, tuple[str, ...]] = {
    "arguing": ("invite_story", "set_expectations", "validate_grievance"),
    "blaming": ("validate_grievance",),
    "cold_transfer": ("take_ownership",),
    "condescending": ("arguing", "invite_story", "low_threshold_support"),
    "false_promise": ("take_ownership",),
    "low_threshold_support": ("minimising",),
    "greet_introduce": ("invite_story", "probe_deeper"),
    "hide_behind_rules": ("low_threshold_support",),
    "invite_story": ("talking_over",),
    "minimising": ("name_emotion", "validate_grievance"),
    "pillar_to_post": ("hide_behind_rules", "open_question", "set_expectations"),
    # "I see that you are angry, but not these words" takes nothing back: it draws a line.
    "respectful_boundary": (
        "condescending",
        "invite_story",
        "probe_deeper",
        "robotic_empathy",
        "validate_grievance",
    ),
    "summarise_check": ("probe_deeper",),
    "talking_over": (
        "low_threshold_support",
        "open_question",
        "take_ownership",
    ),
    "teach_back": ("invite_story", "open_question", "probe_deeper"),
    "unexplained_jargon": ("plain_explanation",),
    "verify_identity": ("open_question", "teach_back"),
    # Calling the colleague and staying on the line are what makes a handover warm.
    "warm_handover": (
        "cold_transfer",
        "invite_story",
        "open_question",
        "pillar_to_post",
        "take_ownership",
        "teach_back",
    ),
}

_BESIDE_AN_EXPLANATION = frozenset({"robotic_empathy", "unexplained_jargon"})
"""What harms, but does not make an explanation something else."""


def settle(found: dict[BehaviourId, _Seen]) -> None:
    """Takes away what another reading of the same turn excludes."""
    excluded = {other for name in found for other in _EXCLUDES.get(name, ())}
    if any(not behaviours()[name].positive for name in found.keys() - _BESIDE_AN_EXPLANATION):
        excluded.add("plain_explanation")
    for name in excluded & found.keys():
        del found[BehaviourId(name)]
