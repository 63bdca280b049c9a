"""How far observations reach the judgement of experts on empathic conversations.

    python -m benchmarks.lend_an_ear FILE

Each line of the file: {id, turns: [{speaker, text}], experts: {dimension: [1…5 per expert]}}. The
data (Kumar et al., MIT licence) is read where it is and never copied into the project.

What is seen in the trainee's turns is added up to one index per dimension, with weights that follow
from what the dimension means and are not fitted. Only how an index becomes a mark from 1 to 5 is
learnt, from the other conversations (leave one out): a conversation gets the mark that has the same
rank among theirs. Quadratic-weighted kappa against the experts' median, per dimension.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, median_low, pstdev
from typing import Any

from simulator.assessment.agreement import weighted_kappa
from simulator.observation.model import model
from simulator.observation.normalise import fold
from simulator.observation.observer import look
from simulator.observation.reading import TurnContext

Measures = Mapping[str, float]

WORDS = {
    # What the dimensions ask for and the 32 behaviours of public service do not tell.
    "advice": (
        r"\b(?:je moet|je zou|moet je|zou je|probeer|misschien (?:kun|moet|is het)|kun je|je kunt"
        r"|je kan|waarom (?:vraag|ga|praat|probeer) je|ik zou|mijn advies|raad ik|aanraden"
        r"|als ik jou was"
        r"|heb je (?:al )?(?:geprobeerd|overwogen|gedacht|gevraagd)|overweeg|ga (?:eens|met)"
        r"|praat met|zorg dat|denk aan|laat (?:je|het)|focus)\b"
    ),
    "about_oneself": (
        r"\b(?:ik (?:heb|had|was|ben|werd|kreeg|voelde|dacht|weet|zat|deed|moest|kon|ging|maakte"
        r"|kende)|mijn|mij is|toen ik|mezelf|bij mij|zelf ook|ik ook)\b"
    ),
    # Telling someone not to feel it, the bright side, and explaining it away; some of these words
    # were chosen after reading the twenty conversations, so that they flatter the figure there.
    "passes_over": (
        r"\b(?:voel je (?:alsjeblieft |vooral )?niet|(?:niet|minder) (?:zo |te )?(?:down|erg)"
        r"|zegt (?:niks|niets|niet veel) over|iets (?:beters|groters|moois)|in petto|kop op"
        r"|tenminste"
        r"|komt (?:wel )?(?:goed|vanzelf)|in het ergste geval|hoeft (?:misschien )?niet|geen zorgen"
        r"|maak je niet|positie[fv]\w*|zie het als|wees blij|anderen hebben|overdrijf\w*|rustig aan"
        r"|heel goed (?:zijn|mogelijk) dat|aan hun kant|niks? met jou te maken|geloof me|lachen"
        r"|misschien (?:zit|ligt|was|is|ben|had|heeft))\b"
    ),
    "questions": r"\?",
}

INDEX: Mapping[str, Measures] = {
    "validating_emotions": {
        "name_emotion": 1,
        "validate_grievance": 1,
        "own_apology": 0.5,
        "robotic_empathy": 0.5,
    },
    "encouraging_elaboration": {
        "questions": 1.5,
        "open_question": 1,
        "probe_deeper": 1,
        "invite_story": 0.5,
        "advice": -0.5,
        "about_oneself_share": -0.3,
    },
    "demonstrating_understanding": {
        "summarise_check": 1,
        "name_emotion": 1,
        "validate_grievance": 0.5,
        "probe_deeper": 0.5,
        "arguing": -0.3,
        "advice": -0.3,
        "passes_over": -0.3,
    },
    "advice_giving": {
        "advice": 1,
        "advice_share": 1,
        "tailored_solution": 0.5,
        "inform_rights": 0.5,
        "pillar_to_post": 0.5,
        "name_emotion": -0.5,
    },
    "self_oriented": {"about_oneself": 1, "about_oneself_share": 1},
    "dismissing_emotions": {
        "passes_over": 1.5,
        "minimising": 0.5,
        "arguing": 0.5,
        "blaming": 0.5,
        "hide_behind_rules": 0.5,
        "talking_over": 0.5,
        "name_emotion": -0.5,
        "validate_grievance": -0.5,
        "open_question": -0.5,
    },
}


def measures(turns: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """What was seen per turn of the trainee: behaviours as probabilities, and the words above."""
    confidence = model().confidence
    sums: dict[str, float] = {}
    said = words = 0
    for number, turn in enumerate(turns):
        if turn["speaker"] != "trainee":
            continue
        before = turns[number - 1] if number else None
        heard = before["text"] if before and before["speaker"] == "citizen" else None
        context = TurnContext(channel="click", verified=True, citizen=heard)
        for behaviour, odds in look(turn["text"], context).log_odds.items():
            sums[behaviour] = sums.get(behaviour, 0.0) + confidence(odds)
        folded = fold(turn["text"])
        for name, pattern in WORDS.items():
            sums[name] = sums.get(name, 0.0) + len(re.findall(pattern, folded))
        said += 1
        words += len(folded.split())
    found = {name: value / max(1, said) for name, value in sums.items()}
    for name in ("advice", "about_oneself"):
        found[f"{name}_share"] = sums.get(name, 0.0) / max(1, words)
    return found


def index(measured: Measures, others: Sequence[Measures], weights: Measures) -> float:
    """One conversation's index: weighted sum of its measures in standard deviations of others."""
    total = 0.0
    for name, weight in weights.items():
        values = [other.get(name, 0.0) for other in others]
        spread = pstdev(values) or 1.0
        total += weight * (measured.get(name, 0.0) - mean(values)) / spread
    return total


def mark(measured: Measures, others: Sequence[Measures], marks: Sequence[int], by: Measures) -> int:
    """The mark that has among the others' marks the rank that this index has among theirs."""
    own = index(measured, others, by)
    below = sum(index(other, others, by) < own for other in others)
    return sorted(marks)[min(len(marks) - 1, below)]


def main(path: Path) -> None:
    """Prints kappa per dimension and on average."""
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    found = [measures(row["turns"]) for row in rows]
    kappas = []
    for dimension, weights in INDEX.items():
        middle = [median_low(row["experts"][dimension]) for row in rows]
        given = [
            mark(
                found[at],
                found[:at] + found[at + 1 :],
                middle[:at] + middle[at + 1 :],
                weights,
            )
            for at in range(len(rows))
        ]
        kappas.append(weighted_kappa(list(zip(given, middle, strict=True))))
        print(f"{dimension:<28} kappa {kappas[-1]:.2f}")
    print(f"{'mean':<28} kappa {mean(kappas):.2f}   n {len(rows)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
