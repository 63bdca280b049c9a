"""A sentence of the trainee's own, said better: a model proposes it, code accepts it or not.

A proposal is put through what any trainee's sentence goes through: the observer must see what was
wanted and nothing that harms, and the director must be moved better by it than by the original.
Otherwise the sentence of the scenario or the rubric stands.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal

from simulator.assessment.assessment import Assessment
from simulator.assessment.feedback import Feedback
from simulator.assessment.improvements import Improvement
from simulator.assessment.suggestion import wanted_next
from simulator.assessment.words import worth
from simulator.behaviours import BehaviourId, behaviours
from simulator.citizen.direction import locked_facts
from simulator.citizen.director import take_turn
from simulator.citizen.state import State
from simulator.conversation.events import Event
from simulator.conversation.fold import fold, turn_context, utterances
from simulator.llm import Client, LLMError, Request, Sink
from simulator.observation import observe
from simulator.observation.clarity.word_forms import SHORTEST, is_known
from simulator.observation.normalise import fold as folded
from simulator.observation.reading import Reading, Utterance
from simulator.prompts import prompt
from simulator.rubrics.model import Rubric
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.text import plain_line

LONGER = 1.3
"""How much longer than the original a proposal may be."""

REMEMBERED = 6
"""Turns before it that the model gets to see."""

SECONDS = 8.0
"""For all sentences of one feedback together."""

TOKENS = 200

PROMISES: frozenset[BehaviourId] = frozenset(
    BehaviourId(name)
    for name in ("take_ownership", "set_expectations", "warm_handover", "false_promise")
)
"""What binds the organisation: only who speaks may decide on it."""

Refusal = Literal[
    "empty",
    "long",
    "not_wanted",
    "harm",
    "formula",
    "jargon",
    "promise",
    "new_fact",
    "secret",
    "no_better",
]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*")
_CAPITAL = re.compile(r"(?<![.!?…] )(?<!^)\b[A-ZÀ-Þ][\w'’-]+")
_TELLS = re.compile(
    r"\d.*|(?:maan|dins|woens|donder|vrij|zater|zon)dag.*|vandaag|(?:over)?morgen|vanmiddag|vanavond"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|euro|cent|uur|week|weken|maand|maanden|jaar|jaren|dag|dagen"
    r"|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*(?:tien|tig|honderd|duizend)"
)
"""Words that tell an amount, a day or a term."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The moment of a sentence: what was said, and who heard it in what state."""

    scenario: Scenario
    before: State
    said_before: Sequence[Utterance]
    original: str
    reading: Reading
    wanted: Collection[BehaviourId]


def refusal(proposal: str, occasion: Occasion) -> Refusal | None:
    """Why a proposal is not shown; None when it may be."""
    if not proposal.strip():
        return "empty"
    if len(proposal.split()) > LONGER * len(occasion.original.split()):
        return "long"
    scenario = occasion.scenario
    context = turn_context(scenario, occasion.before, occasion.said_before)
    read = observe(proposal, context)
    faults = _faults(proposal, read, occasion)
    if faults is not None:
        return faults
    better = _welcome(occasion, proposal, read) > _welcome(
        occasion, occasion.original, occasion.reading
    )
    return None if better else "no_better"


def _faults(proposal: str, read: Reading, occasion: Occasion) -> Refusal | None:
    seen = read.behaviours
    heard = " ".join([occasion.original, *(turn.text for turn in occasion.said_before)])
    locked = locked_facts(occasion.scenario, occasion.before)
    known = betrayed_facts(heard, occasion.scenario)
    checks: Sequence[tuple[Refusal, bool]] = (
        ("formula", BehaviourId("robotic_empathy") in seen),
        ("jargon", bool(read.clarity.jargon)),
        ("promise", bool((seen - occasion.reading.behaviours) & PROMISES)),
        ("harm", any(not behaviours()[name].positive for name in seen)),
        ("not_wanted", seen.isdisjoint(occasion.wanted)),
        ("new_fact", _has_new_facts(proposal, heard)),
        ("secret", bool(betrayed_facts(proposal, occasion.scenario) & locked - known)),
    )
    return next((name for name, wrong in checks if wrong), None)


