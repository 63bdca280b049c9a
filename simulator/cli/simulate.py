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
    from simulator.workbench.simulate import Report

RUNS = 200


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument("scenario", metavar="ID", help=_("scenario, of pad naar een YAML-bestand"))
    parser.add_argument("--player", metavar="NAAM", help=_("één speler; anders allemaal"))
    parser.add_argument(
        "--runs",
        type=whole_number(1, 100_000),
        default=RUNS,
        metavar="GETAL",
        help=_("aantal gesprekken per speler"),
    )
    parser.add_argument(
        "--seed", type=whole_number(0), default=0, metavar="GETAL", help=_("begin van het toeval")
    )
    parser.add_argument(
        "--actor", choices=("scripted",), default="scripted", help=_("wie antwoordt")
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows a report for each player; 1 when one did not end where the scenario says it must."""
    from simulator.scenarios import find_scenario
    from simulator.workbench.players import player_names
    from simulator.workbench.simulate import simulate, unmet

    scenario = find_scenario(options.scenario)
    names = [options.player] if options.player else player_names(scenario)
    reports = []
    missed = False
    for name in names:
        report = simulate(scenario, name, runs=options.runs, seed=options.seed)
        reports.append(report)
        expected = scenario.players.get(name)
        wrong = unmet(report, expected) if expected else []
        missed |= bool(wrong)
        if not options.json:
            _show(report, expected, wrong)
    if options.json:
        shapes = [report.to_json() for report in reports]
        show_json(shapes[0] if options.player else shapes)
    return FAILED if missed else 0


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
