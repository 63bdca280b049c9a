"""The feedback: what it did, what went well, what to try, and then again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from simulator.behaviours import MoodName
from simulator.conversation.fold import utterances
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, bar, keys
from simulator.screens.side import mood_rows
from simulator.sessions.errors import SessionError
from simulator.sessions.practice import Practice

if TYPE_CHECKING:
    from simulator.assessment import Assessment, Feedback

CURVES: tuple[MoodName, ...] = ("anger", "trust", "shame")


class FeedbackScreen(Screen[int | None]):
    """Gives back the trainee's turn to do again, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", _("opnieuw"), id="feedback.again"),
        Binding("g", "conversation", _("hele gesprek"), id="feedback.conversation"),
        Binding("c", "criteria", _("alle criteria"), id="feedback.criteria"),
        Binding("escape", "back", _("naar het begin"), id="feedback.back"),
        Binding("q", "back", show=False),
    ]

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._feedback: Feedback | None = None
        self._assessment: Assessment | None = None

    def compose(self) -> ComposeResult:
        """One page, filled when the feedback is there."""
        with VerticalScroll(id="feedback-page"):
            yield Plain("", id="feedback-head")
            yield Plain(_("Even terugkijken …"), id="feedback-effect")
            yield Vertical(id="feedback-parts")
        yield HelpLine("", id="feedback-help")

    def on_mount(self) -> None:
        """Looks back, away from the event loop."""
        self.query_one("#feedback-page").focus()
        self.query_one("#feedback-head", Plain).update(self._head())
        self._look_back()

    @work(exclusive=True, group="feedback")
    async def _look_back(self) -> None:
        try:
            self._assessment, feedback = await asyncio.to_thread(self._practice.finish)
        except SessionError as error:
            self.query_one("#feedback-effect", Plain).update(str(error))
            return
        self._feedback = feedback
        self._show(feedback)

    def _head(self) -> Content:
        conversation = self._practice.conversation
        scenario = conversation.scenario
        ended = next((e.data for e in reversed(conversation.path) if e.kind == "ended"), None)
        turns = conversation.state.turn
        how = _("na {n} beurten").format(n=turns) if turns != 1 else _("na 1 beurt")
        first = scenario.citizen.name.split()[0]
        if ended and ended["ending"]:
            tones = {
                "good": _("jullie kwamen tot een afspraak"),
                "fair": _("de tijd was om"),
                "bad": _("{name} haakte af"),
            }
            how = tones[ended["tone"]].format(name=first) + ", " + how
        else:
            how = _("je stopte") + " " + how
        return Content.assemble(
            (scenario.title, "bold $primary"),
            (_(" · poging {n} · ").format(n=conversation.attempt) + how, "$text-muted"),
        )

    def _show(self, feedback: Feedback) -> None:
        self.query_one("#feedback-effect", Plain).update(feedback.effect)
        parts = self.query_one("#feedback-parts", Vertical)
        for block in self._blocks(feedback):
            parts.mount(block)
        again = (("↵", self._again_label(feedback)),) if feedback.exercise else ()
        self.query_one("#feedback-help", HelpLine).update(
            keys(*again, ("g", _("hele gesprek")), ("c", _("criteria")), ("esc", _("klaar")))
        )

    def _again_label(self, feedback: Feedback) -> str:
        nth = feedback.exercise.nth if feedback.exercise else 1
        return _("opnieuw vanaf beurt {n}").format(n=nth)

    def _blocks(self, feedback: Feedback) -> list[Any]:
        blocks: list[Any] = []
        curves = self._curves(feedback)
        if curves is not None:
            blocks.append(Plain(curves, classes="curves"))
        for nth, strength in enumerate(feedback.strengths):
            blocks.append(
                self._block(
                    _("Sterk") if nth == 0 else "",
                    ("✔ ", "$success"),
                    strength.text,
                    strength.turn,
                    strength.quote,
                    "strength",
                )
            )
        if feedback.turning_point is not None:
            point = feedback.turning_point
            blocks.append(
                self._block(
                    _("Kantelpunt"),
                    ("◆ ", "$accent"),
                    point.text,
                    point.turn,
                    point.quote,
                    "turning",
                )
            )
        for nth, improvement in enumerate(feedback.improvements):
            blocks.append(
                self._block(
                    _("Probeer") if nth == 0 else "",
                    ("↗ ", "$warning"),
                    improvement.text,
                    improvement.turn,
                    improvement.quote,
                    "improvement",
                    improvement.say,
                )
            )
        closing = [feedback.exercise.text] if feedback.exercise else []
        blocks.append(
            Horizontal(
                Plain(_("Nu"), classes="label"),
                Plain(
                    Content.assemble(("⟲ ", "$primary"), "\n".join([*closing, feedback.question])),
                    classes="text",
                ),
                classes="block now",
            )
        )
        if feedback.notes:
            blocks.append(Plain("\n".join(feedback.notes), classes="notes"))
        return blocks

    def _block(
        self,
        label: str,
        sign: tuple[str, str],
        text: str,
        turn: int,
        quote: str,
        kind: str,
        say: str | None = None,
    ) -> Horizontal:
        said = _("beurt {n}").format(n=self._nth(turn))
        lines: list[str | tuple[str, str]] = [sign, text]
        if quote:
            lines += ["\n  ", (f"{said}: ", "$text-muted"), (f"“{quote}”", "italic $secondary")]
        if say:
            lines += ["\n  ", (_("het kan zo: "), "$text-muted"), (f"“{say}”", "$success")]
        return Horizontal(
            Plain(label, classes="label"),
            Plain(Content.assemble(*lines), classes="text"),
            classes=f"block {kind}",
        )

    def _nth(self, turn: int) -> int:
        """The number of an own turn, from 1, of a turn counted from 0 over all turns."""
        said = utterances(self._practice.conversation.path)
        return sum(utterance.speaker == "trainee" for utterance in said[: turn + 1])

    def _curves(self, feedback: Feedback) -> Content | None:
        path = self._practice.conversation.path
        rows: list[str | tuple[str, str]] = []
        for name in CURVES:
            values = mood_rows(path, name)
            if len(values) < 3 or (name == "shame" and max(values) < 50):
                continue
            first, last = words.band_of(values[0]), words.band_of(values[-1])
            change = first if first == last else f"{first} → {last}"
            rows += [
                "\n" if rows else "",
                (f"{words.mood(name):<11}", "$text-muted"),
                (bar(values), "$accent"),
                f"  {change}",
            ]
        if rows and feedback.turning_point is not None:
            at = self._nth(feedback.turning_point.turn)
            rows += [
                "\n",
                " " * (11 + at),
                ("▲", "$accent"),
                (_(" kantelpunt, beurt {n}").format(n=at), "$text-muted"),
            ]
        return Content.assemble(*rows) if rows else None

    def action_again(self) -> None:
        """Does the moment again that the feedback is about."""
        if self._feedback is not None:
            exercise = self._feedback.exercise
            self.dismiss(exercise.nth if exercise else None)

    def action_back(self) -> None:
        """Back to the library; everything was kept."""
        self.dismiss(None)

    def action_conversation(self) -> None:
        """Shows the whole conversation with what was observed."""
        from simulator.screens.review import ConversationPage

        self.app.push_screen(ConversationPage(self._practice.conversation))

    def action_criteria(self) -> None:
        """Shows the level of every criterion, with the words it rests on."""
        if self._assessment is not None:
            from simulator.screens.review import CriteriaPage

            rubric = self._practice.conversation.events[0].data["rubric"]
            said = utterances(self._practice.conversation.path)
            self.app.push_screen(CriteriaPage(self._assessment, rubric, said))
