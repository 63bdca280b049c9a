"""The feedback: what it did, what went well, what to try, and then again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from simulator.conversation.correction import corrected_turns
from simulator.conversation.fold import utterances
from simulator.conversation.voicing import voicing
from simulator.language import _, ngettext
from simulator.screens.plain import QUIET, HelpLine, Plain, keys
from simulator.sessions.errors import SessionError
from simulator.sessions.practice import Practice

if TYPE_CHECKING:
    from simulator.assessment import Assessment, Feedback


@dataclass(frozen=True, slots=True)
class Again:
    """What the trainee wants to do again."""

    nth: int
    """The own turn, from 1."""
    as_marked: bool = False
    """Whether it is to be read the way it was marked, instead of said anew."""


class FeedbackScreen(Screen[Again | None]):
    """Gives back what the trainee wants to do again, or None."""

    CSS_PATH = "feedback.tcss"

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "again", _("opnieuw"), id="feedback.again"),
        Binding("enter,space", "read_on", _("verder lezen"), id="feedback.read_on"),
        Binding("g", "conversation", _("hele gesprek"), id="feedback.conversation"),
        Binding("c", "criteria", _("alle criteria"), id="feedback.criteria"),
        Binding("k", "mark", _("klopt niet"), id="feedback.mark"),
        Binding("escape,q", "back", _("klaar"), id="feedback.back"),
    ]

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._failed = False
        self._feedback: Feedback | None = None
        self._assessment: Assessment | None = None

    def compose(self) -> ComposeResult:
        """One page, filled when the feedback is there."""
        with VerticalScroll(id="feedback-page"):
            yield Plain(self._head(), id="feedback-head")
            yield Plain(_("Even terugkijken …"), id="feedback-effect")
            yield Vertical(id="feedback-parts")
        yield HelpLine(keys(("esc", _("klaar"))), id="feedback-help")

    def on_mount(self) -> None:
        """Looks back, away from the event loop."""
        self.query_one("#feedback-page").focus()
        self._look_back()

    @work(exclusive=True, group="feedback")
    async def _look_back(self) -> None:
        from simulator.screens.advice import parts

        effect = self.query_one("#feedback-effect", Plain)
        self._failed = False
        try:
            self._assessment, feedback = await asyncio.to_thread(self._practice.finish)
        except SessionError as error:
            self._failed = True
            effect.update(str(error))
            self._help(("o", _("nog eens proberen")))
            return
        self._feedback = feedback
        effect.update(feedback.effect)
        await self.query_one("#feedback-parts", Vertical).mount_all(
            parts(feedback, self._practice.conversation.path)
        )
        corrected = corrected_turns(self._practice.conversation.path)
        if corrected:
            turns = ", ".join(map(str, corrected))
            text = _("Zelf verbeterd: beurt {turns}. Die telt hier zoals jij het zei.")
            note = Plain(text.format(turns=turns), classes="notes")
            await self.query_one("#feedback-parts", Vertical).mount(note)
        voiced = voicing(self._practice.conversation.path)
        if voiced is not None:
            note = Plain(voiced.in_a_sentence(), classes="notes")
            await self.query_one("#feedback-parts", Vertical).mount(note)
        exercise = feedback.exercise
        again = [("o", _("opnieuw vanaf beurt {n}").format(n=exercise.nth))] if exercise else []
        marking = [("k", _("klopt niet"))] if self._practice.conversation.state.turn else []
        self._help(*again, ("g", _("hele gesprek")), ("c", _("criteria")), *marking)

    def _help(self, *pairs: tuple[str, str]) -> None:
        self.query_one(HelpLine).update(keys(*pairs, ("esc", _("klaar"))))

    def _head(self) -> Content:
        conversation = self._practice.conversation
        scenario = conversation.scenario
        ended = next((e.data for e in reversed(conversation.path) if e.kind == "ended"), None)
        turns = conversation.state.turn
        how = ngettext("na {n} beurt", "na {n} beurten", turns).format(n=turns)
        if ended and ended["ending"]:
            tones = {
                "good": _("jullie kwamen tot een afspraak"),
                "fair": _("de tijd was om"),
                "bad": _("{name} haakte af"),
            }
            first = scenario.citizen.name.split()[0]
            how = tones[ended["tone"]].format(name=first) + ", " + how
        elif turns:
            how = _("je stopte") + " " + how
        else:
            how = _("je stopte voordat je iets zei")
        return Content.assemble(
            (scenario.title, "bold $primary"),
            (_(" · poging {n} · ").format(n=conversation.attempt) + how, QUIET),
        )

    def action_again(self) -> None:
        """Does the moment again that the feedback is about; or looks back once more."""
        if self._failed:
            self._look_back()
        elif self._feedback is not None and self._feedback.exercise is not None:
            self.dismiss(Again(self._feedback.exercise.nth))

    def action_read_on(self) -> None:
        """Enter, out of habit, only reads on: a new attempt should not begin by accident."""
        self.query_one("#feedback-page").scroll_page_down()

    def action_back(self) -> None:
        """Back to where the trainee came from; everything was kept."""
        self.dismiss(None)

    def action_conversation(self) -> None:
        """Shows the whole conversation with what was observed."""
        from simulator.screens.review import ConversationPage

        page = ConversationPage(self._practice.conversation)
        self.app.push_screen(page, self._after_page)

    def _after_page(self, turn: int | None) -> None:
        if turn is not None:
            self._again_as_marked(turn)

    def _again_as_marked(self, turn: int) -> None:
        self.dismiss(Again(turn, as_marked=True))

    def action_mark(self) -> None:
        """Says that an own turn was read wrongly."""
        from simulator.screens.marking import mark_afterwards

        conversation = self._practice.conversation
        # Not while the outcome is being kept: the events of both would be mixed up.
        if self._feedback is not None and conversation.state.turn:
            mark_afterwards(self, conversation, again=self._again_as_marked)

    def action_criteria(self) -> None:
        """Shows the level of every criterion, with the words it rests on."""
        if self._assessment is not None:
            from simulator.screens.review import CriteriaPage

            conversation = self._practice.conversation
            rubric = conversation.events[0].data["rubric"]
            self.app.push_screen(
                CriteriaPage(
                    self._assessment,
                    rubric,
                    utterances(conversation.path),
                    conversation.scenario.citizen.name.split()[0],
                )
            )
