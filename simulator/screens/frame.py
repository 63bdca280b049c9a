"""Around the conversation: who you talk with, how far you are, and which keys there are."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from simulator.conversation.conversation import Conversation
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, keys


class Head(Horizontal):
    """The line above the conversation."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(id="conversation-head")
        self._conversation = conversation

    def compose(self) -> ComposeResult:
        """Who, and how far."""
        scenario = self._conversation.scenario
        sign = words.channel_sign(scenario.channel)
        yield Plain(f"{sign} {scenario.citizen.name} · {scenario.organisation}", classes="who")
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

    def show(self, conversation: Conversation, *, free: bool) -> None:
        """The keys that do something now."""
        overdo, stop = ("F3", _("overdoen")), ("ctrl+x", _("stop"))
        if conversation.ended:
            self.update(keys(("↵", _("feedback")), overdo, stop))
            return
        pairs = [("F1", _("hulp")), ("F2", _("scherm")), overdo]
        if conversation.scenario.actions:
            pairs.append(("F4", _("doen")))
        if free:
            pairs.append(("F5", _("hint")))
        self.update(keys(*pairs, ("esc", _("pauze")), stop))
