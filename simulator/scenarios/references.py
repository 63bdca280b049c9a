"""Whether every id that a scenario mentions exists in it, and stands in it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.conditions import Condition
from simulator.documents import Document, Path_, Problem
from simulator.language import N_, _
from simulator.scenarios.model import Scenario
from simulator.validation import MAX_PROBLEMS, did_you_mean

MAX_SUGGESTIONS = 20
"""Unknown ids for which a near one is looked up: for thousands that would take minutes."""


def reference_problems(document: Document, scenario: Scenario) -> list[Problem]:
    """Every unknown or double id, at its place."""
    return sorted({*_double(document, scenario), *_unknown(document, scenario)})[:MAX_PROBLEMS]


def _double(document: Document, scenario: Scenario) -> Iterator[Problem]:
    groups: dict[str, Iterable[str]] = {
        "facts": (part.id for part in scenario.facts),
        "phases": (part.id for part in scenario.phases),
        "reactions": (part.id for part in scenario.reactions),
        "answers": (part.id for part in scenario.answers),
        "initiatives": (part.id for part in scenario.initiatives),
        "actions": (part.id for part in scenario.actions),
        "endings": (part.id for part in scenario.endings),
    }
    for key, ids in groups.items():
        seen: set[str] = set()
        for at, name in enumerate(ids):
            if name in seen:
                message = _("'{name}' staat hier voor de tweede keer.").format(name=name)
                yield document.problem((key, at, "id"), "duplicate-id", message)
            seen.add(name)


def _unknown(document: Document, scenario: Scenario) -> Iterator[Problem]:
    known = {
        "fact": dict.fromkeys(part.id for part in scenario.facts),
        "topic": dict.fromkeys(scenario.topics),
        "phase": dict.fromkeys(part.id for part in scenario.phases),
        "action": dict.fromkeys(part.id for part in scenario.actions),
        "reaction": dict.fromkeys(part.id for part in scenario.reactions),
        "ending": dict.fromkeys(part.id for part in scenario.endings),
    }
    # Signals are read afterwards, by rubrics: while a conversation goes on no signal holds.
    known["signal"] = {}
    unknown = (mention for mention in _mentions(scenario) if mention[1] not in known[mention[0]])
    for number, (kind, name, path) in enumerate(unknown):
        message = _(_KINDS[kind]).format(name=name)
        if number < MAX_SUGGESTIONS:
            message += did_you_mean(name, known[kind])
        yield document.problem(path, "unknown-id", message)


_KINDS = {
    "fact": N_("Er is geen feit '{name}'."),
    "topic": N_("Er is geen onderwerp '{name}'."),
    "phase": N_("Er is geen fase '{name}'."),
    "action": N_("Er is geen handeling '{name}'."),
    "reaction": N_("Er is geen reactie '{name}'."),
    "ending": N_("Er is geen einde '{name}'."),
    "signal": N_("'signal: {name}' werkt alleen in een rubric, niet in een scenario."),
}

Mention = tuple[str, str, Path_]


def _mentions(scenario: Scenario) -> Iterator[Mention]:
    yield from _in_condition(scenario.citizen.identity_when, ("citizen", "identity_when"))
    for at, fact in enumerate(scenario.facts):
        yield from _in_condition(fact.gate, ("facts", at, "gate"))
    for at, phase in enumerate(scenario.phases):
        for number, transition in enumerate(phase.to):
            path: Path_ = ("phases", at, "to", number)
            yield "phase", transition.phase, (*path, "phase")
            yield from _in_condition(transition.when, (*path, "when"))
    for key in ("reactions", "answers", "initiatives", "actions", "hints", "endings"):
        for at, part in enumerate(getattr(scenario, key)):
            yield from _in_condition(part.when, (key, at, "when"))
    for at, answer in enumerate(scenario.answers):
        if answer.reveals is not None:
            yield "fact", answer.reveals, ("answers", at, "reveals")
    for at, check in enumerate(scenario.checks):
        if check.reaction is not None:
            yield "reaction", check.reaction, ("checks", at, "reaction")
    for behaviour, examples in scenario.examples.items():
        for at, example in enumerate(examples):
            yield from _in_condition(example.when, ("examples", behaviour, at, "when"))
    for at, check_ in enumerate(scenario.factcheck):
        yield "topic", check_.topic, ("factcheck", at, "topic")
    yield from _in_players(scenario)


def _in_players(scenario: Scenario) -> Iterator[Mention]:
    for name, player in scenario.players.items():
        for ending in player.ending:
            yield "ending", ending, ("players", name, "ending", ending)
        for at, rule in enumerate(player.says):
            path: Path_ = ("players", name, "says", at)
            yield from _in_condition(rule.when, (*path, "when"))
            if rule.do is not None:
                yield "action", rule.do, (*path, "do")


def _in_condition(condition: Condition, path: Path_) -> Iterator[Mention]:
    for kind, names in (
        ("fact", [*(condition.fact or ()), *(condition.fact_open or ())]),
        ("topic", condition.topic or []),
        ("phase", condition.phase or []),
        ("action", condition.action or []),
        ("signal", condition.signal or []),
    ):
        for name in names:
            yield kind, name, path
    if condition.not_ is not None:
        yield from _in_condition(condition.not_, (*path, "not"))
    for key, parts in (("any", condition.any_), ("all", condition.all_)):
        for at, part in enumerate(parts or ()):
            yield from _in_condition(part, (*path, key, at))
