"""The window in which somebody says that a turn was read wrongly, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.behaviours import BehaviourId, behaviours
from simulator.conversation.conversation import CannotSay, Conversation
from simulator.conversation.correction import likely_stretch
from simulator.language import _
from simulator.observation.reading import Observation, Reading
from simulator.screens.choosing import SHORT_OR_NOT, WhichBehaviour, WhichWords
from simulator.screens.dialogs import Choice
from simulator.screens.plain import QUIET, QUIET_ITALIC, Plain, literal
from simulator.sessions.errors import SessionError

MAX_SHOWN = 220
"""Characters of the turn that are shown; the quotes below it say the rest."""

ADD, DONE = "add", "done"


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody says of the reading of one turn."""

    turn: int
    """The trainee's utterance, from 1."""
    wrong: frozenset[BehaviourId]
    missing: tuple[tuple[BehaviourId, int, int], ...]


@dataclass(slots=True)
class _Draft:
    wrong: set[BehaviourId] = field(default_factory=set)
    missing: dict[BehaviourId, tuple[int, int]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.wrong or self.missing)


class MarkWindow(ModalScreen[Marks | None]):
    """One own turn, and what was heard in it: to say no to, and to add to."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = SHORT_OR_NOT

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("terug")),
        Binding("space", "choose", _("klopt niet")),
        Binding("plus", "add", _("erbij")),
        Binding("left", "other_turn(-1)", _("vorige beurt")),
        Binding("right", "other_turn(1)", _("volgende beurt")),
    ]

    def __init__(self, conversation: Conversation) -> None:
        """Opens at the last own turn; there must be one."""
        super().__init__()
        self._conversation = conversation
        said = [event for event in conversation.path if event.kind == "trainee_said"]
        self._texts: list[str] = [event.data["text"] for event in said]
        self._turn = len(said)
        self._drafts: dict[int, _Draft] = {}

    def compose(self) -> ComposeResult:
        """The turn, what was heard in it, and what to do with that."""
        with Vertical(classes="dialog"):
            yield Plain("", classes="dialog-question")
            yield Plain("", classes="dialog-about")
            yield OptionList(markup=False)
            yield Plain("", classes="dialog-help")

    def on_mount(self) -> None:
        """Shows the last turn."""
        self.query_one(OptionList).focus()
        self._show()

    @property
    def _draft(self) -> _Draft:
        return self._drafts.setdefault(self._turn, _Draft())

    @property
    def _text(self) -> str:
        return self._texts[self._turn - 1]

    @property
    def _heard(self) -> Reading:
        return self._conversation.heard(self._turn)

    def _show(self, at: int = 0) -> None:
        most = len(self._texts)
        title = _("Wat ik hoorde in jouw beurt {n}").format(n=self._turn)
        which = _("  (van {n})").format(n=most) if most > 1 else ""
        self.query_one(".dialog-question", Plain).update(
            Content.assemble((title, "bold"), (which, QUIET))
        )
        self.query_one(".dialog-about", Plain).update(f"“{_beginning(self._text)}”")
        options = self.query_one(OptionList)
        options.set_options(self._options())
        at = min(at, options.option_count - 1)
        options.highlighted = at + options.get_option_at_index(at).disabled
        keys = [_("↵ of spatie: klopt niet"), _("+ erbij")]
        keys += [_("← → beurt")] if most > 1 else []
        self.query_one(".dialog-help", Plain).update("   ".join([*keys, _("esc terug")]))

    def _options(self) -> list[Option]:
        reading, draft = self._heard, self._draft
        options = []
        for nth, seen in enumerate(reading.observations):
            wrong = seen.behaviour in draft.wrong
            label = _("✗ Klopt niet: ") if wrong else _("· Gehoord: ")
            options.append(Option(_line(label, seen), id=f"seen:{nth}:{seen.behaviour}"))
        for behaviour, (start, end) in draft.missing.items():
            added = Observation(behaviour, self._text[start:end], start, end, 1.0)
            label = _("+ Deed ik ook: ")
            options.append(Option(_line(label, added), id=f"added:{behaviour}"))
        if not options:
            nothing = Content.assemble((_("· Hierin heb ik niets gehoord."), QUIET))
            options.append(Option(literal(nothing), disabled=True))
        options.append(Option(_("+ Dit deed ik ook …"), id=ADD))
        if not draft.empty:
            over = self._conversation.ended
            done = _("▸ Bewaar dit") if over else _("▸ Verder vanaf deze beurt, zo verbeterd")
            options.append(Option(Content.assemble((done, "bold")), id=DONE))
        return options

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        asked = event.option_id or ""
        kind, draft = asked.partition(":")[0], self._draft
        behaviour = BehaviourId(asked.rpartition(":")[2])
        if kind == ADD:
            self.action_add()
        elif kind == DONE:
            missing = tuple((each, *place) for each, place in draft.missing.items())
            self.dismiss(Marks(self._turn, frozenset(draft.wrong), missing))
        else:
            if kind == "added":
                del draft.missing[behaviour]
            else:
                draft.wrong ^= {behaviour}
            self._show(event.option_index)

    def action_choose(self) -> None:
        """What enter does."""
        self.query_one(OptionList).action_select()

    def action_other_turn(self, step: int) -> None:
        """Shows an earlier or later own turn; what was begun at this one stays."""
        self._turn = min(max(1, self._turn + step), len(self._texts))
        self._show()

    def action_add(self) -> None:
        """Chooses a behaviour that was not heard, and then the words that show it."""
        draft = self._draft
        there = self._heard.behaviours - draft.wrong | draft.missing.keys()
        self.app.push_screen(WhichBehaviour(there), self._chosen)

    def _chosen(self, behaviour: str | None) -> None:
        if behaviour is None:
            return

        def add(place: tuple[int, int] | None) -> None:
            if place is not None:
                self._draft.missing[BehaviourId(behaviour)] = place
                # At what is likely next: that this was all.
                self._show(self.query_one(OptionList).option_count + 2)

        likely = likely_stretch(self._text, self._heard)
        name = behaviours()[BehaviourId(behaviour)].name
        self.app.push_screen(WhichWords(name, self._text, likely), add)


def mark_afterwards(
    screen: Screen[Any],
    conversation: Conversation,
    kept: Callable[[], None] = lambda: None,
    *,
    again: Callable[[int], None],
) -> None:
    """Marks a turn of a conversation that is over, and offers to do it again that way.

    Args:
        screen: the screen that asks.
        conversation: with at least one own turn.
        kept: called when a mark was kept.
        again: called with the turn that is to be done again as it was marked.
    """

    def keep(marks: Marks | None) -> None:
        if marks is None:
            return
        try:
            conversation.mark(marks.turn, wrong=marks.wrong, missing=marks.missing)
        except (CannotSay, SessionError) as error:
            screen.notify(str(error), severity="warning", timeout=12)
            return
        kept()
        answers = [
            ("again", _("opnieuw vanaf deze beurt, zo verbeterd")),
            ("on", _("verder terugkijken")),
        ]
        about = _("Je verbetering van beurt {n} is bewaard.").format(n=marks.turn)
        turn = marks.turn
        screen.app.push_screen(
            Choice(_("Bewaard"), answers, about),
            lambda choice: again(turn) if choice == "again" else None,
        )

    screen.app.push_screen(MarkWindow(conversation), keep)


def _line(label: str, seen: Observation) -> Content:
    quote = " ".join(seen.quote.split())
    return literal(
        Content.assemble(
            label, (behaviours()[seen.behaviour].name, "bold"), (f"\n  “{quote}”", QUIET_ITALIC)
        )
    )


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
