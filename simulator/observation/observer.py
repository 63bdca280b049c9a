"""Reading one trainee turn: which of the 32 behaviours are in it, in which words.

A trained model weighs all words of the turn; patterns that know scope (a "maar" that takes back, a
quotation, what was just heard) add to its score. What is over the threshold of its behaviour was
seen, unless another reading of the same words excludes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.behaviours import BehaviourId
from simulator.observation.acute import acute_risks
from simulator.observation.asked import asked_identity, asked_topics
from simulator.observation.before import is_early
from simulator.observation.clarity.measure import measure
from simulator.observation.exclusions import settle
from simulator.observation.features import Features, features
from simulator.observation.hits import ROBOTIC, Turn
from simulator.observation.model import Scores, model
from simulator.observation.normalise import fold, spoken
from simulator.observation.privacy import find_placeholders
from simulator.observation.quoting import clause_around, quoted, weightiest_clause
from simulator.observation.reading import Observation, Reading, TurnContext
from simulator.observation.role import speaks_to_the_program
from simulator.observation.sentences import Sentence

MOST = 4000
"""Characters of a turn that are looked at; nobody says more in one turn."""

LEAST_BETWEEN = 4
"""Words between a greeting and a question from which the question is about something."""

LONG = 3
"""Sentences from which a turn is also looked at two sentences at a time."""

CLEAR = 1.0
"""Log-odds above the threshold that two sentences by themselves need."""

FEW, WARY, MOST_WARY = 2, 0.15, 0.45
"""Sentences of an ordinary turn; the log-odds that each more adds to what it takes to see a thing,
and the most they add together: every sentence is one more chance to see what is not there."""

MOST_SENTENCES = 24
"""Sentences that are looked at so closely."""


def warm_up() -> None:
    """Does now what the first turn would otherwise wait for."""
    observe("Wat is er gebeurd?", TurnContext())


def observe(text: str, context: TurnContext) -> Reading:
    """What is read in a turn; the text has been cleaned and masked.

    Pure: the same turn in the same context is always read the same.
    """
    whole = fold(text)
    if speaks_to_the_program(whole):
        return Reading(
            clarity=measure(text),
            privacy=find_placeholders(text),
            out_of_role=True,
            acute=acute_risks(text),
        )
    seen = look(text, context)
    asking = [sentence.text for sentence in seen.turn.sentences if sentence.asks]
    found = {observation.behaviour for observation in seen.observations}
    # "Uw geboortedatum graag" has the form of no question.
    checking = [seen.turn.folded] if "verify_identity" in found else asking
    return Reading(
        observations=seen.observations,
        topics=asked_topics(asking, context.topics),
        clarity=seen.turn.clarity,
        privacy=find_placeholders(text),
        asks=bool(asking),
        identity_asked=asked_identity(checking, context.identity),
        acute=acute_risks(text),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """How a turn was looked at: what was seen, and everything that weighed."""

    turn: Turn
    features: Features
    scores: Scores
    log_odds: dict[BehaviourId, float]
    """Of every behaviour, with what the patterns added."""
    excluded: frozenset[BehaviourId]
    """Over their threshold, but something else in the turn says otherwise."""
    observations: tuple[Observation, ...]


def look(text: str, context: TurnContext, *, every_rule: bool = False) -> Seen:
    """What `observe` sees in a turn, and why; `every_rule` also tries rules that cannot matter."""
    whole = _look_once(text, context, every_rule=every_rule)
    stretches = [each for each in whole.turn.sentences if each.words > 1][:MOST_SENTENCES]
    if len(stretches) < LONG:
        return whole
    found = {seen.behaviour: seen for seen in whole.observations}
    for first, second in pairwise(stretches):
        for seen in _look_closely(whole, first.start, second.end, context):
            found.setdefault(seen.behaviour, seen)
    observations = sorted(found.values(), key=lambda seen: (seen.start, seen.behaviour))
    return replace(whole, observations=tuple(observations))


def _look_closely(whole: Seen, start: int, end: int, context: TurnContext) -> Iterator[Observation]:
    """What is clear in a part of a long turn, which the rest of it drowned out."""
    places, least = whole.turn.spoken.places, model().least
    begin = places[start]
    part = _look_once(whole.turn.text[begin : places[end]], context)
    for seen in part.observations:
        if part.log_odds[seen.behaviour] - least[seen.behaviour] >= CLEAR:
            yield replace(seen, start=seen.start + begin, end=seen.end + begin)


def _look_once(text: str, context: TurnContext, *, every_rule: bool = False) -> Seen:
    turn = Turn(text, spoken(text[:MOST]), context)
    found = features(turn.sentences, context, turn.heard)
    scores = model().score(found)
    turn.look(None if every_rule else _within_reach(scores))
    total = _with_patterns(scores, turn)
    over = _over_threshold(total, turn)
    kept = dict(over)
    _respect_what_went_before(kept, context)
    settle(kept)
    _open_no_door_twice(kept, turn)
    observations = sorted(
        _quotes(kept, total, text, turn, scores), key=lambda seen: (seen.start, seen.behaviour)
    )
    excluded = frozenset(over) - frozenset(kept)
    return Seen(turn, found, scores, total, excluded, tuple(observations))


def _within_reach(scores: Scores) -> set[BehaviourId]:
    """What a pattern could still lift over its threshold; no other rule need be tried."""
    weighing = model()
    rows = zip(weighing.least.items(), scores.log_odds, weighing.most_lift, strict=True)
    return {name for (name, least), odds, lift in rows if odds + lift >= least}


def _with_patterns(scores: Scores, turn: Turn) -> dict[BehaviourId, float]:
    """The log-odds of every behaviour, with what the patterns add."""
    weighing = model()
    total: dict[BehaviourId, float] = {}
    for at, (name, odds) in enumerate(zip(weighing.least, scores.log_odds, strict=True)):
        hit = turn.found.get(name)
        total[name] = odds if hit is None else odds + weighing.lift(at, hit.sure)
    return total


def needed(turn: Turn) -> Mapping[BehaviourId, float]:
    """The log-odds from which each behaviour counts as seen in a turn."""
    wary, least = wariness(turn.sentences), model().least
    return least if not wary else {name: odds + wary for name, odds in least.items()}


def wariness(sentences: Sequence[Sentence]) -> float:
    """The log-odds that a turn's length adds to what it takes to see something."""
    return min(MOST_WARY, WARY * max(0, sum(each.words > 1 for each in sentences) - FEW))


