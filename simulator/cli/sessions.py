"""`gehoord sessions`: what was practised here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_json
from simulator.cli.output import show, show_json, show_table
from simulator.language import _, ngettext
from simulator.text import plain_line

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.sessions.summary import SessionSummary


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument(
        "--sent", metavar="SESSIE", help=_("wat er in dit gesprek naar een taalmodel is verstuurd")
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Shows the sessions, newest first."""
    from simulator.sessions.store import SessionStore
    from simulator.settings import settings

    store = SessionStore(settings().sessions_folder)
    if options.sent is not None:
        return _show_sent(store.sent(options.sent), options.json)
    found = store.list()
    if options.json:
        show_json([summary.to_row() for summary in found])
    elif found:
        show_table([_row(summary) for summary in found])
    else:
        show(_("Je hebt hier nog niets geoefend. Begin met: gehoord"))
    return 0


def _show_sent(exchanges: Sequence[Mapping[str, Any]], as_json: bool) -> int:
    """Everything that left this machine, in the order in which it did."""
    if as_json:
        show_json(list(exchanges))
        return 0
    if not exchanges:
        show(_("In dit gesprek is niets naar een taalmodel verstuurd."))
    for exchange in exchanges:
        show(
            _("{when}  naar {server}, model {model} ({purpose}; {prompt})").format(
                when=exchange["at"],
                server=exchange["server"],
                model=exchange["model"],
                purpose=exchange["purpose"],
                prompt=exchange["prompt"],
            )
        )
        for message in exchange["messages"]:
            for line in message["content"].splitlines():
                show(f"  {message['role']}: {line}")
        # What a server sends may hold anything.
        reply = plain_line(str(exchange.get("reply") or exchange.get("reason") or "-"))
        show(_("  antwoord: {text}").format(text=reply))
        show("")
    return 0


def _row(summary: SessionSummary) -> list[str]:
    turns = ngettext("{n} beurt", "{n} beurten", summary.turns).format(n=summary.turns)
    return [summary.id, _when(summary.started), turns, _state(summary), summary.title]


def _when(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d-%m-%Y %H:%M}"
    except ValueError:
        return ""


def _state(summary: SessionSummary) -> str:
    if summary.damaged:
        return _("beschadigd")
    if not summary.finished:
        return _("nog open")
    tones = {"good": _("goed geëindigd"), "fair": _("redelijk geëindigd")}
    if summary.tone == "bad":
        return _("slecht geëindigd")
    return tones.get(summary.tone or "", _("zelf gestopt"))
