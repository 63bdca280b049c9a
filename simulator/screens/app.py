"""The application: which screens there are, and what they share."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import Theme

from simulator.language import _
from simulator.screens.library import LibraryScreen
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


class GehoordApp(App[None]):
    """Practise a hard conversation, alone and at ease."""

    TITLE = "Gehoord"
    CSS_PATH: ClassVar = ["library.tcss", "briefing.tcss", "conversation.tcss", "feedback.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", _("stoppen"), id="quit", priority=True),
        Binding("f10", "other_theme", _("licht of donker"), id="theme"),
    ]

    def on_mount(self) -> None:
        """Opens the library."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.push_screen(LibraryScreen())

    def action_other_theme(self) -> None:
        """Goes from dark to light and back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def tell(self, sentence: str, severity: str = "information") -> None:
        """Says one sentence in a corner; the sentence is shown literally."""
        self.notify(
            sentence,
            severity="warning" if severity == "warning" else "information",
            markup=False,
            timeout=6,
        )


def run() -> int:
    """Opens the application; returns when it is closed."""
    settings()
    GehoordApp().run()
    return 0
