"""The trainee's own name: found where people say it, replaced in what is shared.

    names = own_names(["Goedemorgen, u spreekt met Samira de Vries van Toeslagen."])
    mask_own_name("Dag Samira!", names)  # "Dag [naam]!"

No list of names decides, as no list holds everybody's. What decides is where a word stands ("u
spreekt met …", "mijn naam is …", "Groet, …"), and that it is not a word for something else. Speech
that was typed out has no capitals; there more must stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

PLACEHOLDER = "[naam]"

MAX_PARTS = 5
"""Words of a name, without the particles."""

_TITLE = re.compile(
    r"\s*(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de heer|dhr\.?|mr\.|drs?\.|ing\.|ir\.|prof\.)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s*([^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+)*)")
_INITIALS = re.compile(r"\s*(?:[^\W\d_a-z]\.\s?)+")
_PARTICLE = re.compile(
    r"\s*((?:van|von|de|der|den|ten|ter|te|el|al|la|le|du|di|da|bin|ben|ibn|op|in|[’']t|d[’'])"
    r"(?:\s+(?:de|der|den|het|la|[’']t))?)(?=\s)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\s*(?:$|[.,!?;:()\n…–-]|(?:van|vd|v\.d\.|bij|namens|hier|en|ik|u|uw|je|kan|mag|met|voor|uit"
    r"|waar\w*|wat|wie|hoe|zeg\w*|vertel\w*|fijn|goed\w*|dag|hallo|welkom|over|aan)(?!\w))",
    re.IGNORECASE,
)
_ORGANISATION_FOLLOWS = re.compile(r"\s*,?\s*(?:hier )?(?:van|vd|v\.d\.|bij|namens)(?!\w)", re.I)

# Words that stand where a name could stand.
_NO_NAME = frozenset(
    """
    welk elk elke ieder iedere ander andere beide
    u uw jij je jou jouw jullie ik mij me mijn wij we ons onze hij hem zij ze haar hen hun iemand
    niemand iedereen allen alle allemaal alles niets iets wie wat waar waarom wanneer hoe welke
    de het een der den deze die dat dit er hier daar nu dan toen zo ook nog al maar want omdat als
    of en met zonder van voor bij naar over uit in op aan tot tegen door na om te per via niet geen
    wel ja nee heel erg zeer echt graag even eerst weer terug vandaag morgen gisteren straks altijd
    ben bent is was zijn heb heeft hebt had kan kunt kun mag moet wil wilt zal zou zeg zegt vertel
    goed goede goeie goedemorgen goedemiddag goedenavond goedendag goeiemorgen goeiemiddag dag hoi
    hallo hey welkom sorry fijn prima dank bedankt beste geachte lieve groet groeten groetjes mvg
    naam voornaam achternaam nummer adres thuis samen alleen zelf zelfs name behulp ingang spoed
    betrekking respect plezier alvast vriendelijke vriendelijk hartelijke hartelijk hoogachtend
    blij boos bang benieuwd bereid bezig beschikbaar bekend belangrijk bevoegd duidelijk eerlijk
    gewend jong klaar laat lang nieuw oud rustig slecht stil trots vast verantwoordelijk vergeten
    verheugd verplicht verdrietig vrij weg ziek zeker afhankelijk onderdeel deel lid hoofd directeur
    directie baas chef voorstander tegenstander slachtoffer eigenaar getuige voorzitter
    mens mensen man vrouw moeder vader zoon dochter kind kinderen ouder ouders buurman buurvrouw
    mevrouw meneer mijnheer heer dame dames heren collega collegas iedereen burger inwoner klant
    medewerker medewerkster ambtenaar behandelaar behandelaars contactpersoon consulent adviseur
    begeleider hulpverlener manager leidinggevende teamleider stagiair stagiaire receptionist
    receptioniste baliemedewerker casemanager klantmanager regisseur coach arts dokter rechter
    computer robot chatbot bot systeem programma assistent telefoon lijn antwoordapparaat keuzemenu
    ombudsman wethouder burgemeester college handhaver inspecteur boa jurist advocaat notaris
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni
    juli augustus september oktober november december pasen kerst sinterklaas
    nederlander nederlands nederlandse turks turkse marokkaans marokkaanse pools poolse oekraiens
    syrisch syrische surinaams surinaamse belg belgisch duits duitse engels engelse frans franse
    christen moslim moslima joods katholiek
    """.split()
)
_ORGANISATIONS = frozenset(
    """
    gemeente belastingdienst belastingen toeslagen uwv svb duo cak ind cjib coa rdw kvk lbio ggd
    rijk rijksoverheid overheid provincie ministerie waterschap politie rechtbank dienst afdeling
    team serviceteam wijkteam jeugdteam balie loket receptie klantenservice klantcontact kcc
    publiekszaken burgerzaken werkplein werk inkomen onderwijs schuldhulp jeugdzorg zorg leerplicht
    parkeren handhaving herstel bezwaar incasso administratie secretariat secretariaat
    bibliotheek woningcorporatie woningstichting stichting vereniging school ziekenhuis huisarts
    stadhuis gemeentehuis stadsdeel stadskantoor hoofdkantoor kantoor organisatie instantie
    hulplijn helpdesk servicedesk chat mail e-mail hulp post week maand jaar buurt wijk stad
    """.split()
)
_ORGANISATION_ENDS = (
    *("dienst", "diensten", "team", "bank", "kantoor", "loket", "balie", "zaken", "hulp", "fonds"),
    *("stichting", "centrum", "instituut", "corporatie", "gemeente", "ministerie", "schap"),
    *("service", "desk", "afdeling", "beheer", "verlening", "contact", "verzekering", "inkomen"),
)

# Names that are everyday words too: in lower case they are the word.
_EVERYDAY = frozenset(
    """
    wil door roos mark bas hans jan boy lot mees bloem may els ans loes koos joy hoop mooi snel
    groot klein lang kort bakker visser smit mulder bos berg dijk vos kok prins koning boer meer
    wolf haan kramer post brand vliet zand bruin wit zwart groen rood blauw hart
    zomer winter sterk held storm regen steen pool vries hof veen brink kuiper brouwer jager
    """.split()
)

_GREET = r"(?:goe[\w']{0,4}\s?(?:morgen|morrege|middag|avond|dag)|hall?o|hoi+|hey+|hee+|hi|moi)"
_START = rf"(?:^|[.!?\n])\W*(?:ja\W+)?(?:{_GREET}|dag|welkom)"
_BETWEEN = (
    r"(?:(?!\b(?:u|je|jij|ik|we|wij|hij|ze|zij|heb\w*|heeft|wil\w*|spr\w+|praat|praten|gesprek"
    r"|contact|samen|overleg\w*|bel\w*)\b)[^.?\n]){0,60}?"
)


class _Cue(NamedTuple):
    """What stands before a name."""

    before: re.Pattern[str]
    lower: bool
    """Whether a name without a capital counts here."""
    titled: bool
    """Whether a title may stand before it; elsewhere that is how others are called."""
    needs: re.Pattern[str] = _FOLLOWS
    """What must come after it."""
    needs_lower: re.Pattern[str] = _FOLLOWS
    """The same, for a name without a capital."""


def _says(pattern: str, **needs: re.Pattern[str]) -> _Cue:
    """So clear that a name may be without a capital, and with a title."""
    return _Cue(re.compile(pattern, re.IGNORECASE), lower=True, titled=True, **needs)


def _hints(pattern: str, **needs: re.Pattern[str]) -> _Cue:
    """Only a name with a capital, and without a title."""
    return _Cue(re.compile(pattern, re.IGNORECASE), lower=False, titled=False, **needs)


_END = re.compile(r"\s*(?:$|[.!?\n])")
_LINE_END = re.compile(r"[ \t]*[.!]?[ \t]*(?:$|\n|,)")
_HERE_FROM = re.compile(
    r"\s*,?\s*hier\s+(?:van|vd|v\.d\.|namens)\b(?! de week| af)"
    r"|\s+(?:van|vd|v\.d\.)(?: de| het)? \w+ hier\b",
    re.IGNORECASE,
)
_IS_HERE = re.compile(rf"{_HERE_FROM.pattern}|\s*,?\s*hier\s*(?:$|[.,!?])", re.IGNORECASE)

_CUES = (
    _says(
        r"\b(?:u|je|jij|jullie|ge|gij)\s+(?:spreekt|spreek|praat|chat|belt|mailt|appt|zit)\s+"
        r"(?:hier |nu |weer |nog |nog steeds |dus |inderdaad |in de chat )*met\b"
        r"(?: een (?:echt )?mens\s*[:,])?"
    ),
    _hints(r"\b(?:u|je) spreekt\b", needs=_ORGANISATION_FOLLOWS),
    _hints(
        r"\b(?:u|je) he(?:bt|eft)\b",
        needs=re.compile(r"\s+(?:te pakken|aan de (?:lijn|telefoon))\b", re.IGNORECASE),
    ),
    _says(r"\baan de (?:lijn|telefoon|balie)\s*,?\s*met\b"),
    _says(rf"(?:(?:^|[.!?\n])\W*(?:ja\W+)?|(?:{_START}|\b{_GREET})\b{_BETWEEN}\b)met\b"),
    _says(r"\b(?:mijn|m[’']n|mn) (?:eigen |volledige )?(?:voor|achter)?naam(?: is|:| =)"),
    _says(r"\bik heet(?: zelf)?\b"),
    _Cue(re.compile(r"\bik ben(?: trouwens| hier)?\b", re.IGNORECASE), lower=False, titled=True),
    _says(
        rf"(?:^\W*|(?:{_START}|\b{_GREET})\b{_BETWEEN}\b)(?:ik ben|(?:dit|hier)(?: is)?)\b",
        needs=_ORGANISATION_FOLLOWS,
        needs_lower=_ORGANISATION_FOLLOWS,
    ),
    _hints(r"\b(?:dit|hier) is\b", needs=_ORGANISATION_FOLLOWS),
    _hints(rf"(?:\b{_GREET}\b\W*|,\s*)", needs=_IS_HERE),
    _hints(r"(?:^|[^\w\s,])\s*", needs=_HERE_FROM),
    _hints(
        r"(?:\b(?:gemeente|waterschap|provincie|ministerie|dienst)|(?-i:\b[A-Z]{2,6}))"
        r"(?-i:(?: [A-Z]\w+){0,3}),",
        needs=re.compile(r"\s*(?:$|[.!?]|, ?(?:goed|waar|wat|hoe|zeg|met|dag))", re.IGNORECASE),
    ),
    _hints(r"\b(?:naar mij|u mij|mijn naam(?: en nummer)?),", needs=_END),
    _hints(r"\b(?:noem (?:me|mij)|zeg) (?:maar |gerust )+"),
    _hints(
        r"\bu mag(?: gerust| gewoon)*\b",
        needs=re.compile(r"\s+(?:tegen (?:me|mij) )?zeggen\b", re.IGNORECASE),
    ),
    _says(
        r"\b(?:met )?(?:(?:vriendelijke|hartelijke|warme|lieve) )?groet(?:en|jes)?\s*[,.!]?\s"
        r"|\b(?:mvg|m\.v\.g\.|vr\.? ?gr\.?|gr\.?|hoogachtend|liefs|tot horens)\s*[,.!]?\s"
        r"|\n\s*[-–—/^]\s?|\s\^",
        needs=_LINE_END,
        needs_lower=_LINE_END,
    ),
)


def own_names(trainee_turns: Iterable[str]) -> frozenset[str]:
    """What the speaker of these turns is called by themselves: whole names and their parts."""
    return frozenset(name for turn in trainee_turns for name in _names_in(turn))


def forms_of_name(name: str) -> frozenset[str]:
    """A name that somebody gave, and each part of it that has a capital."""
    whole = " ".join(name.split())
    parts = [part for part in whole.split() if part[0].isupper()]
    return frozenset({whole, *parts}) if whole else frozenset()


def mask_own_name(text: str, names: Iterable[str]) -> str:
    """The text with each of these names replaced by `[naam]`, also in a possessive.

    A name of three letters or more is found however it is written, except when it is an everyday
    word too; a shorter one only as it stands in `names`. A part of another word is left alone.
    """
    pattern = _pattern(frozenset(names))
    return pattern.sub(PLACEHOLDER, text) if pattern else text


@lru_cache(maxsize=32)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    wholes = {" ".join(name.split()) for name in names}
    ways = [_way(name) for name in sorted(wholes, key=lambda n: (-len(n), n)) if _usable(name)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})") if ways else None


def _usable(name: str) -> bool:
    letters = re.sub(r"[\s.'’-]", "", name)
    return letters.isalpha() and len(letters) > 1 and letters.casefold() != "naam"


def _way(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    if len(name) < 3 or name.casefold() in _EVERYDAY:
        return rf"{words}(?![\w-])"
    # "Pieters collega": only as the name is written, or it is another word.
    return rf"(?:(?i:{words})(?![\w-])|{words}(?=s(?![\w-])))"


def _names_in(turn: str) -> Iterator[str]:
    for cue in _CUES:
        for match in cue.before.finditer(turn):
            name = _Name(turn, match.end(), titled=cue.titled)
            # "met Fatiha van de Sociale Verzekeringsbank": perhaps less of it is the name.
            while name.found and not _fits(cue, name):
                name.drop_last()
            yield from name.forms()


def _fits(cue: _Cue, name: _Name) -> bool:
    if name.capital:
        return cue.needs.match(name.text, name.end) is not None
    return cue.lower and cue.needs_lower.match(name.text, name.end) is not None


class _Name:
    """The name that stands at a place of a text, if one does."""

    def __init__(self, text: str, at: int, *, titled: bool) -> None:
        self.text = text
        self.capital = False
        self._initials = False
        self._parts: list[tuple[int, int, int]] = []
        """Where each part begins with its particles, where without, and where it ends."""
        for skip in (_TITLE, _INITIALS) if titled else ():
            match = skip.match(text, at)
            if match:
                self._initials = skip is _INITIALS
                at = match.end()
        self.end = at
        self._read()

    @property
    def found(self) -> bool:
        """Whether there is one."""
        return bool(self._parts)

    def drop_last(self) -> None:
        """Takes the last part away."""
        self._parts.pop()
        self.end = self._parts[-1][2] if self._parts else self.end

    def forms(self) -> Iterator[str]:
        """The whole name, and each part by itself, with and without its particles."""
        if self._parts:
            yield self.text[self._parts[0][0] : self.end]
        for start, bare, end in self._parts:
            yield self.text[start:end]
            yield self.text[bare:end]

    def _read(self) -> None:
        while len(self._parts) < MAX_PARTS:
            particle = _PARTICLE.match(self.text, self.end)
            word = _WORD.match(self.text, particle.end() if particle else self.end)
            if word is None or not self._takes(word, particle[1] if particle else ""):
                return
            start = particle.start(1) if particle else word.start(1)
            self._parts.append((start, word.start(1), word.end(1)))
            self.end = word.end(1)

    def _takes(self, word: re.Match[str], particle: str) -> bool:
        if not _may_be_name(word[1]) or "\n" in self.text[self.end : word.start(1)]:
            return False
        capital = word[1][0].isupper()
        if not self._parts:
            self.capital |= capital
            # "met de Ombudsman": without a capital of its own, the article is one.
            return not particle or (capital and (self._initials or particle[0].isupper()))
        if self.capital:
            return capital and particle.lower() != "van het"
        if particle.lower() in ("", "van", "van de", "van het"):
            # "met kim van dijk van de gemeente": what comes last is where somebody works.
            return _ORGANISATION_FOLLOWS.match(self.text, word.end()) is not None
        return _FOLLOWS.match(self.text, word.end()) is not None


def _may_be_name(word: str) -> bool:
    plain = word.casefold()
    everyday = word[0].isupper() and plain in _EVERYDAY
    return (
        len(word) > 1
        and (everyday or plain not in _NO_NAME)
        and plain not in _ORGANISATIONS
        and not plain.endswith(_ORGANISATION_ENDS)
        and not (word.isupper() and len(word) < 7)
        and not word[-1].isupper()
        and all(len(part) > 1 for part in word.split("-"))
    )
