"""The first run on a bare machine, with pip replaced by a note of what was asked of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator import bootstrap

Commands = list[Sequence[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "gehoord met spatie"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return folder


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands: Commands = []

    def run(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    def create(folder: Path) -> None:
        python = folder / ("Scripts/python.exe" if bootstrap.WINDOWS else "bin/python")
        python.parent.mkdir(parents=True)
        python.touch()

    monkeypatch.setattr(bootstrap, "_create", create)
    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_the_first_run_installs_and_the_second_asks_nothing(
    checkout: Path, installed: Commands
) -> None:
    python = bootstrap.environment(checkout)
    assert [command[-1] for command in installed] == [str(checkout)]
    assert bootstrap.environment(checkout) == python
    assert len(installed) == 1


def test_running_the_tests_adds_what_they_need_and_keeps_it(
    checkout: Path, installed: Commands
) -> None:
    bootstrap.environment(checkout)
    bootstrap.environment(checkout, "dev")
    bootstrap.environment(checkout)
    assert [command[-1] for command in installed] == [str(checkout), f"{checkout}[dev]"]


def test_a_changed_project_is_installed_anew(checkout: Path, installed: Commands) -> None:
    bootstrap.environment(checkout, "dev")
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    bootstrap.environment(checkout)
    assert [command[-1] for command in installed] == [f"{checkout}[dev]"] * 2


def test_a_moved_checkout_is_installed_anew(checkout: Path, installed: Commands) -> None:
    bootstrap.environment(checkout)
    moved = checkout.rename(checkout.with_name("elders"))
    bootstrap.environment(moved)
    assert installed[-1][-1] == str(moved)


def test_a_stamp_that_cannot_be_read_means_install_again(
    checkout: Path, installed: Commands
) -> None:
    bootstrap.environment(checkout)
    (checkout / ".venv" / "gehoord.json").write_bytes(b"\x00[")
    bootstrap.environment(checkout)
    assert len(installed) == 2


def test_without_a_network_it_says_so_and_the_next_run_tries_again(
    checkout: Path, installed: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", fail)
        with pytest.raises(bootstrap.NotReady, match="netwerk"):
            bootstrap.environment(checkout)
    bootstrap.environment(checkout)
    assert len(installed) == 1


def test_a_python_without_venv_names_the_package_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.NotReady, match=r"sudo apt install python3\.\d+-venv"):
        bootstrap.environment(checkout)


def test_a_folder_that_cannot_be_written_is_named(
    checkout: Path, installed: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(bootstrap, "_create", refuse)
    with pytest.raises(bootstrap.NotReady, match="kan ik niet lezen of schrijven"):
        bootstrap.environment(checkout)


def test_failing_checks_are_named_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def run(python: Path, arguments: Sequence[str], folder: Path | None = None) -> int:
        ran.append(arguments[1])
        return int(arguments[1] == "mypy")

    monkeypatch.setattr(bootstrap, "environment", lambda *_: Path(sys.executable))
    monkeypatch.setattr(bootstrap, "_run", run)
    assert bootstrap.run_tests([]) == 1
    assert ran[-1] == "pytest"
    assert "Niet in orde: mypy" in capsys.readouterr().err


def test_arguments_go_to_pytest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Sequence[str]] = []

    def run(python: Path, arguments: Sequence[str], folder: Path | None = None) -> int:
        ran.append(arguments)
        return 5

    monkeypatch.setattr(bootstrap, "environment", lambda *_: Path(sys.executable))
    monkeypatch.setattr(bootstrap, "_run", run)
    assert bootstrap.run_tests(["-k", "mood"]) == 5
    assert ran == [("-m", "pytest", "-k", "mood")]
