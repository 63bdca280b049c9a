"""`gehoord observe`: what is seen in turns that come in as JSON lines, one answer for each."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser
from simulator.cli.complaints import FAILED, say
from simulator.cli.lines import lines_of
from simulator.cli.output import show, show_json_line
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.cli.observe_lines import AskedTurn
    from simulator.observation.explain import Why
    from simulator.observation.reading import Reading


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument("file", nargs="?", help=_("bestand met een beurt per regel; anders invoer"))
    parser.add_argument(
        "--explain", action="store_true", help=_("leg uit wat er gezien is, in gewone woorden")
    )


def run(options: Namespace) -> int:
    """Answers every line that can be read, and says which could not."""
    file = options.file
    with Path(file).open(encoding="utf-8-sig") if file else nullcontext(sys.stdin) as lines:
        try:
            return _answer(lines_of(lines), explain=options.explain)
        except UnicodeDecodeError:
            say(_("{where}: dit is geen UTF-8. Sla het bestand op als UTF-8.").format(where=file))
            return FAILED


def _answer(lines: Iterable[str], *, explain: bool) -> int:
    from simulator.cli.observe_lines import LineError, read_line, reading_of, shape_of

    code = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            asked = read_line(line)
        except LineError as error:
            code = FAILED
            say(_error_line(number, str(error)))
            continue
        text, reading = reading_of(asked)
        if explain:
            _explain(asked, reading)
        else:
            # Offsets count in the text that was read; who gave another one must be able to see it.
            read = {"text": text} if asked.changed else {}
            show_json_line({"id": asked.id, **shape_of(reading), **read})
    return code


def _error_line(number: int, sentence: str) -> str:
    import json

    return json.dumps({"line": number, "error": sentence}, ensure_ascii=False)


def _explain(asked: AskedTurn, reading: Reading) -> None:
    from simulator.assessment.acute_notes import own_referral
    from simulator.behaviours import behaviours
    from simulator.observation.clarity.meter import hints

    show(f"{asked.id}: {asked.text}")
    for seen in reading.observations:
        known = behaviours()[seen.behaviour]
        sure = _("zekerheid {share:.0%}").format(share=seen.confidence)
        show(f"  {known.name} ({seen.behaviour}): “{seen.quote}” ({sure})")
        show(f"    {known.meaning}")
    _explain_why(asked, reading)
    if reading.topics:
        show("  " + _("vraagt naar: {topics}").format(topics=", ".join(reading.topics)))
    for line in hints(reading):
        show(f"  {line}")
    for risk in reading.acute:
        show("  " + _("acuut ({kind}): “{quote}”").format(kind=risk.kind, quote=risk.quote))
        referral = own_referral(risk)
        if referral:
            show(f"    {referral}")
    if reading.out_of_role:
        show("  " + _("spreekt tegen het programma in plaats van tegen de burger"))
    elif reading.unread:
        show("  " + _("hier is niets in gelezen"))
    sys.stdout.flush()


def _explain_why(asked: AskedTurn, reading: Reading) -> None:
    from simulator.observation.explain import why

    if reading.out_of_role:
        return
    for reason in why(asked.text, asked.context, asked.labels):
        show("  " + _reason(reason))
        if reason.pattern:
            show("    " + _("vaste vorm: {words}").format(words=reason.pattern))
        if reason.words_for:
            show("    " + _("pleit ervoor: {words}").format(words=", ".join(reason.words_for)))
        if reason.words_against:
            against = ", ".join(reason.words_against)
            show("    " + _("pleit ertegen: {words}").format(words=against))


def _reason(reason: Why) -> str:
    from simulator.behaviours import behaviours

    name = behaviours()[reason.behaviour].name
    if reason.verdict == "seen":
        return _("waarom {name}: {sure:.0%}, nodig is {needed:.0%}").format(
            name=name, sure=reason.confidence, needed=reason.needed
        )
    if reason.verdict == "taken_back":
        return _("niet {name}: een 'maar' neemt het terug").format(name=name)
    if reason.clearer:
        return _("niet {name}: {other} is hier duidelijker").format(
            name=name, other=behaviours()[reason.clearer].name
        )
    if reason.verdict == "excluded":
        return _("niet {name}: het past niet bij de rest van de beurt").format(name=name)
    return _("niet {name}: {sure:.0%}, nodig is {needed:.0%}").format(
        name=name, sure=reason.confidence, needed=reason.needed
    )
