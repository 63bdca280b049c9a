"""A conversation line by line: words only, for screen readers, pipes and tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.citizen import director
from simulator.cli import marking
from simulator.cli.arguments import MAX_DIGITS
from simulator.cli.feedback import feedback_lines
from simulator.cli.marking import Marking
from simulator.cli.voices import Voice
from simulator.conversation.conversation import CannotSay
from simulator.conversation.correction import corrected_turns
from simulator.conversation.voicing import voicing
from simulator.language import _
from simulator.scenarios.model import Scenario
from simulator.sessions.practice import Practice

AFTERWARDS = tuple(f"/{name}" for name in ("terug", "hulp", *marking.COMMANDS))
"""What can be asked for when the conversation is over."""


class PlainConversation:
    """Lets someone practise with a keyboard and lines of text."""

    def __init__(self, practice: Practice, voice: Voice) -> None:
        self._practice = practice
        self._conversation = practice.conversation
        self._scenario = practice.conversation.scenario
        self._voice = voice
        self._told = len(practice.journal.events)
        self._paused = False
        self._marking = Marking(self._conversation, voice)

    def run(self) -> None:
        """Goes on until the trainee stops or the input ends; what was said is kept at once."""
        for line in briefing_lines(self._scenario):
            self._voice.tell(line)
        if self._conversation.model is not None:
            text = _("U praat met een AI-oefenpersoon. Wat u zegt, gaat naar het model {model}.")
            self._voice.tell(text.format(model=self._conversation.model))
        for event in self._conversation.path:
            if event.seq < self._told:
                self._voice.recall(event, self._scenario)
        self._tell()
        if self._conversation.ended and self._told == len(self._practice.journal.events):
            self._voice.tell(_("Dit gesprek is al afgelopen."))
            self._voice.tell(_("Opnieuw proberen: /terug en een nummer. Sluiten: Enter."))
        while (heard := self._voice.listen()) is not None:
            said = heard.strip()
            if self._conversation.ended and not said.startswith(AFTERWARDS):
                break
            self._take(said)
            self._tell()
        if not self._conversation.ended:
            self._conversation.stop()
            self._tell()
        self._voice.tell(_("Bewaard als {id}.").format(id=self._practice.journal.id))

    def _take(self, line: str) -> None:
        if self._paused:
            self._paused = False
            self._conversation.go_on()
            if not line:
                return
        try:
            if line.startswith("/"):
                self._command(*line[1:].split(maxsplit=1))
            else:
                self._conversation.say(line)
        except CannotSay as refusal:
            self._voice.tell(str(refusal))

    def _command(self, name: str = "", argument: str = "") -> None:
        if name in ("doe", "terug"):
            self._numbered(name, argument)
            return
        if name in marking.COMMANDS:
            self._marking.take(name, argument)
            return
        commands: dict[str, Callable[[], None]] = {
            "hulp": self._help,
            "acties": self._actions,
            "hint": self._hint,
            "pauze": self._pause,
            "stop": self._conversation.stop,
        }
        if name not in commands:
            self._voice.tell(_("Die opdracht ken ik niet. /hulp toont wat er kan."))
            return
        commands[name]()

    def _numbered(self, name: str, argument: str) -> None:
        if not argument.isdecimal() or len(argument) > MAX_DIGITS:
            self._voice.tell(
                _("Zet er een nummer achter, bijvoorbeeld: /{name} 1").format(name=name)
            )
        elif name == "terug":
            self._back_to(int(argument))
        else:
            self._do(int(argument))

    def _help(self) -> None:
        for line in (
            _("Typ wat je zegt en druk op Enter. Verder kan:"),
            _("/acties: wat je kunt doen naast praten"),
            _("/doe 1: doe handeling 1"),
            _("/hint: een tip voor dit moment"),
            _("/terug 2: opnieuw vanaf jouw beurt 2"),
            _("/gehoord: wat ik hoorde in je laatste beurt; /gehoord 2 in jouw beurt 2"),
            _("/klopt-niet 1: nummer 1 daarvan klopt niet"),
            _("/ook open vraag: dat deed je ook; /ook toont alles wat kan"),
            _("/pauze: even wachten"),
            _("/stop: stoppen en terugkijken"),
        ):
            self._voice.tell(line)

    def _actions(self) -> None:
        possible = director.allowed(self._scenario, self._conversation.state)
        if not self._scenario.actions:
            self._voice.tell(_("In dit gesprek is er niets te doen naast praten."))
        for number, action in enumerate(self._scenario.actions, start=1):
            later = "" if action.id in possible else _(" (nu nog niet)")
            self._voice.tell(f"{number}. {action.label}{later}")

    def _do(self, number: int) -> None:
        if not 1 <= number <= len(self._scenario.actions):
            self._voice.tell(_("Handeling {n} is er niet. /acties toont ze.").format(n=number))
            return
        self._conversation.do(self._scenario.actions[number - 1].id)

    def _hint(self) -> None:
        hint = self._conversation.hint()
        self._voice.tell(_("Tip: {hint}").format(hint=hint) if hint else _("Nu is er geen tip."))

    def _pause(self) -> None:
        self._conversation.pause()
        self._paused = True
        self._voice.tell(_("Pauze. Druk op Enter om verder te gaan."))

    def _back_to(self, turn: int) -> None:
        self._conversation.rewind(turn)
        self._voice.tell(_("Opnieuw vanaf jouw beurt {n}.").format(n=turn))
        # The words that are answered anew are long gone from an ear or a small window.
        before = next(e for e in reversed(self._conversation.path) if e.kind == "citizen_said")
        self._voice.recall(before, self._scenario)

    def _tell(self) -> None:
        """Tells what happened since the last time, and gives feedback when the attempt is over."""
        if self._just_ended():
            _assessment, feedback = self._practice.finish()
            self._tell_events()
            for line in feedback_lines(feedback):
                self._voice.tell(line)
            corrected = ", ".join(map(str, corrected_turns(self._conversation.path)))
            if corrected:
                text = _("Zelf verbeterd: beurt {turns}. Die telt hier zoals jij het zei.")
                self._voice.tell(text.format(turns=corrected))
            voiced = voicing(self._conversation.path)
            if voiced is not None:
                self._voice.tell(voiced.in_a_sentence())
            self._voice.tell(_("Opnieuw proberen: /terug en een nummer. Sluiten: Enter."))
        else:
            self._tell_events()

    def _just_ended(self) -> bool:
        assessed = any(event.kind == "assessed" for event in self._conversation.path)
        return self._conversation.ended and not assessed

    def _tell_events(self) -> None:
        for event in self._conversation.events[self._told :]:
            self._voice.happened(event, self._scenario)
        self._told = len(self._conversation.events)


def briefing_lines(scenario: Scenario) -> Sequence[str]:
    """What the trainee knows beforehand, line by line."""
    briefing = scenario.briefing
    channels = {"click": _("Chat"), "call": _("Telefoon"), "face": _("Balie")}
    lines = [scenario.title, f"{channels[scenario.channel]}, {scenario.organisation}"]
    if scenario.warning:
        lines.append(_("Let op: {text}").format(text=scenario.warning))
    lines += [briefing.role, briefing.situation, _("Doel: {text}").format(text=briefing.goal)]
    lines += [_("Grens: {text}").format(text=limit) for limit in briefing.limits]
    lines += [
        _("Op je scherm: {name}: {value}").format(name=name, value=value)
        for name, value in briefing.screen.items()
    ]
    return [*lines, _("Typ wat je zegt en druk op Enter. /hulp toont wat er verder kan."), ""]
