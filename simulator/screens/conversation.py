"""The conversation screen: it renders events and hands on what the trainee says and does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events as input_events
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from simulator.citizen.director import allowed
from simulator.conversation.conversation import CannotSay
from simulator.conversation.events import Event
from simulator.language import _
from simulator.screens import words
from simulator.screens.composer import Composer
from simulator.screens.dialogs import Choice
from simulator.screens.plain import HelpLine, Plain, keys
from simulator.screens.side import Side
from simulator.screens.transcript import ArrivingSpeech, Transcript
from simulator.sessions.errors import SessionError
from simulator.sessions.practice import Practice
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.scenarios.model import Scenario

WIDE = 100
"""Columns from which the side column stands beside the conversation."""


def start_conversation(
    screen: Screen[Any], scenario: Scenario, mode: str, seed: int | None = None
) -> None:
    """Begins a session and opens it in place of `screen`."""
    from simulator.sessions.store import SessionStore

    store = SessionStore(settings().sessions_folder)
    _open_practice(
        screen, lambda: Practice.start(scenario, store, seed=seed, mode=mode), replace=True
    )


def resume_session(screen: Screen[Any], session_id: str) -> None:
    """Goes on with a session on top of `screen`."""
    from simulator.sessions.store import SessionStore

    store = SessionStore(settings().sessions_folder)
    _open_practice(screen, lambda: Practice.resume(session_id, store), replace=False)


def _open_practice(screen: Screen[Any], begin: Callable[[], Practice], *, replace: bool) -> None:
    async def go() -> None:
        from simulator.documents import DocumentError
        from simulator.rubrics import UnknownRubric

        try:
            practice = await asyncio.to_thread(begin)
        except (SessionError, CannotSay, UnknownRubric, DocumentError) as error:
            screen.notify(str(error).splitlines()[0], markup=False, severity="warning", timeout=10)
            return
        opened = ConversationScreen(practice)
        if replace:
            screen.app.switch_screen(opened)
        else:
            screen.app.push_screen(opened)

    screen.run_worker(go(), exclusive=True, group="practice")


class ConversationScreen(Screen[None]):
    """One attempt after another, until the trainee goes back to the library."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "side", _("scherm"), id="conversation.side"),
        Binding("f3", "rewind", _("terugspoelen"), id="conversation.rewind"),
        Binding("f4", "act", _("doen"), id="conversation.act"),
        Binding("f5", "hint", _("hint"), id="conversation.hint"),
        Binding("f6", "mood", _("stemming"), id="conversation.mood"),
        Binding("escape", "pause", _("pauze"), id="conversation.pause"),
        Binding("ctrl+x", "stop", _("stoppen"), id="conversation.stop", priority=True),
        Binding("pageup", "scroll_up", show=False, priority=True),
        Binding("pagedown", "scroll_down", show=False, priority=True),
    ]

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._conversation = practice.conversation
        self._free = self._conversation.events[0].data.get("mode") != "real"
        self._mood = self._free
        self._side_wanted: bool | None = None
        self._rendered = 0
        self._busy = False
        self._silence: Timer | None = None

    def compose(self) -> ComposeResult:
        """The head, the conversation with the side column, and the line to write on."""
        scenario = self._conversation.scenario
        with Horizontal(id="conversation-head"):
            sign = words.channel_sign(scenario.channel)
            yield Plain(
                f"{sign} {scenario.citizen.name} · {scenario.organisation}", id="conversation-who"
            )
            yield Plain("", id="conversation-turn")
        with Horizontal(id="conversation-body"):
            yield Transcript(scenario.citizen.name, settings().pace)
            yield Side(with_mood=self._free)
        with Horizontal(id="composer-box"):
            yield Plain("›", id="composer-sign")
            yield Composer()
        yield HelpLine("", id="conversation-help")

    def on_mount(self) -> None:
        """Shows what was said so far."""
        self._show_new(at_once=self._conversation.state.turn > 0 or self._conversation.ended)
        self.query_one(Composer).focus()
        self._arrange(self.size.width)
        if self._conversation.state.turn > 0:
            self._tell_whether_changed()

    @work(group="changed")
    async def _tell_whether_changed(self) -> None:
        if await asyncio.to_thread(self._practice.scenario_changed):
            self._warn(
                _("Dit scenario is intussen gewijzigd. Je gaat verder zoals je begonnen bent.")
            )

    def on_resize(self, event: input_events.Resize) -> None:
        """The side column folds away on a narrow screen."""
        self._arrange(event.size.width)

    def on_unmount(self) -> None:
        """Everything was kept already; only the file is let go."""
        self._practice.close()

    # -- rendering -------------------------------------------------------------------------------

    def _show_new(self, *, at_once: bool) -> None:
        for event in self._conversation.path[self._rendered :]:
            self._show_event(event, at_once=at_once)
        self._rendered = len(self._conversation.path)
        self._refresh_frame()

    def _show_event(self, event: Event, *, at_once: bool) -> None:
        transcript = self.query_one(Transcript)
        if event.kind == "citizen_said":
            transcript.citizen(event.data["text"], event.data.get("stage"), at_once=at_once)
        elif event.kind == "trainee_said":
            transcript.trainee(event.data["text"])
        elif event.kind == "trainee_did":
            transcript.note(_("Je doet: {label}.").format(label=event.data["label"]))
        elif event.kind == "rewound":
            transcript.note(_("⟲ Opnieuw vanaf hier. Je eerdere poging blijft bewaard."))

    def _refresh_frame(self) -> None:
        state = self._conversation.state
        turn = self.query_one("#conversation-turn", Plain)
        if self._conversation.attempt > 1:
            turn.update(
                _("poging {a} · beurt {n}").format(a=self._conversation.attempt, n=state.turn + 1)
            )
        else:
            turn.update(_("beurt {n}").format(n=state.turn + 1))
        self.query_one(Side).show(self._conversation, mood=self._mood)
        self.query_one("#conversation-help", HelpLine).update(self._help())
        composer = self.query_one(Composer)
        composer.read_only = self._conversation.ended
        if self._conversation.ended:
            composer.placeholder = _("Het gesprek is afgelopen. ↵ naar je feedback")

    def _help(self) -> Any:
        if self._conversation.ended:
            return keys(("↵", _("feedback")), ("F3", _("terugspoelen")), ("ctrl+x", _("stoppen")))
        pairs = [("↵", _("zeg")), ("F2", _("scherm")), ("F3", _("terug"))]
        if self._conversation.scenario.actions:
            pairs.append(("F4", _("doen")))
        if self._free:
            pairs.append(("F5", _("hint")))
        pairs += [("esc", _("pauze")), ("ctrl+x", _("stop"))]
        return keys(*pairs)

    def _arrange(self, width: int) -> None:
        wide = width >= WIDE
        self.set_class(not wide, "-narrow")
        shown = wide if self._side_wanted is None else self._side_wanted
        self.query_one(Side).set_class(shown, "shown")
        self.set_class(shown, "side-open")

    # -- saying and doing ------------------------------------------------------------------------

    @on(Composer.Touched)
    def _skip(self) -> None:
        self.query_one(Transcript).finish()
        self._wait_for_words()

    def _wait_for_words(self) -> None:
        """As in reality, a long silence is noticed; while practising freely nobody hurries you."""
        if self._silence is not None:
            self._silence.stop()
        waits = [silence.after_seconds for silence in self._conversation.scenario.silence]
        if waits and not self._free and not self._conversation.ended:
            seconds = min(waits)
            self._silence = self.set_timer(seconds, lambda: self._fall_silent(seconds))

    def _fall_silent(self, seconds: float) -> None:
        asked = self._conversation.path[-1].data.get("source") == "silence"
        # A window over the conversation is a pause; and nobody is asked twice.
        if self.app.screen is not self or asked or self._busy:
            return
        try:
            self._conversation.fall_silent(seconds)
        except SessionError as error:
            self._warn(str(error))
        self._show_new(at_once=False)

    @on(Composer.Said)
    def _said(self, message: Composer.Said) -> None:
        if self.query_one(Transcript).arriving or self._busy:
            self.query_one(Transcript).finish()
            if not message.text.strip():
                return
        if self._conversation.ended:
            self._to_feedback()
        elif not self._busy:
            self._busy = True
            self._say(message.text)

    @work(group="turn")
    async def _say(self, text: str) -> None:
        kept = len(self._conversation.events)
        masked = False
        try:
            events = await asyncio.to_thread(self._conversation.say, text)
            masked = any(event.kind == "read" and event.data.get("privacy") for event in events)
        except (CannotSay, SessionError) as error:
            self._warn(str(error))
        finally:
            self._busy = False
        if len(self._conversation.events) > kept:
            self.query_one(Composer).clear()
            self._show_new(at_once=False)
        if masked:
            self._warn(_("Persoonlijke gegevens heb ik vervangen; ze worden niet bewaard."))

    @on(ArrivingSpeech.Arrived)
    def _arrived(self) -> None:
        if self._conversation.ended:
            self._tell_end()
        else:
            self._wait_for_words()

    def _tell_end(self) -> None:
        self.query_one(Transcript).note(_("Het gesprek is afgelopen. Druk op ↵ voor je feedback."))

    @work(group="turn")
    async def _do(self, action_id: str) -> None:
        try:
            await asyncio.to_thread(self._conversation.do, action_id)
        except (CannotSay, SessionError) as error:
            self._warn(str(error))
        self._show_new(at_once=False)

    def _warn(self, sentence: str) -> None:
        self.notify(sentence, markup=False, severity="warning", timeout=8)

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
        try:
            hint = self._conversation.hint()
        except SessionError as error:
            self._warn(str(error))
            return
        self._rendered = len(self._conversation.path)
        self._refresh_frame()
        if hint is None:
            self._warn(_("Op dit moment heb ik geen nieuwe hint."))
        elif not self.query_one(Side).has_class("shown"):
            self.notify(hint, title=_("Hint"), markup=False, timeout=12)

    def action_act(self) -> None:
        """Chooses something to do."""
        scenario, state = self._conversation.scenario, self._conversation.state
        can = allowed(scenario, state)
        answers = [
            (a.id, a.label) for a in scenario.actions if a.id in can and a.id not in state.done
        ]
        if not answers or self._conversation.ended:
            self._warn(_("Er is nu niets te doen. Soms moet je eerst iets weten of controleren."))
            return
        self.app.push_screen(Choice(_("Wat wil je doen?"), answers), self._chosen_action)

    def _chosen_action(self, action_id: str | None) -> None:
        if action_id is not None:
            self._do(action_id)

    def action_rewind(self) -> None:
        """Chooses an own turn to do again."""
        said = [e.data["text"] for e in self._conversation.path if e.kind == "trainee_said"]
        if not said:
            self._warn(_("Je hebt nog niets gezegd om opnieuw te doen."))
            return
        answers = [(str(n), f"{n:>2}  {_first_words(text)}") for n, text in enumerate(said, 1)]
        self.app.push_screen(
            Choice(_("Welke beurt wil je opnieuw doen?"), answers, at=len(answers) - 1),
            self._chosen_turn,
        )

    def _chosen_turn(self, turn: str | None) -> None:
        if turn is not None:
            self.rewind(int(turn))

    def rewind(self, turn: int) -> None:
        """Starts a new attempt at one of the trainee's turns."""
        try:
            self._conversation.rewind(turn)
        except (CannotSay, SessionError) as error:
            self._warn(str(error))
            return
        transcript = self.query_one(Transcript)
        transcript.remove_children()
        self._rendered = 0
        self._show_new(at_once=True)
        composer = self.query_one(Composer)
        composer.placeholder = _("Wat zeg je nu?")
        composer.focus()

    def action_pause(self) -> None:
        """A break, or out of it."""
        if self._conversation.ended:
            self.action_stop()
            return
        if not self._note(self._conversation.pause):
            return
        answers = [
            ("on", _("verder met het gesprek")),
            ("later", _("later verder, terug naar het begin")),
        ]
        about = _("Het gesprek staat stil en is bewaard. Haal even adem.")
        self.app.push_screen(Choice(_("Pauze"), answers, about), self._after_pause)

    def _note(self, what: Callable[[], None]) -> bool:
        """Keeps something small; whether the disk took it."""
        try:
            what()
        except SessionError as error:
            self._warn(str(error))
            return False
        return True

    def _after_pause(self, choice: str | None) -> None:
        self._note(self._conversation.go_on)
        self._rendered = len(self._conversation.path)
        if choice == "later":
            self.app.pop_screen()

    def action_stop(self) -> None:
        """Stops, with or without feedback."""
        if self._conversation.ended:
            answers = [("feedback", _("naar mijn feedback")), ("later", _("terug naar het begin"))]
        else:
            answers = [
                ("feedback", _("stoppen en mijn feedback zien")),
                ("later", _("bewaren en later verder")),
                ("back", _("toch verder praten")),
            ]
        self.app.push_screen(Choice(_("Wil je stoppen?"), answers), self._stop_how)

    def _stop_how(self, choice: str | None) -> None:
        if choice == "feedback":
            try:
                self._conversation.stop()
            except SessionError as error:
                self._warn(str(error))
                return
            self._to_feedback()
        elif choice == "later":
            self.app.pop_screen()

    def action_scroll_up(self) -> None:
        """Looks back."""
        self.query_one(Transcript).scroll_page_up()

    def action_scroll_down(self) -> None:
        """Looks ahead."""
        self.query_one(Transcript).scroll_page_down()

    def _to_feedback(self) -> None:
        from simulator.screens.feedback import FeedbackScreen

        self.app.push_screen(FeedbackScreen(self._practice), self._after_feedback)

    def _after_feedback(self, turn: int | None) -> None:
        """A turn to do again, or None to go back to the library."""
        if turn is None:
            self.app.pop_screen()
        else:
            self.rewind(turn)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 52 else line[:51] + "…"
