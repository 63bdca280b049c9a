"""The conversation screen: what the keys do while two people talk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.language import _
from simulator.screens import questions
from simulator.screens.composer import Composer
from simulator.screens.practice import start_conversation
from simulator.screens.side import Side
from simulator.screens.talking import TalkingScreen
from simulator.screens.transcript import Transcript

if TYPE_CHECKING:
    from simulator.screens.feedback import Again
    from simulator.screens.marking import Marks


class ConversationScreen(TalkingScreen):
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
