"""`gehoord simulate`: where simulated trainees end in a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_json, whole_number
from simulator.cli.complaints import FAILED
from simulator.cli.output import show, show_json
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.scenarios.model import Player
    from simulator.workbench.fidelity import Fidelity
    from simulator.workbench.simulate import Report

RUNS = {"scripted": 200, "llm": 20}


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument("scenario", metavar="ID", help=_("scenario, of pad naar een YAML-bestand"))
    parser.add_argument("--player", metavar="NAAM", help=_("één speler; anders allemaal"))
    parser.add_argument(
        "--runs",
        type=whole_number(1, 100_000),
        metavar="GETAL",
        help=_("aantal gesprekken per speler; anders 200, met een taalmodel 20"),
    )
    parser.add_argument(
        "--seed", type=whole_number(0), default=0, metavar="GETAL", help=_("begin van het toeval")
    )
    parser.add_argument(
        "--actor",
        choices=("scripted", "llm"),
        default="scripted",
        help=_("wie antwoordt: de geschreven zinnen, of een taalmodel (met een oordeel erover)"),
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows a report for each player; 1 when one did not end where the scenario says it must."""
    from simulator.llm import client_for
    from simulator.scenarios import find_scenario
    from simulator.settings import settings
    from simulator.workbench.players import player_names
    from simulator.workbench.simulate import simulate, unmet

    scenario = find_scenario(options.scenario)
    names = [options.player] if options.player else player_names(scenario)
    runs = options.runs or RUNS[options.actor]
    client = client_for(settings().llm) if options.actor == "llm" else None
    shapes = []
    missed = False
    for name in names:
        fidelity = None
        if client is None:
            report = simulate(scenario, name, runs=runs, seed=options.seed)
        else:
            from simulator.workbench.fidelity import try_model

            report, fidelity = try_model(scenario, name, client, runs=runs, seed=options.seed)
        expected = scenario.players.get(name)
        wrong = unmet(report, expected) if expected else []
        missed |= bool(wrong) or (fidelity is not None and not fidelity.passed)
        shapes.append(report.to_json())
        if fidelity is not None:
            shapes[-1]["fidelity"] = fidelity.to_json()
        if not options.json:
            _show(report, expected, wrong)
            if fidelity is not None:
                _show_fidelity(fidelity)
    if options.json:
        show_json(shapes[0] if options.player else shapes)
    return FAILED if missed else 0


def _cost(fidelity: Fidelity) -> str:
    """What it cost, where a price is known."""
    return f", € {fidelity.euros:.4f}" if fidelity.euros else ""


def _show_fidelity(fidelity: Fidelity) -> None:
    from simulator.workbench.fidelity import in_words

    show(
        _("  model {model}: {asked} vragen, {replies} antwoorden").format(
            model=fidelity.model, asked=fidelity.asked, replies=fidelity.replies
        )
    )
    show(
        _("  {sent} tokens verstuurd, {received} ontvangen{cost}").format(
            sent=fidelity.tokens_in, received=fidelity.tokens_out, cost=_cost(fidelity)
        )
    )
    for gate in fidelity.gates:
        show("  " + in_words(gate))
    if fidelity.why:
        reasons = ", ".join(f"{why} {n}" for why, n in sorted(fidelity.why.items()))
        show(_("  waarom de geschreven zin: {reasons}").format(reasons=reasons))


def _show(report: Report, expected: Player | None, wrong: list[str]) -> None:
    show(_("{player}: {runs} gesprekken").format(player=report.player, runs=report.runs))
    for ending, share in report.endings.items():
        wish = expected.ending.get(ending) if expected else None
        remark = "" if wish is None else _("  (moet {wish})").format(wish=wish)
        show(f"  {ending}: {share:.1%}{remark}")
    turns = report.turns
    show(
        _("  beurten: mediaan {median:g}, van {p10:g} tot {p90:g}").format(
            median=turns.median, p10=turns.p10, p90=turns.p90
        )
    )
    told = ", ".join(f"{fact} {share:.0%}" for fact, share in report.facts.items())
    show(_("  verteld: {facts}").format(facts=told or "-"))
    show(
        _("  herhaalde zinnen: {repeated}, gelekte feiten: {leaks}").format(
            repeated=report.repeated_lines, leaks=report.leaks
        )
    )
    for sentence in wrong:
        show("  ! " + sentence)
