"""Sessions and other processes: killed ones, busy ones, and disks that refuse."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.events import Event
from simulator.sessions import SessionBusy, SessionStore

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs limits and users of POSIX")


def test_killing_the_program_loses_nothing_it_said_was_safe(
    store: SessionStore, start: Any, event: Any
) -> None:
    chance = random.Random(20261125)
    for _ in range(5):
        with start("talk", store.folder) as talking:
            session_id = talking.stdout.readline().strip()
            for _ in range(chance.randrange(1, 60)):
                talking.stdout.readline()
            talking.kill()
            # What it said in the meantime was safe as well; a last half line says nothing.
            rest = talking.stdout.read().splitlines(keepends=True)
        assert session_id
        safe = [int(line) for line in rest if line.endswith("\n")]
        with store.open(session_id) as journal:
            kept = journal.events
            assert not safe or len(kept) > safe[-1]
            assert all(each.data["text"].startswith(f"{each.seq} ") for each in kept)
            journal.append(event(len(kept), text="Ik ben er weer."))
        assert len(store.events(session_id)) == len(kept) + 1
    assert len(store.list()) == 5


def test_a_session_that_is_open_in_another_program_is_busy(
    store: SessionStore, kept: Path, start: Any
) -> None:
    with start("hold", store.folder, kept.stem) as other:
        assert other.stdout.readline() == "open\n"
        for use in (store.open, store.erase):
            with pytest.raises(SessionBusy, match="ander venster"):
                use(kept.stem)
        other.stdin.close()
        other.wait()
        store.open(kept.stem).close()
    with start("hold", store.folder, kept.stem) as other:
        assert other.stdout.readline() == "open\n"
        other.kill()
        other.wait()
        store.open(kept.stem).close()


def test_four_programs_that_finish_ten_sessions_each_are_all_indexed(
    store: SessionStore, start: Any
) -> None:
    programs = [start("finish", store.folder, 10) for _ in range(4)]
    for program in programs:
        assert program.communicate(timeout=60) == ("", None)
        assert program.returncode == 0
    tables = json.loads((store.folder / "index.json").read_text(encoding="utf-8"))
    ids = {row["id"] for row in tables["sessions"].values()}
    assert len(ids) == 40
    assert {summary.id for summary in store.list() if summary.ending == "agreed"} == ids


@posix_only
def test_a_full_disk_costs_only_what_did_not_fit(store: SessionStore, start: Any) -> None:
    with start("fill", store.folder, 2000) as full:
        session_id, seq, size, sentence = (full.stdout.readline().strip() for _ in range(4))
        assert full.wait() == 0
    events = store.events(session_id)
    assert int(seq) > 5
    assert int(size) <= 2000
    assert "de schijf is vol" in sentence
    assert [each.seq for each in events] == list(range(int(seq) + 1))
    assert events[-1].data["text"] == "Er is weer plaats."


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach, which a folder of pytest is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@posix_only
def test_a_folder_in_which_nothing_may_be_written_can_still_be_read(
    open_folder: Path, opened: Event, start: Any
) -> None:
    store = SessionStore(open_folder)
    with store.create() as journal:
        journal.append(opened)
    journal.path.chmod(0o444)
    open_folder.chmod(0o555)
    with start("trespass", open_folder, journal.id) as other:
        said = other.stdout.read().splitlines()
        assert other.wait() == 0
    assert said[:2] == ["1", journal.id]
    assert [line.split(" ", 3)[:3] for line in said[2:]] == [["Ik", "kan", "hier"]] + [
        ["Ik", "kan", word] for word in ("niet", "deze")
    ]
    assert all("geen toestemming" in line for line in said[2:])
    assert store.events(journal.id) == [opened]
