from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import yaml

from simulator.documents import DocumentError, parse_document
from simulator.scenarios import UnknownScenario, catalogue, find_scenario, load_scenario
from simulator.scenarios.loader import scenario_from
from simulator.scenarios.model import Scenario
from simulator.settings import settings

SMALL = Path(__file__).parents[1] / "data" / "loket.yaml"


def problems(old: str, new: str) -> list[str]:
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DocumentError) as caught:
        scenario_from(parse_document(text.replace(old, new, 1), "loket.yaml"))
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("title:", "titel:", "loket.yaml:4:1: error unknown-key", "Bedoelde u 'title'?"),
        (
            "now: blaming",
            "now: blamin",
            "loket.yaml:38:31: error unknown-id",
            "Bedoelde u 'blaming'?",
        ),
        ("reveals: kelder", "reveals: keldr", "unknown-id Er is geen feit 'keldr'", "'kelder'?"),
        ("phase: verhaal, when", "phase: verhal, when", "unknown-id", "Bedoelde u 'verhaal'?"),
        ("topic: brief", "topic: brif", "unknown-id Er is geen onderwerp", "Bedoelde u 'brief'?"),
        ("channel: call", "channel: cal", "choice 'cal' kan hier niet", "Bedoelde u 'call'?"),
        ("difficulty: 1", "difficulty: 9", "value 'difficulty' mag ten hoogste 3", ""),
        ("start: 70", "start: 170", "value 'start' mag ten hoogste 100", ""),
        ("id: nep_weer", "id: nep", "duplicate-id 'nep' staat hier", "tweede keer"),
        ('trust: ">=24"', "trust: veel", "value Verwacht een getal", ">=30"),
        ("now: blaming", "signal: anger", "'signal: anger' werkt alleen in een rubric", ""),
        ("format: 1\n", "", "missing-key De sleutel 'format' ontbreekt", ""),
        (
            "title: De verdwenen brief",
            "title: 12",
            "type 'title' moet tekst zijn",
            "aanhalingstekens",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_with_what_was_meant(
    old: str, new: str, place: str, says: str
) -> None:
    told = problems(old, new)
    assert any(place in line and says in line for line in told), told


def test_every_mistake_is_told_at_once() -> None:
    told = problems("title: De verdwenen brief\ntheme: trust", "titel: X\ntheme: trst")
    assert len(told) == 3


def test_a_scenario_reads_back_the_same_from_the_document_that_sessions_keep() -> None:
    scenario = load_scenario(SMALL)
    assert Scenario.model_validate(scenario.document()) == scenario


def test_every_condition_is_looked_at_for_unknown_ids() -> None:
    text = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    wrong = {"any": [{"not": {"fact": "nergens"}}]}
    for key in ("reactions", "answers", "initiatives", "actions", "hints", "endings"):
        broken = {**text, key: [{**text[key][0], "when": wrong}, *text[key][1:]]}
        with pytest.raises(DocumentError, match="Er is geen feit 'nergens'"):
            scenario_from(parse_document(yaml.safe_dump(broken, allow_unicode=True)))


def test_thousands_of_unknown_ids_are_told_at_once() -> None:
    text = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    facts = [{"id": f"abcdefgh{n}", "text": "Iets."} for n in range(3000)]
    answers = [{"id": f"a{n}", "say": "Ja.", "reveals": f"abcdefgx{n}"} for n in range(3000)]
    hostile = json.dumps({**text, "facts": facts, "answers": answers})
    began = time.process_time()
    with pytest.raises(DocumentError, match="Er is geen feit 'abcdefgx0'. Bedoelde u"):
        scenario_from(parse_document(hostile))
    assert time.process_time() - began < 5  # it took a minute


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEHOORD_SCENARIOS", str(tmp_path))
    settings.cache_clear()
    return tmp_path


def test_a_scenario_is_found_by_id_or_by_path(folder: Path) -> None:
    file = folder / "loket.yaml"
    file.write_bytes(SMALL.read_bytes())
    assert find_scenario("loket") == find_scenario(str(file))


def test_an_unknown_scenario_is_told_with_what_was_meant(folder: Path) -> None:
    (folder / "loket.yaml").write_bytes(SMALL.read_bytes())
    with pytest.raises(UnknownScenario, match=r"'lokat'.*Bedoelde u 'loket'"):
        find_scenario("lokat")
    with pytest.raises(UnknownScenario, match="is er niet"):
        find_scenario(str(folder / "weg.yaml"))


def test_the_library_lists_what_can_be_played_and_says_what_cannot(folder: Path) -> None:
    (folder / "loket.yaml").write_bytes(SMALL.read_bytes())
    (folder / "stuk.yaml").write_text("title: [", encoding="utf-8")
    (folder / "lijst.yaml").write_text("- a\n", encoding="utf-8")
    listed = {entry.id: entry for entry in catalogue()}
    assert listed["loket"].title == "De verdwenen brief"
    assert listed["loket"].situation == "Een inwoner belt over een brief."
    assert listed["loket"].problem is None
    assert listed["stuk"].problem is not None
    assert listed["lijst"].problem is not None


def test_the_library_also_reads_a_file_with_its_title_at_the_end(folder: Path) -> None:
    text = SMALL.read_text(encoding="utf-8").replace("title: De verdwenen brief\n", "", 1)
    (folder / "los.yaml").write_text(text + "title: Achteraan\n", encoding="utf-8")
    assert {entry.id: entry.title for entry in catalogue()}["los"] == "Achteraan"
