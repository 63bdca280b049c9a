"""Settings come from the environment, then the file, then sensible defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from simulator.settings import (
    DEFAULT_PACE,
    DEFAULT_PATIENCE,
    ModelServer,
    Settings,
    SettingsError,
    read_settings,
)

SECRET = "sk-geheim-123"
SERVER = {"GEHOORD_LLM_URL": "http://localhost:8080/v1", "GEHOORD_LLM_MODEL": "zaal-7b"}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An empty settings file, so that nobody's own file is read."""
    file = tmp_path / "eigen" / "config.toml"
    file.parent.mkdir()
    file.write_text("", encoding="utf-8")
    return file


def read(config: Path, package: Path | None = None, **variables: str) -> Settings:
    environment = {"GEHOORD_CONFIG": str(config)} | variables
    return read_settings(environment, package) if package else read_settings(environment)


def test_a_checkout_uses_its_own_folders(tmp_path: Path, config: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "gehoord"\n', encoding="utf-8")
    found = read(config, tmp_path / "simulator")
    assert found.scenario_folders == (tmp_path / "scenarios",)
    assert found.rubric_folders == (tmp_path / "rubrics",)
    assert found.sessions_folder == tmp_path / "sessions"
    assert (found.language, found.pace) == ("nl", DEFAULT_PACE)


def test_an_installed_package_uses_its_data_and_the_persons_own_folder(
    tmp_path: Path, config: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "iets-anders"\n', encoding="utf-8")
    package = tmp_path / "simulator"
    found = read(config, package)
    assert found.scenario_folders == (package / "data" / "scenarios",)
    assert found.rubric_folders == (package / "data" / "rubrics",)
    assert tmp_path not in found.sessions_folder.parents
    assert found.sessions_folder.name == "sessions"


def test_own_folders_come_before_the_built_in_ones(tmp_path: Path, config: Path) -> None:
    for name in ("een", "twee", "eigen/drie"):
        (tmp_path / name).mkdir()
    config.write_text("\ufeffscenarios = ['drie']\r\n", encoding="utf-8")
    named = os.pathsep.join([str(tmp_path / "een"), "", str(tmp_path / "twee")])
    folders = read(config, GEHOORD_SCENARIOS=named).scenario_folders
    assert folders[:3] == (tmp_path / "een", tmp_path / "twee", config.parent / "drie")
    assert folders[3].name == "scenarios"


def test_the_environment_wins_from_the_file(tmp_path: Path, config: Path) -> None:
    config.write_text("language = 'en'\npace = 2\nsessions = 'thuis'\n", encoding="utf-8")
    found = read(config)
    assert (found.language, found.pace) == ("en", 2.0)
    assert found.sessions_folder == config.parent / "thuis"
    elsewhere = tmp_path / "elders"
    found = read(config, GEHOORD_LANG="NL", GEHOORD_PACE="2,5", GEHOORD_SESSIONS=str(elsewhere))
    assert found == Settings(
        scenario_folders=found.scenario_folders,
        rubric_folders=found.rubric_folders,
        sessions_folder=elsewhere,
        language="nl",
        pace=2.5,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("GEHOORD_LANG", "de"),
        ("GEHOORD_PACE", "snel"),
        ("GEHOORD_PACE", "-1"),
        ("GEHOORD_PACE", "nan"),
        ("GEHOORD_PACE", "1e9"),
        ("GEHOORD_SCENARIOS", "bestaat-niet"),
        ("GEHOORD_RUBRICS", "bestaat-niet"),
    ],
)
def test_a_wrong_value_says_where_in_one_sentence(config: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({"GEHOORD_CONFIG": str(config), variable: value})
    message = str(error.value)
    assert variable in message
    assert value in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "content",
    [
        "tempo = 3",
        "pace = true",
        "pace = [1]",
        "sessions = 3",
        "scenarios = 3",
        "scenarios = [3]",
        "language = 1",
        "pace = ",
        "x",
        "sessions = ''",
        "name = 3",
        f"name = '{'a' * 81}'",
    ],
)
def test_a_wrong_file_says_where_in_one_sentence(config: Path, content: str) -> None:
    config.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read(config)
    assert str(config) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_text_is_refused(config: Path) -> None:
    config.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        read(config)


def test_a_settings_file_that_was_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="GEHOORD_CONFIG"):
        read_settings({"GEHOORD_CONFIG": str(tmp_path / "weg.toml")})


def test_sessions_cannot_go_where_a_file_stands(config: Path) -> None:
    with pytest.raises(SettingsError, match="GEHOORD_SESSIONS"):
        read(config, GEHOORD_SESSIONS=str(config))


