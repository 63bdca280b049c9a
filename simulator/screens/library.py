"""The library: which conversation to practise."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, keys, literal

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


class LibraryScreen(Screen[None]):
    """Choose a conversation with the arrows and open it with enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", _("zoeken"), id="library.search"),
        Binding("g", "sessions", _("eerdere gesprekken"), id="library.sessions"),
        Binding("question_mark", "app.help", _("hulp"), id="library.help"),
        Binding("q", "app.quit", _("stoppen"), id="library.quit"),
        Binding("escape", "clear_search", show=False),
        Binding("down", "to_list", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """The question, the list, and what is said of the choice under the cursor."""
        with Horizontal(id="library-head"):
            yield Plain("Gehoord", id="library-name")
            yield Plain(_("privé ●"), id="library-private")
        yield Plain(_("Waar wil je vandaag mee oefenen?"), id="library-question")
        yield Input(placeholder=_("zoek op titel, thema of organisatie"), id="library-search")
        with Vertical(id="library-body"):
            yield OptionList(id="library-list", markup=False)
            yield Plain("", id="library-about")
        yield HelpLine(
            keys(
                ("↵", _("openen")),
                ("/", _("zoeken")),
                ("g", _("eerdere gesprekken")),
                ("?", _("hulp")),
                ("q", _("stoppen")),
            )
        )

    def on_mount(self) -> None:
        """Reads the library after the first paint."""
        self.query_one("#library-search").display = False
        self.query_one(OptionList).focus()
        self.refresh_rows()

    def on_screen_resume(self) -> None:
        """Coming back from a conversation, the list may have changed."""
        if self._rows:
            self.refresh_rows()

    @work(exclusive=True, group="rows")
    async def refresh_rows(self) -> None:
        """Reads scenarios and open sessions, away from the event loop."""
        try:
            self._rows = await asyncio.to_thread(_read_rows)
        except OSError as error:
            sentence = _("Ik kan de map met scenario's niet lezen: {reason}.")
            self.notify(sentence.format(reason=error.strerror), severity="warning", timeout=12)
        self._show()

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        wanted = self.query_one("#library-search", Input).value.casefold().strip()
        before = rows.highlighted_option
        shown = [row for row in self._rows if wanted in row.search]
        rows.set_options([Option(_line(row), id=row.key) for row in shown])
        if shown:
            places = {row.key: at for at, row in enumerate(shown)}
            rows.highlighted = places.get((before and before.id) or "", 0)
            return
        nothing = _("Niets gevonden. Met esc zie je alles weer.")
        none = _("Er zijn geen scenario's. Kijk of de map met scenario's klopt.")
        self.query_one("#library-about", Plain).update(nothing if wanted else none)

    @on(OptionList.OptionHighlighted)
    def _tell_about(self, event: OptionList.OptionHighlighted) -> None:
        row = self._row(event.option_id)
        if row is not None:
            note = ("\n" + row.note, "$accent") if row.note else ""
            about = row.problem or row.about
            self.query_one("#library-about", Plain).update(Content.assemble(about, note))

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        row = self._row(event.option_id)
        if row is None or row.problem:
            return
        kind, name = row.key.split(":", 1)
        if kind == "session":
            from simulator.screens.practice import resume_session

            resume_session(self, name)
        else:
            from simulator.screens.briefing import open_briefing

            open_briefing(self, name)

    @on(Input.Changed, "#library-search")
    def _searching(self) -> None:
        self._show()

    @on(Input.Submitted, "#library-search")
    def action_to_list(self) -> None:
        """From the search line to what was found."""
        self.query_one(OptionList).focus()

    def action_search(self) -> None:
        """Shows the search line."""
        search = self.query_one("#library-search", Input)
        search.display = True
        self.set_focus(search)

    def action_clear_search(self) -> None:
        """Shows everything again."""
        search = self.query_one("#library-search", Input)
        search.value = ""
        search.display = False
        self.query_one(OptionList).focus()

    def action_sessions(self) -> None:
        """Opens the list of earlier conversations."""
        from simulator.screens.sessions import SessionsScreen

        self.app.push_screen(SessionsScreen())

    def _row(self, key: str | None) -> Row | None:
        return next((row for row in self._rows if row.key == key), None)


def _line(row: Row) -> Content:
    title = " ".join(row.title.split())
    title = title if len(title) <= TITLE_WIDTH else title[: TITLE_WIDTH - 1] + "…"
    return literal(
        Content.assemble(
            (f"{row.label:<14}", "$text-muted"),
            (f"{title:<{TITLE_WIDTH}} ", "$text-muted" if row.problem else ""),
            (row.meta, "$text-muted"),
        )
    )


def _read_rows() -> list[Row]:
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
        label=_("Onbruikbaar"),
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
