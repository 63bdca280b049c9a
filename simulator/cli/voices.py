"""Who tells a plain conversation: lines for people, or the events for programs."""

from __future__ import annotations

import sys
from typing import Protocol

from simulator.cli.complaints import say
from simulator.cli.lines import EndlessLine, next_line
from simulator.cli.output import show
from simulator.conversation.events import Event
from simulator.language import _
from simulator.scenarios.model import Scenario


class Voice(Protocol):
    """Who tells what happens."""

    def tell(self, line: str = "") -> None:
        """A line about the conversation."""
        ...

    def happened(self, event: Event, scenario: Scenario) -> None:
        """Something that happened in it."""
        ...

    def recall(self, event: Event, scenario: Scenario) -> None:
        """Something that happened before and matters again."""
        ...

    def listen(self) -> str | None:
        """What the trainee types; None when the input has ended."""
        ...


class PlainVoice:
    """Lines for people; every speaker is named in a word."""

    def tell(self, line: str = "") -> None:
        """Shows the line."""
        show(line)

    def happened(self, event: Event, scenario: Scenario) -> None:
        """Shows what the citizen says, and what an action shows."""
        data = event.data
        if event.kind == "citizen_said":
            if data.get("stage"):
                show(f"({data['stage']})")
            show(f"{scenario.citizen.name}: {data['text']}")
        elif event.kind == "trainee_did":
            show(_("Je doet: {label}").format(label=data["label"]))
            if data.get("shows"):
                show(_("Op je scherm: {text}").format(text=data["shows"]))

    def recall(self, event: Event, scenario: Scenario) -> None:
        """Shows it again, with what the trainee said."""
        if event.kind == "trainee_said":
            show(_("Jij: ") + event.data["text"])
        self.happened(event, scenario)

    def listen(self) -> str | None:
        """Asks for a line; one that comes from a pipe is repeated, so that it can be read back."""
        at_keyboard = sys.stdin.isatty()
        if at_keyboard:
            print(_("Jij: "), end="", flush=True)
        line = _heard()
        if not line:
            return None
        line = line.rstrip("\r\n").removeprefix("\ufeff")
        if not at_keyboard:
            show(_("Jij: ") + line)
        return line


class EventVoice:
    """The events themselves, one a line; what is meant for people goes to standard error."""

    def tell(self, line: str = "") -> None:
        """Says the line beside the events."""
        say(line)

    def happened(self, event: Event, scenario: Scenario) -> None:
        """Writes the event."""
        print(event.to_json(), flush=True)

    def recall(self, event: Event, scenario: Scenario) -> None:
        """The event was written when it happened."""

    def listen(self) -> str | None:
        """The next line of the input."""
        line = _heard()
        return line.rstrip("\r\n").removeprefix("\ufeff") if line else None


def _heard() -> str:
    """The next line of the input; an endless one ends it, so that what was said is kept."""
    try:
        return next_line(sys.stdin)
    except EndlessLine as error:
        say(str(error))
        return ""
