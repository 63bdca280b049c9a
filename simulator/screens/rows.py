"""What stands in the library: conversations to go on with, and scenarios to practise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import QUIET, literal

if TYPE_CHECKING:
    from simulator.scenarios.catalogue import Entry
    from simulator.sessions.summary import SessionSummary

TITLE_WIDTH = 31
MAX_OPEN = 3
"""Conversations to go on with that stand above the scenarios."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: something to practise, or to go on with."""

    key: str
    label: str
    title: str
    meta: str
    about: str
    note: str = ""
    search: str = ""
    problem: str = ""
    """Why this cannot be opened."""


def line(row: Row) -> Content:
    """The row as it stands in the list, 75 columns wide."""
    title = " ".join(row.title.split())
    title = title if len(title) <= TITLE_WIDTH else title[: TITLE_WIDTH - 1] + "…"
    return literal(
        Content.assemble(
            (f"{row.label:<14}", QUIET),
            (f"{title:<{TITLE_WIDTH}} ", QUIET if row.problem else ""),
            (row.meta, QUIET),
        )
    )


def read_rows() -> list[Row]:
    """All rows: conversations to go on with, what is recommended, then the rest.

    Raises:
        OSError: the folder of scenarios cannot be read.
    """
    from simulator.scenarios.catalogue import catalogue

    entries = catalogue()
    sessions = _sessions()
    open_ones = [s for s in sessions if s.turns and not s.finished and not s.damaged]
    practised = {session.scenario for session in sessions if session.finished}
    rows = [_session_row(session) for session in open_ones[:MAX_OPEN]]
    usable = [entry for entry in entries if entry.problem is None]
    first = next((entry for entry in usable if entry.id not in practised), None)
    if first is not None:
        rows.append(_scenario_row(first, recommended=True, new=not practised))
    rows += [
        _scenario_row(entry) if entry.problem is None else _broken_row(entry)
        for entry in entries
        if entry is not first
    ]
    return rows


def _sessions() -> Sequence[SessionSummary]:
    from simulator.sessions import SessionError, SessionStore
    from simulator.settings import settings

    try:
        return SessionStore(settings().sessions_folder).list()
    except SessionError:
        # The library is of use without sessions; starting a conversation will say what is wrong.
        return []


def _session_row(session: SessionSummary) -> Row:
    when = session.last[8:10].lstrip("0") + "-" + session.last[5:7].lstrip("0")
    meta = _("beurt {n} · {when}").format(n=session.turns, when=when)
    return Row(
        key=f"session:{session.id}",
        label=_("▸ Verder"),
        title=session.title,
        meta=meta,
        about=_("Verder oefenen waar je was."),
        search=session.title.casefold(),
    )


def _broken_row(entry: Entry) -> Row:
    return Row(
        key=f"scenario:{entry.path}",
        label="  " + _("Onbruikbaar"),
        title=entry.title,
        meta="",
        about="",
        search=entry.title.casefold(),
        problem=entry.problem or "",
    )


def _scenario_row(entry: Entry, *, recommended: bool = False, new: bool = False) -> Row:
    minutes = _("{n} min").format(n=entry.minutes)
    meta = (
        f"{words.channel(entry.channel):<8} · {minutes:>6} · {words.difficulty(entry.difficulty)}"
    )
    label = _("▸ Aanbevolen") if recommended else "  " + words.theme(entry.theme)
    note = ""
    if recommended:
        note = (
            _("Een goed gesprek om mee te beginnen.")
            if new
            else _("Omdat je dit gesprek nog niet hebt gevoerd.")
        )
    if entry.warning:
        note = "⚠ " + entry.warning + ("\n" + note if note else "")
        meta += " ⚠"
    search = " ".join(
        (entry.title, words.theme(entry.theme), entry.organisation, words.channel(entry.channel))
    )
    return Row(
        f"scenario:{entry.path}",
        label,
        entry.title,
        meta,
        entry.situation,
        note,
        search.casefold(),
    )
