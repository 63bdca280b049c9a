"""Looking back in full: the conversation with what was observed, and the criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from simulator.behaviours import behaviours
from simulator.conversation.conversation import Conversation
from simulator.language import _
from simulator.observation.reading import Utterance
from simulator.observation.reading_json import reading_from_json
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, keys

if TYPE_CHECKING:
    from simulator.assessment import Assessment


class Page(Screen[None]):
    """A page to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", _("terug")),
        Binding("q", "app.pop_screen", show=False),
    ]

    def page(self) -> Content:
        """What the page shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The text, and how to get back."""
        with VerticalScroll(classes="page"):
            yield Plain(self.page())
        yield HelpLine(keys(("↑↓", _("lezen")), ("esc", _("terug"))))


class ConversationPage(Page):
    """Who said what, and what was seen in it."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self._conversation = conversation

    def page(self) -> Content:
        """The attempt, turn by turn."""
        name = self._conversation.scenario.citizen.name.split()[0]
        parts: list[str | tuple[str, str]] = [(_("Het hele gesprek"), "bold $primary"), "\n\n"]
        nth = 0
        for event in self._conversation.path:
            if event.kind == "citizen_said":
                stage = f" ({event.data['stage']})" if event.data.get("stage") else ""
                parts += [(name + stage, "bold"), "\n", event.data["text"], "\n\n"]
            elif event.kind == "trainee_said":
                nth += 1
                parts += [
                    (_("Jij, beurt {n}").format(n=nth), "$text-muted"),
                    "\n",
                    (event.data["text"], "$secondary"),
                    "\n",
                ]
            elif event.kind == "read":
                parts += [*_observed(event.data), "\n"]
            elif event.kind == "trainee_did":
                parts += [
                    (_("Je deed: {label}").format(label=event.data["label"]), "italic"),
                    "\n\n",
                ]
        return Content.assemble(*parts)


def _observed(data: Mapping[str, Any]) -> list[str | tuple[str, str]]:
    reading = reading_from_json(data)
    if reading.unread:
        return [(_("  niet gelezen; telt niet mee"), "italic $text-muted"), "\n"]
    lines: list[str | tuple[str, str]] = []
    for seen in reading.observations:
        behaviour = behaviours()[seen.behaviour]
        sign = ("  ✔ ", "$success") if behaviour.positive else ("  ↗ ", "$warning")
        lines += [sign, behaviour.name, (f"  “{seen.quote}”", "italic $text-muted"), "\n"]
    for word in reading.clarity.jargon:
        lines += [("  ↗ ", "$warning"), f"{word.word} → {word.plain}", "\n"]
    return lines


class CriteriaPage(Page):
    """The level of every criterion in words, with the words it rests on."""

    def __init__(
        self, assessment: Assessment, rubric: Mapping[str, Any], said: Sequence[Utterance]
    ) -> None:
        super().__init__()
        self._assessment = assessment
        self._rubric = rubric
        self._said = said

    def page(self) -> Content:
        """One paragraph per criterion; there is no overall grade."""
        titles = {row["id"]: row for row in self._rubric["criteria"]}
        parts: list[str | tuple[str, str]] = [(_("Alle criteria"), "bold $primary"), "\n\n"]
        for result in self._assessment.criteria:
            row = titles[result.id]
            doubt = _(" (twijfel)") if result.uncertain else ""
            dots = "●" * (result.level or 0) + "○" * (4 - (result.level or 0))
            parts += [
                (dots + "  ", "$accent" if result.level else "$text-muted"),
                (row["title"], "bold"),
                (f"  {words.level(result.level)}{doubt}", "$text-muted"),
                "\n",
            ]
            if result.level is not None:
                parts += ["      ", row["levels"][str(result.level)]["text"], "\n"]
            for evidence in result.evidence[:3]:
                who = self._who(evidence.turn)
                parts += [
                    "      ",
                    (who, "$text-muted"),
                    (f" “{evidence.quote}”", "italic $secondary"),
                    "\n",
                ]
            parts.append("\n")
        parts.append(
            (_("Er is geen eindcijfer. Niveaus zijn nog niet geijkt aan trainers."), "$text-muted")
        )
        return Content.assemble(*parts)

    def _who(self, turn: int) -> str:
        nth = sum(said.speaker == "trainee" for said in self._said[: turn + 1])
        if turn < len(self._said) and self._said[turn].speaker == "trainee":
            return _("jij, beurt {n}:").format(n=nth)
        return _("de burger, na beurt {n}:").format(n=nth)
