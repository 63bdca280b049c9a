"""Practising freely, and as in reality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.screens.conversation import ConversationScreen

if TYPE_CHECKING:
    from tests.screens.conftest import Opened, User

WIDE = (120, 40)


def conversation(user: User) -> ConversationScreen:
    """The conversation, also below a window that lies over it."""
    return next(each for each in user.app.screen_stack if isinstance(each, ConversationScreen))


def waits(user: User) -> bool:
    """Whether a silence would be noticed."""
    return conversation(user)._silence is not None


async def test_practising_freely_shows_mood_and_hints(talking: Opened) -> None:
    async with talking(size=WIDE) as user:
        assert "Joke (F6)" in user.sees
        assert "vertrouwen" in user.sees
        await user.say("Ik begrijp dat dit vervelend voor u is.")
        await user.press("f5")
        assert "Noem iets dat zij vertelde." in user.sees
        await user.press("f6")
        assert "vertrouwen" not in user.sees
        assert not waits(user)


async def test_as_in_reality_there_is_no_mood_and_no_hint(talking: Opened) -> None:
    async with talking("real", size=WIDE) as user:
        await user.say("Ik begrijp dat dit vervelend voor u is.")
        await user.press("f5", "f6")
        assert "Op je scherm" in user.sees
        assert "vertrouwen" not in user.sees
        assert "int" not in user.lines[-1]
        assert "hinted" not in user.kinds


async def test_as_in_reality_a_long_silence_is_noticed_once(talking: Opened) -> None:
    async with talking("real") as user:
        assert waits(user)
        conversation(user).fall_silent(20)
        await user.settle()
        assert "Hallo?" in user.sees
        conversation(user).fall_silent(20)
        assert user.kinds.count("citizen_said") == 2
        await user.say("Wat is er gebeurd?")
        await user.press("escape")
        conversation(user).fall_silent(20)
        assert [event.data.get("source") for event in user.events].count("silence") == 1
