"""The parts of the feedback page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from simulator.behaviours import MoodName
from simulator.conversation.events import Event
from simulator.conversation.fold import utterances
from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import QUIET, Plain, bar
from simulator.screens.side import mood_rows

if TYPE_CHECKING:
    from simulator.assessment import Feedback

CURVES: tuple[MoodName, ...] = ("anger", "trust", "shame")
NAME_WIDTH = 11


def nth_of(path: Sequence[Event], turn: int) -> int:
    """The number of an own turn, from 1, of a turn counted from 0 over all turns."""
    return sum(said.speaker == "trainee" for said in utterances(path)[: turn + 1])


def parts(feedback: Feedback, path: Sequence[Event]) -> Iterator[Widget]:
    """The curves, what went well, the turning point, what to try, and what to do now."""
    curves = _curves(feedback, path)
    if curves is not None:
        yield Plain(curves, classes="curves")
    label = _("Sterk")
    for strength in feedback.strengths:
        quoted = _quoted(path, strength.turn, strength.quote)
        yield Part("strength", label, ("✔", "$success"), strength.text, quoted)
        label = ""
    point = feedback.turning_point
    if point is not None:
        quoted = _quoted(path, point.turn, point.quote)
        yield Part("turning", _("Kantelpunt"), ("◆", "$accent"), point.text, quoted)
    label = _("Probeer")
    for improvement in feedback.improvements:
        quoted = _quoted(path, improvement.turn, improvement.quote)
        instead = _line(_("het kan zo:"), improvement.say, "$success")
        yield Part("improvement", label, ("↗", "$warning"), improvement.text, quoted, instead)
        label = ""
    exercise = feedback.exercise.text if feedback.exercise else ""
    now = "\n".join(filter(None, (exercise, feedback.question)))
    yield Part("now", _("Nu"), ("⟲", "$primary"), now)
    if feedback.notes:
        yield Plain("\n".join(feedback.notes), classes="notes")


class Part(Vertical):
    """A label in the margin, a sign, a sentence, and what it rests on below it."""

    def __init__(
        self, kind: str, label: str, sign: tuple[str, str], text: str, *below: Content | None
    ) -> None:
        super().__init__(classes=f"part {kind}")
        self._label = label
        self._sign = sign
        self._text = text
        self._below = below

    def compose(self) -> ComposeResult:
        """The label beside the rest, or above it on a narrow screen."""
        yield Plain(self._label, classes="label")
        with Horizontal(classes="body"):
            yield Plain(Content.assemble(self._sign), classes="sign")
            with Vertical(classes="text"):
                yield Plain(self._text)
                for line in self._below:
                    if line is not None:
                        yield Plain(line, classes="below")


def _quoted(path: Sequence[Event], turn: int, quote: str) -> Content | None:
    if not quote:
        return None
    return _line(_("beurt {n}:").format(n=nth_of(path, turn)), quote, "italic $secondary")


def _line(before: str, quote: str, style: str) -> Content:
    return Content.assemble((f"{before} ", QUIET), (f"“{quote}”", style))


def _curves(feedback: Feedback, path: Sequence[Event]) -> Content | None:
    rows: list[str | tuple[str, str]] = []
    for name in CURVES:
        values = mood_rows(path, name)
        if len(values) < 3 or (name == "shame" and max(values) < 50):
            continue
        first, last = words.band_of(values[0]), words.band_of(values[-1])
        change = first if first == last else f"{first} → {last}"
        rows += [
            "\n" if rows else "",
            (f"{words.mood(name):<{NAME_WIDTH}}", QUIET),
            (bar(values), "$accent"),
            f"  {change}",
        ]
    if rows and feedback.turning_point is not None:
        at = nth_of(path, feedback.turning_point.turn)
        rows += [
            "\n" + " " * (NAME_WIDTH + at),
            ("▲", "$accent"),
            (_(" kantelpunt, beurt {n}").format(n=at), QUIET),
        ]
    return Content.assemble(*rows) if rows else None
