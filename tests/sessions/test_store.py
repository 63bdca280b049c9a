from __future__ import annotations

import errno
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.events import Event
from simulator.sessions import JournalError, SessionBusy, SessionStore, UnknownSession
from simulator.sessions.ids import is_id


def practise(store: SessionStore, opened: Event) -> str:
    with store.create() as journal:
        journal.append(opened)
    store.note(journal.id)
    return journal.id


def indexed(store: SessionStore) -> list[str]:
    tables = json.loads((store.folder / "index.json").read_text(encoding="utf-8"))
    return [row["id"] for row in tables["sessions"].values()]


def test_before_the_first_session_there_is_nothing_not_even_a_folder(store: SessionStore) -> None:
    assert store.list() == []
    assert not store.folder.exists()


def test_the_newest_session_comes_first(tmp_path: Path, opened: Event) -> None:
    moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    seconds = iter([0.004, 0.003, 7200, 0.002])
    store = SessionStore(tmp_path, now=lambda: moment + timedelta(seconds=next(seconds)))
    ids = [practise(store, opened) for _ in range(4)]
    assert all(map(is_id, ids))
    assert [summary.id for summary in store.list()] == [ids[2], ids[0], ids[1], ids[3]]


def test_two_sessions_never_get_one_id(
    tmp_path: Path, opened: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    chances = iter([b"abc", b"abc", b"abc", b"xyz"])
    monkeypatch.setattr("os.urandom", lambda size: next(chances))
    store = SessionStore(tmp_path, now=lambda: datetime(2026, 11, 25, tzinfo=UTC))
    assert practise(store, opened) != practise(store, opened)


def test_the_list_follows_a_session_that_was_killed_before_it_was_noted(
    store: SessionStore, kept: Path, event: Any
) -> None:
    assert store.list()[0].turns == 1
    with store.open(kept.stem) as journal:
        journal.append(event(3))
    assert not store.list()[0].finished
    assert store.list()[0].turns == 2
    assert SessionStore(store.folder).list() == store.list()


def test_the_index_may_be_deleted_or_damaged_at_any_moment(
    store: SessionStore, opened: Event
) -> None:
    for _ in range(5):
        practise(store, opened)
    before = store.list()
    index = store.folder / "index.json"
    index.unlink()
    assert store.list() == before
    sound = index.read_bytes()
    damaged = [
        b"",
        bytes(len(sound)),
        sound[: len(sound) // 2],
        b"[1]",
        b'{"sessions":3}',
        b'{"sessions":{"x":{}}}',
        b'{"sessions":{"1":{"id":"../x"},"2":[]}}',
        b'{"sessions":{"1":{"id":3}}}',
        b"[" * 100_000,
        sound.replace(b'"turns":0', b'"turns":"veel"'),
    ]
    for content in damaged:
        index.write_bytes(content)
        assert store.list() == before
        assert sorted(indexed(store)) == sorted(summary.id for summary in before)


def test_rebuilding_gives_the_same_list(store: SessionStore, opened: Event) -> None:
    for _ in range(3):
        practise(store, opened)
    before = store.list()
    (store.folder / "index.json").write_text("kapot", encoding="utf-8")
    assert store.rebuild() == 3
    assert store.list() == before
    assert len(indexed(store)) == 3


def test_a_list_that_is_up_to_date_leaves_the_index_alone(store: SessionStore, kept: Path) -> None:
    store.list()
    index = store.folder / "index.json"
    before = index.stat().st_mtime_ns
    assert len(SessionStore(store.folder).list()) == 1
    assert index.stat().st_mtime_ns == before


def test_an_index_that_cannot_be_replaced_stays_as_it_was(
    store: SessionStore, kept: Path, opened: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    store.list()
    before = sorted((path, path.read_bytes()) for path in store.folder.glob("index*"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        practise(store, opened)
        assert len(store.list()) == 2
    assert sorted((path, path.read_bytes()) for path in store.folder.glob("index*")) == before


def test_noting_a_session_twice_keeps_one_row(store: SessionStore, kept: Path) -> None:
    store.note(kept.stem)
    store.note(kept.stem)
    assert indexed(store) == [kept.stem]


def test_other_files_in_the_folder_are_left_alone(store: SessionStore, kept: Path) -> None:
    for name in ("xapi-outbox.jsonl", "README.md", "20261125-120000.jsonl"):
        (store.folder / name).write_text("x\n", encoding="utf-8")
    assert [summary.id for summary in store.list()] == [kept.stem]


def test_one_damaged_session_does_not_hide_the_others(
    store: SessionStore, kept: Path, opened: Event
) -> None:
    sound = practise(store, opened)
    lines = kept.read_bytes().splitlines(keepends=True)
    kept.write_bytes(lines[0] + b"kapot\n" + lines[2])
    by_id = {summary.id: summary for summary in store.list()}
    assert by_id[kept.stem].damaged
    assert by_id[kept.stem].title
    assert not by_id[sound].damaged


def test_erasing_leaves_no_trace(store: SessionStore, kept: Path, opened: Event) -> None:
    other = practise(store, opened)
    with kept.open("ab") as file:
        file.write(b"half")
    store.open(kept.stem).close()
    store.list()
    store.erase(kept.stem)
    assert indexed(store) == [other]
    assert not list(store.folder.rglob(kept.stem + "*"))
    assert [summary.id for summary in store.list()] == [other]
    with pytest.raises(UnknownSession):
        store.erase(kept.stem)


def test_erasing_waits_for_nobody_and_takes_nothing_from_who_is_practising(
    store: SessionStore, kept: Path
) -> None:
    with store.open(kept.stem), pytest.raises(SessionBusy):
        store.erase(kept.stem)
    assert len(store.events(kept.stem)) == 3


def test_when_the_index_cannot_be_changed_erasing_takes_it_away(
    store: SessionStore, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.list()
    monkeypatch.setattr("simulator.sessions.index.PATIENCE", 0)
    from simulator.sessions.disk import lock

    with lock(store.folder / "index.json"):
        store.erase(kept.stem)
    assert not (store.folder / "index.json").exists()


def test_practising_and_looking_back_go_on_while_somebody_holds_the_index(
    store: SessionStore, kept: Path, opened: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.sessions.index.PATIENCE", 0)
    from simulator.sessions.disk import lock

    with lock(store.folder / "index.json"):
        practise(store, opened)
        assert len(store.list()) == 2
        with pytest.raises(JournalError, match="lijst van je sessies"):
            store.rebuild()
    assert len(store.list()) == 2


def test_sessions_removed_by_hand_leave_the_list(store: SessionStore, kept: Path) -> None:
    store.list()
    kept.unlink()
    assert store.list() == []
    assert indexed(store) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../index",
        "..\\index",
        "/etc/passwd",
        "C:\\x",
        "index",
        "con",
        "20261125-120000-0000000G",
        "20261125-120000-00000000\n",
        "20261125-120000-00000000/../20261125-120000-00000000",
        "٢٠٢٦1125-120000-00000000",
        "x" * 10_000,
        "\x1b[31mrood",
        "\ud800",
    ],
)
def test_what_is_no_id_is_never_a_path(store: SessionStore, kept: Path, name: str) -> None:
    (store.folder.parent / "index.jsonl").write_text("geheim", encoding="utf-8")
    before = sorted(store.folder.parent.rglob("*"))
    assert not is_id(name)
    for use in (store.open, store.events, store.read_until_damage, store.note, store.erase):
        with pytest.raises(UnknownSession, match="Ik ken geen sessie") as caught:
            use(name)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 200
    assert sorted(store.folder.parent.rglob("*")) == before


def test_a_slip_of_the_pen_in_an_id_gets_a_suggestion(store: SessionStore, kept: Path) -> None:
    slip = kept.stem[:-1] + ("0" if kept.stem[-1] != "0" else "1")
    with pytest.raises(UnknownSession, match=f"[Bb]edoelde .* '{kept.stem}'"):
        store.events(slip)


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "sessies").write_text("geen map", encoding="utf-8")
    for folder in (tmp_path / "sessies", tmp_path / "sessies" / "dieper"):
        store = SessionStore(folder)
        with pytest.raises(JournalError, match=r"Ik kan de map .* een bestand in de weg"):
            store.create()
    with pytest.raises(JournalError, match="map met je sessies niet lezen"):
        SessionStore(tmp_path / "sessies").list()


def test_a_file_where_the_locks_belong_is_said_in_words(store: SessionStore) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "locks").write_text("geen map", encoding="utf-8")
    with pytest.raises(JournalError, match="een bestand in de weg"):
        store.create()


def test_practising_needs_no_database_and_looking_back_needs_no_lock() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from simulator.sessions import SessionStore\n"
        "store = SessionStore(Path('bestaat-niet'))\n"
        "assert not {'tinydb', 'filelock'} & sys.modules.keys()\n"
        "assert store.list() == []\n"
        "assert not {'filelock', 'pydantic', 'yaml'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
