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
        Binding("enter", "say", _("zeg het"), id="composer.say", priority=True),
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

    def action_say(self) -> None:
        """Hands over what was written; the text stays until it has been said."""
        self.post_message(self.Said(self.text))

    def action_new_line(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        self.post_message(self.Touched())
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        cleaned = clean(event.text)
        if cleaned != event.text:
            event.prevent_default()
            event.stop()
            self.insert(cleaned)
            return
        await super()._on_paste(event)
