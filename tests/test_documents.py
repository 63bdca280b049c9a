from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.documents import DocumentError, parse_document, read_document


def problem(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_document(text, "proef.yaml")
    return str(caught.value.problems[0])


def test_dutch_words_stay_words() -> None:
    written = "a: nee\nb: no\nc: off\nd: 12:30\ne: 2026-11-23\nf: 012345678\ng: yes\nh: NO\n"
    assert parse_document(written).data == {
        "a": "nee",
        "b": "no",
        "c": "off",
        "d": "12:30",
        "e": "2026-11-23",
        "f": "012345678",
        "g": "yes",
        "h": "NO",
    }


def test_numbers_truth_and_nothing_are_read() -> None:
    assert parse_document("a: 3\nb: -1.5\nc: true\nd: null\ne: ~\nf: '3'\ng:\n").data == {
        "a": 3,
        "b": -1.5,
        "c": True,
        "d": None,
        "e": None,
        "f": "3",
        "g": None,
    }


def test_every_part_knows_its_place() -> None:
    document = parse_document("a:\n  - x\n  - {b: 1, c: [d]}\n")
    assert document.where(("a", 1, "c", 0)) == (3, 16)
    assert document.where(("a", 1, "b"), key=True) == (3, 6)
    assert document.where(("a", 1, "nowhere", "deep")) == (3, 5)


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufefftitle: Één\r\nlist:\r\n  - a\r\n".encode())
    assert read_document(file).data == {"title": "Één", "list": ["a"]}


def test_reading_can_stop_before_the_body() -> None:
    assert parse_document("title: A\nfacts: [\n  broken", until={"facts"}).data == {"title": "A"}


@pytest.mark.parametrize(
    ("written", "place", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", "proef.yaml:3:1:", "twee keer"),
        ("a: [1, 2\nb: 3\n", "proef.yaml:", "opmaak"),
        ("a: b: c\n", "proef.yaml:1:5:", "dubbele punt"),
        ("\ta: 1\n", "proef.yaml:1:1:", "tab"),
        ("a: *nergens\n", "proef.yaml:1:4:", "anker"),
        ("a: &a [*a]\n", "proef.yaml:1:8:", "anker"),
        ("a: !!python/object/apply:os.system [ls]\n", "proef.yaml:1:4:", "Labels"),
        ("? [a]\n: b\n", "proef.yaml:1:3:", "gewone tekst"),
        ("a: 1\n---\nb: 2\n", "proef.yaml:2:1:", "één document"),
        ("a: \x07\n", "proef.yaml:", "niet mag"),
    ],
)
def test_a_mistake_is_told_in_dutch_at_its_place(written: str, place: str, word: str) -> None:
    told = problem(written)
    assert told.startswith(place)
    assert word in told


def test_a_missing_file_and_other_encodings_are_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="niet lezen"):
        read_document(tmp_path / "nergens.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("a: goed\nb: één\n".encode("latin-1"))
    with pytest.raises(DocumentError, match="latin.yaml:2:4: error encoding"):
        read_document(latin)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "hostile",
    [
        BOMB,
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 300_000,
        "a: [" + "x," * 400_000,
        "a: &a x\nb: [" + "*a," * 200_000 + "]",
        "a: '" + "\u0001" * 10 + "'",
    ],
    ids=["bomb", "brackets", "braces", "dashes", "many", "aliases", "control"],
)
def test_a_hostile_text_is_refused(hostile: str) -> None:
    with pytest.raises(DocumentError):
        parse_document(hostile)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "groot.yaml"
    file.write_bytes(b"# " + b"x" * 1_000_000)
    with pytest.raises(DocumentError, match="te groot"):
        read_document(file)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12).map(
        str.strip
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "b", "no", "1x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
def test_what_a_yaml_writer_writes_is_read_back(value: object) -> None:
    from simulator.text import clean

    written = yaml.safe_dump(value, allow_unicode=True)
    assert parse_document(written).data == _cleaned(value, clean)


def _cleaned(value: object, clean: object) -> object:
    if isinstance(value, str):
        return clean(value)  # type: ignore[operator]
    if isinstance(value, list):
        return [_cleaned(part, clean) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part, clean) for key, part in value.items()}
    return value


@given(st.text(max_size=200))
def test_no_text_makes_it_crash(text: str) -> None:
    try:
        parse_document(text)
    except DocumentError:
        pass
