from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.conversation.events import Event
from simulator.sessions import SessionSummary, summarise
from simulator.sessions.index import Row, Stamp

ID = "20261125-120000-00000000"


def test_a_session_in_a_few_words(opened: Event, event: Any) -> None:
    summary = summarise(ID, [opened, event(1, "citizen_said"), event(2), event(3)])
    assert (summary.scenario, summary.theme, summary.channel) == ("weer-een-ander", "trust", "call")
    assert summary.title == "Weer een andere contactpersoon"
    assert (summary.started, summary.last) == (opened.at, event(3).at)
    assert (summary.turns, summary.attempts) == (2, 1)
    assert not summary.finished
    assert summary.ending is None
    assert summary.levels == {}


def test_going_back_starts_an_attempt_that_is_open_again(opened: Event, event: Any) -> None:
    first = [
        opened,
        event(1),
        event(2),
        event(3, "ended", ending="hung_up", tone="bad", by="citizen"),
    ]
    summary = summarise(ID, first)
    assert (summary.finished, summary.ending, summary.tone) == (True, "hung_up", "bad")
    again = [*first, event(4, "rewound", turn=2, parent=1), event(5)]
    summary = summarise(ID, again)
    assert (summary.finished, summary.ending, summary.tone) == (False, None, None)
    assert (summary.turns, summary.attempts) == (2, 2)
    done = [*again, event(6, "ended", ending="agreed", tone="good", by="citizen")]
    assert summarise(ID, done).ending == "agreed"


def test_who_stops_has_finished_without_an_ending(opened: Event, event: Any) -> None:
    stopped = event(1, "ended", ending=None, tone=None, by="trainee")
    summary = summarise(ID, [opened, stopped])
    assert (summary.finished, summary.ending, summary.tone) == (True, None, None)


def test_the_latest_assessment_tells_what_was_practised(opened: Event, event: Any) -> None:
    first = event(1, "assessed", criteria=[{"id": "C1", "applicable": True, "level": 1}])
    criteria = [
        {"id": "C1", "applicable": True, "level": 3, "uncertain": False},
        {"id": "C2", "applicable": False, "level": None},
        {"id": "C7", "applicable": True, "level": 2},
        "kapot",
    ]
    latest = event(2, "assessed", criteria=criteria)
    assert summarise(ID, [opened, first, latest]).levels == {"C1": 3, "C7": 2}


@pytest.mark.parametrize("scenario", [None, "x", {}, {"id": 3, "title": None}])
def test_strange_data_gives_an_empty_place_and_no_error(event: Any, scenario: object) -> None:
    odd = [event(0, "opened", scenario=scenario), event(1, "assessed", criteria="alle")]
    summary = summarise(ID, odd)
    assert (summary.scenario, summary.title, summary.levels) == ("", "", {})


def test_a_session_of_which_nothing_can_be_read_is_dated_by_its_id() -> None:
    summary = summarise(ID, [], damaged=True)
    assert summary.damaged
    assert summary.started == "2026-11-25T12:00:00+00:00"


def test_a_row_stays_small_and_comes_back(opened: Event, event: Any) -> None:
    criteria = [{"id": f"C{n}", "applicable": True, "level": 3} for n in range(1, 13)]
    ended = event(1, "ended", ending="agreed", tone="good", by="citizen")
    summary = summarise(ID, [opened, ended, event(2, "assessed", criteria=criteria)])
    row = Row(summary, Stamp(48_213, 1_764_075_600_123_456_789))
    text = json.dumps(row.to_document())
    assert len(text) < 650
    assert Row.from_document(json.loads(text)) == row


@pytest.mark.parametrize(
    "change",
    [
        {"id": 3},
        {"turns": "2"},
        {"finished": 1},
        {"levels": {"C1": "3"}},
        {"levels": []},
        {"tone": 1},
        {"nieuw": 1},
    ],
)
def test_a_row_that_is_no_summary_is_refused(change: dict[str, Any]) -> None:
    row = SessionSummary(ID).to_row()
    assert SessionSummary.from_row(row) == SessionSummary(ID)
    with pytest.raises(ValueError):
        SessionSummary.from_row({**row, **change})
