"""Every terminal, every theme, every key."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

import simulator.screens
from simulator.screens.app import DARK, LIGHT
from simulator.screens.composer import Composer
from simulator.screens.transcript import Transcript

if TYPE_CHECKING:
    from tests.screens.conftest import Opened

ENGLISH = re.compile(
    r"\b(the|and|to|quit|exit|help|search|find|back|close|open|next|previous|focus|copy|select|"
    r"start|stop it|pause|resume|again|erase|delete|read|scroll|page|mode|say|new|line|act|mood|"
    r"side|rewind|theme|toggle|show|hide|menu|palette|screenshot)\b",
    re.IGNORECASE,
)


def ours() -> Iterator[type[DOMNode]]:
    """The application, and every screen and widget of ours."""
    for module in pkgutil.iter_modules(simulator.screens.__path__):
        found = importlib.import_module(f"simulator.screens.{module.name}")
        for each in vars(found).values():
            if isinstance(each, type) and each.__module__ == found.__name__:
                if issubclass(each, DOMNode):
                    yield each


def test_every_key_is_explained_in_dutch() -> None:
    classes = list(ours())
    assert sum(issubclass(each, Screen) for each in classes) >= 8
    assert any(issubclass(each, App) for each in classes)
    for each in classes:
        merged = each._merged_bindings
        bindings = [b for bs in merged.key_to_bindings.values() for b in bs] if merged else []
        for binding in bindings:
            if binding.show:
                assert binding.description, (each, binding)
                assert not ENGLISH.search(binding.description), (each, binding)


async def test_the_conversation_follows_the_size_of_the_terminal(talking: Opened) -> None:
    async with talking(size=(120, 40)) as user:
        await user.say("Ik zoek voor u uit waarom die brief nooit bij u is aangekomen.")
        assert "Op je scherm" in user.sees
        await user.pilot.resize_terminal(80, 24)
        assert "Op je scherm" not in user.sees
        await user.press("f2")
        assert "Op je scherm" in user.sees
        await user.pilot.resize_terminal(40, 20)
        await user.press("f2")
        assert "nooit bij u is aangekomen." in user.sees.replace("▌ ", "")
        assert all(len(line) == 40 for line in user.lines)
        await user.say("Wat is er gebeurd?")
        assert "Wat is er gebeurd?" in user.sees


async def test_a_tiny_terminal_is_no_reason_to_stop(opened: Opened) -> None:
    async with opened(size=(20, 5)) as user:
        for width, height in ((20, 5), (10, 3), (40, 10)):
            await user.pilot.resize_terminal(width, height)
            await user.press("enter", "enter", "escape", "down", "enter")
            assert user.screen == "LibraryScreen"


async def test_f10_goes_to_light_and_back_and_the_text_stays(talking: Opened) -> None:
    async with talking() as user:
        dark = user.app.theme
        await user.press("f10")
        assert (dark, user.app.theme) == (DARK.name, LIGHT.name)
        assert "Waar blijft mijn antwoord?" in user.sees
        await user.press("f10")
        assert user.app.theme == DARK.name


async def test_without_colours_all_that_matters_is_still_there(
    talking: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with talking(size=(120, 40)) as user:
        await user.say("Dat had u zelf moeten regelen.")
        styles = [s.style for strip in user.app.screen._compositor.render_strips() for s in strip]
        hues = {style.color.triplet for style in styles if style and style.color}
        assert len(hues) > 2
        assert all(max(hue) - min(hue) <= 2 for hue in hues if hue)
        assert "Jij" in user.sees
        assert "Joke" in user.sees
        await user.press("ctrl+x", "enter")
        assert "Probeer" in user.sees


async def test_ctrl_c_throws_nothing_away_and_tells_how_to_stop(talking: Opened) -> None:
    async with talking() as user:
        await user.write("Wat is er")
        await user.press("ctrl+c")
        assert "Dat kan met ctrl+q. Je gesprek blijft bewaard." in user.told
        assert user.written == "Wat is er"


async def test_help_is_one_key_away_and_neither_it_nor_a_click_takes_the_pen(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.press("f1", "f1")
        assert "Wie ziet dit?" in user.sees
        await user.press("escape")
        assert "Waar blijft mijn antwoord?" in user.sees
        await user.pilot.click(Transcript)
        assert isinstance(user.app.focused, Composer)
