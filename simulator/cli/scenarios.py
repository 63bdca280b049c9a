"""`gehoord scenarios`: what can be practised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_json
from simulator.cli.complaints import say
from simulator.cli.output import show_json, show_table
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.scenarios import Entry


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows the scenarios, easiest first."""
    from simulator.scenarios import catalogue

    entries = catalogue()
    if options.json:
        show_json([_shape(entry) for entry in entries])
        return 0
    show_table([_row(entry) for entry in entries if entry.problem is None])
    for entry in entries:
        if entry.problem is not None:
            say(
                _("{id} kan niet gebruikt worden: {problem}").format(
                    id=entry.id, problem=entry.problem
                )
            )
    return 0


def _row(entry: Entry) -> list[str]:
    channels = {"click": _("chat"), "call": _("telefoon"), "face": _("balie")}
    return [
        entry.id,
        channels.get(entry.channel, entry.channel),
        _("{n} min").format(n=entry.minutes),
        _("niveau {n}").format(n=entry.difficulty),
        entry.title,
    ]


def _shape(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "path": str(entry.path),
        "title": entry.title,
        "theme": entry.theme,
        "organisation": entry.organisation,
        "channel": entry.channel,
        "difficulty": entry.difficulty,
        "minutes": entry.minutes,
        "goals": list(entry.goals),
        "warning": entry.warning,
        "problem": entry.problem,
    }
