"""Somebody at the keyboard of the real application, with a sessions folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from simulator.conversation.events import Event
from simulator.screens.app import GehoordApp, Start
from simulator.screens.composer import Composer
from simulator.screens.plain import Plain
from simulator.sessions import SessionStore
from simulator.settings import settings

LOKET = Path(__file__).parents[1] / "data" / "loket.yaml"
SMALL = (80, 24)


class User:
    """What a person can do and see."""

    def __init__(self, app: GehoordApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Waits until nothing is being read, said or looked back on."""
        await self.pilot.pause()
        while any(not worker.is_finished for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Puts words on the line to write on, as quickly as pasting would."""
        composer = self.app.screen.query_one(Composer)
        composer.text = text
        composer.move_cursor(composer.document.end)
        await self.pilot.pause()

    async def say(self, text: str) -> None:
        await self.write(text)
        await self.press("enter")

    async def type_quickly(self, text: str) -> None:
        """Letter after letter, and enter, faster than anything can be drawn."""
        for character in text:
            self.app.post_message(Key(character, character))
        self.app.post_message(Key("enter", "\r"))
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(Paste(text))
        await self.settle()

    @property
    def written(self) -> str:
        """What stands on the line to write on."""
        return self.app.screen.query_one(Composer).text

    @property
    def screen(self) -> str:
        """Which screen is on top."""
        return type(self.app.screen).__name__

    @property
    def lines(self) -> list[str]:
        """What the terminal shows, line by line."""
        return [
            "".join(s.text for s in strip) for strip in self.app.screen._compositor.render_strips()
        ]

    @property
    def sees(self) -> str:
        """What the terminal shows, however it was wrapped."""
        return " ".join(" ".join(self.lines).split())

    @property
    def page(self) -> str:
        """What the screen holds, also beyond its edges."""
        shown = [each for each in self.app.screen.query(Plain) if each.display]
        return " ".join(" ".join(str(each.content) for each in shown).split())

    @property
    def told(self) -> str:
        """The sentences in the corner."""
        return " ".join(notification.message for notification in self.app._notifications)

    @property
    def events(self) -> Sequence[Event]:
        """What was kept of the latest session."""
        store = SessionStore(settings().sessions_folder)
        return store.events(store.list()[0].id)

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]


Opened = Callable[..., AbstractAsyncContextManager[User]]


@pytest.fixture(autouse=True)
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small scenario; nobody waits for words to arrive."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    shutil.copy(LOKET, folder / "loket.yaml")
    monkeypatch.setenv("GEHOORD_SCENARIOS", str(folder))
    monkeypatch.setenv("GEHOORD_PACE", "0")
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings.cache_clear()
    return folder


@pytest.fixture
def opened() -> Opened:
    """Opens the application; `async with opened(size=(80, 24)) as user`."""

    @asynccontextmanager
    async def run(start: Start | None = None, size: tuple[int, int] = SMALL) -> AsyncIterator[User]:
        app = GehoordApp(start)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            user = User(app, pilot)
            await user.settle()
            yield user

    return run


@pytest.fixture
def talking(opened: Opened) -> Opened:
    """Opens the application in the conversation of the small scenario."""

    @asynccontextmanager
    async def run(mode: str = "free", **options: Any) -> AsyncIterator[User]:
        async with opened(Start(str(LOKET), seed=1), **options) as user:
            if mode == "real":
                await user.press("m")
            await user.press("enter")
            yield user

    return run
