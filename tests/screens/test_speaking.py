"""What the trainee writes: refused with a sentence, shown literally, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.content import Content

from simulator.screens.composer import Composer
from simulator.screens.plain import INSTEAD, literal
from simulator.screens.side import Side
from simulator.screens.transcript import Transcript
from simulator.settings import settings

if TYPE_CHECKING:
    from tests.screens.conftest import Opened

HOSTILE = "[red]rood[/] [/] [/foo [@click=app.quit]klik[/] $x [Z] \\"
STEERING = "\x1b\x9b\x07\x08\x7f\u202e\u2066\u200b"


async def test_an_empty_turn_is_refused_with_a_sentence(talking: Opened) -> None:
    async with talking() as user:
        await user.say("  \n ")
        assert "Zeg eerst iets." in user.sees
        assert user.written == "  \n "
        assert "trainee_said" not in user.kinds


async def test_ten_thousand_characters_are_refused_and_stay(
    talking: Opened,
) -> None:
    async with talking() as user:
        await user.say("a" * 10_000)
        assert "Dat is te lang voor één beurt" in user.sees
        assert user.written == "a" * 10_000
        await user.say("Wat is er gebeurd?")
        assert user.written == ""
        assert "te lang" not in user.page


async def test_text_is_shown_as_it_was_pasted_and_steers_nothing(talking: Opened) -> None:
    async with talking() as user:
        await user.paste(STEERING.join(HOSTILE))
        assert user.written == HOSTILE
        await user.press("enter")
        assert HOSTILE in user.sees
        await user.press("f3")
        assert "[red]rood[/] [/] [/foo" in user.sees
        await user.press("escape", "ctrl+x", "enter", "g")
        assert HOSTILE in user.sees
        assert user.app.is_running


async def test_a_paste_comes_once_and_keeps_the_spaces_around_it(talking: Opened) -> None:
    async with talking() as user:
        await user.write("Dat had niet")
        await user.paste(" mogen\r\ngebeuren ")
        assert user.written == "Dat had niet mogen\ngebeuren "


async def test_a_second_enter_only_shows_what_is_being_said(
    talking: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHOORD_PACE", "1")
    settings.cache_clear()
    async with talking() as user:
        assert "Waar blijft mijn antwoord?" not in user.sees
        await user.write("Wat is er gebeurd?")
        await user.press("enter")
        assert "Waar blijft mijn antwoord?" in user.sees
        assert "trainee_said" not in user.kinds
        assert user.written == "Wat is er gebeurd?"
        await user.press("enter", "enter", "enter")
        assert user.kinds.count("trainee_said") == 1


async def test_any_key_shows_the_words_whole(
    talking: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHOORD_PACE", "1")
    settings.cache_clear()
    async with talking() as user:
        await user.press("w")
        assert "Waar blijft mijn antwoord?" in user.sees
        assert user.written == "w"


async def test_that_it_is_over_is_told_after_the_last_words_and_not_before(
    talking: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEHOORD_PACE", "1")
    settings.cache_clear()
    async with talking() as user:
        for _ in range(9):
            await user.press("x")
            await user.say("Hoe is dat voor u?")
        assert "Ik moet gaan." not in user.page
        assert "Het gesprek is afgelopen." not in user.page
        await user.press("x")
        assert "Ik moet gaan. Het gesprek is afgelopen." in user.page


async def test_who_looked_back_sees_the_answer_to_what_they_say(talking: Opened) -> None:
    async with talking() as user:
        for _ in range(6):
            await user.say("Hoe is dat voor u?")
        await user.press("pageup", "pageup")
        assert "beurt 7" in user.sees
        assert user.app.screen.query_one(Transcript).scroll_y == 0
        await user.say("Ik zoek het voor u uit.")
        assert "Ik zoek het voor u uit." in user.sees


async def test_the_answer_is_not_hidden_behind_the_side_column(talking: Opened) -> None:
    async with talking() as user:
        await user.press("f2")
        assert "Op je scherm" in user.sees
        await user.say("Ik zoek het voor u uit.")
        assert "Ik zoek het voor u uit." in user.sees
        await user.press("f2", "escape")
        assert "Waar blijft mijn antwoord?" in user.sees
        assert not user.app.screen.query_one(Side).has_class("shown")


async def test_personal_data_is_replaced_and_the_trainee_is_told(talking: Opened) -> None:
    async with talking() as user:
        await user.say("Bel mij op 06-12345678.")
        assert "Bel mij op [telefoon]." in user.sees
        assert "Persoonlijke gegevens heb ik vervangen" in user.sees


async def test_something_can_be_done_besides_talking(talking: Opened) -> None:
    async with talking() as user:
        await user.press("f4")
        assert "Wijkteam bellen" in user.sees
        await user.press("enter")
        assert "Je doet: Wijkteam bellen." in user.sees
        await user.press("f4")
        assert "Er is nu niets te doen." in user.sees


def test_what_was_written_while_a_turn_was_kept_stays() -> None:
    composer = Composer()
    composer.text = "Wat is er gebeurd? En dan"
    composer.said("Wat is er gebeurd?")
    assert composer.text == " En dan"


def test_a_character_that_would_steer_the_terminal_is_shown_as_a_sign() -> None:
    shown = literal(Content.assemble(("a\x1b", "bold"), "b\u202ec\nd"))
    assert shown.plain == f"a{INSTEAD}b{INSTEAD}c\nd"
    assert [(span.start, span.end) for span in shown.spans] == [(0, 2)]


async def test_letters_typed_just_before_enter_are_said_too(talking: Opened) -> None:
    async with talking() as user:
        await user.type_quickly("zal-ik-hem-samen-met-u-doornemen")
        assert user.written == ""
        assert "zal-ik-hem-samen-met-u-doornemen" in user.sees
