"""Where personal data stands in a text: one finder for each kind, all in linear time.

The finders choose privacy where a form is unmistakable (nine digits that pass the eleven test are
a BSN however they are grouped) and leave alone what people need to talk about: amounts, dates,
service numbers, a postcode by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple


class Found(NamedTuple):
    """One piece of personal data, or of what only looks like it."""

    start: int
    end: int
    forms: frozenset[str]
    """The ways to recognise this value among values to keep; none: it is not personal."""


def squeezed(value: str) -> str:
    """Letters and digits only, without case: what stays the same however a value is written."""
    return "".join(character for character in value.casefold() if character.isalnum())


@lru_cache(maxsize=32)
def forms_of(values: frozenset[str]) -> frozenset[str]:
    """Every form under which one of these values may turn up in a text."""
    forms: set[str] = set()
    for value in values:
        forms |= {squeezed(value), _phone_form(value)}
        forms |= {_date_form(match) for match in _DATE.finditer(value)}
        forms |= {squeezed(match[0]) for match in _POSTCODE.finditer(value)}
    return frozenset(forms - {""})


# E-mail

_DOMAIN = re.compile(r"[\w-]++(?:\.[\w-]++)+")


def find_emails(text: str) -> Iterator[Found]:
    """E-mail addresses."""
    done = 0
    at = text.find("@")
    while at >= 0:
        start = at
        while start > done and (text[start - 1].isalnum() or text[start - 1] in "._%+-'"):
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        done = at + 1
        if domain and start < at:
            done = domain.end()
            yield Found(start, done, frozenset({squeezed(text[start:done])}))
        at = text.find("@", done)


# IBAN

_IBAN_START = re.compile(r"[A-Z]{2}(?=[ .-]?[0-9]{2}[ .-]?[A-Z0-9])", re.IGNORECASE | re.ASCII)
_DUTCH_IBAN = re.compile(
    r"NL[ .-]?[0-9]{2}[ .-]?[A-Z]{4}(?:[ .-]?[0-9]){4,10}(?![0-9])", re.IGNORECASE | re.ASCII
)
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI NL",
        20: "AT EE LT LU",
        21: "CH HR LV",
        22: "BG DE GB IE",
        24: "CZ ES RO SE SK",
        25: "PT",
        26: "TR",
        27: "FR GR IT",
        28: "MA PL",
    }.items()
    for country in countries.split()
}


def find_ibans(text: str) -> Iterator[Found]:
    """IBANs: Dutch ones by their shape alone, others when modulo 97 agrees."""
    done = 0
    for start in _IBAN_START.finditer(text):
        at = start.start()
        if at < done or (at > done and text[at - 1].isalpha()):
            continue
        match = _DUTCH_IBAN.match(text, at) or _checked_iban(text, start)
        if match:
            done = match.end()
            yield Found(match.start(), done, frozenset({squeezed(match[0])}))


def _checked_iban(text: str, start: re.Match[str]) -> re.Match[str] | None:
    """The IBAN that starts here, when its country and modulo 97 agree."""
    length = _IBAN_LENGTHS.get(start[0].upper())
    if length is None:
        return None
    shape = rf"[A-Za-z]{{2}}(?:[ .-]?[A-Za-z0-9]){{{length - 2}}}"
    match = re.compile(shape).match(text, start.start())
    if match is None:
        return None
    number = squeezed(match[0])
    rearranged = number[4:] + number[:4]
    remainder = int("".join(str(int(character, 36)) for character in rearranged)) % 97
    return match if remainder == 1 else None


# Telephone

_GAP = r"[ \u00a0./()\u2013-]{0,3}"
_PHONE = re.compile(
    # 0800, 0900, 0906, 0909 and the 14 of a municipality: everybody's, nobody's own.
    rf"(?P<service>(?<![0-9])(?:0(?:800|900|906|909){_GAP}(?:[0-9]{{4}}|(?:[0-9]{_GAP}){{6}}[0-9])"
    r"|(?<![0-9][ .-])14[ -]?0[1-9][0-9]{1,2})(?![0-9]))"
    rf"|(?:\(?\+|(?<![0-9])00){_GAP}31{_GAP}(?:0{_GAP})?[1-9](?:{_GAP}[0-9]){{8}}(?![0-9])"
    r"|\+[1-9](?:[ \u00a0./()-]?[0-9]){8,14}(?![0-9])"
    # The day of a date starts with a nought as well.
    r"|(?:\(|(?<![0-9]))(?!0[1-9][ ./-][01]?[0-9][ ./-](?:19|20)[0-9]{2}(?![0-9]))"
    rf"0{_GAP}(?:[1-7]{_GAP}[0-9]|8{_GAP}[4578]|9{_GAP}7)(?:{_GAP}[0-9]){{7}}(?![0-9])"
)


def find_phones(text: str) -> Iterator[Found]:
    """Dutch fixed and mobile numbers and international ones; service numbers without forms."""
    for match in _PHONE.finditer(text):
        forms = frozenset() if match["service"] else frozenset({_phone_form(match[0])})
        yield Found(match.start(), match.end(), forms)


def _phone_form(value: str) -> str:
    """The last nine digits: the same with 06, +31 6 and 0031 (0)6; empty when there are fewer."""
    digits = "".join(character for character in value if character in "0123456789")
    return f"tel {digits[-9:]}" if len(digits) > 9 else ""


# BSN

_RUN = re.compile(r"[0-9]+(?:[ \u00a0.-][0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SAYS_BSN = re.compile(
    r"(?<![a-z])(?:bsn|burgerservicenummer|sofi-?nummer)(?![a-z])[^0-9.?!\n\[\]]{0,25}$",
    re.IGNORECASE,
)
_DATE_IN_RUN = re.compile(
    r"(?<![0-9])[0-3]?[0-9][ \u00a0.-][01]?[0-9][ \u00a0.-](?:19|20)[0-9]{2}(?![0-9])"
)


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN: 9a+8b+…+2h−i is a multiple of even eleven, not all 0."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def find_bsns(text: str) -> Iterator[Found]:
    """Nine digits that pass the eleven test, in any grouping that holds no date.

    An eight-digit one, its nought left out, only directly after the word: many amounts, dates and
    reference numbers would pass by chance.
    """
    for run in _RUN.finditer(text):
        if run.end() - run.start() < 8:
            continue
        groups = [match.span() for match in _GROUP.finditer(text, run.start(), run.end())]
        index = 0
        while index < len(groups):
            size = _bsn_groups(text, groups, index)
            if size:
                start, end = groups[index][0], groups[index + size - 1][1]
                yield Found(start, end, frozenset({squeezed(text[start:end])}))
            index += size or 1


def _bsn_groups(text: str, groups: list[tuple[int, int]], first: int) -> int:
    """How many groups from `first` on make a BSN; 0 when none do."""
    begin = groups[first][0]
    digits = ""
    short = 0
    for size, (start, end) in enumerate(groups[first : first + 9], start=1):
        digits += text[start:end]
        if len(digits) > 9:
            break
        if len(digits) == 9 and passes_eleven_test(digits):
            return 0 if _DATE_IN_RUN.search(text, begin, end) else size
        if len(digits) == 8 and passes_eleven_test("0" + digits):
            short = size
    return short if short and _SAYS_BSN.search(text, max(0, begin - 50), begin) else 0


# Date of birth

_MONTHS = ("jan", "feb", "maa|mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})(?![0-9])"
_DATE = re.compile(
    rf"(?<![0-9])(?:(?P<d1>[0-3]?[0-9])(?:e|ste|de)? ?(?P<m1>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
    rf",? ?(?P<y1>{_YEAR})"
    rf"|(?P<d2>[0-3]?[0-9]) ?(?P<s2>[ ./-]) ?(?P<m2>[01]?[0-9]) ?(?P=s2) ?(?P<y2>{_YEAR})"
    r"|(?P<y3>(?:19|20)[0-9]{2})-(?P<m3>[01][0-9])-(?P<d3>[0-3][0-9])(?![0-9])"
    r"|(?P<d4>[0-3][0-9])(?P<m4>[01][0-9])(?P<y4>(?:19|20)[0-9]{2})(?![0-9]))",
    re.IGNORECASE,
)
_BIRTH_BEFORE = re.compile(
    r"(?<![a-z])(?:geboren|geboortedatum|geboortedag|geb\.?)"
    r"(?:[ :,(]{1,3}(?:op|is|was|dat|dit|de|het|u|ik|bent|ben|dus|toch|hij|zij|ze|mijn|uw|zijn|haar"
    r"|van|staat|als|hier|noteer|heb|datum|even|inderdaad)){0,6}[ :,(=]{0,3}$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"[ ,(]{1,3}(?:(?:is|was|ben|bent|dat|als|mijn|uw|zijn|haar|de|u|ik|hij|zij|ze) ){0,4}"
    r"(?:geboren|geboortedatum|geboortedag)(?![a-z])",
    re.IGNORECASE,
)


def find_birth_dates(text: str) -> Iterator[Found]:
    """Full dates with a word for birth just before or after; other dates are no one's secret."""
    for match in _DATE.finditer(text):
        start, end = match.span()
        if _BIRTH_BEFORE.search(text, max(0, start - 80), start) or _BIRTH_AFTER.match(text, end):
            yield Found(start, end, frozenset({_date_form(match)}))


