"""On the screen with a citizen that a model voices, on a server that does what the test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from simulator.screens.app import Start
from simulator.screens.transcript import ArrivingSpeech
from simulator.settings import settings
from tests.screens.conftest import LOKET
from tests.servers.scripted import GOOD, Exchange, ScriptedServer, scripted_server

if TYPE_CHECKING:
    from tests.screens.conftest import Opened, User

HEARD = "Dat had niet mogen gebeuren, u wacht al veel te lang op antwoord."
AI = "U praat met een AI-oefenpersoon"


class Gate:
    """A server that says the first sentence, and the rest when it may."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        exchange.begin()
        self.begun.set()
        while not (self.may.wait(0.02) or exchange.server.stopping.is_set()):
            exchange.raw(b": \n\n")
        first, rest = GOOD.split(". ")
        exchange.chunk({"content": first + ". "})
        exchange.chunk({"content": rest})
        exchange.chunk({}, "stop")


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture(autouse=True)
def server(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    with scripted_server(gate) as running:
        monkeypatch.setenv("GEHOORD_LLM_URL", running.url)
        monkeypatch.setenv("GEHOORD_LLM_MODEL", "m")
        settings.cache_clear()
        yield running


async def start_saying(user: User, gate: Gate, text: str = HEARD) -> None:
    """Says something and waits until the server has been asked."""
    await user.write(text)
    await user.pilot.press("enter")
    while not gate.begun.is_set():
        await user.pilot.pause()
    while not list(user.app.screen.query(ArrivingSpeech)):
        await user.pilot.pause()


async def test_the_choice_is_there_and_says_where_words_go(opened: Opened) -> None:
    async with opened(Start(str(LOKET), seed=1)) as user:
        assert "AI-oefenpersoon: wat je zegt, gaat naar m op 127.0.0.1" in user.sees
        assert "● geschreven antwoorden" in user.sees
        assert "Alleen jij ziet dit gesprek" in user.page
        await user.press("a")
        assert "● AI-oefenpersoon" in user.sees
        assert "Wat je zegt, gaat zonder je naam en gegevens naar 127.0.0.1." in user.page
        await user.press("enter")
        assert AI in user.sees


async def test_without_a_server_there_is_no_choice(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GEHOORD_LLM_URL", "GEHOORD_LLM_MODEL"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    async with opened(Start(str(LOKET), seed=1)) as user:
        assert "AI" not in user.sees
        await user.press("a", "enter")
        assert user.screen == "ConversationScreen"
        assert AI not in user.sees


async def test_nothing_is_sent_when_the_written_answers_are_chosen(
    opened: Opened, server: ScriptedServer
) -> None:
    async with opened(Start(str(LOKET), seed=1)) as user:
        await user.press("enter")
        await user.say(HEARD)
        assert user.kinds[-1] == "citizen_said"
    assert server.asked == []


async def test_own_words_are_on_the_screen_while_the_citizen_thinks(
    opened: Opened, gate: Gate
) -> None:
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await start_saying(user, gate)
        assert HEARD in user.sees
        assert user.written == ""
        assert "…" in user.sees
        await user.write("Ik denk vast na")
        gate.may.set()
        await user.settle()
        assert GOOD in user.sees
        assert user.written == "Ik denk vast na"
        assert user.sees.count(HEARD) == 1
        assert user.events[-1].data["words"] == "model"


async def test_whoever_wants_a_break_does_not_wait_for_a_model(opened: Opened, gate: Gate) -> None:
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await start_saying(user, gate)
        await user.press("escape")
        assert "Haal even adem" in user.sees
        said = [event.data for event in user.events if event.kind == "citizen_said"]
        assert said[-1]["words"] == "written"


async def test_closing_the_application_in_the_middle_loses_nothing(
    opened: Opened, gate: Gate
) -> None:
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await start_saying(user, gate)
        await user.pilot.press("ctrl+q")
        await user.settle()
    assert [e.data["text"] for e in user.events if e.kind == "trainee_said"] == [HEARD]
    assert user.events[-1].kind == "citizen_said"


async def test_the_screen_may_go_while_the_citizen_speaks(opened: Opened, gate: Gate) -> None:
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await start_saying(user, gate)
    assert user.events[-1].kind == "citizen_said"


async def test_the_feedback_says_who_spoke(opened: Opened, gate: Gate) -> None:
    gate.may.set()
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await user.say(HEARD)
        await user.press("ctrl+x", "enter")
        assert user.screen == "FeedbackScreen"
        assert "U praatte met een AI-oefenpersoon (m)." in user.page


async def test_impatience_does_no_harm(opened: Opened, gate: Gate) -> None:
    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        await start_saying(user, gate)
        for key in ("escape", "escape", "ctrl+x", "escape"):
            await user.pilot.press(key)
        await user.settle()
        while user.screen != "ConversationScreen":
            await user.press("escape")
        await user.say("Wat is er gebeurd?")
        assert user.kinds.count("trainee_said") == 2
        assert user.kinds[-1] == "citizen_said"
        assert "Wat is er gebeurd?" in user.sees


async def test_a_disk_that_refuses_twice_leaves_no_words_behind(
    opened: Opened, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.sessions.journal import Journal

    gate.may.set()
    write = Journal._write
    refuses = [True]

    def refusing(self: Journal, line: bytes) -> None:
        if refuses[0] and b'"citizen_said"' in line:
            raise OSError(28, "No space left on device")
        write(self, line)

    async with opened(Start(str(LOKET), seed=1, actor="llm")) as user:
        await user.press("enter")
        monkeypatch.setattr(Journal, "_write", refusing)
        await user.say(HEARD)
        assert "schijf is vol" in user.sees
        await user.press("enter")
        refuses[0] = False
        await user.press("enter")
        assert user.kinds[-1] == "citizen_said"
        await user.say("Wat is er gebeurd?")
        assert user.kinds.count("trainee_said") == 2
