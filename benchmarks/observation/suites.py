"""Whether the same words in another voice are read the same, and what disturbs the reading.

Fairness: groups of turns with the same content and act, said by people who write and speak
differently; the model was not trained on them. Robustness: the project's own turns with typing
mistakes, without punctuation, in capitals. Trained turns are used for that, so only the difference
with the undisturbed reading says something.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.observation.labelled import FOLDER, labelled, ours
from benchmarks.observation.scores import Outcome, figures, outcome, seen

FAIRNESS = FOLDER.parent / "fairness.jsonl"
SAMPLE = 1200
MISTAKES = 0.04
"""Share of the letters that are swapped with the next, left out or doubled."""


def suites() -> None:
    """Prints both suites."""
    print("Same act, other voice (recall; false labels a turn):")
    for voice, outcomes in by_voice(FAIRNESS).items():
        reached = figures(outcomes)
        print(
            f"  {voice:<16} {reached.recall:.2f}   {reached.false_a_turn:.2f}   n {len(outcomes)}"
        )
    turns = ours()
    turns = Random(1).sample(turns, min(SAMPLE, len(turns)))
    print("\nSame turn, disturbed (macro-F1; recall; false labels a turn):")
    for name, disturb in DISTURBED.items():
        disturbed = [turn.saying(disturb(turn.trainee)) for turn in turns]
        outcomes = [outcome(turn, seen(turn)) for turn in disturbed]
        reached = figures(outcomes)
        print(
            f"  {name:<16} {reached.macro_f1:.2f}   {reached.recall:.2f}   "
            f"{reached.false_a_turn:.2f}"
        )


def by_voice(path: Path) -> dict[str, list[Outcome]]:
    """What was seen in the turns of each voice."""
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turn = labelled("fairness", row)
        found[row["voice"]].append(outcome(turn, seen(turn)))
    return found


def mistyped(text: str) -> str:
    """The text with the mistakes of fast typing; the same text always gets the same ones."""
    chance = Random(text)
    letters = list(text)
    for at in range(len(letters) - 1):
        if letters[at].isalpha() and letters[at + 1].isalpha() and chance.random() < MISTAKES:
            kind = chance.randrange(3)
            if kind == 0:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            else:
                letters[at] = "" if kind == 1 else letters[at] * 2
    return "".join(letters)


def unpunctuated(text: str) -> str:
    """The text as speech that was typed out: no marks, no capitals."""
    return "".join(letter for letter in text.lower() if letter not in '.,!?;:…"“”()')


DISTURBED: dict[str, Callable[[str], str]] = {
    "as it was": str,
    "typing mistakes": mistyped,
    "no punctuation": unpunctuated,
    "in capitals": str.upper,
    "lower case": str.lower,
}
