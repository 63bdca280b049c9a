"""`gehoord schema`: the JSON schema with which an editor helps a trainer write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser
from simulator.cli.output import show_json
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument(
        "kind", nargs="?", choices=("scenario", "rubric"), default="scenario", help=_("waarvan")
    )


def run(options: Namespace) -> int:
    """Writes the schema."""
    if options.kind == "rubric":
        from simulator.rubrics.model import Rubric

        schema = Rubric.model_json_schema()
    else:
        from simulator.scenarios.model import Scenario

        schema = Scenario.model_json_schema()
    show_json({"$schema": DIALECT, **schema})
    return 0
