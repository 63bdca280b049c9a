"""Where the trainee writes what they say."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from simulator.language import _
from simulator.text import clean


class Composer(TextArea):
    """Enter says it; a pasted text stays whole; ctrl+n makes a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new_line", _("nieuwe regel"), id="composer.new_line"),
    ]

    class Said(Message):
        """The trainee wants to say this."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Touched(Message):
        """A key was pressed."""

    def __init__(self) -> None:
        super().__init__(
            id="composer", compact=True, highlight_cursor_line=False, placeholder=_("Wat zeg je?")
        )

    def action_new_line(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    def said(self, text: str) -> None:
        """Takes away what was said; what was written in the meantime stays."""
        if self.text == text:
            self.clear()
        elif self.text.startswith(text):
            self.text = self.text[len(text) :]
            self.move_cursor(self.document.end)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        # Textual calls the handler of TextArea after this one. Enter is handled here and not by a
        # binding, which would overtake the letters that were typed just before it.
        if event.key != "enter":
            self.post_message(self.Touched())
            return
        event.prevent_default()
        event.stop()
        self.post_message(self.Said(self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(self.Touched())
        # The letters around it keep the spaces at both ends: those part it from what stands there.
        await super()._on_paste(events.Paste(clean(f"x{event.text}x")[1:-1]))
