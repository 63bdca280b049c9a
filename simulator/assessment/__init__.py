"""What is said of a conversation afterwards: levels with evidence, and feedback."""

from simulator.assessment.assessment import Assessment, Evidence, Result
from simulator.assessment.feedback import Exercise, Feedback, advise
from simulator.assessment.improvements import Improvement
from simulator.assessment.rules import assess
from simulator.assessment.strengths import Strength
from simulator.assessment.turning_point import TurningPoint

__all__ = [
    "Assessment",
    "Evidence",
    "Exercise",
    "Feedback",
    "Improvement",
    "Result",
    "Strength",
    "TurningPoint",
    "advise",
    "assess",
]
