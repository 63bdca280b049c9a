"""Earlier conversations: go on, read the feedback again, or erase."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.language import _, ngettext
from simulator.screens.dialogs import Choice
from simulator.screens.plain import QUIET, HelpLine, Plain, keys, literal
from simulator.sessions.errors import SessionError
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.sessions.summary import SessionSummary


class SessionsScreen(Screen[None]):
    """The trainee's own sessions, newest first."""

    CSS_PATH = "sessions.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "erase", _("wissen"), id="sessions.erase"),
        Binding("escape", "app.pop_screen", _("terug"), id="sessions.back"),
    ]

    def compose(self) -> ComposeResult:
        """A list, or a kind word when there is nothing yet."""
        yield Plain(_("Eerdere gesprekken"), id="sessions-title")
        yield OptionList(id="sessions-list", markup=False)
        yield Plain("", id="sessions-empty")
        yield HelpLine(keys(("↵", _("openen")), ("del", _("wissen")), ("esc", _("terug"))))

    def on_mount(self) -> None:
        """Reads the list."""
        self.query_one(OptionList).focus()
        self._read()

    def on_screen_resume(self) -> None:
        """Something may have been practised or erased."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        from simulator.sessions.store import SessionStore

        store = SessionStore(settings().sessions_folder)
        try:
            sessions = await asyncio.to_thread(store.list)
        except SessionError as error:
            self.query_one("#sessions-empty", Plain).update(str(error))
            return
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(_line(session), id=session.id) for session in sessions])
        if sessions:
            options.highlighted = min(at, len(sessions) - 1)
        empty = _("Je hebt nog geen gesprek gevoerd. Alles wat je oefent komt hier te staan.")
        self.query_one("#sessions-empty", Plain).update("" if sessions else empty)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            from simulator.screens.practice import resume_session

            resume_session(self, event.option_id)

    def action_erase(self) -> None:
        """Asks before a session is erased."""
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return
        session_id = options.get_option_at_index(options.highlighted).id or ""
        answers = [("no", _("nee, bewaren")), ("yes", _("ja, helemaal wissen"))]
        about = _("Het gesprek en de feedback zijn dan echt weg.")

        def erase(choice: str | None) -> None:
            if choice == "yes":
                self._erase(session_id)

        self.app.push_screen(Choice(_("Dit gesprek wissen?"), answers, about), erase)

    def _erase(self, session_id: str) -> None:
        from simulator.sessions.store import SessionStore

        try:
            SessionStore(settings().sessions_folder).erase(session_id)
        except SessionError as error:
            self.notify(str(error), severity="warning", timeout=12)
        self._read()


def _line(session: SessionSummary) -> Content:
    title = " ".join(session.title.split()) or session.id
    state = _("afgerond") if session.finished else _("nog bezig")
    if session.damaged:
        state = _("beschadigd")
    when = f"{session.started[8:10]}-{session.started[5:7]}-{session.started[:4]}"
    turns = ngettext("{n} beurt", "{n} beurten", session.turns).format(n=session.turns)
    return literal(
        Content.assemble(
            (f"{when}  ", QUIET),
            f"{title[:34]:<34}  ",
            (f"{turns} · {state}", QUIET),
        )
    )
