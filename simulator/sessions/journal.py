"""One session on disk: a file that only grows, one event a line, safe before the next word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from simulator.conversation.events import Event
from simulator.language import _
from simulator.sessions.disk import Held, lock, lock_file, private, sync_folder
from simulator.sessions.errors import JournalError, SessionBusy
from simulator.sessions.reading import Contents, read_until_damage
from simulator.sessions.sent import SUFFIX as SENT

SUFFIX = ".jsonl"
TORN = ".torn"


class Journal:
    """One session, open for writing in one place at a time.

    Its `append` is the sink of a conversation: it returns when the event is safe.
    """

    def __init__(self, path: Path, file: FileIO, contents: Contents, held: ExitStack) -> None:
        """Takes over the open file and the lock that are `held`; use `create` or `open`."""
        self.path = path
        self.events = contents.events
        """What was in the journal when it was opened."""
        self._file = file
        self._held = held
        self._next_seq = len(contents.events)
        self._end = contents.end
        self._unfinished = False

    @classmethod
    def create(cls, path: Path) -> Journal:
        """Starts an empty journal.

        Raises:
            FileExistsError: there is one of that name.
            JournalError: the disk refuses.
        """
        sentence = _("Ik kan hier geen sessie bewaren: {reason} ({path}).")
        with _explained(sentence, path, but=FileExistsError), ExitStack() as held:
            held.enter_context(lock(path))
            file = held.enter_context(_unbuffered(path, "x+b"))
            sync_folder(path.parent)
            return cls(path, file, Contents([], 0), held.pop_all())

    @classmethod
    def open(cls, path: Path) -> Journal:
        """Opens a journal to go on with it.

        A torn last line is cut off; its bytes are kept beside the journal, in a `.torn` file.

        Raises:
            FileNotFoundError: there is no such file.
            SessionBusy: it is open for writing elsewhere.
            JournalDamaged: a line is damaged, or an event is missing.
            JournalError: the disk refuses.
        """
        sentence = _("Ik kan niet verder schrijven in deze sessie: {reason} ({path}).")
        with _explained(sentence, path, but=FileNotFoundError), ExitStack() as held:
            held.enter_context(lock(path))
            contents = read_until_damage(path)
            if contents.damage is not None:
                raise contents.damage
            file = held.enter_context(_unbuffered(path, "r+b"))
            if contents.torn:
                _keep(path.with_suffix(TORN), contents.torn)
                file.truncate(contents.end)
                os.fsync(file.fileno())
            file.seek(contents.end)
            return cls(path, file, contents, held.pop_all())

    @property
    def id(self) -> str:
        """The id of the session."""
        return self.path.stem

    @property
    def closed(self) -> bool:
        """Whether nothing can be kept any more."""
        return self._file.closed

    def append(self, event: Event) -> None:
        """Keeps an event: once this returns, a power cut cannot take it away.

        Raises:
            JournalError: the disk refuses; the journal is as it was, and may be tried again.
            ValueError: `event.seq` is not the next one.
        """
        if event.seq != self._next_seq:
            raise ValueError(f"expected event {self._next_seq}, got {event.seq}")
        # A lone surrogate becomes its own JSON escape, so that any text can be kept.
        line = (event.to_json() + "\n").encode("utf-8", "backslashreplace")
        sentence = _(
            "Ik kan dit niet bewaren: {reason} ({path})."
            " Alles wat hiervoor is gezegd, staat er nog."
        )
        with _explained(sentence, self.path):
            try:
                self._mend()
                self._unfinished = True
                self._write(line)
            except BaseException:  # also Ctrl-C, between writing and flushing
                # When even this fails the torn line stays, for the next append or reader.
                with suppress(OSError):
                    self._mend()
                raise
        self._unfinished = False
        self._end += len(line)
        self._next_seq += 1

    def close(self) -> None:
        """Lets others write this session; a journal in which nothing was kept disappears."""
        if self._file.closed:
            return
        self._file.close()
        if self._end == 0:
            with suppress(OSError):
                self.path.unlink()
                lock_file(self.path).unlink()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        while left:
            left = left[self._file.write(left) :]
        os.fsync(self._file.fileno())

    def _mend(self) -> None:
        """Takes away what never became an event."""
        if self._unfinished:
            self._file.truncate(self._end)
            self._file.seek(self._end)
            os.fsync(self._file.fileno())
            self._unfinished = False


def erase(path: Path) -> None:
    """Removes a journal, with what was cut off from it and what was sent during it.

    Raises:
        FileNotFoundError: there is no such file.
        SessionBusy: it is open for writing.
        JournalError: the disk refuses.
    """
    sentence = _("Ik kan deze sessie niet wissen: {reason} ({path}).")
    with _explained(sentence, path, but=FileNotFoundError), lock(path):
        for beside in (TORN, SENT):
            path.with_suffix(beside).unlink(missing_ok=True)
        path.unlink()
        sync_folder(path.parent)
        # Windows removes it at release, and not before.
        with suppress(OSError):
            lock_file(path).unlink()


@contextmanager
def _explained(sentence: str, path: Path, but: type[OSError] | tuple[()] = ()) -> Iterator[None]:
    """Makes what the disk says, except `but`, an error in words for the trainee."""
    try:
        yield
    except but:
        raise
    except Held as error:
        message = _("Deze sessie is al open in een ander venster. Ga daar verder, of sluit het.")
        raise SessionBusy(message) from error
    except OSError as error:
        raise JournalError.because(error, sentence, path) from error


def _unbuffered(path: Path, mode: str) -> FileIO:
    # Through a buffer, what could not be written would be tried once more at closing.
    return cast(FileIO, open(path, mode, buffering=0, opener=private))


def _keep(path: Path, torn: bytes) -> None:
    with open(path, "ab", opener=private) as file:
        file.write(torn)
        file.flush()
        os.fsync(file.fileno())
