"""The conversation screen: it renders events and hands on what the trainee says and does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events as input_events
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer

from simulator.citizen.actor import Begins, Phrase
from simulator.conversation.conversation import CannotSay
from simulator.language import _
from simulator.screens import questions
from simulator.screens.composer import Composer
from simulator.screens.frame import Head, Keys
from simulator.screens.plain import Notice, Plain
from simulator.screens.practice import start_conversation
from simulator.screens.side import Side
from simulator.screens.transcript import ArrivingSpeech, Transcript
from simulator.sessions.errors import SessionError
from simulator.sessions.practice import Practice
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.screens.feedback import Again
    from simulator.screens.marking import Marks

LEAVING = 0.1
"""Seconds between two tries to make a model stop."""

WIDE = 100
"""Columns from which the side column stands beside the conversation."""


class ConversationScreen(Screen[None]):
    """One attempt after another, until the trainee goes back to the library."""

    CSS_PATH = "conversation.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "side", _("scherm"), id="conversation.side"),
        Binding("f3", "rewind", _("overdoen"), id="conversation.rewind"),
        Binding("f4", "act", _("doen"), id="conversation.act"),
        Binding("f5", "hint", _("hint"), id="conversation.hint"),
        Binding("f6", "mood", _("stemming"), id="conversation.mood", priority=True),
        Binding("f7", "heard", _("gehoord"), id="conversation.heard", priority=True),
        Binding("escape", "pause", _("pauze"), id="conversation.pause"),
        Binding("ctrl+x", "stop", _("stoppen"), id="conversation.stop", priority=True),
        Binding("pageup", "page_up", show=False, priority=True),
        Binding("pagedown", "page_down", show=False, priority=True),
    ]

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
        if not self.is_mounted or not self._busy:
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

    # -- keys ------------------------------------------------------------------------------------

    def action_side(self) -> None:
        """Shows or hides the side column."""
        self._side_wanted = not self.query_one(Side).has_class("shown")
        self._arrange(self.size.width)

    def action_mood(self) -> None:
        """Shows or hides the citizen's mood."""
        if self._free:
            self._mood = not self._mood
            self._refresh_frame()

    def action_hint(self) -> None:
        """Asks for advice."""
        if not self._free or self._conversation.ended:
            return
        before = len(self._conversation.events)
        if not self._keep(self._conversation.hint):
            return
        new = self._conversation.events[before:]
        if not new:
            self._tell(_("Op dit moment heb ik geen nieuwe hint."))
        elif not self.query_one(Side).has_class("shown"):
            self._tell(_("Hint: {text}").format(text=new[0].data["text"]))
        self._show_new()

    def action_act(self) -> None:
        """Chooses something to do."""
        choice = questions.what_to_do(self._conversation)
        if choice is None:
            self._tell(_("Er is nu niets te doen. Soms moet je eerst iets weten of controleren."))
        elif not self._busy:
            self.app.push_screen(choice, self._do)

    def _do(self, action_id: str | None) -> None:
        if action_id is not None:
            self.query_one(Transcript).finish()
            self._turn(lambda: self._conversation.do(action_id))

    def action_rewind(self) -> None:
        """Chooses an own turn to do again."""
        choice = questions.which_turn(self._conversation)
        if choice is None:
            self._tell(_("Je hebt nog niets gezegd om opnieuw te doen."))
        elif not self._busy:
            self.app.push_screen(choice, self._chosen_turn)

    def _chosen_turn(self, turn: str | None) -> None:
        if turn is not None:
            self.rewind(int(turn))

    def rewind(self, turn: int) -> None:
        """Starts a new attempt at one of the trainee's turns."""
        if self._keep(lambda: self._conversation.rewind(turn)):
            self._uncover()
            self._show_new(at_once=True)
            self.query_one(Composer).focus()

    def action_heard(self) -> None:
        """Shows what was heard in an own turn, to say that it is not right or not all."""
        from simulator.screens.marking import MarkWindow, mark_afterwards

        if self._busy:
            return
        if not any(event.kind == "trainee_said" for event in self._conversation.path):
            self._tell(_("Je hebt nog niets gezegd."))
        elif self._conversation.ended:
            mark_afterwards(self, self._conversation, again=self._as_marked)
        else:
            self.query_one(Transcript).finish()
            self.app.push_screen(MarkWindow(self._conversation), self._correct)

    def _correct(self, marks: Marks | None) -> None:
        if marks is not None:
            correct = partial(
                self._conversation.correct, marks.turn, wrong=marks.wrong, missing=marks.missing
            )
            self._turn(correct)

    def _as_marked(self, turn: int) -> None:
        self._turn(lambda: self._conversation.again_as_marked(turn))

    def action_pause(self) -> None:
        """A break; or, from the side column, back to the conversation."""
        if self._covered:
            self._uncover()
        elif self._conversation.ended:
            self.action_stop()
        elif self._busy:
            self._hurry(self.action_pause)
        elif self._keep(self._conversation.pause):
            self.app.push_screen(questions.how_long(), self._after_pause)

    def _after_pause(self, choice: str | None) -> None:
        self._keep(self._conversation.go_on)
        self._show_new()
        if choice == "later":
            self.app.pop_screen()

    def action_stop(self) -> None:
        """Stops, with or without feedback."""
        if self._busy:
            self._hurry(self.action_stop)
        else:
            self.app.push_screen(questions.how_to_stop(self._conversation), self._stop_how)

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

    def _stop_how(self, choice: str | None) -> None:
        if choice == "feedback" and self._keep(self._conversation.stop):
            self._to_feedback()
        elif choice == "later":
            self.app.pop_screen()

    def action_page_up(self) -> None:
        """Looks back."""
        self._page.scroll_page_up()

    def action_page_down(self) -> None:
        """Looks ahead."""
        self._page.scroll_page_down()

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one(Side) if self._covered else self.query_one(Transcript)

    def _to_feedback(self) -> None:
        from simulator.screens.feedback import FeedbackScreen

        if self.app.screen is self:
            self.app.push_screen(FeedbackScreen(self._practice), self._after_feedback)

    def _after_feedback(self, again: Again | None) -> None:
        """What to do again, or None to go back to the library."""
        if again is None:
            self.app.pop_screen()
        elif again.as_marked:
            self._as_marked(again.nth)
        elif self._conversation.state.turn:
            self.rewind(again.nth)
        else:
            # There is nothing to go back to; as nothing was said, a new session loses nothing.
            mode = "free" if self._free else "real"
            actor = str(self._conversation.events[0].data.get("actor", "scripted"))
            start_conversation(self, self._conversation.scenario, mode, actor=actor)
