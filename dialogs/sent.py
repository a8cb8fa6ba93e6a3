"""What is sent and is neither words nor a file (其他消息): a place, a contact card, a changed message, what nobody can read.

Nothing of it counts before the applicant has confirmed it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.conversation import Asking, State
from dialogs.draft import Draft
from dialogs.exchange import Amended, Introduced, Located, Unreadable
from dialogs.hearing import left_at_home, sensitive
from dialogs.learning import labels, line_of
from dialogs.understanding.reading import Reading, Surroundings, read
from knowledge.pack import Fact
from knowledge.values import Value

_CLOSED = frozenset({State.SUBMITTED, State.WITHDRAWN})


def take(draft: Draft, payload: Amended | Located | Introduced | Unreadable) -> None:
    """Answer something sent; while a person answers it only stands in the transcript."""
    match payload:
        case Located(title, address):
            draft.said = draft.word("sent_location", words=" ".join(one for one in (title, address) if one))
        case Introduced(phone, name):
            draft.said = draft.word("sent_card", words="" if draft.world.abroad else f"{name} {phone}".strip())
        case Unreadable(kind):
            draft.said = draft.word(f"sent_{kind}")
            draft.say(f"unreadable_{kind}")  # staff can't read it here either
            return
        case Amended():
            pass
    if draft.world.abroad and isinstance(payload, Introduced):
        draft.kept = Introduced("")
    if draft.now.holder:
        return
    if draft.now.state in _CLOSED:
        draft.reply(
            draft.word("sent_too_late"),
            draft.choice("progress", "choice_progress"),
            draft.choice("human", "choice_human"),
        )
        return
    match payload:
        case Located():
            _take_place(draft, payload)
        case Introduced():
            _take_card(draft, payload)
        case Amended(text):
            _take_amended(draft, text)


def _take_place(draft: Draft, place: Located) -> None:
    """A place with an address is offered for confirmation; of one without, the door number is asked for."""
    fact = _filled_by(draft, "place")
    reading = read(fact, place.address, _around(draft)) if fact is not None and place.address.strip() else None
    if fact is not None and isinstance(reading, Reading):
        _offer(draft, {fact.code: reading.value})
    elif fact is not None and fact.code in draft.now.answers:
        draft.say("location_known", value=line_of(draft, fact.code, draft.now.answers[fact.code].value))
    else:
        draft.say("location_no_door")
        if fact is not None and _may_be_asked(draft, fact):
            draft.ask(Asking("fact", fact.code))
            if fact.code not in draft.now.asked:
                draft.change(asked=(*draft.now.asked, fact.code))
            draft.silent = True


def _may_be_asked(draft: Draft, fact: Fact) -> bool:
    if draft.now.industry is None:
        return False
    requirements = draft.plan.requirements
    return fact.code in requirements.facts or fact.code in requirements.possible_facts


def _take_card(draft: Draft, card: Introduced) -> None:
    """Number and name are offered for confirmation; on a channel abroad neither is taken."""
    told_of = (("phone", card.phone), ("name", card.name))
    facts = [(fact, text) for what, text in told_of if (fact := _filled_by(draft, what)) is not None]
    if draft.world.abroad:
        draft.say("card_not_taken", what=labels(draft, [fact.code for fact, _ in facts]))
        return
    readings = {fact.code: read(fact, text, _around(draft)) for fact, text in facts if text.strip()}
    told = {code: reading.value for code, reading in readings.items() if isinstance(reading, Reading)}
    if not told:
        draft.say("card_unclear")
    else:
        _offer(draft, told)


def _take_amended(draft: Draft, text: str) -> None:
    """What a changed message says now is a correction once it is confirmed."""
    heard = draft.world.knowledge.understanding.hear(
        text, asking=None, industry=draft.now.industry, known=draft.facts, around=_around(draft)
    )
    withheld = sensitive(draft, heard, text) if draft.world.abroad else ()
    if withheld:
        heard = left_at_home(draft, heard, withheld)
    if heard.facts:
        _offer(draft, heard.facts)
    elif not withheld:
        draft.say("amended_unclear")


def _offer(draft: Draft, told: Mapping[str, Value]) -> None:
    """Have values confirmed, as far as they are not known already."""
    new = {code: value for code, value in told.items() if draft.facts.get(code) != value}
    if new:
        draft.change(unsure={**draft.now.unsure, **new})
    else:
        draft.say("sent_known")


def _filled_by(draft: Draft, what: str) -> Fact | None:
    return next((fact for fact in draft.pack.facts.values() if fact.sent_as == what), None)


def _around(draft: Draft) -> Surroundings:
    return Surroundings(draft.inbound.today, draft.pack.places.city.zh, draft.now.locale)
