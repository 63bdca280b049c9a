"""A quote is found where it was said, and what was not said is not found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.assessment.found_quotes import find_quote

TURN = (
    "Wat vervelend, mevrouw Bos: u wacht al één maand op antwoord. "
    "Dat had niet mogen gebeuren. Ik zoek het voor u uit en bel u morgen terug."
)


@pytest.mark.parametrize(
    "quote", ["Wat vervelend", "u wacht al één maand op antwoord", "bel u morgen terug", TURN[:-1]]
)
def test_the_literal_words_are_found(quote: str) -> None:
    assert find_quote(quote, TURN) == quote


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("WAT VERVELEND", "Wat vervelend"),
        ("  wat \n\t vervelend  ", "Wat vervelend"),
        ("wat vervelend mevrouw bos", "Wat vervelend, mevrouw Bos"),
        ("“Wat vervelend – mevrouw Bos!”", "Wat vervelend, mevrouw Bos"),
        ("**u wacht al een maand**", "u wacht al één maand"),
        ("...op antwoord... dat had niet", "op antwoord. Dat had niet"),
        ("Ik_zoek_het", "Ik zoek het"),
    ],
)
def test_case_spaces_punctuation_and_accents_may_differ(quote: str, said: str) -> None:
    assert find_quote(quote, TURN) == said


def test_accents_may_be_in_the_turn_or_in_the_quote() -> None:
    assert find_quote("de cafés in zoe", "Van de cafes in Zoë.") == "de cafes in Zoë"
    assert find_quote("voor een", "Dat is vóór één uur.") == "vóór één"
    assert find_quote("vóór één", "Dat is voor een ander.") == "voor een"


def test_an_accent_that_is_a_character_of_its_own_is_still_an_accent() -> None:
    quote = unicodedata.normalize("NFD", "al één maand")
    assert find_quote(quote, TURN) == "al één maand"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Dat had niet mogen gebeurren", "Dat had niet mogen gebeuren"),
        ("Dat had niet moge gebeuren", "Dat had niet mogen gebeuren"),
        ("u wagt al een maand op antwoord", "u wacht al één maand op antwoord"),
        ("ik zoek het vooru uit en bel u morgen", "Ik zoek het voor u uit en bel u morgen"),
        ("ik zoek het voor u uit en bel u mor gen", "Ik zoek het voor u uit en bel u morgen"),
    ],
)
def test_after_a_slip_the_words_that_were_really_said_are_given(quote: str, said: str) -> None:
    assert find_quote(quote, TURN) == said


@pytest.mark.parametrize(
    "quote",
    [
        "Ik begrijp dat u boos bent",
        "Dat mag niet weer gebeuren",
        "U wacht al drie weken op een brief",
        "morgen bel ik u terug",
        "excuses namens de gemeente",
    ],
)
def test_what_was_not_said_is_not_found(quote: str) -> None:
    assert find_quote(quote, TURN) is None


@pytest.mark.parametrize(
    "quote",
    [
        "Wat vervelend, dat had niet mogen gebeuren",
        "Wat vervelend ... bel u morgen terug",
        "u wacht al één maand, ik zoek het voor u uit",
        "Ik zoek het voor u uit. Wat vervelend, mevrouw Bos",
    ],
)
def test_pieces_that_were_pasted_together_are_not_found(quote: str) -> None:
    assert find_quote(quote, TURN) is None


@pytest.mark.parametrize("word", ["vervelend", "Vervelend!", "u", "antwoord."])
def test_a_single_word_shows_nothing(word: str) -> None:
    assert find_quote(word, TURN) is None


def test_a_single_word_is_found_when_it_is_the_whole_turn() -> None:
    assert find_quote("begrijpelijk", " Begrijpelijk! ") == "Begrijpelijk"
    assert find_quote("begrijpelijk", "Heel begrijpelijk!") is None
    assert find_quote("Begrijp", "Begrijpelijk!") is None


@pytest.mark.parametrize("quote", ["", " ", "...", "“”", "_ _", "🙂 🙂"])
def test_without_words_there_is_nothing_to_find(quote: str) -> None:
    assert find_quote(quote, TURN) is None
    assert find_quote(quote, quote) is None


def test_a_quote_does_not_find_more_than_the_turn_holds() -> None:
    assert find_quote("ja hoor", "Ja.") is None
    assert find_quote("ja hoor", "") is None


def test_part_of_a_word_is_not_a_word() -> None:
    assert find_quote("en is", "Breien is leuk.") is None
    assert find_quote("Breien is leuk", "Breien is leuker dan haken.") != "Breien is leuk"


_WORD = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)
_BETWEEN = st.sampled_from([" ", "  ", ", ", ". ", "\n", " – ", "...", "_", "' "])
_TEXT = st.lists(st.tuples(_WORD, _BETWEEN), min_size=2, max_size=12)


@given(_TEXT, st.data())
def test_any_words_that_follow_each_other_are_found_and_are_literally_there(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    turn = "".join(word + between for word, between in parts)
    first = data.draw(st.integers(0, len(parts) - 2))
    last = data.draw(st.integers(first + 1, len(parts) - 1))
    run = [word for word, _ in parts[first : last + 1]]
    found = find_quote(data.draw(_BETWEEN).join(run), turn)
    assert found is not None
    assert found in turn
    assert _letters(found) == _letters("".join(run))


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_found_is_literally_there(quote: str, turn: str) -> None:
    found = find_quote(quote, turn)
    assert found is None or (found and found in turn)


@given(st.integers(0, len(TURN) - 1), st.integers(30, 60), st.data())
def test_a_letter_that_is_missing_is_no_hindrance(
    start: int, length: int, data: st.DataObject
) -> None:
    run = " ".join(TURN[start : start + length].split(" ")[1:-1])
    assume(len(run) >= 20)
    at = data.draw(st.integers(1, len(run) - 2))
    word = run[: at + 1].split(" ")[-1] + run[at + 1 :].split(" ")[0]
    # "niet" without a letter is another word, and two words are not one.
    assume(run[at] != " " and word not in ("niet", "geen", "wel", "nooit", "niets"))
    found = find_quote(run[:at] + run[at + 1 :], TURN)
    assert found is not None
    assert found in TURN
    assert found[:8].casefold() in run.casefold()


@given(st.lists(st.text("abcde", min_size=1), min_size=2), st.lists(st.text("vwxyz", min_size=1)))
def test_words_of_other_letters_are_never_found(turn: list[str], quote: list[str]) -> None:
    assert find_quote(" ".join(quote), " ".join(turn)) is None


def _letters(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in marks if letter.isalnum())
