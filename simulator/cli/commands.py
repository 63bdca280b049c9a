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
    known = _commands()
    if asked is not None and asked not in known:
        parser.error(_("ik ken geen opdracht '{name}'").format(name=asked) + _meant(asked, known))
    for name, does in known.items():
        description = does[:1].upper() + does[1:] + "."
        command = commands.add_parser(name, help=does, description=description)
        if name == asked:
            module = importlib.import_module(f"simulator.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)


def _meant(asked: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(asked, known, n=1)
    return _(". Bedoelde u '{name}'?").format(name=near[0]) if near else "."


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
        "export": _("schrijf je verbeteringen als gelabelde beurten: JSON-regels"),
        "behaviours": _("toon het gedrag waar Gehoord op let"),
        "doctor": _("kijk wat er op deze computer werkt: mappen, taalmodel, stem"),
        "schema": _("geef het JSON-schema van een scenario of rubric, voor in een editor"),
    }