def test_a_name_may_be_given_and_is_only_text(config: Path) -> None:
    config.write_text('name = "  Samira  de\\nVries\\u001b "', encoding="utf-8")
    assert read(config).name == "Samira de Vries"
    assert read(config, GEHOORD_NAME="Noor").name == "Noor"


# -- a language model ----------------------------------------------------------------------------


def read_with(config: Path, variables: Mapping[str, str]) -> Settings:
    return read_settings({"GEHOORD_CONFIG": str(config), **variables})


def test_without_a_server_there_is_no_language_model(config: Path) -> None:
    for found in (read(config), read(config, GEHOORD_LLM_KEY=SECRET)):
        assert found.llm is None
        assert found.judge is None


def test_a_server_and_a_model_are_enough(config: Path) -> None:
    assert read_with(config, SERVER).llm == ModelServer(
        "http://localhost:8080/v1", "zaal-7b", "", DEFAULT_PATIENCE, 60.0, 1000, 0.0, 0.0
    )


def test_everything_of_a_server_can_be_said_in_the_environment(config: Path) -> None:
    found = read(
        config,
        GEHOORD_LLM_URL=" https://model.voorbeeld.nl/v1/ ",
        GEHOORD_LLM_MODEL="maker/zaal:7b",
        GEHOORD_LLM_KEY=SECRET,
        GEHOORD_LLM_PATIENCE="2,5",
        GEHOORD_LLM_PRICE_IN="0.15",
        GEHOORD_LLM_PRICE_OUT="0,60",
    )
    assert found.llm == ModelServer(
        "https://model.voorbeeld.nl/v1", "maker/zaal:7b", SECRET, 2.5, 60.0, 1000, 0.15, 0.6
    )


def test_everything_of_a_server_can_be_said_in_the_file(config: Path) -> None:
    config.write_text(
        "llm_url = 'http://127.0.0.1:11434/v1'\n"
        "llm_model = 'zaal'\n"
        f"llm_key = '{SECRET}'\n"
        "llm_patience = 20\n"
        "llm_timeout = 45\n"
        "llm_most_tokens = 300\n"
        "llm_price_in = 1\n"
        "llm_price_out = 2.5\n"
        "judge_url = 'https://elders.nl/v1'\n"
        "judge_model = 'rechter'\n"
        "judge_key = 'andere'\n",
        encoding="utf-8",
    )
    found = read(config)
    assert found.llm == ModelServer(
        "http://127.0.0.1:11434/v1", "zaal", SECRET, 20.0, 45.0, 300, 1.0, 2.5
    )
    assert found.judge == ModelServer(
        "https://elders.nl/v1", "rechter", "andere", 20.0, 45.0, 300, 1.0, 2.5
    )


def test_the_environment_wins_from_the_file_for_each_part_of_a_server(config: Path) -> None:
    config.write_text(
        f"llm_url = 'http://localhost:1/v1'\nllm_model = 'zaal'\nllm_key = '{SECRET}'\n",
        encoding="utf-8",
    )
    found = read(config, GEHOORD_LLM_MODEL="ander", GEHOORD_LLM_PATIENCE="3")
    assert found.llm == ModelServer("http://localhost:1/v1", "ander", SECRET, 3.0)


def test_who_voices_the_citizen_also_judges_unless_told_otherwise(config: Path) -> None:
    keyed = SERVER | {"GEHOORD_LLM_KEY": SECRET}
    found = read_with(config, keyed)
    assert found.judge == found.llm
    found = read_with(config, keyed | {"GEHOORD_JUDGE_MODEL": "rechter"})
    assert found.judge == ModelServer(SERVER["GEHOORD_LLM_URL"], "rechter", SECRET)
    assert found.llm == ModelServer(SERVER["GEHOORD_LLM_URL"], "zaal-7b", SECRET)


def test_a_key_is_never_given_to_another_server(config: Path) -> None:
    keyed = SERVER | {"GEHOORD_LLM_KEY": SECRET, "GEHOORD_JUDGE_URL": "https://elders.nl/v1"}
    assert read_with(config, keyed).judge == ModelServer("https://elders.nl/v1", "zaal-7b", "")
    judge = read_with(config, keyed | {"GEHOORD_JUDGE_KEY": "andere"}).judge
    assert judge == ModelServer("https://elders.nl/v1", "zaal-7b", "andere")


def test_there_may_be_a_judge_without_a_voice(config: Path) -> None:
    found = read(config, GEHOORD_JUDGE_URL="http://localhost:1/v1", GEHOORD_JUDGE_MODEL="rechter")
    assert found.llm is None
    assert found.judge == ModelServer("http://localhost:1/v1", "rechter")


