"""The command itself: which words it knows, and how it ends when something goes wrong."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from simulator import __version__
from simulator.cli.arguments import Parser, speak
from simulator.cli.commands import add_commands
from simulator.cli.complaints import USAGE, complain, say
from simulator.language import _, use

INTERRUPTED = 130
LANGUAGES = ("nl", "en")
LANGUAGE_VARIABLE = "GEHOORD_LANG"
HELP = frozenset({"-h", "--help", "--version"})


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the arguments say; 0 when it went well, 2 when they were wrong, 1 otherwise."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if _nobody_listens(error):
            # What is still in the buffer must not complain again at the very end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        if os.environ.get("GEHOORD_DEBUG"):
            raise
        return complain(error)


def _run(arguments: list[str]) -> int:
    asked, arguments = _take_language(arguments)
    if asked is not None:
        if asked not in LANGUAGES:
            say(_("Gehoord spreekt geen '{language}', wel nl en en.").format(language=asked[:20]))
            return USAGE
        os.environ[LANGUAGE_VARIABLE] = asked
    language = _language(arguments)
    use(language)
    speak(language)
    try:
        options = _parser(arguments).parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    run = getattr(options, "run", None)
    if run is None:
        from simulator.cli.application import open_application

        return open_application()
    code: int = run(options)
    return code


def _parser(arguments: list[str]) -> Parser:
    parser = Parser(
        prog="gehoord",
        description=_("Oefen moeilijke gesprekken voordat je ze echt voert."),
        epilog=_(
            "Zonder opdracht opent de toepassing. Meer over een opdracht: gehoord play --help"
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"gehoord {__version__}", help=_("toon de versie")
    )
    # Taken from the arguments before anything is shown; it stands here to be found.
    parser.add_argument(
        "--lang", metavar="nl|en", help=_("de taal van Gehoord zelf, op elke plaats te geven")
    )
    add_commands(parser, arguments)
    return parser


def _language(arguments: list[str]) -> str:
    if not HELP.isdisjoint(arguments):
        # Help comes at once: finding and reading the settings file would double the wait.
        given = os.environ.get(LANGUAGE_VARIABLE, "")
        return given if given in LANGUAGES else "nl"
    from simulator.settings import settings

    return settings().language


def _take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The language asked for, and the other arguments."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1], arguments[:at] + arguments[at + 2 :]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang="), arguments[:at] + arguments[at + 1 :]
    return None, arguments


def _speak_utf8() -> None:
    """In a Windows pipe Python would otherwise use a code page that has no room for everything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Started with this stream closed: nothing comes in, nobody hears what goes out.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _nobody_listens(error: Exception) -> bool:
    """Whether the reader of our output went away; Windows calls that an invalid argument."""
    broken = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
    return isinstance(error, OSError) and error.errno in broken
