"""The commands there are. Only the one that is asked for is imported."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from simulator.cli.arguments import Parser
from simulator.language import _


def add_commands(parser: Parser, arguments: list[str]) -> None:
    """Makes the commands known to a parser; the arguments of the command that is asked for too."""
    commands = parser.add_subparsers(title=_("opdrachten"), metavar=_("opdracht"))
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    for name, does in _commands().items():
        description = does[:1].upper() + does[1:] + "."
        command = commands.add_parser(name, help=does, description=description)
        if name == asked:
            module = importlib.import_module(f"simulator.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)


def _commands() -> Mapping[str, str]:
    """The name of each command (also of its module) and what it does."""
    return {
        "play": _("oefen één gesprek"),
        "observe": _("lees gedrag in beurten: JSON-regels in, JSON-regels uit"),
        "score": _("beoordeel gesprekken uit JSON of YAML"),
        "validate": _("controleer scenario's en rubrics; zonder bestand alle die er zijn"),
        "simulate": _("laat oefenspelers een scenario spelen en kijk waar ze eindigen"),
        "scenarios": _("toon de scenario's die er zijn"),
        "rubrics": _("toon de rubrics die er zijn"),
        "sessions": _("toon wat je hebt geoefend"),
        "behaviours": _("toon het gedrag waar Gehoord op let"),
        "schema": _("geef het JSON-schema van een scenario of rubric, voor in een editor"),
    }