@pytest.mark.parametrize("whose", ["llm", "judge"])
@pytest.mark.parametrize(
    ("given", "value", "missing", "what"),
    [
        ("url", "http://localhost:1/v1", "model", "de naam van het model"),
        ("model", "zaal-7b", "url", "het adres van de server"),
    ],
)
def test_half_a_server_says_in_one_sentence_what_else_is_needed(
    config: Path, whose: str, given: str, value: str, missing: str, what: str
) -> None:
    variable = f"GEHOORD_{whose}_{given}".upper()
    with pytest.raises(SettingsError) as error:
        read_with(config, {variable: value})
    message = str(error.value)
    assert message == f"Bij {variable} hoort ook '{whose}_{missing}': {what}."
    config.write_text(f"{whose}_{given} = '{value}'\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read(config)
    assert str(config) in str(error.value)
    assert str(error.value).endswith(f"'{whose}_{missing}': {what}.")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("llm_url", "localhost:8080/v1"),
        ("llm_url", "ftp://localhost/v1"),
        ("llm_url", "file:///etc/passwd"),
        ("llm_url", "http://"),
        ("llm_url", "http://[::1/v1"),
        ("llm_url", "http://localhost:0/v1"),
        ("llm_url", "http://localhost:99999/v1"),
        ("llm_url", "http://local host/v1"),
        ("judge_url", "elders"),
        ("llm_model", "twee woorden"),
        ("llm_patience", "0"),
        ("llm_patience", "-1"),
        ("llm_patience", "121"),
        ("llm_patience", "nan"),
        ("llm_patience", "lang"),
        ("llm_timeout", "0"),
        ("llm_timeout", "601"),
        ("llm_most_tokens", "49"),
        ("llm_most_tokens", "veel"),
        ("llm_price_in", "-0.01"),
        ("llm_price_in", "duur"),
        ("llm_price_out", "inf"),
    ],
)
def test_a_wrong_value_of_a_server_says_where_in_one_sentence(
    config: Path, key: str, value: str
) -> None:
    variable = f"GEHOORD_{key}".upper()
    with pytest.raises(SettingsError) as error:
        read_with(config, SERVER | {variable: value})
    message = str(error.value)
    assert variable in message
    assert value in message
    assert message.endswith(" zijn.")
    assert "\n" not in message


@pytest.mark.parametrize(
    "content",
    ["llm_url = 3", "llm_model = ['a']", "llm_patience = true", "llm_price_in = []", "llm_url = ''"]
    + ["judge_patience = 3", "llm_naam = 'x'"],
)
def test_a_wrong_server_in_the_file_says_where_in_one_sentence(config: Path, content: str) -> None:
    rest = ["llm_url = 'http://localhost:1/v1'", "llm_model = 'zaal'"]
    lines = [content, *(each for each in rest if each.split()[0] != content.split()[0])]
    config.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read(config)
    assert str(config) in str(error.value)
    assert content.split()[0] in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("whose", ["llm", "judge"])
@pytest.mark.parametrize("wrong", [f"{SECRET} x", f"x {SECRET}", SECRET * 50, f"{SECRET}\u202e"])
def test_a_key_that_cannot_be_is_refused_without_repeating_it(
    config: Path, whose: str, wrong: str
) -> None:
    variable = f"GEHOORD_{whose}_KEY".upper()
    with pytest.raises(SettingsError) as error:
        read_with(config, SERVER | {variable: wrong, "GEHOORD_JUDGE_MODEL": "r"})
    assert variable in str(error.value)
    assert "geheim" not in str(error.value)
    config.write_text(f"{whose}_key = '{wrong}'\njudge_model = 'r'\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_with(config, SERVER)
    assert f"{whose}_key" in str(error.value)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        f"llm_key = {SECRET}",
        f"llm_key = '{SECRET}",
        f"llm_key = ['{SECRET}']",
        f"llm_kye = '{SECRET}'",
        f"llm_key = '{SECRET}'\nllm_key = '{SECRET}'",
        f"llm_key = '{SECRET}'\nllm_url = 3",
    ],
)
def test_a_key_in_a_file_with_a_mistake_is_not_repeated(config: Path, content: str) -> None:
    config.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_with(config, {} if "llm_url" in content else SERVER)
    assert "geheim" not in str(error.value)


def test_a_key_is_not_shown_with_the_settings(config: Path) -> None:
    found = read_with(
        config,
        SERVER
        | {"GEHOORD_LLM_KEY": SECRET, "GEHOORD_JUDGE_KEY": SECRET, "GEHOORD_JUDGE_MODEL": "r"},
    )
    assert found.llm is not None
    assert found.llm.key == SECRET
    assert "geheim" not in f"{found!r} {found} {found.llm!r} {found.judge!r}"
