"""A second opinion on levels by a language model, which may be believed because code checks it.

One criterion a call, as yes/no questions made of the rubric's own anchors; quotes come before the
answers and every quote is looked up in that turn. What cannot be shown is not scored. The rules and
the model together: where they agree the level is firm, where they differ it is marked for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field

from simulator.assessment.assessment import (
    Assessment,
    Evidence,
    LevelNumber,
    Result,
    SecondOpinion,
)
from simulator.assessment.course import Course, Turn
from simulator.assessment.following import follow
from simulator.assessment.found_quotes import find_quote
from simulator.assessment.rules import assess
from simulator.conversation.events import Event
from simulator.llm import Client, LLMError, Request, Sink
from simulator.own_name import PLACEHOLDER
from simulator.prompts import Prompt, prompt
from simulator.rubrics.model import Criterion, Rubric

AT_ONCE = 4
"""Criteria that are asked about at the same time."""

SECONDS = 120.0
"""For one criterion, when the settings allow as much."""

TOKENS = 700
"""Of one answer."""

MOST_QUOTES = 4

LEAST_WORDS = 3
"""Words of the trainee, in all quotes together, on which a level can rest."""

ALL_LEVELS: Sequence[LevelNumber] = (4, 3, 2, 1)

NOT_SHOWN = "(deze beurt was niet aan de burger gericht)"
"""What a judge sees of a turn that speaks to the program: it is no part of the conversation."""


class Quote(BaseModel):
    """Some words of one turn, as the model gives them."""

    model_config = ConfigDict(extra="forbid")

    turn: int = Field(description="nummer van de beurt")
    text: str = Field(description="letterlijke woorden van de medewerker", max_length=400)


class Verdict(BaseModel):
    """What a model answers about one criterion: first its quotes, then yes or no."""

    model_config = ConfigDict(extra="forbid")

    quotes: list[Quote] = Field(max_length=MOST_QUOTES)
    opposite: bool
    shows_2: bool
    shows_3: bool
    shows_4: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is left of a verdict after its quotes were looked up."""

    level: LevelNumber | None
    """None when nothing that was said bears it out: then it is not scored."""
    evidence: tuple[Evidence, ...]
    refused: int
    """Quotes that stand nowhere in the turn they are said to come from."""


def assess_with_model(
    events: Sequence[Event], rubric: Rubric, id: str, client: Client, sink: Sink | None = None
) -> Assessment:
    """The levels of one attempt by the rules, each with a second opinion by a model.

    A model that cannot be reached costs nothing: what it did not judge stands as the rules have it.

    Args:
        events: one attempt, from `opened` on, played here or made from a transcript.
        rubric: what it is held against.
        id: of the session or the transcript.
        client: the server that judges.
        sink: keeps what is sent to it.
    """
    by_rules = assess(events, rubric, id)
    course = follow(events)
    asked = [rubric.criterion(result.id) for result in by_rules.criteria if result.applicable]
    judge = Judge(course, client, sink)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        opinions = dict(
            zip([criterion.id for criterion in asked], pool.map(judge.opinion, asked), strict=True)
        )
    moment = course.moment()
    joined = []
    for result in by_rules.criteria:
        opinion = opinions.get(result.id)
        caps = [g.max for g in rubric.criterion(result.id).gates if g.when.holds(moment)]
        joined.append(_joined(result, opinion, min(caps, default=4)))
    return replace(
        by_rules,
        judge="llm",
        criteria=tuple(joined),
        second=SecondOpinion(
            model=client.server.model,
            prompt=judge.made_with,
            asked=len(asked),
            scored=sum(o is not None and o.level is not None for o in opinions.values()),
            refused_quotes=sum(o.refused for o in opinions.values() if o is not None),
        ),
    )


