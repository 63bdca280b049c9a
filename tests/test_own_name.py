"""The trainee's own name is found in the ways people say it, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.own_name import PLACEHOLDER, mask_own_name, own_names

NAMED = [
    ("Goedemorgen, u spreekt met Samira de Vries van Toeslagen.", "Samira de Vries"),
    ("Met Tim van UWV, zegt u het maar.", "Tim"),
    ("Hallo, met Noor van de gemeente Haarlo.", "Noor"),
    ("Goedemiddag, mijn naam is Jan-Willem Kuipers.", "Jan-Willem Kuipers"),
    ("ik ben Joke van de balie", "Joke"),
    ("Hoi! Je chat met Noor. Waar kan ik mee helpen?", "Noor"),
    ("U chat met Fatima-Zahra van het CAK.", "Fatima-Zahra"),
    ("Beste heer Prins, dat zoek ik uit.\n\nGroet, Bas", "Bas"),
    ("Ik hoor graag van u.\nMet vriendelijke groet,\nSamira el Amrani\nDienst Toeslagen",
     "Samira el Amrani"),
    ("Tot morgen! Groetjes Guus", "Guus"),
    ("Mvg Tim", "Tim"),
    ("hoogachtend,\nJ. de Vries", "de Vries"),
    ("goedemorgen u spreekt met samira van de gemeente waar kan ik u mee helpen", "samira"),
    ("met samira van de gemeente", "samira"),
    ("hoi met bilal van uwv zeg het maar", "bilal"),
    ("goedemiddag met kim de boer van de gemeente", "kim de boer"),
    ("u spreekt met sanne van dijk van de gemeente", "sanne van dijk"),
    ("hallo mijn naam is yusuf en ik help u verder", "yusuf"),
    ("goedemorgen mevrouw ik ben amira van team toeslagen", "amira"),
    ("U spreekt met mevrouw Van den Berg.", "Van den Berg"),
    ("U spreekt met mevr. Jansen van Klantcontact.", "Jansen"),
    ("U spreekt met Sanne van der Meer-de Wit van de Belastingdienst.", "Sanne"),
    ("Met Joris van Onderwijs, goedemiddag.", "Joris"),
    ("Goedemiddag, met Fatiha van de Sociale Verzekeringsbank.", "Fatiha"),
    ("Hallo, hier Kees van de woningstichting.", "Kees"),
    ("Dit is Corrie van de Belastingdienst.", "Corrie"),
    ("Goedemiddag, gemeente Oostveen, Anouk hier.", "Anouk"),
    ("Gemeente Haarlo, Kim de Boer.", "Kim de Boer"),
    ("Hee, Jesse hier van de chat.", "Jesse"),
    ("Ik heet Jolanda en ik help u.", "Jolanda"),
    ("Noem me maar Bas.", "Bas"),
    ("U mag Kim zeggen.", "Kim"),
    ("Lukt het niet, vraag dan naar mij, Petra.", "Petra"),
    ("Je praat met een mens: Ravi.", "Ravi"),
    ("u heeft het waterschap aan de lijn, met Geert", "Geert"),
    ("Ik ben Mo, ik zit vandaag aan de balie.", "Mo"),
    ("Ik ben Çağla van het wijkteam.", "Çağla"),
    ("Met Zoë O’Brien van het wijkteam.", "Zoë O’Brien"),
    ("Ik geef u mijn naam: Joris Blok.", "Joris Blok"),
]  # fmt: skip

NAMELESS = [
    "Ik ben blij dat u belt.",
    "Met vriendelijke groet",
    "Met vriendelijke groet,\nde gemeente Haarlo",
    "Met vriendelijke groet, Dienst Toeslagen",
    "Met alle respect, dat klopt niet.",
    "Ik ben van de gemeente.",
    "ik ben medewerker van de gemeente",
    "Goedemorgen, u spreekt met de gemeente.",
    "U spreekt met de Belastingdienst, goedemorgen.",
    "U spreekt met Toeslagen.",
    "u spreekt met een medewerker van het team",
    "U spreekt met mij.",
    "U spreekt met UWV.",
    "Met spoed van de afdeling doorgestuurd.",
    "Met betrekking tot uw brief van maandag.",
    "met behulp van de gemeente lukt dat",
    "Ik ben er maandag.",
    "Goedemorgen, met maandag van de week bedoel ik gisteren.",
    "Mijn naam is niet belangrijk.",
    "Ik heet u van harte welkom.",
    "Ik ben Nederlander, net als u.",
    "U spreekt Nederlands, gelukkig.",
    "Ik ben bang van niet.",
    "Ik ben verantwoordelijk voor de balie.",
    "Goedemiddag, met wie spreek ik?",
    "Spreek ik met meneer De Boer?",
    "Goedemorgen, u wilde praten met Jan.",
    "Ik heb overlegd met Peter van het wijkteam.",
    "Kom hier. Teken hier, alstublieft.",
    "Doe de groeten aan uw moeder.",
    "Groetjes thuis",
    "Dat zeg ik maar even, mevrouw Bruijn.",
    "Volgt u mij, meneer Bos?",
    "Inloggen gaat met DigiD van de overheid.",
    "Met welk van die drie begint u?",
    "Met plezier gedaan, mevrouw Kamphuis.",
    "Ja, met de trein van vijf uur.",
    "Wat is uw naam?",
    "Hoi! Je chat met ons team.",
    "Goedendag, u spreekt met het Juridisch Loket.",
    "",
    "🙂 ... !",
]


@pytest.mark.parametrize(("said", "name"), NAMED)
def test_the_name_is_found_where_somebody_says_who_they_are(said: str, name: str) -> None:
    names = own_names([said])
    assert name in names
    masked = mask_own_name(said, names)
    assert PLACEHOLDER in masked
    assert name.split()[0] not in masked.replace(PLACEHOLDER, "")


@pytest.mark.parametrize("said", NAMELESS)
def test_other_words_are_no_name(said: str) -> None:
    assert own_names([said]) == frozenset()


def test_where_somebody_works_is_not_masked_along_with_the_name() -> None:
    said = "Goedemorgen, u spreekt met Samira de Vries van Toeslagen, gemeente Haarlo."
    masked = mask_own_name(said, own_names([said]))
    assert masked == "Goedemorgen, u spreekt met [naam] van Toeslagen, gemeente Haarlo."


NAMES = own_names(["Goedemorgen, u spreekt met Samira de Vries van Toeslagen.", "Ik ben Bo."])


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("Dag Samira, wat fijn.", "Dag [naam], wat fijn."),
        ("mevrouw De Vries zei dat", "mevrouw [naam] zei dat"),
        ("Dat is Samira's fout.", "Dat is [naam]'s fout."),
        ("SAMIRA DE VRIES", "[naam]"),
        ("samira zei het, samira", "[naam] zei het, [naam]"),
        ("Samira  de\nVries", "[naam]"),
        ("Samirah en Devries zijn anderen", "Samirah en Devries zijn anderen"),
        ("Anne-Samira is een ander", "Anne-Samira is een ander"),
        ("Bo zegt bo", "[naam] zegt bo"),
        ("het bod van Bob", "het bod van Bob"),
    ],
)
def test_it_is_replaced_wherever_it_stands_also_by_the_citizen(said: str, masked: str) -> None:
    assert mask_own_name(said, NAMES) == masked


def test_a_name_that_is_a_word_too_leaves_the_word_alone() -> None:
    names = own_names(["Goedemorgen, ik ben Wil van de balie."])
    assert mask_own_name("Wil zei: ik wil u helpen.", names) == "[naam] zei: ik wil u helpen."


def test_a_bare_possessive_s_counts_after_a_capital() -> None:
    names = own_names(["Met Pieter van de gemeente."])
    assert mask_own_name("Pieters collega", names) == "[naam]s collega"


def test_the_name_of_one_turn_is_masked_in_all() -> None:
    turns = ["Hallo, je chat met Noor.", "Ik zoek het uit.", "Tot straks, noor"]
    names = own_names(turns)
    assert [mask_own_name(turn, names) for turn in turns][2] == "Tot straks, [naam]"


def test_the_word_name_and_odd_names_mask_nothing() -> None:
    assert mask_own_name("Uw naam is [naam].", {"naam", "", "  ", ".", "a", "1", "[naam]"}) == (
        "Uw naam is [naam]."
    )


def test_a_long_turn_is_read_in_no_time() -> None:
    for piece in ("met ", "goedemorgen ", "u spreekt met De ", "groet, ", "A. ", "hier is Aa "):
        own_names([piece * 3000])


_TEXTS = st.lists(
    st.sampled_from(
        ["Samira", "samira's", "de", "Vries", "met", "u spreekt", "Bas", "Groet,", "van", "[naam]"]
    )
    | st.text(max_size=8),
    max_size=12,
).map(" ".join)
_NAMES = st.sets(
    st.sampled_from(["Samira", "Samira de Vries", "Vries", "Bas"]) | st.text(max_size=8)
)


@given(_TEXTS, _NAMES)
def test_masking_twice_is_masking_once(text: str, names: set[str]) -> None:
    once = mask_own_name(text, names)
    assert mask_own_name(once, names) == once


@given(_TEXTS)
def test_whatever_is_said_the_names_found_are_in_it_and_go(text: str) -> None:
    names = own_names([text])
    assert all(name in text for name in names)
    masked = mask_own_name(text, names)
    assert bool(names) == (masked != text)


@given(st.text())
def test_a_text_without_the_name_stays_as_it_is(text: str) -> None:
    if "samira" not in text.casefold():
        assert mask_own_name(text, {"Samira"}) == text
