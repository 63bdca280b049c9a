"""Keeping sessions: journals that survive anything, and a list of them."""

from simulator.sessions.errors import (
    JournalDamaged,
    JournalError,
    SessionBusy,
    SessionError,
    UnknownSession,
)
from simulator.sessions.journal import Journal
from simulator.sessions.store import SessionStore
from simulator.sessions.summary import SessionSummary, summarise

__all__ = [
    "Journal",
    "JournalDamaged",
    "JournalError",
    "SessionBusy",
    "SessionError",
    "SessionStore",
    "SessionSummary",
    "UnknownSession",
    "summarise",
]
