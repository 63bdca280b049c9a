"""Settings come from the environment, then the file, then sensible defaults."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.settings import DEFAULT_PACE, Settings, SettingsError, read_settings


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
