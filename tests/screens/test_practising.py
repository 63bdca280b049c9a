"""From the library to feedback and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screens.conftest import Opened

ACCUSING = ("Dat had u zelf moeten regelen.", "U moet niet zo overdrijven.", "Doe eens rustig.")


async def test_from_library_to_feedback_to_again_by_keyboard_alone(opened: Opened) -> None:
    async with opened() as user:
        assert "Waar wil je vandaag mee oefenen?" in user.sees
        await user.press("slash", *"dwe", "enter", "enter")
        assert "Laat merken dat je luistert." in user.sees
        await user.press("enter")
        assert "Waar blijft mijn antwoord?" in user.sees
        for sentence in ACCUSING:
            await user.write(sentence)
            await user.press("enter")
            assert sentence in user.sees
        await user.press("ctrl+x", "enter")
        assert "je stopte na 3 beurten" in user.sees
        await user.press("end")
        assert "Welk moment zou jij anders doen?" in user.sees
        await user.press("o")
        assert "poging 2" in user.sees
        await user.say("Dat had niet mogen gebeuren.")
        await user.press("ctrl+x", "enter", "escape")
        assert user.screen == "LibraryScreen"


async def test_doing_a_turn_again_keeps_what_came_before_and_says_what_was_said_then(
    talking: Opened,
) -> None:
    async with talking() as user:
        for sentence in ACCUSING:
            await user.say(sentence)
        await user.press("f3", "up", "enter")
        assert "poging 2 · beurt 2" in user.sees
        assert f"Toen zei je: “{ACCUSING[1]}”" in user.sees
        assert ACCUSING[0] in user.sees
        assert ACCUSING[2] not in user.page
        await user.say("Wat is er gebeurd?")
        assert [e.data["text"] for e in user.events if e.kind == "trainee_said"] == [
            *ACCUSING,
            "Wat is er gebeurd?",
        ]


async def test_later_means_that_the_library_offers_to_go_on(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Wat is er gebeurd?")
        await user.write("Hoe is dat vo")
        await user.press("escape")
        assert "Haal even adem." in user.sees
        await user.press("escape")
        assert user.written == "Hoe is dat vo"
        await user.press("escape", "down", "enter")
        assert "▸ Verder De verdwenen brief" in user.sees
        assert user.kinds[-2:] == ["paused", "resumed"]
        await user.press("home", "enter")
        assert "Wat is er gebeurd?" in user.sees
        await user.say("Hoe is dat voor u?")
        assert user.kinds.count("trainee_said") == 2


async def test_a_conversation_that_is_over_says_so_and_goes_on_to_feedback(talking: Opened) -> None:
    async with talking() as user:
        for _ in range(9):
            await user.say("Hoe is dat voor u?")
        assert "Het gesprek is afgelopen. Druk op ↵ voor je feedback." in user.sees
        assert "afgelopen" in user.lines[0]
        await user.press("x")
        assert user.written == ""
        await user.press("enter")
        assert user.screen == "FeedbackScreen"


async def test_feedback_is_made_once_and_an_enter_too_many_begins_no_new_attempt(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say(ACCUSING[0])
        await user.press("ctrl+x", "enter")
        read_before = user.page
        await user.press("enter", "enter")
        await user.press("escape", "g", "enter")
        assert user.screen == "FeedbackScreen"
        assert user.page == read_before
        assert "rewound" not in user.kinds
        assert user.kinds.count("assessed") == user.kinds.count("advised") == 1


async def test_the_whole_conversation_and_the_criteria_can_be_read_with_the_keys(
    talking: Opened,
) -> None:
    async with talking() as user:
        for sentence in ACCUSING:
            await user.say(sentence)
        await user.press("ctrl+x", "enter", "g")
        assert "Ja, met Bos. Waar blijft mijn antwoord?" in user.sees
        await user.press("escape", "c")
        assert "Alle criteria" in user.sees
        await user.press("end")
        assert "Alle criteria" not in user.sees
        assert "Er is geen eindcijfer." in user.sees
        await user.press("home")
        assert "Alle criteria" in user.sees
        await user.press("pagedown", "escape")
        assert user.screen == "FeedbackScreen"


async def test_stopping_before_a_word_was_said_is_met_kindly(talking: Opened) -> None:
    async with talking() as user:
        await user.press("ctrl+x", "enter")
        assert "je stopte voordat je iets zei" in user.sees
        assert "je kunt hier niets stukmaken" in user.page
        await user.press("o")
        assert "Waar blijft mijn antwoord?" in user.sees
        await user.say("Wat is er gebeurd?")
        assert user.kinds.count("trainee_said") == 1
