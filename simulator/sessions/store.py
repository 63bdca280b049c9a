"""Keeping sessions: a folder with a journal for each, and an index that can be thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.conversation.events import Clock, Event
from simulator.language import _
from simulator.sessions import journal
from simulator.sessions.errors import JournalError, UnknownSession
from simulator.sessions.ids import is_id, new_id
from simulator.sessions.journal import SUFFIX, Journal
from simulator.sessions.reading import Contents, read_events, read_until_damage
from simulator.sessions.summary import SessionSummary

if TYPE_CHECKING:
    from simulator.sessions.index import SessionIndex

MAX_SHOWN = 60
"""Characters of a mistaken id that are repeated to the trainee."""


def _now() -> datetime:
    return datetime.now(UTC)


class SessionStore:
    """The sessions in one folder; several processes may use it at once."""

    def __init__(self, folder: Path, now: Clock = _now) -> None:
        """Nothing is made or read yet; the folder comes with the first session."""
        self.folder = folder
        self._now = now
        self._opened_index: SessionIndex | None = None

    def create(self) -> Journal:
        """A new session, open for writing. It disappears again when nothing is kept in it.

        Raises:
            JournalError: the disk refuses.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            sentence = _("Ik kan de map voor je sessies niet maken: {reason} ({path}).")
            raise JournalError.because(error, sentence, self.folder) from error
        while True:
            with suppress(FileExistsError):
                return Journal.create(self._path(new_id(self._now())))

    def open(self, session_id: str) -> Journal:
        """A session, open for going on with it; a torn last line is cut off.

        Raises:
            UnknownSession: there is no such session.
            SessionBusy: it is open elsewhere.
            JournalDamaged: a part cannot be read; see `read_until_damage`.
            JournalError: the disk refuses.
        """
        try:
            return Journal.open(self._existing(session_id))
        except FileNotFoundError:
            raise self._unknown(session_id) from None

    def events(self, session_id: str) -> Sequence[Event]:
        """What happened in a session, also while it goes on elsewhere.

        Raises:
            UnknownSession: there is no such session.
            JournalDamaged: a part cannot be read; see `read_until_damage`.
            JournalError: the disk refuses.
        """
        try:
            return read_events(self._existing(session_id))
        except FileNotFoundError:
            raise self._unknown(session_id) from None

    def sent(self, session_id: str) -> Sequence[Mapping[str, Any]]:
        """What was sent to a language model during a session, oldest first.

        Raises:
            UnknownSession: there is no such session.
            JournalError: the disk refuses.
        """
        from simulator.sessions.sent import read_sent

        return read_sent(self._existing(session_id))

    def read_until_damage(self, session_id: str) -> Contents:
        """What can still be read of a damaged session, and what is wrong with it.

        Raises:
            UnknownSession: there is no such session.
            JournalError: the disk refuses.
        """
        try:
            return read_until_damage(self._existing(session_id))
        except FileNotFoundError:
            raise self._unknown(session_id) from None

    def list(self) -> Sequence[SessionSummary]:
        """The summaries of all sessions, newest first.

        A session that the index does not know, or that grew since, is read anew. One that cannot be
        read is listed as damaged.

        Raises:
            JournalError: the folder cannot be read.
        """
        from simulator.sessions.index import read_row

        known = self._index.rows()
        paths = self._paths()
        current = {
            session_id: row
            for session_id, row in known.items()
            if session_id in paths and row.is_current(paths[session_id])
        }
        anew = [row for each in paths if each not in current and (row := read_row(paths[each]))]
        gone = known.keys() - paths.keys()
        if anew or gone:
            with suppress(OSError):  # a list that cannot be kept is still a list
                self._index.change(anew, gone)
        summaries = [row.summary for row in (*current.values(), *anew)]
        return sorted(summaries, key=lambda summary: summary.id, reverse=True)

    def note(self, session_id: str) -> None:
        """Brings the index up to date with one session.

        When the index cannot be written this passes in silence: the next `list` reads the session.

        Raises:
            UnknownSession: there is no such session.
        """
        from simulator.sessions.index import read_row

        row = read_row(self._existing(session_id))
        if row is not None:
            with suppress(OSError):
                self._index.change([row])

    def rebuild(self) -> int:
        """Makes the index anew from the journals, and says how many sessions are in it.

        Raises:
            JournalError: the disk refuses.
        """
        from simulator.sessions.index import read_row

        rows = [row for path in self._paths().values() if (row := read_row(path))]
        try:
            self._index.delete()
            self._index.change(rows)
        except OSError as error:
            sentence = _("Ik kan de lijst van je sessies niet bewaren: {reason} ({path}).")
            raise JournalError.because(error, sentence, self.folder) from error
        return len(rows)

    def erase(self, session_id: str) -> None:
        """Removes a session, and every trace of it in the index.

        Raises:
            UnknownSession: there is no such session.
            SessionBusy: it is open for writing.
            JournalError: the disk refuses.
        """
        try:
            journal.erase(self._existing(session_id))
        except FileNotFoundError:
            raise self._unknown(session_id) from None
        try:
            self._forget(session_id)
        except OSError as error:
            sentence = _("De sessie is gewist, maar staat nog in de lijst: {reason} ({path}).")
            raise JournalError.because(error, sentence, self.folder) from error

    @property
    def _index(self) -> SessionIndex:
        if self._opened_index is None:
            # TinyDB is not needed to practise, only to look back.
            from simulator.sessions.index import SessionIndex

            self._opened_index = SessionIndex(self.folder)
        return self._opened_index

    def _path(self, session_id: str) -> Path:
        return self.folder / (session_id + SUFFIX)

    def _paths(self) -> Mapping[str, Path]:
        """The journals by session id; other files may live in the folder too."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except FileNotFoundError:
            return {}
        except OSError as error:
            sentence = _("Ik kan de map met je sessies niet lezen: {reason} ({path}).")
            raise JournalError.because(error, sentence, self.folder) from error
        ids = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
        return {each: self._path(each) for each in ids if is_id(each)}

    def _existing(self, session_id: str) -> Path:
        path = self._path(session_id)
        try:
            if is_id(session_id) and path.is_file():
                return path
        except OSError as error:
            sentence = _("Ik kan deze sessie niet lezen: {reason} ({path}).")
            raise JournalError.because(error, sentence, path) from error
        raise self._unknown(session_id)

    def _forget(self, session_id: str) -> None:
        """Takes a session out of the index; rather no index than one that still tells of it."""
        try:
            self._index.change((), [session_id])
        except OSError:
            self._index.delete()

    def _unknown(self, session_id: str) -> UnknownSession:
        from simulator.text import plain_line
        from simulator.validation import did_you_mean

        shown = plain_line(session_id)[:MAX_SHOWN]
        sentence = _("Ik ken geen sessie '{id}'.").format(id=shown)
        return UnknownSession(sentence + did_you_mean(shown, self._paths()))