def propose(
    improvement: Improvement,
    events: Sequence[Event],
    rubric: Rubric,
    level: int,
    client: Client,
    sink: Sink | None = None,
    *,
    until: float,
) -> Improvement:
    """The improvement with a sentence closer to the trainee's own, when a good one was proposed.

    Args:
        improvement: what was going to be said.
        events: the attempt, played here.
        rubric: what it was held against.
        level: what was reached on its criterion, 1 to 4.
        client: the server that proposes.
        sink: keeps what is sent to it.
        until: the moment (`time.monotonic`) at which the rubric's own sentence stands.
    """
    occasion = _occasion(improvement, events, rubric, level)
    if occasion is None:
        return improvement
    asked = prompt(
        "simulator.assessment",
        "writer",
        organisation=occasion.scenario.organisation,
        turns=[
            {"who": "burger" if turn.speaker == "citizen" else "medewerker", "text": turn.text}
            for turn in occasion.said_before[-REMEMBERED:]
        ],
        said=occasion.original,
        wanted="; ".join(behaviours()[name].name for name in occasion.wanted),
        example=improvement.say,
        most_words=int(LONGER * len(occasion.original.split())),
    )
    request = Request(
        [{"role": "user", "content": asked.text}],
        purpose="writer",
        most_tokens=TOKENS,
        temperature=0.3,
        seed=1,
        prompt=asked.made_with,
        fictional=tuple(occasion.scenario.citizen.identity.values()),
        trainee=[
            occasion.original,
            *(turn.text for turn in occasion.said_before if turn.speaker == "trainee"),
        ],
    )
    try:
        with client.stream(request, until=until, sink=sink) as reply:
            proposal = plain_line("".join(reply)).strip("\"'“”„ ")
    except LLMError:
        return improvement
    if refusal(proposal, occasion) is not None:
        return improvement
    return replace(improvement, say=proposal)


def with_own_sentences(
    feedback: Feedback,
    assessment: Assessment,
    events: Sequence[Event],
    rubric: Rubric,
    client: Client,
    sink: Sink | None = None,
) -> Feedback:
    """The feedback with, where a model proposed a good one, sentences closer to the trainee's."""
    until = time.monotonic() + SECONDS

    def better(each: Improvement) -> Improvement:
        level = assessment.result(each.criterion).level or 1
        return propose(each, events, rubric, level, client, sink, until=until)

    if not feedback.improvements:
        return feedback
    with ThreadPoolExecutor(len(feedback.improvements)) as pool:
        return replace(feedback, improvements=tuple(pool.map(better, feedback.improvements)))


def _occasion(
    improvement: Improvement, events: Sequence[Event], rubric: Rubric, level: int
) -> Occasion | None:
    """The moment of an improvement; None when the attempt was not played here."""
    document = events[0].data.get("scenario")
    spoken = [at for at, e in enumerate(events) if e.kind in ("citizen_said", "trainee_said")]
    if not isinstance(document, dict) or improvement.turn >= len(spoken):
        return None
    at = spoken[improvement.turn]
    if events[at].kind != "trainee_said":
        return None
    scenario = Scenario.model_validate(document)
    before = fold(scenario, events[:at])
    said = utterances(events[:at])
    original = str(events[at].data["text"])
    criterion = rubric.criterion(improvement.criterion)
    return Occasion(
        scenario,
        before,
        said,
        original,
        observe(original, turn_context(scenario, before, said)),
        wanted_next(criterion, level),
    )


def _welcome(occasion: Occasion, text: str, read: Reading) -> float:
    """How good a sentence is for this citizen at this moment, in points of mood."""
    after = take_turn(occasion.scenario, occasion.before, text, read).state.mood
    return worth(after) - worth(occasion.before.mood)


def _has_new_facts(proposal: str, heard: str) -> bool:
    """Whether it names a number, a day, an amount or somebody that was not spoken of."""
    known = set(_WORD.findall(folded(heard)))
    told = {word for word in _WORD.findall(folded(proposal)) if _TELLS.fullmatch(word)}
    names = {folded(match[0]) for match in _CAPITAL.finditer(proposal)}
    first = folded(_WORD.findall(proposal)[0])
    unusual = set() if len(first) < SHORTEST or is_known(first) else {first}
    return not told | names | unusual <= known
