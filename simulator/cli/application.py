"""Opening the application, where there is a terminal to open it in."""

from __future__ import annotations

import os
import sys

from simulator.cli.complaints import USAGE, say
from simulator.language import _


def has_screen() -> bool:
    """Whether there is a terminal that can show more than lines."""
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdin.isatty() and sys.stdout.isatty() and not dumb


def open_application() -> int:
    """Shows the application until it is closed."""
    if not has_screen():
        say(
            _(
                "De toepassing heeft een terminal nodig. Regel voor regel kan het ook: "
                "gehoord play ID --plain (gehoord scenarios toont de namen)."
            )
        )
        return USAGE
    from simulator.screens.app import run

    return run()
