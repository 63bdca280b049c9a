"""Choosing a behaviour by its name, and the words of a turn that show it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from simulator.behaviours import BehaviourId, behaviours, behaviours_like
from simulator.conversation.correction import stretches
from simulator.language import _
from simulator.screens.plain import QUIET, Plain

SHORT_OR_NOT = [(0, "-short"), (24, "-tall")]
"""Lines from which a window can have air around what it holds."""

AROUND = 120
"""Characters of the turn that are shown before and after the chosen words."""


class WhichBehaviour(ModalScreen[str | None]):
    """The behaviours by their Dutch names; typing makes the list shorter."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = SHORT_OR_NOT

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("terug")),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    def __init__(self, without: Collection[str]) -> None:
        """Offers all behaviours but those that are there already."""
        super().__init__()
        self._without = without

    def compose(self) -> ComposeResult:
        """A line to type on, the list, and what the highlighted one means."""
        with Vertical(classes="dialog"):
            yield Plain(_("Wat deed je ook?"), classes="dialog-question")
            yield Input(placeholder=_("typ om te zoeken"), id="which-behaviour", compact=True)
            yield OptionList(markup=False)
            yield Plain("", classes="dialog-meaning")
            yield Plain(_("↑ ↓ kiezen   ↵ neem deze   esc terug"), classes="dialog-help")

    def on_mount(self) -> None:
        """Typing goes to the line; the arrows go to the list."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, words: str) -> None:
        options = self.query_one(OptionList)
        found = [each for each in behaviours_like(words) if each.id not in self._without]
        options.set_options([Option(each.name, id=each.id) for each in found])
        if found:
            options.highlighted = 0
        else:
            nothing = _("Niets gevonden. Haal letters weg om meer te zien.")
            self.query_one(".dialog-meaning", Plain).update(nothing)

    @on(OptionList.OptionHighlighted)
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        meaning = behaviours()[BehaviourId(event.option_id or "")].meaning
        self.query_one(".dialog-meaning", Plain).update(meaning)

    @on(Input.Submitted)
    def _take(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_move(self, how: Literal["cursor_down", "cursor_up", "page_down", "page_up"]) -> None:
        """Moves through the list while typing."""
        getattr(self.query_one(OptionList), f"action_{how}")()


class WhichWords(ModalScreen[tuple[int, int] | None]):
    """The words of a turn that show a behaviour: a sentence, or less or more of it."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = SHORT_OR_NOT

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("terug")),
        Binding("enter", "take", _("neem deze")),
        Binding("up", "sentence(-1)", _("vorige zin")),
        Binding("down", "sentence(1)", _("volgende zin")),
        Binding("left", "word(-1)", _("korter of langer")),
        Binding("right", "word(1)", _("korter of langer")),
        Binding("space", "edge", _("begin of eind")),
    ]

    def __init__(self, behaviour: str, text: str, likely: tuple[int, int]) -> None:
        """Starts with the place that is likely.

        Args:
            behaviour: its Dutch name.
            text: the turn.
            likely: where the words begin and end that are chosen to begin with.
        """
        super().__init__()
        self._behaviour = behaviour
        self._text = text
        self._words = [match.span() for match in re.finditer(r"\S+", text)]
        self._at_begin = False
        self._choose(*likely)

    def compose(self) -> ComposeResult:
        """The turn with the chosen words between brackets."""
        with Vertical(classes="dialog"):
            yield Plain(
                Content.assemble(_("Met welke woorden? "), (self._behaviour, "bold")),
                classes="dialog-question",
            )
            yield Plain("", classes="dialog-words")
            yield Plain("", classes="dialog-help")

    def on_mount(self) -> None:
        """Shows what is chosen."""
        self._show()

    def _choose(self, start: int, end: int) -> None:
        inside = [n for n, (s, e) in enumerate(self._words) if s < end and start < e]
        self._first, self._last = (inside[0], inside[-1]) if inside else (0, 0)

    @property
    def _place(self) -> tuple[int, int]:
        return self._words[self._first][0], self._words[self._last][1]

    def _show(self) -> None:
        start, end = self._place
        before, after = self._text[:start], self._text[end:]
        before = ("…" + before[-AROUND:]) if len(before) > AROUND else before
        after = (after[:AROUND] + "…") if len(after) > AROUND else after
        self.query_one(".dialog-words", Plain).update(
            Content.assemble(
                (before, QUIET),
                ("[" + self._text[start:end] + "]", "bold underline"),
                (after, QUIET),
            )
        )
        edge = _("begin") if self._at_begin else _("eind")
        other = _("eind") if self._at_begin else _("begin")
        keys = [
            _("← → {edge} verschuiven").format(edge=edge),
            _("spatie: {edge}").format(edge=other),
        ]
        if len(stretches(self._text)) > 1:
            keys.insert(0, _("↑ ↓ andere zin"))
        self.query_one(".dialog-help", Plain).update(
            "   ".join([*keys, _("↵ neem deze"), _("esc terug")])
        )

    def action_sentence(self, step: int) -> None:
        """Chooses the sentence before or after."""
        places = stretches(self._text)
        start, __ = self._place
        now = max((n for n, (s, ___) in enumerate(places) if s <= start), default=0)
        self._choose(*places[min(max(0, now + step), len(places) - 1)])
        self._show()

    def action_word(self, step: int) -> None:
        """Moves one end of what is chosen by a word."""
        if self._at_begin:
            self._first = min(max(0, self._first + step), self._last)
        else:
            self._last = min(max(self._first, self._last + step), len(self._words) - 1)
        self._show()

    def action_edge(self) -> None:
        """Goes on with the other end."""
        self._at_begin = not self._at_begin
        self._show()

    def action_take(self) -> None:
        """These are the words."""
        self.dismiss(self._place)
