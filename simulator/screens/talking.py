"""The conversation as it goes on: what was said is shown, what is typed is said.

Events are rendered and nothing else, but for words that a model is still saying. Saying and doing
happen in another thread, one thing at a time; `ConversationScreen` adds what the keys do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events as input_events
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from simulator.citizen.actor import Begins, Phrase
from simulator.conversation.conversation import CannotSay
from simulator.language import _
from simulator.screens.composer import Composer
from simulator.screens.frame import Head, Keys
from simulator.screens.plain import Notice, Plain
from simulator.screens.side import Side
from simulator.screens.transcript import ArrivingSpeech, Transcript
from simulator.sessions.errors import SessionError
from simulator.sessions.practice import Practice
from simulator.settings import settings

LEAVING = 0.1
"""Seconds between two tries to make a model stop."""

WIDE = 100
"""Columns from which the side column stands beside the conversation."""


class TalkingScreen(Screen[None]):
    """Two people who talk, and a line to write on."""

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._conversation = practice.conversation
        self._free = self._conversation.events[0].data.get("mode") != "real"
        self._mood = self._free
        self._side_wanted: bool | None = None
        self._shown: list[int] = []
        """The events that the transcript holds."""
        self._keeping: asyncio.Future[object] | None = None
        self._busy = False
        self._saying = ""
        """What stands on the line to write on and is being said."""
        self._silence: Timer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def compose(self) -> ComposeResult:
        """The head, the conversation with the side column, and the line to write on."""
        scenario = self._conversation.scenario
        yield Head(self._conversation)
        with Horizontal(id="conversation-body"):
            yield Transcript(scenario.citizen.name, settings().pace)
            yield Side(with_mood=self._free)
        yield Notice(id="conversation-notice")
        with Horizontal(id="composer-box"):
            yield Plain("›", id="composer-sign")
            yield Composer()
        yield Keys()

    def on_mount(self) -> None:
        """Shows what was said so far."""
        ended = self._conversation.ended
        if self._conversation.model is not None:
            self._loop = asyncio.get_running_loop()
            self._conversation.listener = self._heard_elsewhere
        self.query_one(Composer).focus()
        self._arrange(self.size.width)
        self._show_new(at_once=self._conversation.state.turn > 0 or ended)
        if self._conversation.state.turn > 0:
            self._tell_whether_changed()
        if ended:
            self.call_after_refresh(self._to_feedback)

    @work(group="changed")
    async def _tell_whether_changed(self) -> None:
        if await asyncio.to_thread(self._practice.scenario_changed):
            self._tell(
                _("Dit scenario is intussen gewijzigd. Je gaat verder zoals je begonnen bent.")
            )

    def on_resize(self, event: input_events.Resize) -> None:
        """The side column folds away on a narrow screen."""
        self._arrange(event.size.width)

    def on_screen_resume(self) -> None:
        """After a break the citizen waits anew."""
        self._wait_for_words()

    async def on_unmount(self) -> None:
        """What is being kept at this moment is kept first; then the file is let go."""
        await self._end_turn()
        try:
            self._practice.close()
        except SessionError as error:
            self.app.notify(str(error), severity="warning")

    # -- rendering -------------------------------------------------------------------------------

    def _show_new(self, *, at_once: bool = False, since: int = 0) -> None:
        """Shows what is not shown yet; of another attempt all, what is before `since` at once."""
        transcript = self.query_one(Transcript)
        # Once: while a model speaks, more is added in another thread.
        path = list(self._conversation.path)
        seqs = [event.seq for event in path]
        if self._shown != seqs[: len(self._shown)]:
            transcript.remove_children()
            transcript.to_the_end()
            self._shown = []
        for event in path[len(self._shown) :]:
            now = at_once or event.seq < since
            transcript.show(event, self._conversation.events, at_once=now)
        self._shown = seqs
        self._refresh_frame()
        if not transcript.arriving:
            self._fall_quiet()

    @on(ArrivingSpeech.Arrived)
    def _fall_quiet(self) -> None:
        """All words are there; now it is the trainee's turn, or it is over."""
        if self._conversation.ended:
            self.query_one(Transcript).tell_end()
        else:
            self._wait_for_words()

    def _refresh_frame(self) -> None:
        ended = self._conversation.ended
        self.query_one(Head).bring_up_to_date()
        self.query_one(Side).show(self._conversation, mood=self._mood)
        self.query_one(Keys).show(self._conversation, free=self._free)
        composer = self.query_one(Composer)
        composer.read_only = ended
        composer.placeholder = _("↵ naar je feedback") if ended else _("Wat zeg je?  (↵ zegt het)")

    def _arrange(self, width: int) -> None:
        wide = width >= WIDE
        self.set_class(not wide, "-narrow")
        shown = wide if self._side_wanted is None else self._side_wanted
        self.query_one(Side).set_class(shown, "shown")
        self.set_class(shown, "side-open")

    @property
    def _covered(self) -> bool:
        """Whether the side column takes the place of the conversation."""
        return self.has_class("-narrow") and self.has_class("side-open")

    def _uncover(self) -> None:
        if self._covered:
            self._side_wanted = None
            self._arrange(self.size.width)

    def _tell(self, sentence: str) -> None:
        self.query_one(Notice).tell(sentence)

    # -- saying and doing ------------------------------------------------------------------------

    @on(Composer.Touched)
    def _skip(self) -> None:
        self.query_one(Transcript).finish()
        self._wait_for_words()

    @on(Composer.Said)
    def _said(self, message: Composer.Said) -> None:
        # A second enter only shows what is being said.
        if self.query_one(Transcript).finish() or self._busy:
            return
        if self._conversation.ended:
            self._to_feedback()
        elif message.text.strip():
            self._turn(lambda: self._conversation.say(message.text), message.text)
        else:
            # A turn that a full disk cut off is completed; otherwise there is nothing to say.
            self._turn(self._conversation.catch_up)

    def _turn(self, what: Callable[[], object], text: str = "") -> None:
        """Says or does something, away from the event loop and one thing at a time."""
        # Busy until it is shown: an enter in between would say the same words twice.
        self._busy = True
        self._saying = text
        self._keeping = asyncio.ensure_future(asyncio.to_thread(what))
        self._follow(self._keeping, text, len(self._conversation.events))

    @work(group="turn")
    async def _follow(self, keeping: asyncio.Future[object], text: str, kept: int) -> None:
        self.query_one(Notice).clear()
        complaint = ""
        try:
            await asyncio.shield(keeping)
        except (CannotSay, SessionError) as error:
            complaint = str(error)
        finally:
            self._busy = False
        if not self.query(Transcript):
            return  # everything is kept, and nobody looks any more
        new = self._conversation.events[kept:]
        if not new:
            self.query_one(Transcript).stop_listening()
            self._tell(complaint or _("Zeg eerst iets."))
            return
        if complaint:
            again = "" if self._conversation.ended else _(" Met ↵ probeer ik het nog eens.")
            self._tell(complaint + again)
        elif text and any(event.kind == "read" and event.data.get("privacy") for event in new):
            self._tell(_("Persoonlijke gegevens heb ik vervangen; ze worden niet bewaard."))
        self._said_it()
        self._show_new(since=kept)
        self.query_one(Transcript).stop_listening()

    def _heard_elsewhere(self, heard: Begins | Phrase) -> None:
        """In the thread that speaks: hands on what is heard to the one that draws."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._hear, heard)

    def _hear(self, heard: Begins | Phrase) -> None:
        """The citizen begins to speak, or says some more, before the turn is an event."""
        if not self._busy or not self.query(Transcript):
            return
        transcript = self.query_one(Transcript)
        if isinstance(heard, Phrase):
            transcript.hear(heard.text)
            return
        self._said_it()
        self._show_new()
        if self._conversation.path[-1].kind != "citizen_said":
            transcript.begin_to_listen(heard.stage)

    def _said_it(self) -> None:
        """What was said leaves the line to write on and is seen."""
        if self._saying:
            self.query_one(Composer).said(self._saying)
            self._saying = ""
        self._uncover()
        self.query_one(Transcript).to_the_end()

    def _keep(self, what: Callable[[], object]) -> bool:
        """Keeps something small; whether the disk took it."""
        if self._busy:
            return False
        try:
            what()
        except (CannotSay, SessionError) as error:
            self._tell(str(error))
            return False
        self.query_one(Notice).clear()
        return True

    # -- silence ---------------------------------------------------------------------------------

    def _wait_for_words(self) -> None:
        """As in reality, a long silence is noticed; while practising freely nobody hurries you."""
        if self._silence is not None:
            self._silence.stop()
        waits = [silence.after_seconds for silence in self._conversation.scenario.silence]
        if waits and not self._free and not self._conversation.ended:
            seconds = min(waits)
            self._silence = self.set_timer(seconds, lambda: self.fall_silent(seconds))

    def fall_silent(self, seconds: float) -> None:
        """The citizen asks, after so many seconds, whether anyone is there."""
        asked = self._conversation.path[-1].data.get("source") == "silence"
        # A window over the conversation is a pause; and nobody is asked twice.
        if self.app.screen is self and not asked and not self._conversation.ended:
            if self._keep(lambda: self._conversation.fall_silent(seconds)):
                self._show_new()

    # -- leaving a turn --------------------------------------------------------------------------

    @work(group="hurry", exclusive=True)
    async def _hurry(self, then: Callable[[], None]) -> None:
        """Whoever wants to go does not wait for a model: the written line ends the turn."""
        await self._end_turn()
        self.call_after_refresh(then)

    async def _end_turn(self) -> None:
        """Waits until what is being said is kept, and lets nobody wait for a model."""
        while self._keeping is not None and not self._keeping.done():
            # Again: at this moment the model may not have been asked yet.
            self._conversation.leave()
            await asyncio.wait({self._keeping}, timeout=LEAVING)

    def _to_feedback(self) -> None:
        """What comes when the conversation is over."""
        raise NotImplementedError
