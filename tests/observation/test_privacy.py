"""Placeholders are found where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.observation.privacy import find_placeholders
from simulator.text import PLACEHOLDERS, mask


def test_what_was_masked_is_found_at_its_place() -> None:
    text = mask("Bel 06-12345678 of mail naar jan@post.example.")
    first, second = find_placeholders(text)
    assert (first.kind, text[first.start : first.end]) == ("telefoon", "[telefoon]")
    assert (second.kind, text[second.start : second.end]) == ("e-mail", "[e-mail]")


def test_other_brackets_are_no_placeholders() -> None:
    assert find_placeholders("[red]BSN[/] [bsn] [naam] [") == ()


@given(st.lists(st.sampled_from([*PLACEHOLDERS, "é", "😀", "[", "BSN", "]"]), max_size=12))
def test_offsets_count_code_points(pieces: list[str]) -> None:
    text = " ".join(f"[{piece}]" if piece in PLACEHOLDERS else piece for piece in pieces)
    found = find_placeholders(text)
    assert [finding.kind for finding in found if finding.kind != "BSN"] == [
        piece for piece in pieces if piece in PLACEHOLDERS and piece != "BSN"
    ]
    assert all(text[finding.start : finding.end] == f"[{finding.kind}]" for finding in found)
