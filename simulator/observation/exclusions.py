"""What cannot well be true of one turn at once: the clearer of two readings takes the other away.

Each pair was kept because, on labelled turns by writers whom the model had not seen, the second
reading was mostly wrong when the first was clearer.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.behaviours import BehaviourId, behaviours

EXCLUDES: Mapping[str, tuple[str, ...]] = {
    "arguing": ("invite_story", "set_expectations", "validate_grievance"),
    "blaming": ("summarise_check", "validate_grievance"),
    "closing_check": ("set_expectations",),
    "cold_transfer": ("take_ownership",),
    "condescending": ("arguing", "invite_story", "low_threshold_support"),
    "false_promise": ("take_ownership",),
    "greet_introduce": ("probe_deeper",),
    "hide_behind_rules": ("low_threshold_support",),
    "invite_story": ("talking_over",),
    "low_threshold_support": ("take_ownership",),
    "minimising": ("name_emotion", "validate_grievance"),
    "offer_choice": ("set_expectations", "take_ownership"),
    # Being sorry for a wrong counter sends nobody there.
    "own_apology": ("pillar_to_post", "validate_grievance"),
    "pillar_to_post": ("hide_behind_rules", "open_question"),
    "probe_deeper": ("blaming",),
    # "I see that you are angry, but not these words" takes nothing back: it draws a line.
    "respectful_boundary": (
        "condescending",
        "invite_story",
        "robotic_empathy",
        "take_ownership",
        "validate_grievance",
    ),
    "summarise_check": ("blaming", "probe_deeper"),
    "talking_over": ("low_threshold_support", "open_question", "take_ownership"),
    "teach_back": ("invite_story", "open_question", "probe_deeper"),
    "unexplained_jargon": ("plain_explanation",),
    "validate_grievance": ("arguing", "blaming", "name_emotion"),
    "verify_identity": ("open_question", "teach_back"),
    # Calling the colleague and staying on the line are what makes a handover warm.
    "warm_handover": (
        "cold_transfer",
        "invite_story",
        "open_question",
        "pillar_to_post",
        "take_ownership",
    ),
}

_BESIDE_AN_EXPLANATION = frozenset({"robotic_empathy", "unexplained_jargon"})
"""What harms, but does not make an explanation something else."""


def settle(found: dict[BehaviourId, float]) -> None:
    """Takes away what a clearer reading of the same turn excludes.

    Args:
        found: what is over its threshold, and by how much log-odds.
    """
    excluded = {
        other
        for name, margin in found.items()
        for other in EXCLUDES.get(name, ())
        if other in found and found[BehaviourId(other)] <= margin
    }
    if any(not behaviours()[name].positive for name in found.keys() - _BESIDE_AN_EXPLANATION):
        excluded.add("plain_explanation")
    for name in excluded & found.keys():
        del found[BehaviourId(name)]
