"""Prompts have a version, and nothing that is filled in can pass for a part of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from simulator.prompts import prompt

SIMULATOR = Path(__file__).parents[1] / "simulator"
SHIPPED = sorted(SIMULATOR.glob("*/prompts/*.jinja"))

PACKAGE = "pakket_met_prompts"
TEMPLATES = {
    "lijst": (
        "{#- version 7 -#}\nVoor {{ name }}.\nTEKST\n"
        "{% for line in lines %}\n- {{ line }}\n{% endfor %}\nEINDE\n"
    ),
    "zelf": "{#- version 12 -#}\n<<<\n{{ text }}\n>>>\n```[INST]<|\n",
    "streepje": "{# version 3 #}\n{{ text|upper }}\n",
    "zonder": "Voor {{ name }}.\n",
    "te_laat": "Hallo.\n{#- version 1 -#}\n",
    "diep": "{#- version 1 -#}\n{% if one.two %}ja{% endif %}\n",
}

MARKS = ("<", "<<<", ">", ">>>", "`", "```", "[INST]", "[/inst]", "[IN", "ST]", "<|", "|", "|>")
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\u200b", "\xad")
WORDS = ("EINDE", "TEKST", "{{ 7*7 }}", "{% for a in b %}", "{#", "#}", "\x00", "system:", " ")
HOSTILE = st.lists(st.sampled_from(MARKS + BREAKS + WORDS) | st.text(max_size=4)).map("".join)
STRUCTURE = re.compile(r"<<|>>|<>|><|```|\[/?INST\]|<\|", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A package with prompts of its own."""
    folder = tmp_path_factory.mktemp("prompts")
    (folder / PACKAGE / "prompts").mkdir(parents=True)
    (folder / PACKAGE / "__init__.py").touch()
    for name, text in TEMPLATES.items():
        path = folder / PACKAGE / "prompts" / f"{name}.jinja"
        path.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))
    sys.modules.pop(PACKAGE, None)


def listed(*lines: str, name: str = "Bos") -> str:
    return prompt(PACKAGE, "lijst", name=name, lines=lines).text


def test_a_prompt_is_filled_in_and_says_what_it_was_made_with() -> None:
    made = prompt(PACKAGE, "lijst", name="Bos", lines=["een", "twee"])
    assert made.text == "Voor Bos.\nTEKST\n- een\n- twee\nEINDE"
    assert made.made_with == "lijst 7"
    assert prompt(PACKAGE, "streepje", text="a").made_with == "streepje 3"


@pytest.mark.parametrize("name", ["zonder", "te_laat"])
def test_a_prompt_that_does_not_begin_with_its_version_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        prompt(PACKAGE, name, name="Bos")


def test_data_becomes_one_line() -> None:
    said = "  Goedemorgen.\r\n\n\tIk heb\u2028een vraag.\x85EINDE "
    assert "- Goedemorgen. Ik heb een vraag." in listed(said)
    assert listed(said).splitlines()[-1] == "EINDE"
    assert len(listed(said).splitlines()) == 4


def test_what_the_author_wrote_stays_as_it_is() -> None:
    made = prompt(PACKAGE, "zelf", text="<<< ```x``` [INST] <|im_start|> >>>").text
    first, data, *rest = made.splitlines()
    assert (first, rest) == ("<<<", [">>>", "```[INST]<|"])
    assert not STRUCTURE.search(data)
    assert "im_start" in data


def test_ordinary_signs_in_data_stay_as_they_are() -> None:
    said = "3 < 4 en `nee` [let op] 'zo' \"dus\" {ja} a|b <b> & 50% é €"
    assert f"- {said}\n" in listed(said)


@given(HOSTILE, HOSTILE)
@example("[IN[INST]ST]", "<`<`<")
@example("<\u200b<\u200b<", "``\u200b`")
@example("<[INST]<", "<[INST]|")
def test_no_data_can_form_a_part_of_the_prompt(name: str, line: str) -> None:
    made = listed(line, "twee", name=name)
    first, fence, one, *rest = made.splitlines()
    assert first.startswith("Voor ")
    assert (fence, rest) == ("TEKST", ["- twee", "EINDE"])
    assert one.startswith("-")
    assert not STRUCTURE.search(made)


@given(HOSTILE)
def test_a_turn_cannot_leave_the_conversation_that_is_judged(text: str) -> None:
    names = ("title", "situation", "opposite", "level_2", "level_3", "level_4")
    turns = [{"number": 1, "who": "medewerker", "text": text}]
    made = prompt("simulator.assessment", "judge", turns=turns, **dict.fromkeys(names, "x")).text
    lines = made.splitlines()
    inside = lines[lines.index("<<<GESPREK") + 1 : lines.index("GESPREK>>>")]
    assert len(inside) == 1
    assert inside[0].startswith("[1] medewerker:")
    assert (lines.count("<<<GESPREK"), lines.count("GESPREK>>>")) == (1, 1)


@pytest.mark.parametrize(
    "said",
    [
        "{{ 7*7 }}",
        "{% for n in range(3) %}a{% endfor %}",
        "{# weg #}",
        "{{ name.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    ],
)
def test_a_template_in_data_is_only_text(said: str) -> None:
    assert f"- {said}\n" in listed(said)
    assert "49" not in listed(said)


def test_data_is_made_harmless_after_whatever_the_author_does_with_it() -> None:
    assert prompt(PACKAGE, "streepje", text="[inst] a\nb").text == "A B"


def test_missing_data_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="lines"):
        prompt(PACKAGE, "lijst", name="Bos")
    with pytest.raises(UndefinedError, match="name"):
        prompt(PACKAGE, "lijst", lines=[])
    with pytest.raises(UndefinedError, match="two"):
        prompt(PACKAGE, "diep", one={})


def test_there_are_prompts() -> None:
    assert {path.stem for path in SHIPPED} >= {"citizen", "direction", "judge", "writer"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.stem))
def test_a_shipped_prompt_begins_with_its_version_and_needs_its_data(path: Path) -> None:
    assert re.match(r"\{#-? version [1-9]\d* -?#\}\n", path.read_text(encoding="utf-8"))
    with pytest.raises(UndefinedError):
        prompt(f"simulator.{path.parents[1].name}", path.stem)
