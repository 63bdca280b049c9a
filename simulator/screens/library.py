"""The library: which conversation to practise."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from simulator.language import _
from simulator.screens.plain import HelpLine, Plain, keys
from simulator.screens.rows import Row, line, read_rows


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
            self._rows = await asyncio.to_thread(read_rows)
        except OSError as error:
            sentence = _("Ik kan de map met scenario's niet lezen: {reason}.")
            self.notify(sentence.format(reason=error.strerror), severity="warning", timeout=12)
        self._show()

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        wanted = self.query_one("#library-search", Input).value.casefold().strip()
        before = rows.highlighted_option
        shown = [row for row in self._rows if wanted in row.search]
        rows.set_options([Option(line(row), id=row.key) for row in shown])
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
