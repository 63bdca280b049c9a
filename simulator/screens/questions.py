"""What the conversation asks the trainee in a small window, and the answers there are."""

from __future__ import annotations

from simulator.citizen.director import allowed
from simulator.conversation.conversation import Conversation
from simulator.language import _
from simulator.screens.dialogs import Choice

MAX_TURN_WIDTH = 52
"""Characters of an own turn in the list of turns."""


def what_to_do(conversation: Conversation) -> Choice | None:
    """Which action; None when there is nothing to do now."""
    can, done = allowed(conversation.scenario, conversation.state), conversation.state.done
    answers = [
        (action.id, action.label)
        for action in conversation.scenario.actions
        if action.id in can and action.id not in done
    ]
    if not answers or conversation.ended:
        return None
    return Choice(_("Wat wil je doen?"), answers)


def which_turn(conversation: Conversation) -> Choice | None:
    """Which own turn to do again, counted from 1; None when nothing was said yet."""
    said = [event.data["text"] for event in conversation.path if event.kind == "trainee_said"]
    if not said:
        return None
    answers = [(str(n), f"{n:>2}  {_first_words(text)}") for n, text in enumerate(said, 1)]
    return Choice(_("Welke beurt wil je opnieuw doen?"), answers, at=len(answers) - 1)


def how_long() -> Choice:
    """After a pause: `on` or `later`."""
    answers = [
        ("on", _("verder met het gesprek")),
        ("later", _("later verder, terug naar het begin")),
    ]
    return Choice(_("Pauze"), answers, _("Het gesprek staat stil en is bewaard. Haal even adem."))


def how_to_stop(conversation: Conversation) -> Choice:
    """`feedback`, `later` or `back`."""
    if conversation.ended:
        answers = [("feedback", _("naar mijn feedback")), ("later", _("terug naar het begin"))]
    else:
        answers = [
            ("feedback", _("stoppen en mijn feedback zien")),
            ("later", _("bewaren en later verder")),
            ("back", _("toch verder praten")),
        ]
    return Choice(_("Wil je stoppen?"), answers)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_TURN_WIDTH else line[: MAX_TURN_WIDTH - 1] + "…"
