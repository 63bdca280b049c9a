"""Around the conversation: who you talk with, how far you are, and which keys there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from simulator.conversation.conversation import Conversation
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, keys

PADDING = 4
"""Columns that the line below the conversation does not write on."""


class Head(Horizontal):
    """The line above the conversation."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(id="conversation-head")
        self._conversation = conversation

    def compose(self) -> ComposeResult:
        """Who, and how far."""
        scenario = self._conversation.scenario
        sign = words.channel_sign(scenario.channel)
        who = f"{sign} {scenario.citizen.name} · {scenario.organisation}"
        if self._conversation.model is not None:
            who = f"{sign} {scenario.citizen.name} · " + _("U praat met een AI-oefenpersoon")
        yield Plain(who, classes="who")
        yield Plain("", classes="where")

    def bring_up_to_date(self) -> None:
        """Shows the attempt and the turn that is about to be spoken."""
        conversation = self._conversation
        where = _("beurt {n}").format(n=conversation.state.turn + 1)
        if conversation.ended:
            where = _("afgelopen")
        if conversation.attempt > 1:
            where = _("poging {n}").format(n=conversation.attempt) + " · " + where
        self.query_one(".where", Plain).update(where)


class Keys(HelpLine):
    """The line below the conversation."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[str, str]] = []

    def show(self, conversation: Conversation, *, free: bool) -> None:
        """The keys that do something now."""
        overdo, heard, stop = ("F3", _("overdoen")), ("F7", _("gehoord")), ("ctrl+x", _("stop"))
        if conversation.ended:
            self._show([("↵", _("feedback")), overdo, heard, stop])
            return
        pairs = [("F1", _("hulp")), ("F2", _("scherm"))]
        if conversation.state.turn:
            pairs.append(overdo)
        if conversation.scenario.actions:
            pairs.append(("F4", _("doen")))
        if free:
            pairs.append(("F5", _("hint")))
        if conversation.state.turn:
            pairs.append(heard)
        self._show([*pairs, ("esc", _("pauze")), stop])

    def _show(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs
        self.on_resize()

    def on_resize(self) -> None:
        """Shows what the line has room for; what is at the left is known best by now."""
        pairs = self._pairs
        while len(pairs) > 1 and keys(*pairs).cell_length > self.app.size.width - PADDING:
            pairs = pairs[1:]
        self.update(keys(*pairs))
