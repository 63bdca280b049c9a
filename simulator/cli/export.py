"""`gehoord export`: what was kept, to take along."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.cli.arguments import Parser
from simulator.cli.complaints import USAGE, say
from simulator.language import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.sessions.marks import MarkedTurn


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument(
        "--marks",
        action="store_true",
        help=_("wat in beurten niet klopte of ontbrak, als gelabelde beurten (JSON-regels)"),
    )
    parser.add_argument("--session", metavar="SESSIE", help=_("alleen uit dit gesprek"))
    parser.add_argument(
        "-o", "--output", metavar="BESTAND", help=_("schrijf naar dit bestand; anders uitvoer")
    )


def run(options: Namespace) -> int:
    """Writes the labelled turns, one a line."""
    if not options.marks:
        say(_("Noem wat je mee wilt nemen: --marks geeft je verbeteringen."))
        return USAGE
    turns = list(_marked(options.session))
    file = options.output
    # Nothing of a file that stood there is lost before there is something to write.
    with Path(file).open("w", encoding="utf-8") if file else nullcontext(sys.stdout) as stream:
        for turn in turns:
            _write(stream, turn.to_json())
    if not turns:
        say(_("Er is nog geen beurt verbeterd."))
    elif file:
        message = ngettext("{n} beurt geschreven.", "{n} beurten geschreven.", len(turns))
        say(message.format(n=len(turns)))
    return 0


def _marked(only: str | None) -> Iterator[MarkedTurn]:
    from simulator.own_name import forms_of_name
    from simulator.sessions.marks import marked_turns
    from simulator.sessions.store import SessionStore
    from simulator.settings import settings

    store = SessionStore(settings().sessions_folder)
    names = forms_of_name(settings().name)
    for session in [only] if only else sorted(summary.id for summary in store.list()):
        contents = store.read_until_damage(session)
        if contents.damage is not None:
            say(str(contents.damage))
        yield from marked_turns(session, contents.events, names)


def _write(stream: TextIO, value: Any) -> None:
    import json

    stream.write(json.dumps(value, ensure_ascii=False) + "\n")
