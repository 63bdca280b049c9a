"""`gehoord play`: one conversation, in the application or line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, whole_number
from simulator.cli.complaints import USAGE, say
from simulator.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from simulator.conversation.correction import Marker


def add_arguments(parser: Parser) -> None:
    """What can be given with the command."""
    parser.add_argument(
        "scenario", nargs="?", metavar="ID", help=_("scenario, of pad naar een YAML-bestand")
    )
    parser.add_argument(
        "--plain", action="store_true", help=_("regel voor regel, voor schermlezers en pijpen")
    )
    parser.add_argument("--resume", metavar="SESSIE", help=_("ga verder met een bewaard gesprek"))
    parser.add_argument(
        "--trainer",
        action="store_true",
        help=_("je bent trainer: wat je aan het gelezene verbetert, telt als van een trainer"),
    )
    parser.add_argument(
        "--seed",
        type=whole_number(0),
        metavar="GETAL",
        help=_("begin van het toeval, voor twee keer hetzelfde"),
    )
    parser.add_argument(
        "--actor",
        choices=("scripted", "llm"),
        default="scripted",
        help=_("wie antwoordt: de geschreven zinnen, of een taalmodel"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("regel voor regel, met gebeurtenissen als JSON")
    )


def run(options: Namespace) -> int:
    """Plays until the conversation or the input ends."""
    if (options.scenario is None) == (options.resume is None):
        say(_("Noem één scenario (gehoord scenarios toont ze), of een sessie met --resume."))
        return USAGE
    if not (options.plain or options.json):
        from simulator.cli.application import has_screen

        if has_screen():
            return _on_screen(options)
        say(_("Hier is geen volledig scherm; het gesprek gaat regel voor regel."))
    return _line_by_line(options)


def _on_screen(options: Namespace) -> int:
    from simulator.scenarios import scenario_path

    if options.scenario is not None:
        # An unknown name is told in the terminal, before anything is painted over it.
        scenario_path(options.scenario)
    from simulator.screens.app import Start, run

    return run(
        Start(
            options.scenario,
            options.seed,
            options.resume,
            options.actor,
            marker=_marker(options),
        )
    )


def _marker(options: Namespace) -> Marker:
    return "trainer" if options.trainer else "trainee"


def _line_by_line(options: Namespace) -> int:
    from simulator.cli.plain import PlainConversation
    from simulator.cli.voices import EventVoice, PlainVoice
    from simulator.scenarios import find_scenario
    from simulator.sessions.practice import Practice
    from simulator.sessions.store import SessionStore
    from simulator.settings import settings

    store = SessionStore(settings().sessions_folder)
    if options.resume:
        practice = Practice.resume(options.resume, store)
    else:
        practice = Practice.start(
            find_scenario(options.scenario), store, seed=options.seed, actor=options.actor
        )
    practice.conversation.marker = _marker(options)
    voice = EventVoice() if options.json else PlainVoice()
    try:
        PlainConversation(practice, voice).run()
    except KeyboardInterrupt:
        say(_("Bewaard. Verder gaan: gehoord play --resume {id}").format(id=practice.journal.id))
        raise
    finally:
        practice.close()
    return 0
