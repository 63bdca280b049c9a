"""Whether a Dutch word is known: as it stands, as a regular form, or as a compound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

SHORTEST = 4
"""Letters; what is shorter is never called rare."""

_LONGEST = 45
"""Letters of a word that is still taken apart."""

_PARTICLES = frozenset(
    "aan achter af bij binnen boven buiten door in langs los mee na neer om onder op over"
    " rond samen tegen terug thuis toe uit vast vol voor vooruit weg bijeen open stil tussen"
    " dicht".split()
)
"""What a verb or noun is put together with and that may be short: afspreken, uitkering."""

_SHORT_PARTS = frozenset(
    "app arm auto bad ban bed bel bon bus dag dak doel geld eis gas gat huis hulp huur jaar kaart"
    " kas kop las leg les lid lijn loon maat man mis moe nut oog pas pin post raad rit ruil rug"
    " som tas tel tijd tip uur vak vee wet wiel wijk woon wel zak zee zorg ziek zit".split()
)

_PREFIXES = ("on", "her", "be", "ver", "ont", "ge", "oud", "niet-", "ex-", "oud-", "non-", "co-")

_LINKS = ("", "s", "en", "e", "n", "-", "s-")
"""What may stand between two words that are put together."""

_VOWELS = "aeiou"

_ENDINGS: tuple[tuple[str, str], ...] = (
    # Plural, verb forms, adjectives: the ending, and what stood there.
    *(
        (ending, "")
        for ending in "'s s en n e t te ten de den d end ende er ere ers st ste je jes".split()
    ),
    *((ending, "") for ending in "tje tjes pje pjes etje etjes ing ingen heid loos loze".split()),
    *((ending, "") for ending in "lijk lijke baar bare achtig achtige ster sters aar aars".split()),
    ("heden", "heid"),
    ("kje", "g"),
    ("aatje", "a"),
    ("ootje", "o"),
    ("kjes", "g"),
    ("ën", ""),
    ("ieel", "ie"),
    ("iële", "ie"),
    ("end", "en"),
    ("ende", "en"),
    ("er", "en"),
    ("ers", "en"),
    ("ing", "en"),
    ("ingen", "en"),
    ("baar", "en"),
    ("bare", "en"),
    ("t", "en"),
    ("d", "en"),
    ("de", "en"),
    ("te", "en"),
)


@cache
def common_words() -> frozenset[str]:
    """The common words of `common_words.txt`."""
    source = files("simulator.observation.clarity").joinpath("common_words.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=8192)
def is_known(word: str) -> bool:
    """Whether a word, in small letters, is common or follows from common words."""
    if len(word) > _LONGEST:
        return False
    return _is_form(word) or _is_compound(word, parts=3)


def _is_form(word: str) -> bool:
    """Whether it is a common word or a regular form of one."""
    common = common_words()
    if word in common or _stems(word, common.__contains__):
        return True
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST and (rest in common or _stems(rest, _is_common)):
            return True
    return False


def _is_common(word: str) -> bool:
    return word in common_words()


def _stems(word: str, accept: Callable[[str], bool]) -> bool:
    return any(accept(stem) or stem in _SHORT_PARTS for stem in _without_ending(word))


def _without_ending(word: str) -> Iterator[str]:
    for ending, stood in _ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) < SHORTEST - 1:
            continue
        yield stem + stood
        if not stood:
            yield from _respelled(stem)


def _respelled(stem: str) -> Iterator[str]:
    """How the same stem is spelled in another syllable: lop(en) → loop, bakk(en) → bak."""
    last = stem[-1]
    hard = stem[:-1] + {"v": "f", "z": "s"}.get(last, last)
    if hard != stem:
        yield hard
    if last == stem[-2] and last not in _VOWELS:
        yield stem[:-1]
    if len(stem) >= 2 and last not in _VOWELS and stem[-2] in "aeou":
        yield hard[:-1] + stem[-2] + hard[-1]
    # The infinitive of a form: (ge)regel(d) → regelen, gemaak(t) → maken.
    yield stem + "en"
    yield stem + last + "en"
    if len(stem) > 3 and last not in _VOWELS and stem[-2] == stem[-3]:
        soft = {"f": "v", "s": "z"}.get(last, last)
        yield stem[:-2] + last + "en"
        yield stem[:-2] + soft + "en"
        yield stem[:-2] + last + "e"


def _is_compound(word: str, parts: int) -> bool:
    """Whether it is put together of known words: huur-toeslag, inkomen-s-gegevens."""
    for end in range(2, len(word) - 2):
        first, rest = word[:end], word[end:]
        if not _may_begin(first):
            continue
        for link in _LINKS:
            left = rest[len(link) :]
            if not rest.startswith(link) or not _may_end(left):
                continue
            if left in _SHORT_PARTS or _is_form(left):
                return True
            if parts > 2 and _is_compound(left, parts - 1):
                return True
    return False


def _may_begin(part: str) -> bool:
    if part in _PARTICLES or part in _SHORT_PARTS:
        return True
    return len(part) >= SHORTEST and (
        part in common_words() or part + "en" in common_words() or _stems(part, _is_common)
    )


def _may_end(part: str) -> bool:
    return len(part) >= SHORTEST or part in _SHORT_PARTS