class Judge:
    """Asks a model about one conversation, criterion by criterion."""

    def __init__(self, course: Course, client: Client, sink: Sink | None = None) -> None:
        self._course = course
        self._client = client
        self._sink = sink
        self.made_with = ""
        """The name and version of the prompt, once something was asked."""
        self._unreachable = False

    def opinion(self, criterion: Criterion) -> Opinion | None:
        """What the model makes of a criterion; None when no answer came."""
        if self._unreachable:
            return None
        asked = self._prompt(criterion)
        self.made_with = asked.made_with
        request = Request(
            [{"role": "user", "content": asked.text}],
            purpose="judge",
            most_tokens=TOKENS,
            temperature=0.0,
            seed=1,
            prompt=asked.made_with,
            fictional=self._fictional(),
            trainee=[turn.text for turn in self._course.spoken],
        )
        try:
            seconds = min(SECONDS, self._client.server.timeout)
            verdict = self._client.ask(request, Verdict, seconds=seconds, sink=self._sink)
        except LLMError as error:
            # The others need not wait as long for the same.
            self._unreachable |= error.reason in ("unreachable", "key", "not_found", "too_slow")
            return None
        return checked(verdict, self._course)

    def _prompt(self, criterion: Criterion) -> Prompt:
        levels = {name: level.text for name, level in criterion.levels.items()}
        return prompt(
            "simulator.assessment",
            "judge",
            title=criterion.title,
            situation=_situation(self._course),
            turns=list(_shown(self._course)),
            opposite=levels["1"],
            level_2=levels["2"],
            level_3=levels["3"],
            level_4=levels["4"],
        )

    def _fictional(self) -> Sequence[str]:
        scenario = self._course.scenario or {}
        return tuple(map(str, scenario.get("citizen", {}).get("identity", {}).values()))


def checked(verdict: Verdict, course: Course) -> Opinion:
    """A verdict held against what was really said.

    The level is the highest of which the answers, from the second up, are all yes. A level from 2
    on, and the opposite, need the trainee's own words; without them nothing is scored.
    """
    evidence: list[Evidence] = []
    refused = 0
    for quote in verdict.quotes[:MOST_QUOTES]:
        turn = _spoken(course, quote.turn)
        # A judge sees a placeholder where the trainee's own name stands.
        wanted = max(quote.text.split(PLACEHOLDER), key=len)
        found = find_quote(wanted, turn.text) if turn is not None else None
        if turn is None or found is None:
            refused += 1
        elif all((turn.number, found) != (each.turn, each.quote) for each in evidence):
            evidence.append(Evidence(turn.number, found, None))
    level: LevelNumber = 1
    steps: Sequence[tuple[LevelNumber, bool]] = (
        (2, verdict.shows_2),
        (3, verdict.shows_3),
        (4, verdict.shows_4),
    )
    for number, shown in steps:
        if not shown:
            break
        level = number
    contradicts = verdict.opposite and level > 2
    said = sum(len(each.quote.split()) for each in evidence)
    unproved = said < LEAST_WORDS and (level > 1 or verdict.opposite)
    if unproved or contradicts:
        return Opinion(None, tuple(evidence), refused)
    return Opinion(level, tuple(evidence), refused)


def _joined(result: Result, opinion: Opinion | None, most: int) -> Result:
    """The level of the rules with the model's opinion of it; `most` is what the gates allow."""
    if opinion is None or opinion.level is None or result.level is None:
        return result
    second: LevelNumber = next(level for level in ALL_LEVELS if level <= min(opinion.level, most))
    if second != result.level:
        return replace(result, uncertain=True, second=second)
    known = {(each.turn, each.quote) for each in result.evidence}
    more = [each for each in opinion.evidence if (each.turn, each.quote) not in known]
    return replace(result, uncertain=False, second=second, evidence=(*result.evidence, *more))


def _shown(course: Course) -> Iterator[dict[str, str | int]]:
    for turn in course.turns:
        outside = turn.reading is not None and turn.reading.out_of_role
        who = "burger" if turn.speaker == "citizen" else "medewerker"
        yield {"number": turn.number, "who": who, "text": NOT_SHOWN if outside else turn.text}


def _spoken(course: Course, number: int) -> Turn | None:
    """The trainee's turn of this number, unless it speaks to the program."""
    for turn in course.spoken:
        if turn.number == number:
            outside = turn.reading is not None and turn.reading.out_of_role
            return None if outside else turn
    return None


def _situation(course: Course) -> str:
    scenario = course.scenario or {}
    briefing = scenario.get("briefing", {})
    return str(briefing.get("situation", ""))
