"""Looking back in full: the conversation with what was observed, and the criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from simulator.screens.plain import QUIET, QUIET_ITALIC, HelpLine, Plain, keys

if TYPE_CHECKING:
    from simulator.assessment.assessment import Assessment, Result


class Page(Screen[None]):
    """A page to scroll through."""

    CSS_PATH = "review.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", _("terug")),
        Binding("enter,space", "read_on", _("verder lezen")),
    ]

    def paragraphs(self) -> Iterator[Plain]:
        """What the page shows, from top to bottom."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The text, and how to get back."""
        with VerticalScroll(classes="page"):
            yield from self.paragraphs()
        yield HelpLine(keys(("↑↓ PgUp PgDn", _("lezen")), ("esc", _("terug"))))

    def action_read_on(self) -> None:
        """A page further."""
        self.query_one(VerticalScroll).scroll_page_down()


class ConversationPage(Page):
    """Who said what, and what was seen in it."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self._conversation = conversation

    def paragraphs(self) -> Iterator[Plain]:
        """The attempt, turn by turn."""
        name = self._conversation.scenario.citizen.name.split()[0]
        yield Plain(_("Het hele gesprek"), classes="heading")
        nth = 0
        for event in self._conversation.path:
            data = event.data
            if event.kind == "citizen_said":
                stage = f" ({data['stage']})" if data.get("stage") else ""
                who = Content.assemble((name, "bold"), (stage, QUIET_ITALIC))
                yield Plain(Content.assemble(who, "\n", data["text"]), classes="last")
            elif event.kind == "trainee_said":
                nth += 1
                who = Content.assemble((_("Jij, beurt {n}").format(n=nth), QUIET))
                yield Plain(Content.assemble(who, "\n", (data["text"], "$secondary")))
            elif event.kind == "read":
                yield from _observed(data)
                yield Plain("")
            elif event.kind == "trainee_did":
                text = _("Je deed: {label}").format(label=data["label"])
                yield Plain(Content.assemble((text, "italic")), classes="last")


def _observed(data: Mapping[str, Any]) -> Iterator[Plain]:
    reading = reading_from_json(data)
    if reading.unread:
        text = Content.assemble((_("niet gelezen; telt niet mee"), QUIET_ITALIC))
        yield Plain(text, classes="indented")
        return
    for seen in reading.observations:
        behaviour = behaviours()[seen.behaviour]
        sign = ("✔ ", "$success") if behaviour.positive else ("↗ ", "$warning")
        quote = (f"  “{seen.quote}”", QUIET_ITALIC)
        yield Plain(Content.assemble(sign, behaviour.name, quote), classes="indented")
    for word in reading.clarity.jargon:
        text = Content.assemble(("↗ ", "$warning"), f"{word.word} → {word.plain}")
        yield Plain(text, classes="indented")


class CriteriaPage(Page):
    """The level of every criterion in words, with the words it rests on."""

    def __init__(
        self,
        assessment: Assessment,
        rubric: Mapping[str, Any],
        said: Sequence[Utterance],
        citizen: str,
    ) -> None:
        super().__init__()
        self._assessment = assessment
        self._rubric = rubric
        self._said = said
        self._citizen = citizen

    def paragraphs(self) -> Iterator[Plain]:
        """A title, the level and its evidence per criterion; there is no overall grade."""
        rows = {row["id"]: row for row in self._rubric["criteria"]}
        yield Plain(_("Alle criteria"), classes="heading")
        for result in self._assessment.criteria:
            yield from self._criterion(result, rows[result.id])
        yield Plain(
            _("Er is geen eindcijfer. Niveaus zijn nog niet geijkt aan trainers."),
            classes="closing",
        )

    def _criterion(self, result: Result, row: Mapping[str, Any]) -> Iterator[Plain]:
        doubt = _(" (twijfel)") if result.uncertain else ""
        dots = "●" * (result.level or 0) + "○" * (4 - (result.level or 0))
        yield Plain(
            Content.assemble(
                (dots + "  ", "$accent" if result.level else QUIET),
                (row["title"], "bold"),
                (f"  {words.level(result.level)}{doubt}", QUIET),
            )
        )
        if result.level is not None:
            yield Plain(row["levels"][str(result.level)]["text"], classes="indented-more")
        for evidence in result.evidence[:3]:
            quote = (f" “{evidence.quote}”", "italic $secondary")
            yield Plain(
                Content.assemble((self._who(evidence.turn), QUIET), quote),
                classes="indented-more",
            )
        yield Plain("")

    def _who(self, turn: int) -> str:
        nth = sum(said.speaker == "trainee" for said in self._said[: turn + 1])
        if turn < len(self._said) and self._said[turn].speaker == "trainee":
            return _("jij, beurt {n}:").format(n=nth)
        if nth == 0:
            return _("{name}, aan het begin:").format(name=self._citizen)
        return _("{name}, na beurt {n}:").format(name=self._citizen, n=nth)
