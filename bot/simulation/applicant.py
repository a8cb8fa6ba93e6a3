"""The simulated applicant (模拟申请人): what a scripted person does next, by the rules for scenario files."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.simulation.scenario import Scenario
from dialogs.conversation import Conversation, Origin
from dialogs.exchange import AskingView, Chose, Reply, Said, Signed
from dialogs.understanding.reading import Reading, Surroundings, read
from knowledge.pack import Pack
from knowledge.values import Range, Value

TRIES = 2
"""An answer that is not understood is said so often."""
STANDSTILL = 6
"""A step that comes back so often in a row leads nowhere."""


@dataclass(frozen=True, slots=True)
class Bring:
    """A file is handed in for a material."""

    material: str


@dataclass(frozen=True, slots=True)
class CallStaff:
    """A member of staff takes over, enters what the scenario says, and hands back."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The run ends here; `mismatch` says what went otherwise than scripted, and is empty where it is simply over."""

    mismatch: str = ""


Move = Said | Chose | Signed | Bring | CallStaff | Stop


class Applicant:
    """One person with a script; remembers what was asked and said."""

    def __init__(self, scenario: Scenario, pack: Pack, today: date) -> None:
        self.asked: list[str] = []
        self._scenario = scenario
        self._pack = pack
        self._around = Surroundings(today, pack.places.city.zh, scenario.locale)
        self._interrupts = {fact: deque(texts) for fact, texts in scenario.interrupts.items()}
        self._corrections = deque(scenario.corrections)
        self._correcting = ""
        self._tried: Counter[str] = Counter()
        self._steps: list[str] = []
        self._staff_is_due = scenario.takeover is not None
        self._heard: list[str] = []
        self._own_idea = False
        """Whether the last words were no answer but something the applicant came up with."""

    def listen(self, asking: AskingView | None, replies: Sequence[Reply], *, counts: bool) -> None:
        """Take in a turn; before the first messages are all sent, nothing counts as asked."""
        self._heard.extend(reply.text for reply in replies)
        if counts and asking is not None and asking.fact is not None and asking.fact not in self.asked:
            self.asked.append(asking.fact)

    def next_move(self, asking: AskingView | None, replies: Sequence[Reply], conversation: Conversation) -> Move:
        """What this person does now."""
        offered = self._wanted_question(replies)
        if offered is not None:
            return Chose(offered)
        if asking is None:
            return Stop()
        if asking.step is not None:
            self._steps.append(asking.step)
            if self._steps[-STANDSTILL:] == [asking.step] * STANDSTILL:
                return Stop(f"the step {asking.step} comes back again and again")
            return self._at_step(asking.step, conversation)
        self._steps.clear()
        if asking.material is not None:
            return Bring(asking.material)
        return self._at_fact(asking.fact or "", conversation)

    # --- facts --------------------------------------------------------------------------------------------------------

    def _at_fact(self, fact: str, conversation: Conversation) -> Move:
        takeover = self._scenario.takeover
        if takeover is not None and self._staff_is_due and takeover.at == fact:
            self._staff_is_due = False
            return CallStaff()
        waiting = self._interrupts.get(fact)
        if waiting:
            self._own_idea = True
            return Said(waiting.popleft())
        words = self._scenario.answers.get(fact)
        if words is None:
            return Stop(f"{fact} was asked, and `answers` has no entry for it")
        known = conversation.answers.get(fact)
        if known is not None and not isinstance(known.value, Range) and not self._tried[fact] % TRIES:
            self._tried[fact] = 0  # asked anew, as after a change of mind
        if self._tried[fact] >= TRIES:
            return Stop(f"{fact}: the answer {words!r} was not understood")
        self._tried[fact] += 1
        self._own_idea = False
        return Said(words)

    # --- steps --------------------------------------------------------------------------------------------------------

    def _at_step(self, step: str, conversation: Conversation) -> Move:
        options = conversation.asking.options if conversation.asking is not None else ()
        match step:
            case "did_you_mean":
                return self._meant(options, conversation)
            case "real_name":
                return _first(options, "step:real_name:check")
            case "privacy":
                return _first(options, *options)
            case "confirm_reuse":
                return self._confirm(options, conversation)
            case "acknowledge_notice":
                return _first(options, "step:acknowledge_notice:read", "permits:done")
            case "defer":
                return next((Chose(one) for one in options if one.startswith("step:defer:no:")), _nothing_fits(step))
            case "review":
                return self._review(options, conversation)
            case "sign":
                name = self._scenario.sign
                return Stop() if name is None else Signed(name, agreed=True, evidence={"channel": "simulated"})
            case "send":
                return _first(options, "step:send:go")
            case _:
                return _nothing_fits(step)

    def _meant(self, options: Sequence[str], conversation: Conversation) -> Move:
        kinds = {option.partition(":")[0] for option in options}
        if "industry" in kinds:
            return self._industry(options)
        if "unsure:all" in options:
            wrong = any(self._differs(code, value) for code, value in conversation.unsure.items())
            return Chose("unsure:each" if wrong and not self._own_idea else "unsure:all")
        if "unsure" in kinds:
            code = options[0].removeprefix("unsure:yes:")
            value = conversation.unsure.get(code)
            agreed = value is None or self._own_idea or not self._differs(code, value)
            return _first(options, f"unsure:{'yes' if agreed else 'no'}:{code}")
        if "sure" in kinds:
            # What was said in so many words was meant, unless the scenario expects the errand to go on.
            wanted = self._scenario.expect.state
            ends = any(option in ("sure:withdraw", "sure:delete_data") for option in options)
            gone_on = ends and wanted is not None and wanted.value != "withdrawn"
            return Chose(options[-1] if gone_on else options[0])
        return _nothing_fits("did_you_mean")

    def _industry(self, options: Sequence[str]) -> Move:
        said = self._scenario.answers.get("industry_category", "")
        named = next(
            (code for code, one in self._pack.industries.items() if said in (code, one.name.zh, one.name.en)), None
        )
        for wanted in (self._scenario.expect.industry, named):
            if wanted is not None:
                return Chose(f"industry:{wanted}") if f"industry:{wanted}" in options else _first(options, "industries")
        return Chose(options[0])

    def _confirm(self, options: Sequence[str], conversation: Conversation) -> Move:
        """What was found is right unless the applicant's own answers say otherwise; the licence is never disputed here."""
        expect = self._scenario.expect
        wrong = [
            code
            for code in conversation.reused
            if (found := conversation.answers.get(code)) is not None
            and found.origin is not Origin.BUSINESS_LICENCE
            and code in self._scenario.answers
            and code not in (*(expect.reused or ()), *(expect.never_asked or ()))
            and self._differs(code, found.value)
        ]
        if wrong:
            return _first(options, *(f"wrong:{code}" for code in wrong), "step:confirm_reuse:wrong")
        return _first(options, "step:confirm_reuse:ok")

    def _review(self, options: Sequence[str], conversation: Conversation) -> Move:
        asking = conversation.asking
        if self._correcting and asking is not None and asking.attempts > self._tried[self._correcting]:
            self._tried[self._correcting] += 1
            if self._tried[self._correcting] >= TRIES:
                return Stop(f"the correction {self._correcting!r} was not understood")
            return Said(self._correcting)
        if self._corrections:
            self._own_idea, self._correcting = True, self._corrections.popleft()
            self._tried[self._correcting] = asking.attempts if asking is not None else 0
            return Said(self._correcting)
        done = next((option for option in options if option.startswith("point:")), None)
        return _first(options, "step:review:ok") if done is None else Chose(done)

    # --- agreeing -----------------------------------------------------------------------------------------------------

    def _differs(self, code: str, value: Value) -> bool:
        """Whether the applicant's own words for this fact certainly say something else."""
        words = self._scenario.answers.get(code)
        if words is None:
            return False
        reading = read(self._pack.facts[code], words, self._around)
        if not isinstance(reading, Reading) or not reading.certain or reading.value == value:
            return False
        if isinstance(value, str) and isinstance(reading.value, str):
            return not (value in reading.value or reading.value in value)  # an address with or without the city
        if isinstance(value, Range) and isinstance(reading.value, int | float):
            return not value.min <= reading.value <= value.max
        return True

    def _wanted_question(self, replies: Sequence[Reply]) -> str | None:
        """A question that is offered as "did you mean", where its answer is expected and has not come yet."""
        offered = [choice.id for reply in replies for choice in reply.choices if choice.id.startswith("faq:")]
        if not offered:
            return None
        awaited = [
            text for text in self._scenario.expect.replies_contain or () if not any(text in one for one in self._heard)
        ]
        answer = self._pack.faq[offered[0][4:]].answer.in_(self._scenario.locale)
        return offered[0] if any(text in answer for text in awaited) else None


def _first(options: Sequence[str], *wanted: str) -> Move:
    """The first wanted button that is there."""
    return next((Chose(one) for one in wanted if one in options), _nothing_fits(", ".join(wanted)))


def _nothing_fits(what: str) -> Stop:
    return Stop(f"no button fits: {what}")
