"""What enters is made harmless, and nothing else is lost."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.personal_data import FINDERS, passes_eleven_test
from simulator.text import PLACEHOLDERS, clean, mask, plain_line

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
SPOKEN = st.text("0123456789 .-+()@/abgnoerNLBS[]:\n", max_size=60)


def with_control_digit(eight: str) -> str | None:
    """The BSN that begins with these eight digits, when there is one."""
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), eight, strict=True))
    return f"{eight}{total % 11}" if total % 11 < 10 and eight.strip("0") else None


def spoken(said: str) -> str:
    """A sample with its numbers put in: numbers that pass the eleven test stand in no file."""
    nine = with_control_digit("98765432") or ""
    eight = (with_control_digit("01234567") or "")[1:]
    return said.format(
        nine=nine,
        eight=eight,
        dotted=f"{nine[:3]}.{nine[3:6]}.{nine[6:]}",
        spaced=f"{nine[:4]} {nine[4:6]} {nine[6:]}",
        single=" ".join(nine),
    )


BSNS = st.from_regex(r"\A[0-9]{8}\Z").map(with_control_digit).filter(bool)


class TestClean:
    def test_escape_codes_lose_their_power(self) -> None:
        assert clean("\x1b[31mrood\x1b[0m\x07") == "[31mrood[0m"

    def test_line_ends_of_every_system_become_line_feeds(self) -> None:
        assert clean("een\r\ntwee\rdrie\u2028vier") == "een\ntwee\ndrie\nvier"

    def test_a_tab_becomes_a_space_and_other_space_stays(self) -> None:
        assert clean("  een\ttwee   drie\n\nvier ") == "een twee   drie\n\nvier"

    @pytest.mark.parametrize(
        "hidden",
        ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\xad", "\ud800", "\x85", "\U000e0041"],
    )
    def test_what_cannot_be_seen_goes(self, hidden: str) -> None:
        assert clean(f"be{hidden}zwaar") == "bezwaar"

    def test_letters_come_composed(self) -> None:
        assert clean("cafe\u0301") == "café"
        assert clean("cafe\u200b\u0301") == "café"

    @pytest.mark.parametrize("emoji", ["👩🏽‍💻", "❤️", "👨‍👩‍👧", "1️⃣", "☎︎"])
    def test_an_emoji_stays_whole(self, emoji: str) -> None:
        assert clean(f"Dank {emoji} u") == f"Dank {emoji} u"

    def test_a_selector_or_joiner_outside_an_emoji_goes(self) -> None:
        assert clean("a\ufe0fb\u200dc 😀\u200d") == "abc 😀"
        assert clean("1\u200d2\ufe0f3") == "123"

    @given(ANY_TEXT)
    def test_nothing_harmful_is_left(self, text: str) -> None:
        for character in clean(text):
            assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs")
            assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

    @given(ANY_TEXT)
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)

    @given(st.text("e\u0344\u0301\u0316\u200d\ufe0f😀❤☎1\u20e3\u0338↔", max_size=120))
    def test_marks_and_joiners_settle_at_once(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)

    def test_a_plain_line_is_one_line(self) -> None:
        assert plain_line(" een\r\n\ttwee\n drie ") == "een twee drie"


class TestMask:
    def test_placeholders_are_the_kinds_that_are_looked_for(self) -> None:
        assert set(PLACEHOLDERS) == set(FINDERS)

    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("Mijn BSN is {nine}.", "Mijn BSN is [BSN]."),
            ("bsn{dotted}", "bsn[BSN]"),
            ("{spaced} dus", "[BSN] dus"),
            ("{single}", "[BSN]"),
            ("mijn bsn, dat is {eight}", "mijn bsn, dat is [BSN]"),
            ("Bel 06-12345678", "Bel [telefoon]"),
            ("06 12 34 56 78 of 0612345678", "[telefoon] of [telefoon]"),
            ("+31 6 1234 5678, 0031 (0)20 123 45 67", "[telefoon], [telefoon]"),
            ("(020) 123 45 67 of +32 475 12 34 56", "[telefoon] of [telefoon]"),
            ("op nl91 abna 0417 1643 00", "op [IBAN]"),
            ("BE68 5390 0754 7034 en DE89370400440532013000", "[IBAN] en [IBAN]"),
            ("Mail jan.de-vries+x@post.example.nl.", "Mail [e-mail]."),
            ("1234 AB 56, 1234ab nummer 5b", "[adres], [adres]"),
            ("Wilgenlaan 12, 1234 AB Dorp", "[adres] Dorp"),
            ("postcode 1234 AB en huisnummer 14", "postcode [adres]"),
            ("huisnummer 14, postcode 1234 AB", "[adres]"),
            ("geboren op 3 mei 1971", "geboren op [geboortedatum]"),
            ("Geboortedatum: 03-05-1971", "Geboortedatum: [geboortedatum]"),
            ("3-5-71 ben ik geboren", "[geboortedatum] ben ik geboren"),
            ("uw geboortedatum is 1971-05-03?", "uw geboortedatum is [geboortedatum]?"),
        ],
    )
    def test_personal_data_becomes_a_placeholder(self, said: str, kept: str) -> None:
        assert mask(spoken(said)) == kept

    @pytest.mark.parametrize(
        "said",
        [
            "Bel 112, of 113 als u niet meer wilt leven.",
            "Bel 14 020, 14020 of 14 0118.",
            "0800-0543, 0900 1234567, 0800 1121 en 0900-8844",
            "De brief van 3 mei 1971 kwam op 03-05-2024 om 12:30.",
            "05-12-2024 12:30 en 8-12-2024 5 uur",
            "Het gaat om € 1.250,00 of 12.345 euro, 100000 in totaal.",
            "Woont u nog op 1234 AB?",
            "sinds 2021 op 3 adressen, in 2024 is 14 dagen genoeg",
            "BSN 123456789",
            "artikel 21, 9 dagen, 6 weken, 2 x 30.000",
            "Kenmerk 2024/0001234",
            "u@thuis en @jan",
        ],
    )
    def test_what_people_must_be_able_to_talk_about_stays(self, said: str) -> None:
        assert mask(said) == said

    def test_eight_digits_are_a_bsn_only_after_the_word(self) -> None:
        assert mask(spoken("{eight}")) == spoken("{eight}")
        assert mask(spoken("Mijn burgerservicenummer is {eight}")).endswith("is [BSN]")

    @pytest.mark.parametrize(
        "said",
        ["geboren op 18-03-1982", "geboren op 18 maart '82", "3021ab nummer 14", "3021 AB, 14"],
    )
    def test_the_scenario_keeps_its_own_values_however_written(self, said: str) -> None:
        assert mask(said, {"18 maart 1982", "3021 AB", "14"}) == said

    def test_someone_elses_value_goes_while_the_scenario_keeps_its_own(self) -> None:
        said = "Bel 06-12345678, niet +31 6 87654321"
        assert mask(said, ["+31612345678"]) == "Bel 06-12345678, niet [telefoon]"

    def test_part_of_a_kept_value_is_not_taken_for_something_else(self) -> None:
        bsn = with_control_digit("06111223")
        assert bsn is not None
        phone = f"{bsn[:2]} {bsn[2:6]} {bsn[6:]} 4"
        assert mask(phone[:-2]) == "[BSN]"
        assert mask(phone, [phone.replace(" ", "")]) == phone

    @given(BSNS, st.sampled_from(["{0}{1}{2}", "{0}.{1}.{2}", "{0} {1} {2}", "{0}-{1}-{2}"]))
    def test_every_bsn_is_masked_in_every_grouping(self, bsn: str, shape: str) -> None:
        said = shape.format(bsn[:4], bsn[4:6], bsn[6:])
        assert mask(f"nummer {said} dus") == "nummer [BSN] dus"

    @given(
        st.from_regex(r"\A[1-9][0-9]{8}\Z").filter(lambda digits: not passes_eleven_test(digits))
    )
    def test_nine_digits_that_fail_the_eleven_test_stay(self, digits: str) -> None:
        for said in (digits, f"nummer {digits}.", f"BSN: {digits}"):
            assert mask(said) == said

    @given(SPOKEN)
    def test_masking_twice_is_masking_once(self, text: str) -> None:
        assert mask(mask(text)) == mask(text)

    @given(
        st.lists(
            st.sampled_from(
                spoken(
                    "{nine} {eight} 0612345678 +31612345678 NL91ABNA0417164300 a@b.nl 1234 AB 12"
                    " geboren 3-5-1971 geboortedatum bsn , - + . is nummer 123 [BSN] [adres]"
                ).split()
            ),
            max_size=14,
        ),
        st.sampled_from(["", " ", ", ", "-"]),
    )
    def test_pieces_of_personal_data_settle_at_once(self, pieces: list[str], glue: str) -> None:
        once = mask(glue.join(pieces))
        assert mask(once) == once

    @given(BSNS, SPOKEN, SPOKEN)
    def test_kept_values_survive(self, bsn: str, before: str, after: str) -> None:
        assert bsn in mask(f"{before}, {bsn}, {after}", {bsn})

    def test_a_turn_takes_no_time(self) -> None:
        turn = "U krijgt binnen 6 weken bericht op 06-12345678. Klopt 3021 AB 14 nog, mevrouw? " * 2
        mask(turn)
        start = time.perf_counter()
        for _ in range(100):
            mask(clean(turn))
        assert (time.perf_counter() - start) / 100 < 0.002  # ten times what it takes

    @pytest.mark.parametrize(
        "piece",
        ["1", "1 ", "0 ", "@", "a@b.", "geboren ", "12, 1234 AB ", "NL12ABNA", "+31 ", "Aa van "]
        + ["\u0301\u0316", "😀\u200d", "\u200b", "1-1-1-", "(0", ". "],
    )
    def test_hostile_text_takes_linear_time(self, piece: str) -> None:
        text = piece * (50_000 // len(piece)) + "1@"
        start = time.perf_counter()
        mask(clean(text))
        assert time.perf_counter() - start < 2

    def test_random_digits_mostly_stay(self) -> None:
        chance = random.Random(1)
        numbers = ["".join(chance.choices("123456789", k=9)) for _ in range(500)]
        masked = sum(mask(number) == "[BSN]" for number in numbers)
        assert masked == sum(map(passes_eleven_test, numbers))
