"""The index: a TinyDB table of summaries, so that a list need not read every journal.

It holds nothing of its own. Each row remembers the size and time of the journal it was made from,
so a row that has fallen behind is noticed, and the file may be deleted or damaged at any moment.
Reading takes no lock, because the file is only ever replaced as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage

from simulator.sessions.disk import lock, private
from simulator.sessions.errors import JournalError
from simulator.sessions.reading import read_until_damage
from simulator.sessions.summary import SessionSummary, summarise

TABLE = "sessions"
PATIENCE = 5.0
"""Seconds to wait for another process that is changing the index; it needs milliseconds."""


class Stamp(NamedTuple):
    """The state of a file, as far as it can be told without reading it."""

    size: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of the file at `path`.

        Raises:
            OSError: it is not there.
        """
        # Not from a folder listing: Windows keeps old sizes there while a file is open.
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns)


class Row(NamedTuple):
    """What the index knows of one session."""

    summary: SessionSummary
    stamp: Stamp
    """The journal's, from before it was read for the summary."""

    def to_document(self) -> dict[str, Any]:
        """The row as plain data."""
        return {**self.summary.to_row(), **self.stamp._asdict()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Row:
        """The row that `to_document` gave.

        Raises:
            ValueError: `document` is something else.
        """
        rest = dict(document)
        stamp = Stamp(rest.pop("size", -1), rest.pop("changed_ns", -1))
        return cls(SessionSummary.from_row(rest), stamp)

    def is_current(self, path: Path) -> bool:
        """Whether the journal at `path` is still as it was."""
        with suppress(OSError):
            return self.stamp == Stamp.of(path)
        return False


def read_row(path: Path) -> Row | None:
    """The row of the journal at `path`; None when nothing happened in it, or it is gone."""
    try:
        if path.exists() and not path.is_file():
            return None  # a folder, or a pipe that reading would wait for
        stamp, contents = Stamp.of(path), read_until_damage(path)
    except FileNotFoundError:
        return None
    except (OSError, JournalError):
        # Stamped with what no file has: it is looked at again each time.
        return Row(summarise(path.stem, [], damaged=True), Stamp(-1, -1))
    damaged = contents.damage is not None
    if not contents.events and not damaged:
        return None
    return Row(summarise(path.stem, contents.events, damaged=damaged), stamp)


class SessionIndex:
    """The summaries of a folder of sessions."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index.json"
        self._read_at: Stamp | None = None
        self._rows: dict[str, Row] = {}

    def rows(self) -> Mapping[str, Row]:
        """What is known, by session id; nothing when the file is missing or damaged."""
        try:
            stamp = Stamp.of(self.path)
        except OSError:
            return {}
        if stamp != self._read_at:
            with TinyDB(self.path, storage=AtomicStorage) as database:
                self._rows = _sound(database.table(TABLE).all())
            self._read_at = stamp
        return self._rows

    def change(self, put: Iterable[Row], drop: Iterable[str] = ()) -> None:
        """Adds or replaces rows, and drops others by session id.

        Raises:
            OSError: the disk refuses, or another process holds the index too long.
        """
        rows = {row.summary.id: row for row in put}
        outdated = {None, *rows, *drop}
        # A database opened inside the lock: one kept open would give new rows the numbers that
        # another process has given. The middleware makes one write of all changes, at closing.
        storage = CachingMiddleware(AtomicStorage)  # type: ignore[no-untyped-call]
        with lock(self.path, PATIENCE), TinyDB(self.path, storage=storage) as database:
            table = database.table(TABLE)
            table.remove(lambda document: _id(document) in outdated)
            table.insert_multiple(row.to_document() for row in rows.values())

    def delete(self) -> None:
        """Removes the whole index; the next list makes a new one.

        Raises:
            OSError: the disk refuses.
        """
        self.path.unlink(missing_ok=True)


class AtomicStorage(Storage):
    """A JSON file that is replaced as a whole, and counts as empty when it is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or None when there is nothing usable."""
        try:
            tables = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return tables if _is_database(tables) else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replaces the file."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        # One name will do, as whoever writes holds the lock. Flushing to the disk is not needed:
        # after a power cut the journals still tell all.
        fresh = self._path.with_suffix(".new")
        try:
            with open(fresh, "wb", opener=private) as file:
                file.write(text.encode("utf-8", "backslashreplace"))
            fresh.replace(self._path)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise


def _is_database(tables: Any) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(table, dict)
        and all(number.isdecimal() and isinstance(row, dict) for number, row in table.items())
        for table in tables.values()
    )


def _id(document: Mapping[str, Any]) -> str | None:
    """The session a row is about; None when it is no row."""
    try:
        return Row.from_document(document).summary.id
    except ValueError:
        return None


def _sound(documents: Iterable[Mapping[str, Any]]) -> dict[str, Row]:
    rows = {}
    for document in documents:
        with suppress(ValueError):
            row = Row.from_document(document)
            rows[row.summary.id] = row
    return rows
