"""`gehoord behaviours`: the 32 things that are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_json
from simulator.cli.output import show_json, show_table

if TYPE_CHECKING:
    from argparse import Namespace


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows the behaviours in the order of their codes."""
    from simulator.behaviours import behaviours

    known = behaviours().values()
    if options.json:
        show_json(
            [
                {
                    "id": one.id,
                    "code": one.code,
                    "positive": one.positive,
                    "name": one.name,
                    "meaning": one.meaning,
                    "effects": dict(one.effects),
                }
                for one in known
            ]
        )
        return 0
    signs = {True: "+", False: "-"}
    show_table([[one.code, signs[one.positive], one.id, one.name] for one in known])
    return 0
