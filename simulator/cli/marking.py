"""Saying line by line that a turn was read wrongly: `/gehoord`, `/klopt-niet`, `/ook`."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.behaviours import Behaviour, BehaviourId, behaviours, behaviours_like
from simulator.cli.arguments import MAX_DIGITS
from simulator.cli.voices import Voice
from simulator.conversation.conversation import Conversation
from simulator.conversation.correction import Missing, likely_stretch
from simulator.conversation.events import Event
from simulator.language import _
from simulator.observation.clarity.meter import hints

COMMANDS = ("gehoord", "klopt-niet", "ook", "verbeterd")


class Marking:
    """Takes the commands about what was read in a turn: the last, or the one that was shown."""

    def __init__(self, conversation: Conversation, voice: Voice) -> None:
        self._conversation = conversation
        self._voice = voice
        self._shown: tuple[int, int] | None = None
        """The turn that was asked for, and the event of the last turn at that moment."""

    def take(self, name: str, argument: str) -> None:
        """Does what one of `COMMANDS` asks.

        Raises:
            CannotSay: it is refused.
        """
        if not self._said:
            self._voice.tell(_("Je hebt nog niets gezegd."))
        elif name == "gehoord":
            self._show(argument)
        elif name == "klopt-niet":
            self._wrong(argument)
        elif name == "ook":
            self._missing(argument)
        else:
            turn = self._number(argument, name) if argument else self._turn
            if turn is not None:
                self._conversation.again_as_marked(turn)
                self._tell_anew(turn)

    @property
    def _said(self) -> list[Event]:
        return [event for event in self._conversation.path if event.kind == "trainee_said"]

    @property
    def _turn(self) -> int:
        """The turn that is spoken about, from 1."""
        said = self._said
        if self._shown is not None and self._shown[1] == said[-1].seq:
            return self._shown[0]
        return len(said)

    def _show(self, argument: str) -> None:
        turn = self._number(argument, "gehoord") if argument else len(self._said)
        if turn is None:
            return
        reading = self._conversation.heard(turn)
        said = self._said
        self._shown = (turn, said[-1].seq)
        self._voice.tell(_("Beurt {n}: “{text}”").format(n=turn, text=said[turn - 1].data["text"]))
        for number, seen in enumerate(reading.observations, start=1):
            name = behaviours()[seen.behaviour].name
            heard = _("{n}. Gehoord: {name}: “{quote}”")
            self._voice.tell(heard.format(n=number, name=name, quote=seen.quote))
        if not reading.observations:
            self._voice.tell(_("Hierin heb ik niets gehoord."))
        for line in hints(reading):
            self._voice.tell(line)
        self._voice.tell(
            _("Klopt er iets niet: /klopt-niet en het nummer. Deed je meer: /ook en wat je deed.")
        )

    def _wrong(self, argument: str) -> None:
        if not argument:
            self._show(str(self._turn))
            return
        numbers = [self._number(part, "klopt-niet") for part in argument.split()]
        observations = self._conversation.heard(self._turn).observations
        wrong: list[BehaviourId] = []
        for number in numbers:
            if number is None:
                return
            if not 1 <= number <= len(observations):
                text = _("Nummer {n} staat niet bij beurt {turn}. /gehoord toont wat er staat.")
                self._voice.tell(text.format(n=number, turn=self._turn))
                return
            wrong.append(observations[number - 1].behaviour)
        names = ", ".join(behaviours()[behaviour].name for behaviour in wrong)
        self._keep(_("Klopt niet: {names}.").format(names=names), wrong=wrong)

    def _missing(self, argument: str) -> None:
        asked, __, words = argument.partition(":")
        behaviour = self._meant(asked.strip())
        if behaviour is None:
            return
        text = self._said[self._turn - 1].data["text"]
        words = words.strip(' \t“”"')
        if words:
            start = text.lower().find(words.lower())
            end = start + len(words)
        else:
            start, end = likely_stretch(text, self._conversation.heard(self._turn))
        did = _("Deed je ook: {name}: “{quote}”").format(
            name=behaviour.name, quote=text[max(0, start) : end]
        )
        self._keep(did, missing=[(behaviour.id, start, end)])

    def _meant(self, asked: str) -> Behaviour | None:
        known = behaviours_like(asked)
        if len(known) == 1:
            return known[0]
        if not known:
            self._voice.tell(_("Dat gedrag ken ik niet. /ook toont wat er is."))
            return None
        if asked:
            self._voice.tell(_("Welke bedoel je?"))
        else:
            self._voice.tell(
                _("Zet erachter wat je deed, en als je wilt met welke woorden. Bijvoorbeeld:")
            )
            self._voice.tell(_("/ook gevoel benoemen: u bent er klaar mee"))
        for each in known:
            self._voice.tell(f"- {each.name}")
        return None

    def _keep(
        self, what: str, *, wrong: Sequence[BehaviourId] = (), missing: Sequence[Missing] = ()
    ) -> None:
        turn = self._turn
        if self._conversation.ended:
            self._conversation.mark(turn, wrong=wrong, missing=missing)
            self._voice.tell(what)
            text = _("Bewaard bij beurt {n}. Opnieuw vanaf die beurt: /verbeterd {n}")
            self._voice.tell(text.format(n=turn))
        else:
            self._conversation.correct(turn, wrong=wrong, missing=missing)
            self._voice.tell(what)
            self._tell_anew(turn)

    def _tell_anew(self, turn: int) -> None:
        self._shown = None
        text = _("Zelf verbeterd. Opnieuw vanaf jouw beurt {n}; je eerdere poging blijft bewaard.")
        self._voice.tell(text.format(n=turn))

    def _number(self, text: str, command: str) -> int | None:
        if text.isdecimal() and len(text) <= MAX_DIGITS:
            return int(text)
        message = _("Zet er een nummer achter, bijvoorbeeld: /{name} 1")
        self._voice.tell(message.format(name=command))
        return None
