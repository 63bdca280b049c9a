"""What goes wrong, said in a sentence."""

from __future__ import annotations

import sys

from simulator.language import _
from simulator.refusals import reason

FAILED = 1
USAGE = 2


def complain(error: Exception) -> int:
    """Says on standard error what went wrong, and gives the exit code that goes with it."""
    say(sentence(error))
    # What cannot be found was named wrongly.
    return USAGE if isinstance(error, LookupError) and _is_ours(error) else FAILED


def say(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr, flush=True)


def sentence(error: Exception) -> str:
    """What went wrong, for the person at the keyboard."""
    if _is_ours(error) and str(error):
        return str(error)
    if isinstance(error, OSError):
        return _about_the_disk(error)
    if isinstance(error, ModuleNotFoundError):
        return _(
            "Er ontbreekt een onderdeel van Gehoord ({name}). Installeer Gehoord opnieuw."
        ).format(name=error.name)
    return _(
        "Er ging iets mis dat niet had mogen gebeuren ({kind}). Wat bewaard was, is er nog. "
        "Met GEHOORD_DEBUG=1 zie je waar het misging."
    ).format(kind=type(error).__name__)


def _is_ours(error: Exception) -> bool:
    """Our own errors speak to people already."""
    return type(error).__module__.startswith("simulator.")


def _about_the_disk(error: OSError) -> str:
    if error.filename is None:
        return _("Dat lukt niet: {reason}.").format(reason=reason(error))
    return _("{path}: {reason}.").format(path=error.filename, reason=reason(error))