def _date_form(match: re.Match[str]) -> str:
    """Day, month and the last two digits of the year: the same however the date is written."""
    parts = match.groupdict()
    day, month, year = (
        next(parts[name + way] for way in "1234" if parts[name + way]) for name in "dmy"
    )
    if not month.isdigit():
        month = next(n for n, names in enumerate(_MONTHS, 1) if month.lower() in names.split("|"))
    return f"date {int(day)}-{int(month)}-{year[-2:]}"


# Address

# Lower-case words of two letters that follow a year or an amount more often than a postcode does.
_WORDS = frozenset(
    "aa af al as be bv ca cm da de do dr en er eu ex ff ga ha he ho id ie ik in is ja je jl jo kg"
    " km la ma me mi ml mm mn mw na nl no nr nu of oh ok om op pa pc pk ps re so st te tm tv ui"
    " uu vd vh vs we ze zn zo".split()
)
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])[1-9][0-9]{{3}}(?: ?[A-Z]{{2}}|[A-Za-z]{{2}}"
    rf"| (?!(?:{'|'.join(sorted(_WORDS))})(?![a-z]))[a-z]{{2}})(?![A-Za-z0-9])"
)
_NUMBER = (
    r"(?![1-9][0-9]{3} ?[A-Z]{2}(?![A-Za-z0-9]))[0-9]{1,5}"
    r"(?:[A-Za-z]|-[0-9A-Za-z]{1,4}| [A-Fa-f]| ?(?:hs|bis))?(?![A-Za-z0-9])"
)
_SAYS_NUMBER = r"(?:[Hh]uisnummer|[Hh]uisnr|[Nn]ummer|[Nn]r)"
_NUMBER_AFTER = re.compile(
    rf"(?:[ ,-]{{0,3}}|[ ,]{{1,2}}(?:[A-Za-z'-]{{1,30}}[ ,:]{{1,2}}){{0,5}}?{_SAYS_NUMBER}"
    rf"(?:\.|[ :]|is ){{1,3}}){_NUMBER}"
)
_NUMBER_BEFORE = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:[A-Z][a-z'-]{1,30} (?:(?:van|de|der|den|het|ter|te|op|aan) ){0,2}){0,3}"
    r"(?<![A-Za-z0-9])(?!(?:19|20)[0-9]{2}(?![0-9]))"
    rf"{_NUMBER}[ ,]{{1,3}}"
    rf"|(?<![A-Za-z]){_SAYS_NUMBER} (?:is )?{_NUMBER}[ ,]{{1,3}}"
    r"(?:(?:en|met|de|mijn|uw|is|bij|op) ){0,3}postcode[ :]{1,2}(?:is )?)$",
)


def find_addresses(text: str) -> Iterator[Found]:
    """Postcodes with a house number before or after, and the street when it is named first."""
    done = 0
    for postcode in _POSTCODE.finditer(text):
        start, end = postcode.span()
        if start < done:
            continue
        if after := _NUMBER_AFTER.match(text, end):
            end = after.end()
        elif before := _NUMBER_BEFORE.search(text, max(done, start - 100), start):
            start = before.start()
        else:
            continue
        done = end
        yield Found(start, end, frozenset({squeezed(postcode[0]), squeezed(text[start:end])}))


FINDERS: Mapping[str, Callable[[str], Iterator[Found]]] = {
    "e-mail": find_emails,
    "IBAN": find_ibans,
    "telefoon": find_phones,
    "BSN": find_bsns,
    "geboortedatum": find_birth_dates,
    "adres": find_addresses,
}
"""By kind, in the order in which they must look: what one has found the next does not see."""