def _over_threshold(total: Mapping[BehaviourId, float], turn: Turn) -> dict[BehaviourId, float]:
    """What may be seen, and by how much log-odds it is over its threshold."""
    if not any(letter.isalpha() for letter in turn.folded):
        return {}  # a pause or an emoji may mean anything
    least = needed(turn)
    over = {
        name: odds - least[name]
        for name, odds in total.items()
        if odds >= least[name] and name not in turn.taken_back
    }
    if turn.taken_back:
        # What is taken back in one breath was a formula, whatever the other words weigh.
        over.setdefault(ROBOTIC, 0.0)
    return over


def _respect_what_went_before(kept: dict[BehaviourId, float], context: TurnContext) -> None:
    """Takes away what cannot be, whatever the words: the context is a fact."""
    cannot: list[str] = []
    if not is_early(context):
        cannot.append("greet_introduce")
    if not (context.citizen or context.history):
        cannot += ["talking_over", "probe_deeper", "summarise_check"]
    for name in cannot:
        kept.pop(BehaviourId(name), None)


def _open_no_door_twice(kept: dict[BehaviourId, float], turn: Turn) -> None:
    """What everybody asks at the door opens no story; a question about something does."""
    if not ("open_question" in kept and "greet_introduce" in kept):
        return
    opening = turn.found.get(BehaviourId("open_question"))
    greeting = turn.found.get(BehaviourId("greet_introduce"))
    about = opening is not None and turn.echoes(turn.folded[opening.start : opening.end])
    between = turn.folded[greeting.end : opening.start].split() if greeting and opening else []
    if not about and len(between) < LEAST_BETWEEN:
        del kept[BehaviourId("open_question")]


def _quotes(
    kept: Iterable[BehaviourId],
    total: Mapping[BehaviourId, float],
    text: str,
    turn: Turn,
    scores: Scores,
) -> Iterator[Observation]:
    weighing = model()
    for name in kept:
        hit = turn.found.get(name)
        if hit is not None:
            span = clause_around(turn.folded, hit.start, hit.end)
        else:
            weighed = scores.weight_at(weighing.behaviours.index(name))
            span = weightiest_clause(turn.folded, weighed)
        seen = quoted(text, turn.spoken, name, span, round(weighing.confidence(total[name]), 2))
        if seen is not None:
            yield seen
