"""Beside the conversation: the employee's screen, the mood, a hint, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.citizen.director import allowed
from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import QUIET, QUIET_ITALIC, Plain, bar

METERS = ("anger", "trust", "shame")
METER_WIDTH = 10


class Side(VerticalScroll, can_focus=False):
    """The side column; shows what the events say and nothing else."""

    def __init__(self, *, with_mood: bool) -> None:
        super().__init__(id="side")
        self._with_mood = with_mood

    def compose(self) -> ComposeResult:
        """Four quiet blocks."""
        yield Plain("", classes="side-screen")
        yield Plain("", classes="side-mood")
        yield Plain("", classes="side-hint")
        yield Plain("", classes="side-actions")

    def show(self, conversation: Conversation, *, mood: bool) -> None:
        """Brings everything up to date."""
        self.query_one(".side-screen", Plain).update(_screen(conversation))
        self.query_one(".side-actions", Plain).update(_actions(conversation))
        meters = self.query_one(".side-mood", Plain)
        meters.display = mood and self._with_mood
        meters.update(_mood(conversation))
        hint = self.query_one(".side-hint", Plain)
        text = _last_hint(conversation.path)
        hint.display = self._with_mood
        hint.update(_hint(text, conversation))


def _screen(conversation: Conversation) -> Content:
    scenario = conversation.scenario
    parts: list[str | tuple[str, str]] = [(_("Op je scherm"), "bold")]
    rows = {_("Naam"): scenario.citizen.name, **scenario.briefing.screen}
    if scenario.citizen.identity:
        checked = _("gecontroleerd ✓") if conversation.state.verified else _("nog te controleren")
        rows[_("Identiteit")] = checked
    for label, value in rows.items():
        parts += ["\n", (f"{label}: ", QUIET), str(value)]
    for event in conversation.path:
        if event.kind == "trainee_did" and event.data.get("shows"):
            parts += ["\n\n", (event.data["label"], "bold"), "\n", event.data["shows"]]
    return Content.assemble(*parts)


def _actions(conversation: Conversation) -> Content:
    actions, done = conversation.scenario.actions, conversation.state.done
    if not actions:
        return Content("")
    can = allowed(conversation.scenario, conversation.state)
    parts: list[str | tuple[str, str]] = [(_("Wat je kunt doen"), "bold"), (" (F4)", QUIET)]
    for action in actions:
        if action.id in done:
            parts += ["\n", (f"✓ {action.label}", QUIET)]
        elif action.id in can:
            parts += ["\n", f"· {action.label}"]
    waiting = sum(action.id not in can and action.id not in done for action in actions)
    if waiting:
        parts += ["\n", (_("Er kan meer zodra je meer weet."), QUIET_ITALIC)]
    return Content.assemble(*parts)


def mood_rows(path: Sequence[Event], name: str) -> list[float]:
    """The values of one mood from the start, one per move."""
    moved = [event.data for event in path if event.kind == "moved"]
    if not moved:
        return []
    return [float(moved[0]["before"][name])] + [float(data["mood"][name]) for data in moved]


def _mood(conversation: Conversation) -> Content:
    first = conversation.scenario.citizen.name.split()[0]
    parts: list[str | tuple[str, str]] = [(first, "bold"), (" (F6)", QUIET)]
    for name in METERS:
        values = mood_rows(conversation.path, name) or [float(conversation.state.mood[name])]  # type: ignore[index]
        if name == "shame" and max(values) < 50:
            continue
        band = words.band(conversation.state.bands[name])  # type: ignore[index]
        change = values[-1] - values[-2] if len(values) > 1 else 0.0
        arrow = "↑" if change > 1 else "↓" if change < -1 else "→"
        parts += [
            "\n",
            (f"{words.mood(name):<11}", QUIET),
            (f"{bar(values, METER_WIDTH):<{METER_WIDTH}}", "$accent"),
            f" {band} {arrow}",
        ]
    return Content.assemble(*parts)


def _last_hint(path: Sequence[Event]) -> str | None:
    return next((e.data["text"] for e in reversed(path) if e.kind == "hinted"), None)


def _hint(text: str | None, conversation: Conversation) -> Content:
    if text is None:
        return Content.assemble((_("Hint"), "bold"), (" (F5)", QUIET))
    return Content.assemble((_("Hint"), "bold"), (" (F5)", QUIET), "\n", text)
