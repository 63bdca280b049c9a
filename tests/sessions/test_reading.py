from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.conversation.events import Event
from simulator.sessions import Journal, JournalDamaged, SessionStore
from simulator.sessions.reading import read_events, read_until_damage


def test_a_last_line_cut_at_any_byte_is_left_out_and_the_session_goes_on(
    kept: Path, event: Any
) -> None:
    whole = kept.read_bytes()
    lines = whole.splitlines(keepends=True)
    before = b"".join(lines[:-1])
    for length in range(len(lines[-1])):
        torn = lines[-1][:length]
        kept.write_bytes(before + torn)
        assert len(read_events(kept)) == 2
        with Journal.open(kept) as journal:
            assert kept.read_bytes() == before
            journal.append(event(2, text="Nog een keer."))
        assert read_events(kept)[2].data["text"] == "Nog een keer."
        if torn:
            assert kept.with_suffix(".torn").read_bytes() == torn
            kept.with_suffix(".torn").unlink()


def test_what_was_cut_off_is_kept_beside_the_session(kept: Path) -> None:
    for torn in (b'{"v":1,"seq":3', b'{"v":1,"se'):
        with kept.open("ab") as file:
            file.write(torn)
        Journal.open(kept).close()
    assert kept.with_suffix(".torn").read_bytes() == b'{"v":1,"seq":3{"v":1,"se'


lines_of_text = st.lists(st.text(max_size=60), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(texts=lines_of_text, data=st.data())
def test_a_power_cut_takes_the_last_event_at_most(
    tmp_path_factory: pytest.TempPathFactory, event: Any, texts: list[str], data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "stroom.jsonl"
    lines = [
        (event(seq, text=text).to_json() + "\n").encode("utf-8", "backslashreplace")
        for seq, text in enumerate(texts)
    ]
    last = bytearray(lines[-1])
    cut = data.draw(st.integers(0, len(last) - 1), label="cut")
    zeroed_until = data.draw(st.sampled_from([cut, len(last)]), label="zeroed until")
    last[cut:] = bytes(zeroed_until - cut)
    path.write_bytes(b"".join(lines[:-1]) + last)
    contents = read_until_damage(path)
    assert [each.data["text"] for each in contents.events] == texts[:-1]
    assert contents.damage is None
    assert contents.torn == bytes(last)


def test_zeroes_before_the_last_line_end_are_torn_too(kept: Path) -> None:
    with kept.open("ab") as file:
        file.write(bytes(512) + b'"parent":2}\n')
    assert len(read_events(kept)) == 3


BROKEN = {
    "half a line": b'{"v":1,"seq":1,"par\n',
    "zeroes": bytes(40) + b"\n",
    "an empty line": b"\n",
    "another kind of JSON": b"[1, 2]\n",
    "no UTF-8": b'{"v":1,"seq":1,"text":"\xff"}\n',
    "deep": b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_in_the_middle_is_named_and_what_is_before_it_can_be_read(
    kept: Path, store: SessionStore, broken: bytes
) -> None:
    lines = kept.read_bytes().splitlines(keepends=True)
    kept.write_bytes(lines[0] + broken + lines[2])
    with pytest.raises(JournalDamaged, match=r"regel 2 beschadigd .*kun je nog lezen") as caught:
        store.events(kept.stem)
    assert (caught.value.path, caught.value.line) == (kept, 2)
    contents = store.read_until_damage(kept.stem)
    assert [each.seq for each in contents.events] == [0]
    assert contents.damage is not None
    with pytest.raises(JournalDamaged):
        store.open(kept.stem)
    assert broken in kept.read_bytes()


def test_a_missing_event_is_damage(kept: Path) -> None:
    lines = kept.read_bytes().splitlines(keepends=True)
    for left, line in (([0, 2], 2), ([1, 2], 1), ([0, 1, 1, 2], 3)):
        kept.write_bytes(b"".join(lines[number] for number in left))
        with pytest.raises(JournalDamaged, match=rf"iets vóór regel {line}") as caught:
            read_events(kept)
        assert caught.value.line == line


def test_two_broken_lines_at_the_end_are_damage(kept: Path) -> None:
    with kept.open("ab") as file:
        file.write(b'{"v":1,\n{"v"')
    with pytest.raises(JournalDamaged, match="regel 4"):
        read_events(kept)


def test_a_session_of_a_newer_version_is_not_cut_off(kept: Path, opened: Event) -> None:
    newer = opened.to_json().replace('"v":1,"seq":0', '"v":2,"seq":3')
    with kept.open("a", encoding="utf-8", newline="\n") as file:
        file.write(newer + "\n")
    before = kept.read_bytes()
    with pytest.raises(JournalDamaged, match="nieuwere Gehoord"):
        Journal.open(kept)
    assert kept.read_bytes() == before


def test_line_ends_of_windows_do_no_harm(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_events(kept)) == 3
