"""Arguments, as `argparse` knows them, with help and mistakes in Dutch."""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable

from simulator.cli.complaints import USAGE
from simulator.language import _

TYPE_CHECKING = False  # `typing` itself would double the wait for help
if TYPE_CHECKING:
    from typing import Any, NoReturn

MAX_COLUMNS = 100
"""Longer lines are hard to read."""

MAX_DIGITS = 20
"""Of a whole number that somebody gives."""

_DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat je opgeeft",
    "options": "opties",
    "show this help message and exit": "toon deze hulp",
    "show program's version number and exit": "toon de versie",
    "the following arguments are required: %s": "dit ontbreekt nog: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "expected one argument": "hier hoort één waarde bij",
    "expected at most one argument": "hier hoort ten hoogste één waarde bij",
    "expected at least one argument": "hier hoort ten minste één waarde bij",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r kan hier niet. Kies uit: %(choices)s"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r kan hier niet. Bedoelde u %(closest)r? Kies uit: %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r kan hier niet",
    "not allowed with argument %s": "kan niet samen met %s",
    "ignored explicit argument %r": "hier hoort geen waarde bij, ook niet %r",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s kan meer betekenen: %(matches)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "ik ken geen opdracht %(parser_name)r. Kies uit: %(choices)s"
    ),
}


def speak(language: str) -> None:
    """Lets `argparse` speak this language; it knows Dutch and English."""
    # argparse looks its words up under this name, when a parser is made and when it speaks.
    argparse._ = _in_dutch if language == "nl" else gettext.gettext  # type: ignore[attr-defined]


def _in_dutch(message: str) -> str:
    return _DUTCH.get(message, message)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        # Finding the width by itself, argparse loads every kind of archive there is.
        super().__init__(prog, width=min(_columns(), MAX_COLUMNS) - 2)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or MAX_COLUMNS
    except (OSError, ValueError, AttributeError):
        return MAX_COLUMNS


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where to read more, and stops with code 2."""
        more = _("Zie: {command} --help").format(command=self.prog)
        end = "" if message.endswith("?") else "."
        self.exit(USAGE, f"{self.prog}: {message.rstrip('.')}{end}\n{more}\n")


def add_json(parser: Parser) -> None:
    """The option to get the answer as JSON."""
    parser.add_argument("--json", action="store_true", help=_("geef JSON"))


def whole_number(least: int, most: int = 2**31 - 1) -> Callable[[str], int]:
    """A reader of whole numbers within these limits, both included."""

    def read(text: str) -> int:
        # Python refuses to count with thousands of digits.
        few = text.isdecimal() and len(text) <= MAX_DIGITS
        if not few or not least <= int(text) <= most:
            message = _("'{text}' is geen heel getal van {least} tot en met {most}")
            raise argparse.ArgumentTypeError(message.format(text=text, least=least, most=most))
        return int(text)

    return read
