"""The conversation as it is seen: who said what, the citizen's words arriving at a human pace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from simulator.conversation.events import Event
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import QUIET, QUIET_ITALIC, Plain

THINKING = 0.7
"""Seconds before the first word of a reply."""

_WAITING = "…"


class Speech(Vertical):
    """One turn: the speaker's name, and the words."""

    def __init__(self, speaker: str, text: str, *, mine: bool, stage: str | None = None) -> None:
        super().__init__(classes="mine" if mine else "theirs")
        self._speaker = speaker
        self._stage = stage
        self.words = text

    def compose(self) -> ComposeResult:
        """The name above, the words below."""
        name: list[Any] = [(self._speaker, "bold $primary" if self.has_class("theirs") else QUIET)]
        if self._stage:
            name.append((f"   ({self._stage})", QUIET_ITALIC))
        yield Plain(Content.assemble(*name), classes="speaker")
        yield Plain(self.words, classes="words")


class ArrivingSpeech(Speech):
    """What the citizen says now: a short silence, then word by word; can be shown whole.

    With a model behind it the words may still be coming in while the first are shown: then it is
    `open` until `complete` is called.
    """

    class Arrived(Message):
        """All words are there."""

    def __init__(
        self, speaker: str, text: str, pace: float, stage: str | None = None, *, open: bool = False
    ) -> None:
        super().__init__(speaker, text, mine=False, stage=stage)
        self._pace = pace
        self._shown = 0
        self._whole = False
        self._open = open
        self._hurried = pace <= 0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Starts with a silence in which the citizen thinks."""
        if not self._whole:
            self._show(_WAITING)
            self._timer = self.set_timer(THINKING, self._begin)

    @property
    def arriving(self) -> bool:
        """Whether words are still coming; also before the first is on the screen."""
        return not self._whole

    @property
    def open(self) -> bool:
        """Whether it is not known yet what all the words will be."""
        return self._open

    def hear(self, text: str) -> None:
        """More words have come in."""
        self.words = f"{self.words} {text}".strip()
        if self._hurried:
            self._show(self.words + " " + _WAITING)

    def complete(self, text: str) -> None:
        """These are all the words; what was shown already stays what it is."""
        self.words = text
        self._open = False
        if self._hurried:
            self.finish()

    def finish(self) -> None:
        """Shows the whole text now, and what is still to come as soon as it is there."""
        self._hurried = True
        if self._whole:
            return
        if self._open:
            if self.words:
                self._show(self.words + " " + _WAITING)
            return
        self._whole = True
        if self._timer is not None:
            self._timer.stop()
            self._show(self.words)
        self.post_message(self.Arrived())

    def _begin(self) -> None:
        self._timer = self.set_interval(1 / self._pace if self._pace > 0 else 1, self._next)
        self._next()

    def _next(self) -> None:
        if self._hurried:
            return
        parts = self.words.split(" ") if self.words else []
        self._shown = min(self._shown + 1, len(parts))
        if self._shown < len(parts):
            self._show(" ".join(parts[: self._shown]) + "▌")
        elif not self._open:
            self.finish()

    def _show(self, text: str) -> None:
        for line in self.query(".words").results(Plain):  # not there before it is composed
            line.update(text)


def _again(rewound: Event, events: Sequence[Event]) -> str:
    """What is said where a new attempt parts from the one before it."""
    before = (event for event in events[: rewound.seq] if event.parent == rewound.parent)
    said = [event.data["text"] for event in before if event.kind == "trainee_said"]
    text = _("⟲ Opnieuw vanaf hier. Je eerdere poging blijft bewaard.")
    if rewound.data.get("corrected"):
        return text
    return text + (_(" Toen zei je: “{text}”").format(text=said[-1]) if said else "")


class Transcript(VerticalScroll, can_focus=False):
    """All turns of the attempt, the last one in view."""

    def __init__(self, citizen: str, pace: float) -> None:
        super().__init__(id="transcript")
        self._citizen = citizen.split()[0]
        self._pace = pace

    def on_mount(self) -> None:
        """Stays at the last words unless the trainee scrolls up."""
        self.anchor()

    def show(self, event: Event, events: Sequence[Event], *, at_once: bool) -> None:
        """Adds what is to be seen of an event of the attempt; `events` are those of the session."""
        data = event.data
        if event.kind == "citizen_said":
            text, stage = data["text"], data.get("stage")
            if (speaking := self._speaking) is not None:
                speaking.complete(text)
            elif at_once or self._pace <= 0:
                self.mount(Speech(self._citizen, text, mine=False, stage=stage))
            else:
                self.mount(ArrivingSpeech(self._citizen, text, self._pace, stage))
        elif event.kind == "trainee_said":
            speaker = words.own_turn(_("Jij"), "marked" in data)
            self.mount(Speech(speaker, data["text"], mine=True))
        elif event.kind == "trainee_did":
            self.mount(Plain(_("Je doet: {label}.").format(label=data["label"]), classes="note"))
        elif event.kind == "rewound":
            self.mount(Plain(_again(event, events), classes="note"))

    def begin_to_listen(self, stage: str | None) -> None:
        """The citizen thinks; what they say is heard while it comes in."""
        self.mount(ArrivingSpeech(self._citizen, "", self._pace, stage, open=True))

    def stop_listening(self) -> None:
        """Nothing more comes in; words that never became a turn go."""
        if (speaking := self._speaking) is not None:
            speaking.remove()

    def hear(self, text: str) -> None:
        """Some more of what the citizen is saying."""
        if (speaking := self._speaking) is not None:
            speaking.hear(text)

    @property
    def _speaking(self) -> ArrivingSpeech | None:
        """The turn of which words are still coming in."""
        return next((speech for speech in self.query(ArrivingSpeech) if speech.open), None)

    def to_the_end(self) -> None:
        """Shows the last words, also when the trainee was looking back."""
        self.anchor()

    def tell_end(self) -> None:
        """Adds, once, that it is over."""
        if not self.query(".end"):
            text = _("Het gesprek is afgelopen. Druk op ↵ voor je feedback.")
            self.mount(Plain(text, classes="end"))

    def finish(self) -> bool:
        """Shows everything whole; whether something was still arriving."""
        arriving = [speech for speech in self.query(ArrivingSpeech) if speech.arriving]
        for speech in arriving:
            speech.finish()
        return bool(arriving)

    @property
    def arriving(self) -> bool:
        """Whether words are still coming."""
        return any(speech.arriving for speech in self.query(ArrivingSpeech))
