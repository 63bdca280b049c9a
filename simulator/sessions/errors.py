"""What can go wrong with keeping sessions; the text of each error is for the trainee, in Dutch."""

from __future__ import annotations

import errno
from pathlib import Path

from simulator.language import _
from simulator.refusals import reason


class SessionError(Exception):
    """A session cannot be kept or found; `str()` says why."""


class JournalError(SessionError):
    """The disk refused to read or write."""

    @classmethod
    def because(cls, error: OSError, sentence: str, path: Path) -> JournalError:
        """The error whose `sentence` has a place for `{reason}` and `{path}`."""
        return cls(sentence.format(reason=_reason(error), path=path))


class SessionBusy(SessionError):
    """The session is open for writing somewhere else."""


class UnknownSession(SessionError, LookupError):
    """There is no session of that id here."""


class JournalDamaged(SessionError):
    """A line of a journal, not a torn last one, is not the event that should stand there."""

    def __init__(self, sentence: str, path: Path, line: int) -> None:
        super().__init__(sentence.format(path=path, line=line))
        self.path = path
        self.line = line
        """Counted from 1. Everything on the lines before it is sound."""


_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR}


def _reason(error: OSError) -> str:
    if error.errno in _IN_THE_WAY:
        return _("er staat een bestand in de weg")
    return reason(error)
