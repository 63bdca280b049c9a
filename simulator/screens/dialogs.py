"""Small calm windows over the conversation: pause, stop, choose one of a list."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.language import _
from simulator.screens.plain import Plain, literal


class Choice(ModalScreen[str | None]):
    """A question with a few answers; escape is none of them."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", _("terug"))]

    def __init__(
        self, question: str, answers: list[tuple[str, str]], about: str = "", at: int = 0
    ) -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._about = about
        self._at = at

    def compose(self) -> ComposeResult:
        """The question, and the answers as a list."""
        with Vertical(classes="dialog"):
            yield Plain(self._question, classes="dialog-question")
            if self._about:
                yield Plain(self._about, classes="dialog-about")
            yield OptionList(
                *(Option(literal(label), id=key) for key, label in self._answers), markup=False
            )
            yield Plain(_("↵ kiezen   esc terug"), classes="dialog-help")

    def on_mount(self) -> None:
        """The cursor starts at the likely answer."""
        answers = self.query_one(OptionList)
        answers.focus()
        if self._answers:
            answers.highlighted = min(self._at, len(self._answers) - 1)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
