"""The briefing: one calm page before the conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen

from simulator.language import _
from simulator.screens import words
from simulator.screens.plain import HelpLine, Plain, keys
from simulator.settings import settings

if TYPE_CHECKING:
    from simulator.scenarios.model import Scenario
    from simulator.screens.library import LibraryScreen


def open_briefing(screen: LibraryScreen, path: str) -> None:
    """Opens the briefing of the scenario in a file."""
    screen.app.push_screen(BriefingScreen(path))


class BriefingScreen(Screen[None]):
    """Who you are, what you know, what you want, and how you practise."""

    CSS_PATH = "briefing.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", _("beginnen"), id="briefing.start"),
        Binding("m", "mode", _("andere manier"), id="briefing.mode"),
        Binding("a", "actor", _("ander antwoordt"), id="briefing.actor"),
        Binding("escape", "app.pop_screen", _("terug"), id="briefing.back"),
    ]

    def __init__(self, path: str, seed: int | None = None, actor: str = "scripted") -> None:
        super().__init__()
        self._path = path
        self._seed = seed
        self._actor = actor
        self._model = settings().llm
        self._scenario: Scenario | None = None
        self._real = False

    def compose(self) -> ComposeResult:
        """The page, empty until the scenario has been read."""
        with VerticalScroll(id="briefing-page"):
            yield Plain("", id="briefing-title")
            yield Plain("", id="briefing-meta")
            yield Plain("", id="briefing-warning")
            yield Vertical(id="briefing-text")
            yield Plain(self._who_sees_it(), id="briefing-private")
        yield Plain("", id="briefing-mode")
        voices = [("a", _("AI of geschreven"))] if self._model else []
        yield HelpLine(
            keys(
                ("↵", _("beginnen")),
                ("m", _("andere manier") if voices else _("andere manier van oefenen")),
                *voices,
                ("esc", _("liever iets anders")),
            )
        )

    def on_mount(self) -> None:
        """Reads the scenario, and warms up what the conversation needs."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        from simulator.documents import DocumentError
        from simulator.scenarios import UnknownScenario, find_scenario

        try:
            self._scenario = await asyncio.to_thread(find_scenario, self._path)
        except (DocumentError, UnknownScenario) as error:
            self.notify(str(error).splitlines()[0], severity="warning", timeout=12)
            self.dismiss()
            return
        self._show(self._scenario)
        await asyncio.to_thread(_warm_up)

    def _show(self, scenario: Scenario) -> None:
        self.query_one("#briefing-title", Plain).update(scenario.title)
        self.query_one("#briefing-meta", Plain).update(
            " · ".join(
                (
                    f"{words.channel_sign(scenario.channel)} {words.channel(scenario.channel)}",
                    _("ongeveer {n} minuten").format(n=scenario.minutes),
                    words.difficulty(scenario.difficulty),
                    scenario.organisation,
                )
            )
        )
        warning = self.query_one("#briefing-warning", Plain)
        warning.display = scenario.warning is not None
        if scenario.warning:
            warning.update("⚠ " + scenario.warning)
        self.query_one("#briefing-text", Vertical).mount_all(_page(scenario))
        self._show_mode()

    def _show_mode(self) -> None:
        free, real = ("○", "●") if self._real else ("●", "○")
        self.query_one("#briefing-mode", Plain).update(
            f"{free} "
            + _("vrij oefenen: met stemming en hints")
            + f"\n{real} "
            + _("zoals in het echt: zonder stemming en hints")
            + self._voices()
        )

    def _who_sees_it(self) -> str:
        """With whom one talks, and who gets to see it."""
        if self._model is None or self._actor != "llm":
            return _(
                "Je praat met een oefenpersoon. Alleen jij ziet dit gesprek, tot je het deelt."
            )
        text = _(
            "U praat met een AI-oefenpersoon. Wat je zegt, gaat zonder je naam en gegevens naar "
            "{host}. Verder ziet alleen jij dit gesprek, tot je het deelt."
        )
        return text.format(host=urlsplit(self._model.url).hostname)

    def _voices(self) -> str:
        """Who answers, where there is a choice."""
        if self._model is None:
            return ""
        written, model = ("○", "●") if self._actor == "llm" else ("●", "○")
        ai = _("AI-oefenpersoon: wat je zegt, gaat naar {model} op {host}")
        host = urlsplit(self._model.url).hostname
        return (
            f"\n\n{written} "
            + _("geschreven antwoorden, zonder internet")
            + f"\n{model} "
            + (ai.format(model=self._model.model, host=host))
        )

    def action_actor(self) -> None:
        """Switches between the written answers and a language model, if there is one."""
        if self._model is not None:
            self._actor = "scripted" if self._actor == "llm" else "llm"
            self.query_one("#briefing-private", Plain).update(self._who_sees_it())
            self._show_mode()

    def action_mode(self) -> None:
        """Switches between practising freely and as in reality."""
        self._real = not self._real
        self._show_mode()

    def action_start(self) -> None:
        """Begins the conversation."""
        if self._scenario is None:
            return
        from simulator.screens.practice import start_conversation

        mode = "real" if self._real else "free"
        start_conversation(self, self._scenario, mode, self._seed, self._actor)


class Section(Vertical):
    """A heading with a text, or with a list of which each item keeps its own margin."""

    def __init__(self, heading: str, text: str | Sequence[str]) -> None:
        super().__init__(classes="section")
        self._heading = heading
        self._text = text

    def compose(self) -> ComposeResult:
        """The heading above the rest."""
        yield Plain(self._heading, classes="heading")
        if isinstance(self._text, str):
            yield Plain(self._text)
            return
        for item in self._text:
            with Horizontal(classes="item"):
                yield Plain("·", classes="sign")
                yield Plain(item, classes="text")


def _page(scenario: Scenario) -> Iterator[Section]:
    from simulator.behaviours import behaviours

    briefing = scenario.briefing
    yield Section(_("Wie je bent"), briefing.role)
    yield Section(_("Wat je weet"), briefing.situation)
    yield Section(_("Wat je wilt bereiken"), briefing.goal)
    if briefing.limits:
        yield Section(_("Waar je op let"), briefing.limits)
    if scenario.goals:
        names = [behaviours()[goal].name for goal in scenario.goals[:3]]  # type: ignore[index]
        yield Section(_("Om te oefenen"), names)


def _warm_up() -> None:
    from simulator.observation import warm_up

    warm_up()
