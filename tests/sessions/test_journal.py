from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.events import Event
from simulator.sessions import Journal, JournalError, SessionBusy, SessionStore
from simulator.sessions.reading import read_events


def test_what_was_said_is_in_the_file_as_soon_as_append_returns(
    store: SessionStore, opened: Event, event: Any
) -> None:
    with store.create() as journal:
        journal.append(opened)
        journal.append(event(1, text="Goedemiddag."))
        assert [each.seq for each in read_events(journal.path)] == [0, 1]


def test_a_session_goes_on_where_it_was(kept: Path, event: Any) -> None:
    with Journal.open(kept) as journal:
        assert [each.seq for each in journal.events] == [0, 1, 2]
        journal.append(event(3, text="En toen?"))
    assert read_events(kept)[3].data == {"text": "En toen?"}


@pytest.mark.parametrize(
    "text", ["regel\neinde", "\u2028\x85\x00", "[red]rood[/]", "\x1b[31m", "\ud800", "é" * 5000]
)
def test_any_text_comes_back_as_it_was(kept: Path, event: Any, text: str) -> None:
    with Journal.open(kept) as journal:
        journal.append(event(3, text=text))
    assert read_events(kept)[3].data["text"] == text


def test_an_event_out_of_turn_is_refused(kept: Path, event: Any) -> None:
    with Journal.open(kept) as journal:
        for seq in (2, 4):
            with pytest.raises(ValueError, match="expected event 3"):
                journal.append(event(seq))
        journal.append(event(3))
    assert len(read_events(kept)) == 4


def test_two_windows_cannot_write_one_session(kept: Path, store: SessionStore) -> None:
    with store.open(kept.stem), pytest.raises(SessionBusy, match="ander venster"):
        store.open(kept.stem)
    store.open(kept.stem).close()


def test_a_session_may_be_closed_by_another_thread(kept: Path) -> None:
    journal = Journal.open(kept)
    closing = threading.Thread(target=journal.close)
    closing.start()
    closing.join()
    journal.close()
    Journal.open(kept).close()


def test_a_session_in_which_nothing_happened_disappears(store: SessionStore) -> None:
    with store.create() as journal:
        assert journal.path.exists()
    assert not journal.path.exists()
    assert store.list() == []


def test_reading_does_not_wait_for_the_writer(kept: Path, store: SessionStore) -> None:
    with store.open(kept.stem):
        assert len(store.events(kept.stem)) == 3
        assert store.list()[0].turns == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_only_the_owner_can_read_a_session(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


class FailingDisk:
    """Stands in for `os.fsync` and fails as often as it is told."""

    def __init__(self, failures: int, error: BaseException) -> None:
        self.failures = failures
        self.error = error

    def __call__(self, _descriptor: int) -> None:
        if self.failures:
            self.failures -= 1
            raise self.error


@pytest.mark.parametrize("failures", [1, 2])
def test_what_the_disk_does_not_confirm_is_taken_back(
    kept: Path, event: Any, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    before = kept.read_bytes()
    with Journal.open(kept) as journal:
        disk = FailingDisk(failures, OSError(errno.ENOSPC, "No space left on device"))
        monkeypatch.setattr(os, "fsync", disk)
        with pytest.raises(JournalError, match=r"de schijf is vol .*staat er nog"):
            journal.append(event(3, text="Dit past er niet meer bij."))
        assert kept.read_bytes() == before
        journal.append(event(3, text="Nu wel."))
    assert read_events(kept)[3].data["text"] == "Nu wel."


def test_a_key_press_that_interrupts_leaves_no_half_event(
    kept: Path, event: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.read_bytes()
    with Journal.open(kept) as journal:
        monkeypatch.setattr(os, "fsync", FailingDisk(1, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            journal.append(event(3))
        assert kept.read_bytes() == before
        journal.append(event(3))
    assert len(read_events(kept)) == 4


def test_data_that_is_no_json_is_refused_before_anything_is_written(kept: Path, event: Any) -> None:
    with Journal.open(kept) as journal:
        with pytest.raises(TypeError):
            journal.append(event(3, text=object()))
        journal.append(event(3))
    assert len(read_events(kept)) == 4
