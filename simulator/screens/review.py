"""Looking back in full: the conversation with what was observed, and the criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from simulator.behaviours import behaviours
from simulator.conversation.conversation import Conversation
from simulator.conversation.correction import standing
from simulator.conversation.events import Event
from simulator.language import _
from simulator.observation.clarity.meter import hints
from simulator.observation.reading import Reading, Utterance
from simulator.screens import words
from simulator.screens.plain import QUIET, QUIET_ITALIC, HelpLine, Plain, keys

if TYPE_CHECKING:
    from simulator.assessment.assessment import Assessment, Result


class Page(Screen[int | None]):
    """A page to scroll through."""

    CSS_PATH = "review.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", _("terug")),
        Binding("enter,space", "read_on", _("verder lezen")),
    ]

    def paragraphs(self) -> Iterator[Plain]:
        """What the page shows, from top to bottom."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The text, and how to get back."""
        with VerticalScroll(classes="page"):
            yield from self.paragraphs()
        reading, back = ("↑↓ PgUp PgDn", _("lezen")), ("esc", _("terug"))
        yield HelpLine(keys(reading, *self.more_keys(), back))

    def more_keys(self) -> Iterable[tuple[str, str]]:
        """Keys that do something here besides."""
        return ()

    def action_read_on(self) -> None:
        """A page further."""
        self.query_one(VerticalScroll).scroll_page_down()


class ConversationPage(Page):
    """Who said what, and what was seen in it; gives back a marked turn to do again, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("k", "mark", _("klopt niet"))]

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self._conversation = conversation

    def more_keys(self) -> Iterable[tuple[str, str]]:
        """A key for what is not right."""
        return [("k", _("klopt niet"))] if self._conversation.state.turn else ()

    def action_mark(self) -> None:
        """Says that an own turn was read wrongly."""
        from simulator.screens.marking import mark_afterwards

        if self._conversation.state.turn:
            mark_afterwards(self, self._conversation, self._keep_place, again=self._again)

    def _again(self, turn: int) -> None:
        self.dismiss(turn)

    def _keep_place(self) -> None:
        """Shows the marks, at the place where the reader was."""
        page = self.query_one(VerticalScroll)
        at = page.scroll_y
        with self.app.batch_update():
            page.remove_children()
            page.mount_all(list(self.paragraphs()))
        page.call_after_refresh(page.scroll_to, y=at, animate=False)

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
                label = words.own_turn(_("Jij, beurt {n}").format(n=nth), self._is_marked(event))
                who = Content.assemble((label, QUIET))
                yield Plain(Content.assemble(who, "\n", (data["text"], "$secondary")))
            elif event.kind == "read":
                yield from _observed(self._conversation.heard(nth))
                yield Plain("")
            elif event.kind == "trainee_did":
                text = _("Je deed: {label}").format(label=data["label"])
                yield Plain(Content.assemble((text, "italic")), classes="last")

    def _is_marked(self, said: Event) -> bool:
        reading = standing(self._conversation.events, said.seq)
        return reading is not None and reading.corrected


def _observed(reading: Reading) -> Iterator[Plain]:
    if reading.unread:
        text = Content.assemble((_("niet gelezen; telt niet mee"), QUIET_ITALIC))
        yield Plain(text, classes="indented")
        return
    for seen in reading.observations:
        behaviour = behaviours()[seen.behaviour]
        sign = ("✔ ", "$success") if behaviour.positive else ("↗ ", "$warning")
        quote = (f"  “{seen.quote}”", QUIET_ITALIC)
        yield Plain(Content.assemble(sign, behaviour.name, quote), classes="indented")
    for line in hints(reading):
        yield Plain(Content.assemble(("↗ ", "$warning"), line), classes="indented")


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
