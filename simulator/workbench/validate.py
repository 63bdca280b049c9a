"""What is wrong with a scenario or rubric: what cannot be read, and what will not work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.citizen import director
from simulator.citizen.state import opening_state
from simulator.conditions import Condition
from simulator.documents import Document, DocumentError, Path_, Problem, read_document
from simulator.language import _
from simulator.observation import observe
from simulator.observation.reading import TurnContext
from simulator.rubrics.model import Rubric
from simulator.scenarios.loader import scenario_from
from simulator.scenarios.model import Check, Scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.validation import fit


def problems_in(path: Path) -> list[Problem]:
    """Everything that is known to be wrong with a file, in order of place."""
    try:
        document = read_document(path)
        if isinstance(document.data, dict) and "criteria" in document.data:
            fit(document, Rubric)
            return []
        return scenario_problems(document, scenario_from(document))
    except DocumentError as error:
        return error.problems


def scenario_problems(document: Document, scenario: Scenario) -> list[Problem]:
    """What will not work in a scenario that can be read."""
    return sorted(
        {
            *_facts_without_a_line(document, scenario),
            *_facts_betrayed(document, scenario),
            *_checks_that_fail(document, scenario),
        }
    )


def _facts_without_a_line(document: Document, scenario: Scenario) -> Iterator[Problem]:
    revealed = {answer.reveals for answer in scenario.answers}
    for at, fact in enumerate(scenario.facts):
        if fact.id not in revealed:
            message = _("Geen antwoord vertelt feit '{id}' (reveals: {id}).").format(id=fact.id)
            yield document.problem(("facts", at), "fact-without-line", message)


def _facts_betrayed(document: Document, scenario: Scenario) -> Iterator[Problem]:
    for path, text, known in _spoken(scenario):
        for fact in sorted(betrayed_facts(text, scenario) - known):
            message = _(
                "Deze zin verraadt feit '{id}'. Zet er 'when: {{fact: {id}}}' bij, of kies "
                "andere woorden."
            ).format(id=fact)
            yield document.problem(path, "leak", message)


def _spoken(scenario: Scenario) -> Iterator[tuple[Path_, str, set[str]]]:
    """Every line that can be heard or read: its place, its text, and what is told by then."""
    for key in ("opening", "unclear", "out_of_role"):
        for at, text in enumerate(getattr(scenario, key)):
            yield (key, at), text, set()
    for at, silence in enumerate(scenario.silence):
        for number, text in enumerate(silence.say):
            yield ("silence", at, "say", number), text, set()
    for key in ("reactions", "answers", "initiatives", "endings"):
        for at, line in enumerate(getattr(scenario, key)):
            known = _told_by_then(line.when, scenario)
            reveals = getattr(line, "reveals", None)
            if reveals is not None:
                known |= {reveals} | _told_before(reveals, scenario)
            for number, text in enumerate(line.say):
                yield (key, at, "say", number), text, known
    for at, hint in enumerate(scenario.hints):
        yield ("hints", at, "say"), hint.say, _told_by_then(hint.when, scenario)
    for behaviour, examples in scenario.examples.items():
        for at, example in enumerate(examples):
            known = _told_by_then(example.when, scenario)
            yield ("examples", behaviour, at, "say"), example.say, known


def _told_by_then(condition: Condition, scenario: Scenario) -> set[str]:
    """The facts that must have been told for a condition to hold."""
    told: set[str] = set()
    for fact in _only(condition.fact):
        told |= {fact} | _told_before(fact, scenario)
    for fact in _only(condition.fact_open):
        told |= _told_before(fact, scenario)
    for part in condition.all_ or ():
        told |= _told_by_then(part, scenario)
    if condition.any_:
        told |= set.intersection(*(_told_by_then(part, scenario) for part in condition.any_))
    return told


def _only(names: list[str] | None) -> list[str]:
    """The one name that is asked; of several, any will do, so none is sure."""
    return names if names is not None and len(names) == 1 else []


def _told_before(fact_id: str, scenario: Scenario, seen: frozenset[str] = frozenset()) -> set[str]:
    """The facts that the gate of a fact asks for: the rungs of a ladder below it."""
    gate = next(fact.gate for fact in scenario.facts if fact.id == fact_id)
    below: set[str] = set()
    for fact in _only(gate.fact) if fact_id not in seen else ():
        below |= {fact} | _told_before(fact, scenario, seen | {fact_id})
    return below


def _checks_that_fail(document: Document, scenario: Scenario) -> Iterator[Problem]:
    for at, check in enumerate(scenario.checks):
        complaint = _complaint(check, scenario)
        if complaint is not None:
            yield document.problem(("checks", at), "check", complaint)


def _complaint(check: Check, scenario: Scenario) -> str | None:
    """What comes of a sample sentence, if that is not what the scenario says."""
    context = TurnContext(
        channel=scenario.channel,
        citizen=check.after or scenario.opening[0],
        topics=scenario.topics,
        identity=scenario.citizen.identity,
    )
    reading = observe(check.say, context)
    missing = [name for name in check.behaviours if name not in reading.behaviours]
    if missing:
        seen = ", ".join(sorted(reading.behaviours)) or _("niets")
        sentence = _("In deze zin wordt {missing} niet gezien, wel: {seen}.")
        return sentence.format(missing=", ".join(missing), seen=seen)
    if check.reaction is None:
        return None
    turn = director.take_turn(scenario, opening_state(scenario), check.say, reading)
    reaction = turn.move.step("reaction")
    if reaction is None or reaction.id != check.reaction:
        got = reaction.id if reaction else _("geen")
        sentence = _("Op deze zin komt reactie {got}, niet {wanted}.")
        return sentence.format(got=got, wanted=check.reaction)
    return None
