"""The application: which screens there are, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.theme import Theme

from simulator.language import _
from simulator.screens.library import LibraryScreen
from simulator.screens.plain import literal
from simulator.settings import settings

DARK = Theme(
    name="gehoord-donker",
    primary="#8fb7d9",
    secondary="#a9b8c6",
    accent="#e0b074",
    warning="#e0b074",
    error="#e58f80",
    success="#9cc49a",
    foreground="#e6e4df",
    background="#16191d",
    surface="#1b1f24",
    panel="#21262c",
    dark=True,
)

LIGHT = Theme(
    name="gehoord-licht",
    primary="#1f5f93",
    secondary="#4a5a68",
    accent="#8a5310",
    warning="#8a5310",
    error="#a3321f",
    success="#2f6b35",
    foreground="#22262a",
    background="#faf8f4",
    surface="#ffffff",
    panel="#efece5",
    dark=False,
)


@dataclass(frozen=True, slots=True)
class Start:
    """What the application opens with."""

    scenario: str | None = None
    """Id or path; its briefing is opened."""
    seed: int | None = None
    """Makes that conversation repeatable."""
    session: str | None = None
    """Id of a session to go on with."""
    actor: str = "scripted"
    """Who words the citizen in that conversation, `scripted` or `llm`."""
    marker: str = "trainee"
    """Who marks what was read wrongly: `trainee` or `trainer`."""


class GehoordApp(App[None]):
    """Practise a hard conversation, alone and at ease."""

    TITLE = "Gehoord"
    # The default screen's own stylesheet is not looked at, so the library's stands here.
    CSS_PATH: ClassVar = ["app.tcss", "library.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", _("stoppen"), id="quit", priority=True),
        Binding("f1", "help", _("hulp"), id="help"),
        Binding("f10", "other_theme", _("licht of donker"), id="theme"),
    ]

    def __init__(self, start: Start | None = None) -> None:
        super().__init__()
        self._start = start or Start()
        # Before the first paint: a theme that comes later means that everything is styled twice.
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    @property
    def marker(self) -> str:
        """Who sits at the keyboard: `trainee` or `trainer`."""
        return self._start.marker

    def get_default_screen(self) -> LibraryScreen:
        """The library: everything else lies on top of it."""
        return LibraryScreen()

    def on_mount(self) -> None:
        """Opens what was asked for."""
        if self._start.session is not None:
            from simulator.screens.practice import resume_session

            resume_session(self.screen, self._start.session)
        elif self._start.scenario is not None:
            from simulator.screens.briefing import BriefingScreen

            start = self._start
            self.push_screen(BriefingScreen(str(start.scenario), start.seed, start.actor))

    def action_help(self) -> None:
        """Explains the application on one page."""
        from simulator.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_other_theme(self) -> None:
        """Goes from dark to light and back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_help_quit(self) -> None:
        """Ctrl+C never throws anything away; it tells how to stop."""
        self.notify(_("Wil je stoppen? Dat kan met ctrl+q. Je gesprek blijft bewaard."))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = 8,
        markup: bool = False,
    ) -> None:
        """Says one sentence in a corner; the sentence is shown literally."""
        super().notify(
            literal(message).plain, title=title, severity=severity, timeout=timeout, markup=markup
        )

    def _fatal_error(self) -> None:
        """Leaves it to `run` to tell: a page of code, with what was said in it, helps nobody."""
        self._close_messages_no_wait()


def run(start: Start | None = None) -> int:
    """Opens the application; returns when it is closed.

    Raises:
        SettingsError: a setting is wrong.
    """
    settings()
    app = GehoordApp(start)
    app.run()
    if app._exception is not None:
        raise getattr(app._exception, "error", app._exception)  # what went wrong inside a worker
    return app.return_code or 0
